"""Germs: functions near t = 0, t > 0, as finitely many multiples of monomials and an error of known order.

Rule: a ``Germ`` with terms ``c_1 m_1, c_2 m_2, ...``, from the largest monomial down, and error m stands for a
function f such that ``f - sum c_i m_i`` is at most a constant times m near 0 (and is 0 where there is no error). Sums
and products of such functions are such functions again. Quotients ask that the leading coefficient is not zero, which
is settled like any other requirement. Budget: ``depth`` terms a germ; beyond that the next one is the error. Source:
van der Hoeven, Transseries and Real Differential Algebra (2006), chapter 2; Gruntz, On computing limits (1996).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cmp_to_key

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.germs.monomials import Monomial, compared, power_of_t

Summand = tuple[Monomial, Element]
ONE = Monomial()


class TooShort(Exception):  # noqa: N818 -- a signal to begin again with more terms
    """All terms that were kept cancel, or what decides is within the error."""


@dataclass(frozen=True, slots=True)
class Germ:
    """See the module; ``terms`` are sorted and none of them is zero or within the error."""

    terms: tuple[Summand, ...]
    error: Monomial | None = None


class Germs:
    """Germs over one scope; ``depth`` is the number of terms that are kept."""

    def __init__(self, scope: Scope, depth: int) -> None:
        self.scope = scope
        self.depth = depth
        self.one = self.constant(scope.field.one)
        self.zero = Germ(())

    def constant(self, value: Element) -> Germ:
        """A number."""
        return Germ(()) if value.is_zero else Germ(((ONE, value),))

    def variable(self, power: int = 1) -> Germ:
        """``t^power``."""
        return Germ(((power_of_t(self.scope.field.constant(power)), self.scope.field.one),))

    def made(self, terms: Iterable[Summand], error: Monomial | None) -> Germ:
        """The germ with these terms put together, sorted and cut."""
        together: dict[object, Summand] = {}
        for found, coefficient in terms:
            known = together.get(found.key)
            together[found.key] = (found, coefficient if known is None else known[1] + coefficient)
        kept = [summand for summand in together.values() if not summand[1].is_zero]
        if error is not None:
            kept = [summand for summand in kept if compared(self.scope, summand[0], error) > 0]
        kept.sort(key=cmp_to_key(self._descending))
        if len(kept) > self.depth:
            error = self._larger(error, kept[self.depth][0])
            kept = kept[: self.depth]
        return Germ(tuple(kept), error)

    def _descending(self, one: Summand, other: Summand) -> int:
        return compared(self.scope, other[0], one[0])

    def _larger(self, one: Monomial | None, other: Monomial | None) -> Monomial | None:
        if one is None or other is None:
            return one or other
        return one if compared(self.scope, one, other) >= 0 else other

    def add(self, one: Germ, other: Germ) -> Germ:
        """The sum."""
        return self.made((*one.terms, *other.terms), self._larger(one.error, other.error))

    def negated(self, germ: Germ) -> Germ:
        """The opposite."""
        return Germ(tuple((monomial, -coefficient) for monomial, coefficient in germ.terms), germ.error)

    def multiply(self, one: Germ, other: Germ) -> Germ:
        """The product."""
        error: Monomial | None = None
        for first, second in ((one, other), (other, one)):
            if first.error is not None:
                if second.terms:
                    error = self._larger(error, first.error * second.terms[0][0])
                if second.error is not None:
                    error = self._larger(error, first.error * second.error)
        terms = [(m * k, c * d) for m, c in one.terms for k, d in other.terms]
        return self.made(terms, error)

    def leading(self, germ: Germ) -> Summand:
        """The largest term. Raises TooShort where none is left, Unsupported for zero."""
        if germ.terms:
            return germ.terms[0]
        if germ.error is not None:
            raise TooShort
        raise Unsupported("zero has no growth")

    def split(self, germ: Germ) -> tuple[Summand, Germ]:
        """The leading term and s with ``germ = leading (1 + s)``, s -> 0; the coefficient must not vanish."""
        monomial, coefficient = self.leading(germ)
        self.scope.require("nonzero", coefficient)
        inverse = monomial.inverse()
        rest = [(other * inverse, value / coefficient) for other, value in germ.terms[1:]]
        error = None if germ.error is None else germ.error * inverse
        return (monomial, coefficient), self.made(rest, error)

    def parts(self, germ: Germ) -> tuple[Germ, Element, Germ]:
        """What goes to infinity, the constant, what goes to 0. Raises TooShort where the error is not small."""
        if germ.error is not None and compared(self.scope, germ.error, ONE) >= 0:
            raise TooShort
        large: list[Summand] = []
        small: list[Summand] = []
        middle = self.scope.field.zero
        for monomial, coefficient in germ.terms:
            found = 0 if monomial.is_one else compared(self.scope, monomial, ONE)
            if found > 0:
                large.append((monomial, coefficient))
            elif found < 0:
                small.append((monomial, coefficient))
            else:
                middle = coefficient
        return Germ(tuple(large)), middle, Germ(tuple(small), germ.error)

    def series(self, small: Germ, coefficients: list[Element]) -> Germ:
        """``sum coefficients[k] s^k`` and an error of the next order, for s -> 0 and a function smooth at 0."""
        if not small.terms and small.error is None:
            return self.constant(coefficients[0])
        result, power = self.constant(coefficients[0]), self.one
        for coefficient in coefficients[1:]:
            power = self.multiply(power, small)
            result = self.add(result, self.multiply(power, self.constant(coefficient)))
        last = self.multiply(power, small)
        error = last.terms[0][0] if last.terms else last.error
        return self.made(result.terms, self._larger(result.error, error))

    def inverse(self, germ: Germ) -> Germ:
        """1 divided by the germ."""
        (monomial, coefficient), small = self.split(germ)
        field = self.scope.field
        signs = [field.constant((-1) ** k) for k in range(self.depth + 1)]
        factor = Germ(((monomial.inverse(), field.one / coefficient),))
        return self.multiply(factor, self.series(small, signs))
