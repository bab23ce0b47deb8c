"""Functions of germs: exponentials, logarithms, powers, sines, arctangents, sizes.

Rules: of ``e^g`` what goes to infinity in g becomes a monomial, the constant a coefficient, and what goes to 0 is put
into the exponential series; ``ln(c m (1 + s)) = ln c + ln m + s - s^2/2 + ...``; ``g^r = c^r m^r (1 + s)^r``; sine,
cosine and arctangent by their series about the constant, and ``arctan(1/u) = ±pi/2 - arctan(u)``. All are smooth where
they are used, so that Taylor's theorem bounds the error by the next power. Source: Gruntz, On computing limits (1996).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import flint

from solgen.kernel.field.circular import cosine_and_sine
from solgen.kernel.field.exponentials import exponential, logarithm, power
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.inverse_functions import inverse_function
from solgen.kernel.field.scope import Unsupported
from solgen.kernel.germs.germ import ONE, Germ, Germs
from solgen.kernel.germs.monomials import POWER, Monomial, Pair, compared, monomial


def exponential_of(germs: Germs, germ: Germ) -> Germ:
    """``e^g``."""
    scope = germs.scope
    large, middle, small = germs.parts(germ)
    exponent: dict[Pair, Element] = {}
    for found, coefficient in large.terms:
        exponent[_pair(found)] = coefficient
    factorials = [scope.field.constant(flint.fmpq(1, factorial(k))) for k in range(germs.depth + 1)]
    factor = Germ(((monomial(exponent), exponential(scope, middle)),))
    return germs.multiply(factor, germs.series(small, factorials))


def _pair(found: Monomial) -> Pair:
    """(a, b) for ``t^-a L^b``. Raises Unsupported for exponentials, whose exponential is beyond the scale."""
    power = Fraction(0)
    for pair, coefficient in found.exponent:
        value = coefficient.rational
        if pair != POWER or value is None:
            raise Unsupported("an exponential of an exponential")
        power = Fraction(int(value.p), int(value.q))
    return power, found.logs


def _of_pair(germs: Germs, pair: Pair) -> Monomial:
    """``t^-a L^b``."""
    power = germs.scope.field.constant(flint.fmpq(pair[0].numerator, pair[0].denominator))
    return monomial({POWER: power}, pair[1])


def logarithm_of(germs: Germs, germ: Germ) -> Germ:
    """``ln g``; g must be positive near 0."""
    scope = germs.scope
    (leading, coefficient), small = germs.split(germ)
    scope.require("positive", coefficient)
    if leading.logs:
        raise Unsupported("a logarithm of a logarithm")
    terms = [(_of_pair(germs, pair), value) for pair, value in leading.exponent]
    coefficients = [scope.field.zero] + [
        scope.field.constant(flint.fmpq((-1) ** (k + 1), k)) for k in range(1, germs.depth + 1)
    ]
    result = germs.add(germs.constant(logarithm(scope, coefficient)), germs.series(small, coefficients))
    return germs.add(result, germs.made(terms, None))


def power_of(germs: Germs, base: Germ, exponent: Germ) -> Germ:
    """``base^exponent``."""
    scope = germs.scope
    value = constant_of(exponent)
    whole = value.integer if value is not None else None
    if value is None:
        return exponential_of(germs, germs.multiply(exponent, logarithm_of(germs, base)))
    if whole is not None and 1 <= whole <= 2 * germs.depth:
        result = germs.one
        for _ in range(whole):
            result = germs.multiply(result, base)
        return result
    (leading, coefficient), small = germs.split(base)
    if whole is None:
        scope.require("positive", coefficient)
    binomials = [scope.field.one]
    for k in range(germs.depth):
        binomials.append((binomials[-1] * (value - scope.field.constant(k))).scale(flint.fmpq(1, k + 1)))
    factor = Germ(((leading.raised(value), power(scope, coefficient, value)),))
    return germs.multiply(factor, germs.series(small, binomials))


def root_of(germs: Germs, germ: Germ, degree: int) -> Germ:
    """The root of a germ that is positive near 0, or the odd root of one that is negative."""
    field = germs.scope.field
    if not germ.terms and germ.error is None:
        return germ
    if degree % 2 and direction(germs, germ) < 0:
        return germs.negated(root_of(germs, germs.negated(germ), degree))
    return power_of(germs, germ, germs.constant(field.constant(flint.fmpq(1, degree))))


def constant_of(germ: Germ) -> Element | None:
    """The value of a germ that is a number."""
    if germ.error is not None or len(germ.terms) > 1:
        return None
    if not germ.terms:
        return None
    return germ.terms[0][1] if germ.terms[0][0].is_one else None


def circular_of(germs: Germs, germ: Germ) -> tuple[Germ, Germ]:
    """Cosine and sine of a germ that stays finite."""
    scope = germs.scope
    large, middle, small = germs.parts(germ)
    if large.terms:
        raise Unsupported("a sine that does not settle")
    field = scope.field
    even, odd = [], []
    for k in range(germs.depth + 2):
        weight = flint.fmpq((-1) ** (k // 2), factorial(k))
        even.append(field.constant(0 if k % 2 else weight))
        odd.append(field.constant(weight if k % 2 else 0))
    cosine, sine = germs.series(small, even), germs.series(small, odd)
    at = [germs.constant(value) for value in cosine_and_sine(scope, middle)]
    return (
        germs.add(germs.multiply(at[0], cosine), germs.negated(germs.multiply(at[1], sine))),
        germs.add(germs.multiply(at[1], cosine), germs.multiply(at[0], sine)),
    )


def arctangent_of(germs: Germs, germ: Germ) -> Germ:
    """``arctan g``."""
    scope = germs.scope
    field = scope.field
    large, middle, small = germs.parts(germ)
    if large.terms:
        right = field.generator("constant", ("pi",), (), frozenset()).scale(flint.fmpq(direction(germs, germ), 2))
        return germs.add(germs.constant(right), germs.negated(arctangent_of(germs, germs.inverse(germ))))
    if not middle.is_zero:
        # arctan(c + s) = arctan(c) + arctan(s / (1 + c^2 + c s)), for s near 0
        below = germs.add(germs.constant(field.one + middle * middle), germs.multiply(germs.constant(middle), small))
        inner = germs.multiply(small, germs.inverse(below))
        return germs.add(germs.constant(inverse_function(scope, "arctan", middle)), arctangent_of(germs, inner))
    weights = [field.constant(flint.fmpq((-1) ** (k // 2), k) if k % 2 else 0) for k in range(germs.depth + 2)]
    return germs.series(small, weights)


def arcsine_of(germs: Germs, germ: Germ) -> Germ:
    """``arcsin g`` for g -> 0."""
    large, middle, small = germs.parts(germ)
    if large.terms or not middle.is_zero:
        raise Unsupported("an arcsine away from 0")
    field = germs.scope.field
    weights, factor = [field.zero], flint.fmpq(1)
    for k in range(1, germs.depth + 2):
        weights.append(field.constant(factor / k if k % 2 else 0))
        if k % 2:
            factor = factor * flint.fmpq(k, k + 1)
    return germs.series(small, weights)


def direction(germs: Germs, germ: Germ) -> int:
    """1 or -1, the sign near 0; 0 for zero. Raises Unsupported where the leading sign is not known."""
    if not germ.terms and germ.error is None:
        return 0
    found = germs.scope.sign_of(germs.leading(germ)[1])
    if found not in ("+", "-"):
        raise Unsupported("a sign that is not known")
    return 1 if found == "+" else -1


def limit_of(germs: Germs, germ: Germ) -> Element:
    """The finite limit. Raises Unsupported for an infinite one."""
    large, middle, _ = germs.parts(germ)
    if large.terms:
        raise Unsupported("an infinite limit")
    return middle


def infinite(germs: Germs, germ: Germ) -> int:
    """1 or -1 for a germ that goes to plus or minus infinity, else 0."""
    leading = germs.leading(germ)[0] if germ.terms or germ.error else ONE
    return direction(germs, germ) if compared(germs.scope, leading, ONE) > 0 else 0
