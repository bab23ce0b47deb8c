r"""Sums of arctangents and multiples of pi: Machin's formula and its like.

Rule: with integers n_k and p, ``a = sum n_k arctan(x_k) + p pi`` has the direction of the complex number
``z = (-1)^p prod (1 + i x_k)^{n_k}``. If z is real and positive, a is a multiple of ``2 pi``; if besides a ball shows
``|a| < pi``, then ``a = 0``. ``arcsin x = arctan(x / sqrt(1 - x^2))`` and ``arccos x = pi/2 - arcsin x`` for
``|x| < 1``. The coordinates of z are algebraic numbers whose signs are exact (``tower``). Budget: coefficients up to
``_LARGEST``. Source: Lehmer, On Arccotangent Relations for pi (1938).
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Final

import flint

from solgen.kernel.algebraic.closed_terms import NotAlgebraic, Reader, rational_value, share_of_pi
from solgen.kernel.algebraic.tower import NotReal, Number, Tower
from solgen.notation.terms import Term

_LARGEST: Final = 120
_BITS: Final = 256


class _Angles:
    """``sum of coefficient arctan(x) + share pi``."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.share = Fraction(0)
        self.parts: list[tuple[Fraction, Number]] = []

    def take(self, node: Term, factor: Fraction) -> None:  # noqa: C901, PLR0912 -- a case a head
        """Add a multiple of a Term. Raises NotAlgebraic where it is no such sum."""
        share = share_of_pi(node)
        if share is not None:
            self.share += factor * share
        elif node.head == "add":
            for argument in node.arguments:
                self.take(argument, factor)
        elif node.head == "negate":
            self.take(node.arguments[0], -factor)
        elif node.head == "divide":
            below = rational_value(node.arguments[1])
            if not below:
                raise NotAlgebraic
            self.take(node.arguments[0], factor / below)
        elif node.head == "multiply":
            others = []
            for argument in node.arguments:
                value = rational_value(argument)
                if value is None:
                    others.append(argument)
                else:
                    factor *= value
            if len(others) != 1:
                raise NotAlgebraic
            self.take(others[0], factor)
        elif node.head == "apply" and node.arguments[0].head == "builtin":
            self._take_function(str(node.arguments[0].data), node.arguments[1], factor)
        else:
            raise NotAlgebraic

    def _take_function(self, word: str, argument: Term, factor: Fraction) -> None:
        if word not in ("arctan", "arcsin", "arccos"):
            raise NotAlgebraic
        value = self.reader.number(argument)
        if word == "arctan":
            self.parts.append((factor, value))
            return
        if word == "arccos":
            self.share += factor / 2
            factor = -factor
        tower = self.reader.tower
        rest = tower.add(tower.rational(1), tower.negated(tower.multiply(value, value)))
        found = tower.sign(rest)
        if found < 0:
            raise NotReal
        if found == 0:
            self.share += factor * Fraction(tower.sign(value), 2)
        else:
            self.parts.append((factor, tower.multiply(value, tower.inverse(tower.root(rest, 2)))))

    def vanish(self) -> bool:
        """Whether the sum is 0. Raises NotAlgebraic beyond the budget, BudgetExhausted."""
        multiple = lcm(self.share.denominator, *(factor.denominator for factor, _ in self.parts))
        counts = [(int(factor * multiple), value) for factor, value in self.parts]
        if sum(abs(count) for count, _ in counts) > _LARGEST:
            raise NotAlgebraic
        tower = self.reader.tower
        real, imaginary = tower.rational(-1 if int(self.share * multiple) % 2 else 1), tower.rational(0)
        for count, value in counts:
            x = value if count > 0 else tower.negated(value)
            for _ in range(abs(count)):
                real, imaginary = _times(tower, real, imaginary, x)
        return tower.sign(imaginary) == 0 and tower.sign(real) > 0 and self._is_small(multiple)

    def _is_small(self, multiple: int) -> bool:
        before = flint.ctx.prec
        flint.ctx.prec = _BITS
        try:
            total = flint.arb.pi() * flint.fmpq(self.share.numerator, self.share.denominator)
            for factor, value in self.parts:
                above = self.reader.tower.ball(value.above, _BITS)
                below = self.reader.tower.ball(value.below, _BITS)
                if above is None or below is None:
                    return False
                total += (above / below).atan() * flint.fmpq(factor.numerator, factor.denominator)
            return bool(abs(total * multiple) < flint.arb.pi())
        finally:
            flint.ctx.prec = before


def _times(tower: Tower, real: Number, imaginary: Number, x: Number) -> tuple[Number, Number]:
    """``(real + i imaginary)(1 + i x)``."""
    return (
        tower.add(real, tower.negated(tower.multiply(imaginary, x))),
        tower.add(imaginary, tower.multiply(real, x)),
    )


def angles_vanish(reader: Reader, *terms: tuple[Term, int]) -> bool:
    """Whether the sum of these Terms, each 1 or -1 times, is 0. Raises NotAlgebraic, NotReal, BudgetExhausted."""
    angles = _Angles(reader)
    for node, factor in terms:
        angles.take(node, Fraction(factor))
    return angles.vanish()
