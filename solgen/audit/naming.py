"""Wrong lines with their kind of mistake and the nearest true line, all lines of a text together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solgen.audit.audited import AuditedClaim, Recognized
from solgen.audit.elsewhere import in_domains
from solgen.audit.existing import where_it_exists
from solgen.audit.judging import WRONG_WORDS, Judged
from solgen.audit.lines import Key
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.mistakes.rules import EARLY_VERDICT_RULES
from solgen.audit.recognizing.recognize import recognize
from solgen.audit.repair import repairs
from solgen.audit.solutions import with_what_came_out
from solgen.audit.understanding import ReadFormula
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.notation.writing.latex import to_latex

_VACUOUS = "vacuous-condition"


def named(
    claims: Mapping[Key, AuditedClaim], judged: Mapping[Key, Judged], formulas: Sequence[ReadFormula], judge: Judging
) -> dict[Key, AuditedClaim]:
    """The claims with ``mistake`` and ``suggestion`` where these are known.

    A line that only follows from an earlier mistake has none of its own. Where the line before is wrong already, the
    mistake is sought in the step from it, but what would have been right is measured against the chain's beginning.
    """
    found = dict(claims)
    own = [key for key, claim in claims.items() if claim.wrong and not claim.cause and key in judged]
    steps = [_step(key, judged, formulas) for key in own]
    steps, names = _recognized(steps, judge)
    lines = [
        _against_start(key, step, name, judged, formulas) for key, step, name in zip(own, steps, names, strict=True)
    ]
    suggested = repairs(lines, judge)
    for key, name, (_, kept), latex in zip(own, names, lines, suggested, strict=True):
        shown = kept if kept is not None or name is None else replace(name, corrected="")
        found[key] = replace(found[key], mistake=shown, suggestion=latex)
    for key, claim in claims.items():
        if claim.vacuous and not claim.wrong and claim.relation not in ("=", "≡"):
            found[key] = replace(found[key], mistake=_vacuous())
    return found


def _recognized(steps: Sequence[WrongStep], judge: Judging) -> tuple[list[WrongStep], list[Recognized | None]]:
    """The steps with their mistakes; an equation about what is defined is looked at by itself first."""
    equations = {place: found for place, step in enumerate(steps) if (found := _by_itself(step)) is not None}
    named_so = dict(zip(equations, recognize([*equations.values()], judge), strict=True))
    settled = {
        place
        for place, name in named_so.items()
        if name is not None and name.corrected not in ("", to_latex(equations[place].before))
    }
    others = [step for place, step in enumerate(steps) if place not in settled]
    as_steps = iter(recognize(others, judge))
    looked_at = [equations[place] if place in settled else step for place, step in enumerate(steps)]
    return looked_at, [named_so[place] if place in settled else next(as_steps) for place in range(len(steps))]


def _by_itself(step: WrongStep) -> WrongStep | None:
    """``f(x) = (x + 1) (x - 2)`` of a defined f, though it stands behind a condition; None of any other line."""
    if step.claim.relation not in ("⇒", "⇔") or step.after.head != "relation" or step.after.data != "=":
        return None
    left, right = step.after.arguments
    function = left.arguments[0] if left.head == "apply" else left
    if left.head != "apply" or step.claim.context.definition(str(function.data)) is None or not right.free:
        return None
    return WrongStep(Claim(step.claim.context, left, "=", right), left, right)


def _step(key: Key, known: Mapping[Key, Judged], formulas: Sequence[ReadFormula]) -> WrongStep:
    """The step that is wrong: from the member before where that fails, else from the chain's beginning.

    What was meant is looked for where it exists: ``\\ln p`` of a positive ``p``. As any line of the text, it is right
    also where it is in the domain that the text states elsewhere, with what an unknown came out as, and as a member of
    a chain that is not wrong so far.
    """
    judged = known[key]
    pairs = _versions(key, known, formulas)
    (claim, follow), verdict = pairs[0], judged.claim
    claims = [claim for claim, _ in pairs]
    if follow is not None and judged.follow is not None and judged.follow.word in WRONG_WORDS:
        before = known.get(judged.line.before) if judged.line.before is not None else None
        goes_on = before is not None and not before.wrong and before.line.step.claim.left is claim.left
        claims = [*(step for _, step in pairs if step is not None), *(claims if goes_on else [])]
        verdict = judged.follow
    first, *others = map(where_it_exists, claims)
    return WrongStep(first, first.left, first.right, verdict, tuple(dict.fromkeys(others)))


def _versions(
    key: Key, known: Mapping[Key, Judged], formulas: Sequence[ReadFormula]
) -> list[tuple[Claim, Claim | None]]:
    """What a line claims and its step, as it stands and as the audit would read it besides."""
    step = known[key].line.step
    besides = (in_domains(known[key], formulas), with_what_came_out(key, known))
    return [(step.claim, step.follow), *(pair for pair in besides if pair is not None)]


def _against_start(
    key: Key, step: WrongStep, name: Recognized | None, known: Mapping[Key, Judged], formulas: Sequence[ReadFormula]
) -> tuple[WrongStep, Recognized | None]:
    judged = known[key]
    before = judged.line.before
    whole = judged.line.step.claim
    same = step.claim.left is whole.left and step.claim.relation == whole.relation
    if same or before is None or before not in known or not known[before].wrong:
        return step, name
    claim, *others = (where_it_exists(claim) for claim, _ in _versions(key, known, formulas))
    return WrongStep(claim, step.before, claim.right, judged.claim, tuple(others)), None


def _vacuous() -> Recognized | None:
    rule = next((rule for rule in EARLY_VERDICT_RULES if rule.name == _VACUOUS), None)
    return Recognized(rule.name, rule.feedback, "") if rule is not None else None
