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
from typing import Final, Protocol

from solgen.audit.audited import Recognized
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.audit.mistakes.rules import RULES, VERDICT_RULES
from solgen.audit.recognizing.points import Points
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MOST_CANDIDATES: Final = 900
MOST_CLAIMS: Final = 6
"""Candidates of one line that are judged."""
MOST_CLAIMS_OF_CONDITIONS: Final = 24
"""The same where the line is a condition, such as one after ``⇔``: points say nothing about those."""
JUDGED_BY_VALUE: Final = frozenset({"=", "≡", "≈"})
JUDGED_AS_CONDITION: Final = frozenset({"⇔", "⇒"})
ROUNDED: Final = 0.02
"""How far, relatively, a rounded numeral may be from what it stands for: the judge looks at the digits."""
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
    found: list[list[_Candidate]] = [
        list(_candidates(step)) if step.verdict is not None and step.verdict.word in _MADE_SENSE_OF else []
        for step in judged
    ]
    verdicts = iter(judge.verdicts([candidate.claim for line in found for candidate in line]))
    return [
        _named(step, [candidate for candidate in line if next(verdicts).established])
        for step, line in zip(judged, found, strict=True)
    ]


def _with_verdicts(steps: Sequence[WrongStep], judge: Judging) -> list[WrongStep]:
    missing = iter(judge.verdicts([step.claim for step in steps if step.verdict is None]))
    return [step if step.verdict is not None else replace(step, verdict=next(missing)) for step in steps]


def _named(step: WrongStep, confirmed: list[_Candidate]) -> Recognized | None:
    """The first rule that was confirmed, with the line that it, or else another confirmed one, was meant to be."""
    if step.verdict is None or step.verdict.word not in _MADE_SENSE_OF:
        return None
    if not confirmed:
        shown = next((rule for rule in VERDICT_RULES if rule.shown_by(step)), None)
        return None if shown is None else Recognized(shown.name, shown.feedback, "")
    first = confirmed[0]
    ordered = sorted(confirmed, key=lambda candidate: candidate.rule is not first.rule)
    right = next((one.reproduction.right for one in ordered if one.mended and one.reproduction.right), None)
    return Recognized(first.rule.name, first.rule.feedback, to_latex(right) if right is not None else "")


def _candidates(step: WrongStep) -> Iterator[_Candidate]:
    """What is worth judging, in the order of the rules."""
    claim = step.claim
    if claim.relation in JUDGED_AS_CONDITION:
        found = _all_candidates(step)
        limit = MOST_CLAIMS_OF_CONDITIONS
    elif claim.relation in JUDGED_BY_VALUE:
        found = _agreeing(step)
        limit = MOST_CLAIMS
    else:
        return
    for count, candidate in enumerate(found):
        if count >= limit:
            return
        yield candidate


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


def _against(claim: Claim, left: Term, right: Term) -> Claim:
    return replace(claim, left=left, right=right)


def _agreeing(step: WrongStep) -> Iterator[_Candidate]:
    """Those candidates that agree with the line at a few points."""
    claim = step.claim
    points = Points(claim, (claim.left, step.before, step.after))
    true, written = points.values(claim.left), points.values(step.after)
    slack = ROUNDED if claim.relation == "≈" else 0.0
    tried: dict[Term, bool] = {}
    mended: dict[Term, bool] = {}
    far: list[_Candidate] = []
    for candidate in _all_candidates(step):
        node = candidate.claim.right if candidate.mended else candidate.claim.left
        memory, values = (mended, true) if candidate.mended else (tried, written)
        if node not in memory:
            memory[node] = points.agree(node, values, slack)
        if memory[node] and candidate.reproduction.distant:
            far.append(candidate)
        elif memory[node]:
            yield candidate
    yield from far
