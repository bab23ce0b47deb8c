"""Signs of ``a + l ln u`` by the tangents of the logarithm: what Gibbs' inequality is made of, term by term.

Rule: ``1 - 1/u <= ln u <= u - 1`` for u > 0, so for ``l >= 0`` the Element lies between ``a + l (1 - 1/u)`` and
``a + l (u - 1)``, for ``l <= 0`` between the same the other way round. Several logarithms are one where their factors
are whole multiples of one l: ``ln u`` is then ``n_1 ln u_1 + n_2 ln u_2 + ...`` and u the product of the powers.
Arguments of logarithms are positive wherever the Element exists. Budget: two questions about signs, without logarithms.
Source: Hardy, Littlewood and Pólya, Inequalities, chapter 4; Gibbs' inequality is ``a = q - p``, ``l = p``,
``u = p / q``.
"""

from __future__ import annotations

from math import lcm
from typing import Final

import flint

from solgen.kernel.field.fractions import Element, Polynomial
from solgen.kernel.field.monomials import coefficients_of
from solgen.kernel.field.scope import Scope

_LOGARITHMS: Final = 4
_POWER: Final = 4


def by_tangents(scope: Scope, polynomial: Polynomial) -> str:
    """The sign of a polynomial that is linear in logarithms, or ``?``."""
    parted = _parted(scope, polynomial)
    if parted is None:
        return "?"
    rest, factor, inside = parted
    way = scope.sign_of(factor)
    if way not in ("+", "0+", "-", "0-"):
        return "?"
    one = scope.field.one
    low, high = rest + factor * (one - one / inside), rest + factor * (inside - one)
    if way[-1] == "-":
        low, high = high, low
    below = scope.sign_of(low)
    if below in ("+", "0+", "0"):
        return "+" if below == "+" else "0+"
    above = scope.sign_of(high)
    if above in ("-", "0-", "0"):
        return "-" if above == "-" else "0-"
    return "?"


def _parted(scope: Scope, polynomial: Polynomial) -> tuple[Element, Element, Element] | None:
    """What stands alone, what stands before the logarithm, and what is inside, of which it is one logarithm."""
    field, degrees = scope.field, polynomial.degrees()
    logarithms = [one for one in field.generators if one.kind == "log" and degrees[one.position]]
    if not 0 < len(logarithms) <= _LOGARITHMS or any(degrees[one.position] != 1 for one in logarithms):
        return None
    rest, factors = polynomial, []
    for generator in logarithms:
        rest, linear = coefficients_of(rest, generator.position, field)
        if any(linear.degrees()[other.position] for other in logarithms):
            return None
        factors.append(Element(field, linear, field.one.numerator))
    ratios = [ratio for factor in factors if (ratio := (factor / factors[0]).rational) is not None]
    if len(ratios) < len(factors):
        return None
    common = lcm(*(int(ratio.q) for ratio in ratios))
    inside = field.one
    for generator, ratio in zip(logarithms, ratios, strict=True):
        power = int(ratio * common)
        if abs(power) > _POWER:
            return None
        inside = inside * generator.arguments[0] ** power
    return Element(field, rest, field.one.numerator), factors[0].scale(flint.fmpq(1, common)), inside
