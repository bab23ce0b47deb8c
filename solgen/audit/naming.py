"""Wrong lines with their kind of mistake and the nearest true line, all lines of a text together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solgen.audit.audited import AuditedClaim, Recognized
from solgen.audit.existing import where_it_exists
from solgen.audit.judging import WRONG_WORDS, Judged
from solgen.audit.lines import Key
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.mistakes.rules import EARLY_VERDICT_RULES
from solgen.audit.recognizing.recognize import recognize
from solgen.audit.repair import repairs
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Verdict

_VACUOUS = "vacuous-condition"


def named(claims: Mapping[Key, AuditedClaim], judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, AuditedClaim]:
    """The claims with ``mistake`` and ``suggestion`` where these are known.

    A line that only follows from an earlier mistake has none of its own. Where the line before is wrong already, the
    mistake is sought in the step from it, but what would have been right is measured against the chain's beginning.
    """
    found = dict(claims)
    own = [key for key, claim in claims.items() if claim.wrong and not claim.cause and key in judged]
    steps = [_step(judged[key]) for key in own]
    names = recognize(steps, judge)
    lines = [_against_start(judged[key], step, name, judged) for key, step, name in zip(own, steps, names, strict=True)]
    suggested = repairs(lines, judge)
    for key, name, (_, kept), latex in zip(own, names, lines, suggested, strict=True):
        shown = kept if kept is not None or name is None else replace(name, corrected="")
        found[key] = replace(found[key], mistake=shown, suggestion=latex)
    for key, claim in claims.items():
        if claim.vacuous and not claim.wrong and claim.relation not in ("=", "≡"):
            found[key] = replace(found[key], mistake=_vacuous())
    return found


def _step(judged: Judged) -> WrongStep:
    """The step that is wrong: from the member before where that fails, else from the chain's beginning.

    What was meant is looked for where it exists: ``\\ln p`` of a positive ``p``.
    """
    step = judged.line.step
    failing: tuple[Claim, Verdict] = (step.claim, judged.claim)
    if step.follow is not None and judged.follow is not None and judged.follow.word in WRONG_WORDS:
        failing = (step.follow, judged.follow)
    claim, verdict = where_it_exists(failing[0]), failing[1]
    return WrongStep(claim, claim.left, claim.right, verdict)


def _against_start(
    judged: Judged, step: WrongStep, name: Recognized | None, known: Mapping[Key, Judged]
) -> tuple[WrongStep, Recognized | None]:
    before = judged.line.before
    whole = judged.line.step.claim
    same = step.claim.left is whole.left and step.claim.relation == whole.relation
    if same or before is None or before not in known or not known[before].wrong:
        return step, name
    claim = where_it_exists(judged.line.step.claim)
    return WrongStep(claim, step.before, claim.right, judged.claim), None


def _vacuous() -> Recognized | None:
    rule = next((rule for rule in EARLY_VERDICT_RULES if rule.name == _VACUOUS), None)
    return Recognized(rule.name, rule.feedback, "") if rule is not None else None
