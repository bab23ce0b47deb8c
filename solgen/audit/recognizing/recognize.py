"""Naming the mistake behind wrong lines: only where a known wrong rule reproduces the line, and the judge agrees.

For each line the rules yield candidates, the most specific rule first. A candidate is a pair: what the mistake leads to
and what it came from. It counts where the judge establishes either that what the mistake leads to is what was written,
or, where the rule gives exactly what was written, that what it came from makes the line true. Candidates are compared
with the line at a few points before the judge is asked; the lines of a text are judged together. Budget: a count of
candidates and of claims a line, never a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Any, Final, Protocol

from solgen.audit.audited import Recognized
from solgen.audit.mistakes.pieces import in_order, is_result
from solgen.audit.mistakes.rule import MistakeRule, Reach, Reproduction, VerdictRule, WrongStep
from solgen.audit.mistakes.rules import EARLY_VERDICT_RULES, RULES, VERDICT_RULES
from solgen.audit.recognizing.points import points_of
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MOST_CANDIDATES: Final = 900
CLAIMS_A_ROUND: Final = (3, 5, 16)
"""Candidates of one line that are judged at once; another round follows where none is established."""
MOST_CLAIMS_OF_CONDITIONS: Final = 24
"""The same where the line is a condition, such as one after ``⇔``: points say nothing about those."""
JUDGED_BY_VALUE: Final = frozenset({"=", "≡", "≈"})
JUDGED_AS_CONDITION: Final = frozenset({"⇔", "⇒"})
ROUNDED: Final = 0.02
"""How far, relatively, a rounded numeral may be from what it stands for: the judge looks at the digits."""
TELLING: Final = 1000
"""Numerator times denominator of a number that is hardly met by chance."""
BY_CHANCE: Final = frozenset({
    "added-for-multiplied", "argument-not-scaled", "brackets-lost", "exponent-off-by-one", "extra-factor",
    "extra-term", "factor-inverted", "lost-factor", "lost-square", "missing-log", "missing-root", "off-by-one",
})  # fmt: skip
"""Rules that make some number of any other: of a small number that nothing is named from, they say nothing."""
_MADE_SENSE_OF: Final = frozenset({Word.REFUTED, Word.ILL_FORMED})


class Judging(Protocol):
    """What is asked of a judge: a verdict for each claim, in order."""

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """A verdict for each claim."""
        ...


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One rule's reproduction of a line, not yet judged."""

    rule: MistakeRule
    reproduction: Reproduction
    claim: Claim
    mended: bool
    """Whether the claim is that what the mistake came from makes the line true."""


def recognize(steps: Sequence[WrongStep], judge: Judging) -> list[Recognized | None]:
    """The mistake behind each wrong line and what the line would be without it; None where none is known.

    A step whose claim the judge does not refute or find ill-formed has no mistake.
    """
    judged = _with_verdicts(steps, judge)
    named: list[Recognized | None] = [_shown(EARLY_VERDICT_RULES, step) for step in judged]
    open_lines = {
        place: _candidates(step)
        for place, step in enumerate(judged)
        if named[place] is None and step.verdict is not None and step.verdict.word in _MADE_SENSE_OF
    }
    for count in CLAIMS_A_ROUND:
        tried = {place: list(islice(found, count)) for place, found in open_lines.items()}
        verdicts = iter(judge.verdicts([candidate.claim for line in tried.values() for candidate in line]))
        for place, line in tried.items():
            named[place] = _named([candidate for candidate in line if next(verdicts).established])
        open_lines = {place: found for place, found in open_lines.items() if named[place] is None and tried[place]}
    return [one or _shown(VERDICT_RULES, step) for one, step in zip(named, judged, strict=True)]


def _with_verdicts(steps: Sequence[WrongStep], judge: Judging) -> list[WrongStep]:
    missing = iter(judge.verdicts([step.claim for step in steps if step.verdict is None]))
    return [step if step.verdict is not None else replace(step, verdict=next(missing)) for step in steps]


def _shown(rules: Sequence[VerdictRule], step: WrongStep) -> Recognized | None:
    if step.verdict is None or step.verdict.word not in _MADE_SENSE_OF:
        return None
    shown = next((rule for rule in rules if rule.shown_by(step)), None)
    return None if shown is None else Recognized(shown.name, shown.feedback, "")


