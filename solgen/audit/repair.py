"""The nearest true line: what a wrong side becomes when the mistake is undone, or by a small edit that makes it true.

What the recognized mistake says is taken first. Else edits are tried, the smallest first; those that agree with the
left side at a few points are judged, and the first that the judge establishes is suggested. Nothing is written into
anybody's text. Budget: a count of edits and of claims a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from solgen.audit.audited import Recognized
from solgen.audit.edits import edits
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.numerals import numerals
from solgen.audit.recognizing.candidates import JUDGED_AS_CONDITION, JUDGED_BY_VALUE, ROUNDED
from solgen.audit.recognizing.points import points_of
from solgen.audit.recognizing.recognize import ESTABLISHED, Judging
from solgen.kernel.binding import attempt as ill_formed
from solgen.kernel.claim import Claim
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MOST_EDITS: Final = 1200
MOST_CLAIMS: Final = 4
MOST_CLAIMS_OF_CONDITIONS: Final = 16
CLAIMS_A_ROUND: Final = (1, MOST_CLAIMS_OF_CONDITIONS)
"""Edits of one line that are judged at once: the first by itself, for to find others all are compared with the line."""


def repair(step: WrongStep, recognized: Recognized | None, judge: Judging) -> str:
    """LaTeX of a right side that makes the line true and is near to what was written; empty where none was found."""
    return repairs([(step, recognized)], judge)[0]


def repairs(lines: Sequence[tuple[WrongStep, Recognized | None]], judge: Judging) -> list[str]:
    """A suggestion for each wrong line, judged together; empty where none was found."""
    found = [_undone(step, recognized) for step, recognized in lines]
    waiting = {place: _suggestions(step) for place, (step, _) in enumerate(lines) if not found[place]}
    for count in CLAIMS_A_ROUND:
        tried = {place: list(islice(rights, count)) for place, rights in waiting.items()}
        holds = _established([(lines[place][0], right) for place, rights in tried.items() for right in rights], judge)
        for place, rights in tried.items():
            established = [right for right in rights if (lines[place][0], right) in holds]
            found[place] = to_latex(established[0]) if established else ""
        waiting = {place: waiting[place] for place, rights in tried.items() if rights and not found[place]}
    return found


def _established(sides: Sequence[tuple[WrongStep, Term]], judge: Judging) -> frozenset[tuple[WrongStep, Term]]:
    """The right sides that make their line true, be it under another reading of it."""
    claims = [replace(step.claim, right=right) for step, right in sides]
    words = [verdict.word for verdict in judge.verdicts(claims)]
    holds = {side for side, word in zip(sides, words, strict=True) if word in ESTABLISHED}
    open_ = [side for side, word in zip(sides, words, strict=True) if word not in ESTABLISHED]
    readings = [(side, replace(claim, right=side[1])) for side in open_ for claim in side[0].readings]
    verdicts = judge.verdicts([claim for _, claim in readings])
    return frozenset(
        holds | {side for (side, _), verdict in zip(readings, verdicts, strict=True) if verdict.established}
    )


def _undone(step: WrongStep, recognized: Recognized | None) -> str:
    """The line without its mistake, where that gives another side than the left one, which every line may end with."""
    corrected = recognized.corrected if recognized is not None else ""
    return corrected if corrected != to_latex(step.claim.left) else ""


def _suggestions(step: WrongStep) -> Iterator[Term]:
    """Edited right sides that are worth judging; never the left side, which says nothing."""
    return (right for right in _fitting(step) if right is not step.claim.left)


def _fitting(step: WrongStep) -> Iterator[Term]:
    """Edited right sides that no point excludes, at most as many as may be judged."""
    claim = step.claim
    edited = islice(edits(step), MOST_EDITS)
    if claim.relation in JUDGED_AS_CONDITION:
        points = points_of(step)
        true = points.values(claim.left)
        implied = claim.relation == "⇒"
        fitting = (right for right in edited if points.may_hold_alike(right, true, implied=implied))
        yield from islice((right for right in fitting if _means_something(claim, right)), MOST_CLAIMS_OF_CONDITIONS)
    elif claim.relation in JUDGED_BY_VALUE:
        points = points_of(step)
        true = points.values(claim.left)
        slack = ROUNDED if claim.relation == "≈" else 0.0
        yield from numerals(step, points)
        fitting = (right for right in edited if points.agree(right, true, slack))
        yield from islice((right for right in fitting if _means_something(claim, right)), MOST_CLAIMS)


def _means_something(claim: Claim, right: Term) -> bool:
    return ill_formed(replace(claim, right=right)) is None
