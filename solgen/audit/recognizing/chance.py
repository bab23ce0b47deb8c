"""Whether an explanation says anything: some rule or other leads to nearly any small number.

What is about names is hardly met by chance. A number has to tell more than the choice among the explanations that were
tried, in bits.
"""

from __future__ import annotations

from fractions import Fraction
from math import isfinite, log2
from typing import Final

from solgen.audit.mistakes.pieces import summands
from solgen.audit.mistakes.rewriting import sources
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.audit.recognizing.candidates import JUDGED_AS_CONDITION, Candidate, candidates
from solgen.audit.recognizing.generality import upper_end
from solgen.audit.recognizing.points import points_of
from solgen.notation.terms import Term

_MOST_DENOMINATOR: Final = 1000
_NEAR: Final = Fraction(1, 10**9)
SPARE_BITS: Final = {Grade.LAW: 0.0, Grade.SLIP: 0.5, Grade.LOOSE: 3.0, Grade.VAGUE: 3.0}
"""By so many bits a number must tell more than the choice among the explanations that were tried."""


def tells(step: WrongStep, candidate: Candidate) -> bool:
    """Whether the explanation is more than one of many that lead to some number or other.

    The choice is that among the explanations by the same rule, for a loose rule that among all.
    """
    written = numbers_claimed(step, candidate)
    if written is None:
        return True
    written = _met_up_to_signs(step, candidate) or written
    level = candidate.rule.grade
    tried = sum(
        1
        for other in candidates(step)
        if other.mended is candidate.mended
        and (other.rule is candidate.rule or level >= Grade.LOOSE or candidate.by_number)
    )
    return sum(map(_bits, written)) >= log2(tried) + SPARE_BITS[level]


def _met_up_to_signs(step: WrongStep, candidate: Candidate) -> list[Fraction]:
    """The summands that were meant, where those before are the same and those written are but for signs: 8 - 12 + 4."""
    if not candidate.mended or step.claim.relation in JUDGED_AS_CONDITION:
        return []
    values, written = _summands(step, candidate.node), _summands(step, step.after)
    if len(values) < 2 or sorted(map(abs, values)) != sorted(map(abs, written)):
        return []
    return values if any(_summands(step, source) == values for source in sources(step)) else []


def _summands(step: WrongStep, node: Term) -> list[Fraction]:
    """The values of its summands in ascending order; none where one is no number."""
    found = [points_of(step).exactly(part) for part in summands(node)]
    return sorted(found) if all(isinstance(value, Fraction) for value in found) else []


def numbers_claimed(step: WrongStep, candidate: Candidate) -> list[Fraction] | None:
    """The numbers that the explanation has to meet; None where it is about names, or about no rational number."""
    if step.claim.relation in JUDGED_AS_CONDITION:
        return _numbers_of_condition(candidate.node if candidate.mended else step.after)
    if (step.after.free or upper_end(step) is not None) and not candidate.by_number:
        return None
    points = points_of(step)
    value = points.exactly(step.claim.left if candidate.mended else step.after)
    if not isinstance(value, Fraction | float) and candidate.mended and not candidate.node.free:
        value = points.exactly(candidate.node)
    if isinstance(value, float):
        near = Fraction(value).limit_denominator(_MOST_DENOMINATOR) if isfinite(value) else None
        value = near if near is not None and abs(near - Fraction(value)) < _NEAR else None
        return None if value is None else [value]
    if isinstance(value, Fraction):
        return [value]
    return [] if step.claim.left.free and not candidate.by_number else None


def _numbers_of_condition(node: Term) -> list[Fraction] | None:
    """The numbers in ``x = 3`` or ``x = 2 or x = 3``; None of a condition that says anything else."""
    if node.head in ("or", "and"):
        parts = [_numbers_of_condition(part) for part in node.arguments]
        return None if None in parts else [value for part in parts if part is not None for value in part]
    if node.head != "relation" or node.arguments[0].head != "name" or node.arguments[1].free:
        return None
    return [Fraction(str(leaf.data)) for leaf in node.arguments[1].walk() if leaf.head in ("number", "decimal")]


def _bits(value: Fraction) -> float:
    return log2(abs(value.numerator) + 1) + log2(value.denominator)