def _named(confirmed: list[_Candidate]) -> Recognized | None:
    """The first rule that was confirmed, with the line that it, or else another confirmed one, was meant to be."""
    if not confirmed:
        return None
    first = confirmed[0]
    ordered = sorted(confirmed, key=lambda candidate: candidate.rule is not first.rule)
    right = next((one.reproduction.right for one in ordered if one.mended), None)
    return Recognized(first.rule.name, first.rule.feedback, to_latex(right) if right is not None else "")


def _candidates(step: WrongStep) -> Iterator[_Candidate]:
    """What is worth judging, in the order of the rules."""
    claim = step.claim
    if claim.relation in JUDGED_AS_CONDITION:
        yield from islice(_not_excluded(step), MOST_CLAIMS_OF_CONDITIONS)
    elif claim.relation in JUDGED_BY_VALUE:
        yield from _agreeing(step)


def _all_candidates(step: WrongStep) -> Iterator[_Candidate]:
    claim = step.claim
    count = 0
    for rule in RULES:
        for reproduction in rule.apply(step):
            count += 1
            if count > MOST_CANDIDATES:
                return
            if reproduction.right is None:
                yield _Candidate(rule, reproduction, _against(claim, reproduction.wrong, step.after), mended=False)
            elif reproduction.wrong is step.after:
                yield _Candidate(rule, reproduction, _against(claim, claim.left, reproduction.right), mended=True)


def _not_excluded(step: WrongStep) -> Iterator[_Candidate]:
    """Those candidates that no point excludes: where one condition surely holds, so may the other."""
    claim = step.claim
    points = points_of(step)
    true, written = points.values(claim.left), points.values(step.after)
    implied = claim.relation == "⇒"
    for candidate in _all_candidates(step):
        node = candidate.claim.right if candidate.mended else candidate.claim.left
        if points.may_hold_alike(node, true if candidate.mended else written, implied=implied and candidate.mended):
            yield candidate


def _against(claim: Claim, left: Term, right: Term) -> Claim:
    return replace(claim, left=left, right=right)


def _agreeing(step: WrongStep) -> Iterator[_Candidate]:
    """Those candidates that agree with the line at a few points."""
    claim = step.claim
    points = points_of(step)
    true, written = points.values(claim.left), points.values(step.after)
    slack = ROUNDED if claim.relation == "≈" else 0.0
    by_chance = not step.after.free and not _is_telling(points.exactly(claim.left))
    tried: dict[Term, bool] = {}
    mended: dict[Term, bool] = {}
    for candidate in _ordered(step, by_value=not _is_constant(step, written)):
        node = candidate.claim.right if candidate.mended else candidate.claim.left
        memory, values = (mended, true) if candidate.mended else (tried, written)
        if node not in memory:
            memory[node] = points.agree(node, values, slack)
        if memory[node] and not (by_chance and candidate.mended and candidate.rule.name in BY_CHANCE):
            yield candidate


def _is_telling(value: Any) -> bool:
    """Whether a number is one that is not met by chance when a few dozen ways to it are tried."""
    return isinstance(value, Fraction) and abs(value.numerator * value.denominator) >= TELLING


def _is_constant(step: WrongStep, values: tuple[Any, ...]) -> bool:
    """Whether the wrong side is a constant, or zero, although the line is about names.

    Too much becomes that by some slip or other, so that a slip is believed only where it gives the line as written.
    """
    if step.claim.left.free and not step.after.free and not is_result(step.after):
        return True
    return bool(values) and all(isinstance(value, Fraction | float) and value == 0 for value in values)


def _ordered(step: WrongStep, *, by_value: bool) -> Iterator[_Candidate]:
    """First what gives the line as it is written, then the others by reach; within each the order of the rules."""
    candidates = list(_all_candidates(step))
    as_written = in_order(step.after)
    yield from (one for one in candidates if not one.mended and in_order(one.reproduction.wrong) is as_written)
    for reach in Reach:
        yield from (one for one in candidates if one.reproduction.reach is reach and (one.mended or by_value))
