"""Terms as polynomials over Q in whatever they are made of.

Sums, differences, products, whole powers and rational numbers are carried over; anything else (a name, a root, a
function's value) is an indeterminate, so that ``e^x`` in ``(e^x + 1)^2`` is treated as a letter. Sound for what forms
say, because nothing about values is concluded. Budget: ``_LETTERS`` indeterminates, ``_POWER``.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final

import flint

from solgen.notation.terms import Term

_LETTERS: Final = 12
_POWER: Final = 30
Polynomial = Any
"""An ``fmpq_mpoly``; python-flint ships no types."""


class NotPolynomial(Exception):  # noqa: N818 -- a fact about a Term
    """The Term is no polynomial in its parts: it divides by one of them, or is too large."""


class Letters:
    """The indeterminates of one comparison."""

    def __init__(self) -> None:
        self.ring = flint.fmpq_mpoly_ctx.get(tuple(f"g{place}" for place in range(_LETTERS)), "degrevlex")
        self.known: dict[Term, Polynomial] = {}

    def of(self, node: Term) -> Polynomial:
        """The letter that stands for a Term."""
        if node not in self.known:
            if len(self.known) >= _LETTERS:
                raise NotPolynomial
            self.known[node] = self.ring.gens()[len(self.known)]
        return self.known[node]


def polynomial(node: Term, letters: Letters) -> Polynomial:
    """The Term multiplied out. Raises NotPolynomial."""
    value = rational(node)
    if value is not None:
        return letters.ring.constant(flint.fmpq(value.numerator, value.denominator))
    if node.head == "add":
        parts = [polynomial(argument, letters) for argument in node.arguments]
        return sum(parts[1:], parts[0])
    if node.head == "negate":
        return -polynomial(node.arguments[0], letters)
    if node.head == "multiply":
        product = letters.ring.constant(1)
        for argument in node.arguments:
            product = product * polynomial(argument, letters)
        return product
    if node.head == "power" and (exponent := whole(node.arguments[1])) is not None and 0 <= exponent <= _POWER:
        return polynomial(node.arguments[0], letters) ** exponent
    if node.head == "divide":
        below = rational(node.arguments[1])
        if below is None or below == 0:
            raise NotPolynomial
        return polynomial(node.arguments[0], letters) / flint.fmpq(below.numerator, below.denominator)
    return letters.of(node)


def rational(node: Term) -> Fraction | None:
    """The value of a numeral, a fraction of numerals or the negative of one."""
    if node.head in ("number", "decimal"):
        return Fraction(str(node.data))
    if node.head == "negate":
        inner = rational(node.arguments[0])
        return None if inner is None else -inner
    if node.head == "divide":
        above, below = (rational(argument) for argument in node.arguments)
        return above / below if above is not None and below else None
    return None


def whole(node: Term) -> int | None:
    """The value of a whole numeral."""
    value = rational(node)
    return value.numerator if value is not None and value.denominator == 1 else None


def content(value: Polynomial) -> Fraction:
    """The greatest rational number by which a polynomial with whole coprime coefficients was multiplied."""
    found = Fraction(0)
    for coefficient in value.coeffs():
        part = Fraction(int(coefficient.p), int(coefficient.q))
        found = part if found == 0 else _common(found, abs(part))
    return abs(found)


def _common(one: Fraction, other: Fraction) -> Fraction:

    return Fraction(gcd(one.numerator, other.numerator), lcm(one.denominator, other.denominator))


def factors(node: Term) -> list[Term]:
    """The factors as written: of ``-2 x (x + 1)^3`` these are 2, x and x + 1."""
    if node.head == "negate":
        return factors(node.arguments[0])
    if node.head == "multiply":
        return [factor for argument in node.arguments for factor in factors(argument)]
    if node.head == "power" and whole(node.arguments[1]) is not None:
        return factors(node.arguments[0])
    return [node]


def summands(node: Term) -> list[Term]:
    """The summands as written, without their signs."""
    if node.head == "negate":
        return summands(node.arguments[0])
    if node.head == "add":
        return [part for argument in node.arguments for part in summands(argument)]
    return [node]
