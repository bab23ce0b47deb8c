"""Integer linear constraints: a conjunction without integer solutions is shown to have none.

Rule: each constraint ``Σ a·x + b ≥ 0`` has integer coefficients and integer unknowns, so it may be divided by the
common divisor g of the a's and b/g be rounded down. Fourier and Motzkin: an unknown is eliminated by adding
positive multiples of each constraint that bounds it from below and each that bounds it from above; what is left holds
for every solution. A constant constraint below 0 shows that there is none. Sound, not complete: parity may be missed.
Budget: 400 constraints at a time. Source: Schrijver, Theory of Linear and Integer Programming, ch. 12 and 23.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from solgen.kernel.budget import Budget

_CONSTRAINTS: Final = 400


@dataclass(frozen=True, slots=True)
class Linear:
    """``Σ coefficient · unknown + constant`` with rational coefficients; none is 0."""

    coefficients: tuple[tuple[str, Fraction], ...]
    constant: Fraction

    @staticmethod
    def of(coefficients: Mapping[str, Fraction | int], constant: Fraction | int = 0) -> Linear:
        """The form with these coefficients."""
        kept = sorted((unknown, Fraction(value)) for unknown, value in coefficients.items() if value != 0)
        return Linear(tuple(kept), Fraction(constant))

    @staticmethod
    def number(value: Fraction | int) -> Linear:
        """A constant."""
        return Linear((), Fraction(value))

    @staticmethod
    def unknown(latex: str) -> Linear:
        """An unknown."""
        return Linear(((latex, Fraction(1)),), Fraction(0))

    @property
    def is_constant(self) -> bool:
        """Whether no unknown occurs."""
        return not self.coefficients

    def __add__(self, other: Linear) -> Linear:
        found = dict(self.coefficients)
        for unknown, value in other.coefficients:
            found[unknown] = found.get(unknown, Fraction(0)) + value
        return Linear.of(found, self.constant + other.constant)

    def scaled(self, factor: Fraction | int) -> Linear:
        """A multiple."""
        return Linear.of({unknown: value * factor for unknown, value in self.coefficients}, self.constant * factor)

    def __neg__(self) -> Linear:
        return self.scaled(-1)

    def __sub__(self, other: Linear) -> Linear:
        return self + (-other)

    def whole(self) -> Linear:
        """A positive multiple with integer coefficients and constant."""
        denominator = lcm(self.constant.denominator, *(value.denominator for _, value in self.coefficients))
        return self.scaled(denominator)


def tightened(constraint: Linear) -> Linear:
    """The same constraint on integers, divided by the common divisor of its coefficients and rounded."""
    constraint = constraint.whole()
    if constraint.is_constant:
        return constraint
    divisor = gcd(*(value.numerator for _, value in constraint.coefficients))
    rounded = constraint.constant.numerator // divisor
    return Linear(tuple((unknown, value / divisor) for unknown, value in constraint.coefficients), Fraction(rounded))


def unsatisfiable(constraints: Iterable[Linear]) -> bool:
    """Whether ``all(constraint >= 0)`` certainly has no solution in integers. Raises BudgetExhausted."""
    current = {tightened(constraint) for constraint in constraints}
    budget = Budget(_CONSTRAINTS, "linear constraints")
    while True:
        if any(constraint.is_constant and constraint.constant < 0 for constraint in current):
            return True
        current = _strongest(constraint for constraint in current if not constraint.is_constant)
        if not current:
            return False
        current = _eliminate(current, _cheapest(current), budget)


def _strongest(constraints: Iterable[Linear]) -> set[Linear]:
    """Of constraints that differ in their constants only, the strictest."""
    found: dict[tuple[tuple[str, Fraction], ...], Linear] = {}
    for constraint in constraints:
        known = found.get(constraint.coefficients)
        if known is None or constraint.constant < known.constant:
            found[constraint.coefficients] = constraint
    return set(found.values())


def _cheapest(constraints: set[Linear]) -> str:
    """The unknown whose elimination makes the fewest new constraints; the first by name among equals."""
    counts: dict[str, list[int]] = {}
    for constraint in constraints:
        for unknown, value in constraint.coefficients:
            counts.setdefault(unknown, [0, 0])[value > 0] += 1
    return min(sorted(counts), key=lambda unknown: counts[unknown][0] * counts[unknown][1])


def _eliminate(constraints: set[Linear], unknown: str, budget: Budget) -> set[Linear]:
    lower: list[tuple[Fraction, Linear]] = []
    upper: list[tuple[Fraction, Linear]] = []
    rest: set[Linear] = set()
    for constraint in constraints:
        value = dict(constraint.coefficients).get(unknown, Fraction(0))
        if value > 0:
            lower.append((value, constraint))
        elif value < 0:
            upper.append((value, constraint))
        else:
            rest.add(constraint)
    for value, constraint in lower:
        for other_value, other in upper:
            budget.spend()
            rest.add(tightened(constraint.scaled(-other_value) + other.scaled(value)))
    return rest
