"""Naming the mistake behind wrong lines: only where a known wrong rule reproduces the line, and the judge agrees.

For each line the rules yield candidates. A candidate is a pair: what the mistake leads to and what it came from. It
counts where the judge establishes either that what the mistake leads to is what was written, or, where the rule gives
exactly what was written, that what it came from makes the line true. Candidates are compared with the line at a few
points before the judge is asked; of those that agree, the least far-fetched is named, if it is near enough
(``candidates``). The lines of a text are judged together. Budget: a count of candidates and of claims a line, never a
clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final, Protocol

from solgen.audit.audited import Recognized
from solgen.audit.mistakes.pieces import is_result
from solgen.audit.mistakes.rule import VerdictRule, WrongStep
from solgen.audit.mistakes.rules import EARLY_VERDICT_RULES, VERDICT_RULES
from solgen.audit.recognizing.candidates import JUDGED_BY_VALUE, Candidate, agreeing
from solgen.audit.recognizing.chance import tells
from solgen.audit.recognizing.points import points_of
from solgen.kernel.binding import attempt as ill_formed
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.writing.latex import to_latex

CLAIMS_A_ROUND: Final = (1, 1, 4, 16)
"""Candidates of one line that are judged at once; another round follows where none is established.

One by itself at first: it is mostly the right one, and to find a second all others are compared with the line.
"""
_DIGITS: Final = 9
ESTABLISHED: Final = frozenset({Word.PROVED, Word.CERTIFIED})
_MADE_SENSE_OF: Final = frozenset({Word.REFUTED, Word.ILL_FORMED})


Tried = tuple[WrongStep, Candidate]


class Judging(Protocol):
    """What is asked of a judge: a verdict for each claim, in order."""

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """A verdict for each claim."""
        ...


def recognize(steps: Sequence[WrongStep], judge: Judging) -> list[Recognized | None]:
    """The mistake behind each wrong line and what the line would be without it; None where none is known.

    A step whose claim the judge does not refute or find ill-formed has no mistake.
    """
    judged = _with_verdicts(steps, judge)
    named: list[Recognized | None] = [_shown(EARLY_VERDICT_RULES, step) for step in judged]
    open_lines = {
        place: _explanations(step)
        for place, step in enumerate(judged)
        if named[place] is None and step.verdict is not None and step.verdict.word in _MADE_SENSE_OF
    }
    confirmed: dict[int, list[Candidate]] = {place: [] for place in open_lines}
    for position, count in enumerate(CLAIMS_A_ROUND):
        tried = {place: list(islice(found, count)) for place, found in open_lines.items()}
        holds = _confirmed([(judged[place], one) for place, line in tried.items() for one in line], judge)
        for place, line in tried.items():
            confirmed[place] += [one for one in line if (judged[place], one) in holds]
            named[place] = _named(confirmed[place])
        open_lines = {
            place: open_lines[place]
            for place, line in tried.items()
            if line and not _is_enough(confirmed[place], alone=position == 0)
        }
    return [one or _shown(VERDICT_RULES, step) for one, step in zip(named, judged, strict=True)]


def _is_enough(confirmed: Sequence[Candidate], *, alone: bool) -> bool:
    """Whether no more is asked: something is confirmed; if it was tried ``alone``, it says what was meant."""
    return bool(confirmed) and (confirmed[0].mended or not alone)


def _confirmed(tried: Sequence[Tried], judge: Judging) -> frozenset[Tried]:
    """The explanations that the judge establishes, be it in another reading of their line."""
    claims = {pair: pair[1].claim(pair[0]) for pair in tried}
    words = _words(claims.values(), judge)
    open_ = [pair for pair in tried if words[claims[pair]] not in ESTABLISHED]
    readings = {pair: list(pair[1].readings(pair[0])) for pair in open_}
    words |= _words((claim for each in readings.values() for claim in each), judge)
    return frozenset(
        pair for pair in tried if any(words[claim] in ESTABLISHED for claim in (claims[pair], *readings.get(pair, ())))
    )


def _words(claims: Iterable[Claim], judge: Judging) -> dict[Claim, Word]:
    """What the judge says of each claim; that a Term is equal to itself is not asked."""
    distinct = dict.fromkeys(claims)
    asked = [claim for claim in distinct if claim.left is not claim.right]
    return dict.fromkeys(distinct, Word.PROVED) | {
        claim: verdict.word for claim, verdict in zip(asked, judge.verdicts(asked), strict=True)
    }


def _with_verdicts(steps: Sequence[WrongStep], judge: Judging) -> list[WrongStep]:
    missing = iter(judge.verdicts([step.claim for step in steps if step.verdict is None]))
    return [step if step.verdict is not None else replace(step, verdict=next(missing)) for step in steps]


def _shown(rules: Sequence[VerdictRule], step: WrongStep) -> Recognized | None:
    if step.verdict is None or step.verdict.word not in _MADE_SENSE_OF:
        return None
    shown = next((rule for rule in rules if rule.shown_by(step)), None)
    return None if shown is None else Recognized(shown.name, shown.feedback, "")


def _named(confirmed: list[Candidate]) -> Recognized | None:
    """The first rule that was confirmed, with the line that it, or else another confirmed one, was meant to be."""
    if not confirmed:
        return None
    first = confirmed[0]
    ordered = sorted(confirmed, key=lambda candidate: candidate.rule is not first.rule)
    right = next((one.reproduction.right for one in ordered if one.mended), None)
    return Recognized(first.rule.name, first.rule.feedback, to_latex(right) if right is not None else "")


def _explanations(step: WrongStep) -> Iterator[Candidate]:
    """The candidates that agree with the line and say something, the least far-fetched first."""
    only_as_written = step.claim.relation in JUDGED_BY_VALUE and _is_constant(step)
    for candidate in agreeing(step):
        if only_as_written and not (candidate.exact or candidate.mended):
            continue
        said = (candidate.exact and not is_result(step.after)) or tells(step, candidate)
        if said and ill_formed(candidate.claim(step)) is None:
            yield candidate


def _is_constant(step: WrongStep) -> bool:
    """Whether the wrong side is a constant, or zero, although the line is about names; by its form or by its value.

    Too much becomes that by some slip or other, so that a slip is believed only where it gives the line as written.
    """
    if step.claim.left.free and not step.after.free and not is_result(step.after):
        return True
    values = points_of(step).values(step.after)
    if not values or not all(isinstance(value, Fraction | float) for value in values):
        return False
    same = len(values) > 1 and len({round(float(value), _DIGITS) for value in values}) == 1
    return all(value == 0 for value in values) or (same and bool(step.after.free))
