"""Real algebraic numbers as quotients of polynomials in roots, with an exact zero test.

Rule: a ``Tower`` has generators, each a real root of a monic polynomial over the ones before it: ``g^d = v``, or the
minimal polynomial of ``2 cos(2 pi/n)``. A number P(g) is a root of the polynomial N that the resultants of ``t - P``
with these polynomials give. If N is not identically zero, every root of it that is not 0 is at least
``|c|/(|c| + max |others|)`` in size, c being its last coefficient that is not 0; so a ball around P(g) that lies
nearer to 0 shows that it is 0, and a ball that leaves 0 out that it is not. Budget: ``_GENERATORS`` generators, degree
``_DEGREE`` of N, ``_BITS`` bits. Source: Cohen, A Course in Computational Algebraic Number Theory, 3.6 and 4.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted

_GENERATORS: Final = 8
_DEGREE: Final = 96
_BITS: Final = (192, 768, 3072, 12288)
_TERMS: Final = 400
Polynomial = Any


class NotReal(Exception):  # noqa: N818 -- a statement about a number
    """An even root of a negative number, or a division by 0."""


@dataclass(frozen=True, slots=True)
class Number:
    """``above / below``, of which below is not 0."""

    above: Polynomial
    below: Polynomial


class Tower:
    """The generators of one claim."""

    def __init__(self) -> None:
        # later generators are larger in the order, so that division by a relation reduces them
        names = tuple(f"g{position}" for position in reversed(range(_GENERATORS)))
        self.ring = flint.fmpq_mpoly_ctx.get(("t", *names), "lex")
        self.target, *reverse = self.ring.gens()
        self.variables: list[Polynomial] = reverse[::-1]
        self.relations: list[Polynomial] = []
        self.degrees: list[int] = []
        self.radicands: list[tuple[int, Polynomial]] = []
        """Degree and radicand of a root; degree 0 and n for ``2 cos(2 pi/n)``."""
        self.known: dict[tuple[int, str], int] = {}

    def rational(self, value: Any) -> Number:
        """A rational number."""
        return Number(self.ring.constant(value), self.ring.constant(1))

    def add(self, one: Number, other: Number) -> Number:
        """The sum."""
        if one.below == other.below:
            return self._made(one.above + other.above, one.below)
        return self._made(one.above * other.below + other.above * one.below, one.below * other.below)

    def multiply(self, one: Number, other: Number) -> Number:
        """The product."""
        return self._made(one.above * other.above, one.below * other.below)

    def negated(self, one: Number) -> Number:
        """The opposite."""
        return Number(-one.above, one.below)

    def inverse(self, one: Number) -> Number:
        """The reciprocal. Raises NotReal for 0."""
        if self.sign(one) == 0:
            raise NotReal
        return Number(one.below, one.above)

    def _made(self, above: Polynomial, below: Polynomial) -> Number:
        above, below = self._reduced(above), self._reduced(below)
        if below.is_constant():
            above, below = above / below.leading_coefficient(), self.ring.constant(1)
        if len(above) > _TERMS or len(below) > _TERMS:
            raise BudgetExhausted("terms of an algebraic number", _TERMS)
        return Number(above, below)

    def _reduced(self, polynomial: Polynomial) -> Polynomial:
        for relation in reversed(self.relations):
            polynomial = divmod(polynomial, relation)[1]
        return polynomial

    def root(self, one: Number, degree: int) -> Number:
        """The real root; of a negative number where the degree is odd. Raises NotReal."""
        found = self.sign(one)
        if found == 0:
            return self.rational(0)
        if found < 0:
            if degree % 2 == 0:
                raise NotReal
            return self.negated(self.root(self.negated(one), degree))
        below = one.below if self.sign(Number(one.below, self.ring.constant(1))) > 0 else -one.below
        above = one.above if below is one.below else -one.above
        # (a/b)^(1/d) = (a b^(d-1))^(1/d) / b for b > 0
        radicand = self._reduced(above * below ** (degree - 1))
        return Number(self._generator(degree, radicand), below)

    def cosine(self, order: int) -> Number:
        """``2 cos(2 pi/order)``."""
        return Number(self._generator(0, self.ring.constant(order)), self.ring.constant(1))

    def _generator(self, degree: int, radicand: Polynomial) -> Polynomial:
        key = (degree, str(radicand))
        position = self.known.get(key)
        if position is None:
            position = len(self.relations)
            if position >= _GENERATORS:
                raise BudgetExhausted("roots", _GENERATORS)
            own = self.variables[position]
            relation = own**degree - radicand
            if degree == 0:
                coefficients = flint.fmpz_poly.cos_minpoly(int(radicand.leading_coefficient().p)).coeffs()
                relation = sum((own**power * value for power, value in enumerate(coefficients)), self.ring.constant(0))
            self.relations.append(relation)
            self.degrees.append(int(relation.degrees()[self._column(position)]))
            self.radicands.append((degree, radicand))
            self.known[key] = position
        return self.variables[position]

    @staticmethod
    def _column(position: int) -> int:
        return _GENERATORS - position

    def sign(self, one: Number) -> int:
        """-1, 0 or 1, exactly. Raises BudgetExhausted."""
        above = self._sign(one.above)
        return above * self._sign(one.below) if above else 0

    def _sign(self, polynomial: Polynomial) -> int:
        if polynomial.is_constant():
            value = 0 if polynomial.is_zero() else polynomial.leading_coefficient()
            return (value > 0) - (value < 0)
        least: Any = None
        for bits in _BITS:
            ball = self.ball(polynomial, bits)
            if ball is not None and not ball.contains(0):
                return 1 if ball > 0 else -1
            if least is None:
                least = self._least_size(polynomial)
            if ball is not None and abs(ball) < least:
                return 0
        raise BudgetExhausted("bits of an algebraic number", _BITS[-1])

    def _least_size(self, polynomial: Polynomial) -> Any:
        """A number below the size of every root that is not 0 of a polynomial that has this number as a root."""
        result = self.target - polynomial
        degree = 1
        for position in reversed(range(len(self.relations))):
            if result.degrees()[self._column(position)] > 0:
                degree *= self.degrees[position]
                if degree > _DEGREE:
                    raise BudgetExhausted("as the degree of an algebraic number", _DEGREE)
                result = self.relations[position].resultant(result, self._column(position))
        coefficients = {int(exponents[0]): abs(value) for exponents, value in result.to_dict().items()}
        if not coefficients:
            raise BudgetExhausted("resultants", 0)
        last = coefficients.pop(min(coefficients))
        return last / (last + max(coefficients.values(), default=flint.fmpq(0))) / 2

    def ball(self, polynomial: Polynomial, bits: int) -> Any | None:
        """A ball that contains the number; None where an inner ball is too wide for a root."""
        before = flint.ctx.prec
        flint.ctx.prec = bits
        try:
            values: list[Any] = []
            for degree, radicand in self.radicands:
                if degree == 0:
                    order = int(radicand.leading_coefficient().p)
                    values.append(2 * flint.arb.cos_pi_fmpq(flint.fmpq(2, order)))
                    continue
                inner = self._evaluated(radicand, values)
                if not inner > 0:
                    return None
                values.append(inner.root(degree))
            return self._evaluated(polynomial, values)
        finally:
            flint.ctx.prec = before

    def _evaluated(self, polynomial: Polynomial, values: list[Any]) -> Any:
        total = flint.arb(0)
        for exponents, coefficient in polynomial.to_dict().items():
            part = flint.arb(coefficient)
            for position, value in enumerate(values):
                power = int(exponents[self._column(position)])
                if power:
                    part *= value**power
            total += part
        return total
