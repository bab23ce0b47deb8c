"""The scale of growth as t goes to 0 from above: ``e^{c t^-a L^b + ...} L^k`` with ``L = ln(1/t)``.

A ``Monomial`` is a positive function near 0. Its ``exponent`` maps pairs (a, b) to coefficients of ``t^-a L^b``; the
pair (0, 1) stands for powers of t, since ``t^r = e^{-r L}``. Pairs are larger than (0, 0), so every summand goes to
infinity, the larger pair faster. Of two monomials that is larger, by more than any constant, in which the leading
coefficient of the difference of the exponents is positive, or else the power of L higher. Coefficients are Elements
whose signs the facts tell; where they do not, there is no order. Source: Hardy, Orders of Infinity (1910).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Unsupported

Pair = tuple[Fraction, int]
POWER: Pair = (Fraction(0), 1)


@dataclass(frozen=True, slots=True)
class Monomial:
    """``e^{sum of coefficient t^-a L^b} L^logs``; no coefficient is zero."""

    exponent: tuple[tuple[Pair, Element], ...] = ()
    logs: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for equal monomials of one field."""
        return (self.logs, *((pair, coefficient.key) for pair, coefficient in self.exponent))

    @property
    def is_one(self) -> bool:
        """Whether it is the constant 1."""
        return not self.exponent and self.logs == 0

    def __mul__(self, other: Monomial) -> Monomial:
        found = dict(self.exponent)
        for pair, coefficient in other.exponent:
            found[pair] = found[pair] + coefficient if pair in found else coefficient
        return monomial(found, self.logs + other.logs)

    def inverse(self) -> Monomial:
        """1 divided by it."""
        return Monomial(tuple((pair, -coefficient) for pair, coefficient in self.exponent), -self.logs)

    def raised(self, power: Element) -> Monomial:
        """A real power; Unsupported where that would be one of L that is no integer."""
        whole = power.integer
        if self.logs and whole is None:
            raise Unsupported("a power of a logarithm")
        exponent = {pair: coefficient * power for pair, coefficient in self.exponent}
        return monomial(exponent, self.logs * (whole or 0))


def monomial(exponent: Mapping[Pair, Element], logs: int = 0) -> Monomial:
    """The monomial with these coefficients, zeros left out."""
    kept = sorted((pair, coefficient) for pair, coefficient in exponent.items() if not coefficient.is_zero)
    return Monomial(tuple(kept), logs)


def power_of_t(power: Element) -> Monomial:
    """``t^power``."""
    return monomial({POWER: -power})


def compared(scope: Scope, one: Monomial, other: Monomial) -> int:
    """1 where ``one/other`` goes to infinity, -1 where it goes to 0, 0 where they are equal. Raises Unsupported."""
    quotient = one * other.inverse()
    if quotient.exponent:
        _, leading = max(quotient.exponent, key=lambda item: item[0])
        found = scope.sign_of(leading)
        if found not in ("+", "-"):
            raise Unsupported("growth that depends on an unknown sign")
        return 1 if found == "+" else -1
    return (quotient.logs > 0) - (quotient.logs < 0)
