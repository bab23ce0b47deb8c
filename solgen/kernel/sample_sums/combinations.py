"""Combinations of sums over a sample, with rational functions of the scalars as coefficients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq_mpoly

from solgen.notation.terms import name

VALUE: Final = name("#value")
"""Stands for a value of the sample in a function of it."""
LARGEST_POWER: Final = 20


class NotThis(Exception):  # noqa: N818 -- a statement about the claim
    """The claim is of another kind."""


Unknown = tuple[str, object]
"""``("1", None)``; ``("F", k)`` with a linear form k; ``("S", g)`` for Σ g(y_i) and ``("P", j)`` for
Σ y_i^j over the whole sample."""
ONE: Final[Unknown] = ("1", None)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient of polynomials in the scalars; that the bottom does not vanish was seen where it was made."""

    top: fmpq_mpoly
    bottom: fmpq_mpoly

    def __add__(self, other: Ratio) -> Ratio:
        if self.bottom == other.bottom:
            return Ratio(self.top + other.top, self.bottom)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def __neg__(self) -> Ratio:
        return Ratio(-self.top, self.bottom)


Combination = dict[Unknown, Ratio]


def added(one: Combination, other: Combination) -> Combination:
    """The sum of two combinations."""
    total = dict(one)
    for unknown, value in other.items():
        total[unknown] = total[unknown] + value if unknown in total else value
    return total


def scaled(one: Combination, factor: Ratio) -> Combination:
    """A multiple of a combination."""
    return {unknown: value * factor for unknown, value in one.items()}
