"""Exponentials, logarithms and powers as generators of the field.

Rules: ``e^{q m}`` with rational q and a monomial m is a power of one generator ``e^{m/D}``, D being the common
denominator of all such q in the claim (``Refinement`` starts the attempt again when a finer one turns up); sums of
exponents are products; ``e^{ln u} = u``. ``ln`` of a product of factors that are surely not negative is the sum of
their logarithms, ``ln u^2 = 2 ln |u|``; other factors of unknown sign stay together. ``ln e^u = u``.
``a^b = e^{b ln a}`` needs ``a > 0`` unless b is an integer. Hyperbolic functions are written by exponentials. All are
identities of real functions wherever the arguments exist. Source: Bronstein, Symbolic Integration I, chapter 3
(structure of exponential monomials).
"""

from __future__ import annotations

from math import lcm
from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.labels import labelled
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.roots import absolute, root
from solgen.kernel.field.scope import Refinement, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.notation.terms import Term

_LARGEST: Final = 10**12
"""Integers up to here are factored when their logarithm is taken."""


def exponential(scope: Scope, exponent: Element) -> Element:
    """``e^exponent``."""
    field = scope.field
    result = field.one
    one = field.one.numerator
    for exponents, coefficient in exponent.numerator.to_dict().items():
        monomial = field.ring.from_dict({exponents: 1})
        family = Element(field, monomial, one)
        base = _logarithm_inside(family) if exponent.is_polynomial else None
        if base is not None:
            result = result * rational_power(scope, base, coefficient)
            continue
        if not exponent.is_polynomial:
            family = field.element(monomial, exponent.denominator)
        result = result * _family_power(scope, family, coefficient)
    return result


def _logarithm_inside(family: Element) -> Element | None:
    """u, for the monomial ``ln u``."""
    used = list(family.used)
    if len(used) == 1 and used[0].kind == "log" and family.numerator == family.field.variables[used[0].position]:
        return used[0].arguments[0]
    return None


def _family_power(scope: Scope, family: Element, coefficient: Any) -> Element:
    """``e^{coefficient * family}`` as a power of the family's generator."""
    if family.is_zero:
        return scope.field.one
    label = labelled(family)
    denominator = scope.granularity.get(label, 1)
    power = coefficient * denominator
    if power.q != 1:
        raise Refinement(label, lcm(denominator, int(power.q) * denominator))
    generator = scope.field.generator("exp", (), (family.scale(flint.fmpq(1, denominator)),))
    return generator ** int(power.p)


def logarithm(scope: Scope, argument: Element, written: Term | None = None) -> Element:
    """``ln argument``; requires it to be positive."""
    scope.require("positive", argument, written)
    field = scope.field
    total = field.zero
    unknown = field.one
    for polynomial, way in ((argument.numerator, 1), (argument.denominator, -1)):
        content, factors = field.factor(polynomial)
        if content < 0:
            unknown = -unknown
        total = total + _of_rational(scope, abs(content)).scale(way)
        for factor, exponent in factors:
            part = Element(field, factor, field.one.numerator)
            found = sign(scope, part)
            if found in ("+", "0+"):  # where the whole is positive, no factor is 0
                total = total + _of_factor(scope, part).scale(way * exponent)
            elif found in ("-", "0-"):
                total = total + _of_factor(scope, -part).scale(way * exponent)
                if exponent % 2:
                    unknown = -unknown
            else:
                even = exponent - exponent % 2
                if even:
                    total = total + field.generator("log", (), (absolute(scope, part),)).scale(way * even)
                unknown = unknown * part ** (way * (exponent % 2))
    if not unknown.is_polynomial or unknown.rational != 1:
        total = total + field.generator("log", (), (unknown,))
    return total


def _of_factor(scope: Scope, factor: Element) -> Element:
    """The logarithm of a positive irreducible polynomial."""
    used = list(factor.used)
    if len(used) == 1 and factor.numerator == factor.field.variables[used[0].position]:
        if used[0].kind == "exp":
            return used[0].arguments[0]
        if used[0].kind == "root":
            degree = int(used[0].data[0])
            return logarithm(scope, used[0].arguments[0]).scale(flint.fmpq(1, degree))
    return scope.field.generator("log", (), (factor,))


def _of_rational(scope: Scope, value: Any) -> Element:
    """The logarithm of a positive rational number, by its primes."""
    total = scope.field.zero
    for whole, way in ((value.p, 1), (value.q, -1)):
        if whole == 1:
            continue
        if whole > _LARGEST:
            raise Unsupported
        for prime, exponent in whole.factor():
            generator = scope.field.generator("log", (), (scope.field.constant(int(prime)),))
            total = total + generator.scale(way * int(exponent))
    return total


def rational_power(scope: Scope, base: Element, exponent: Any) -> Element:
    """``base^{p/q}``; a root where q is not 1."""
    if exponent.q == 1:
        return base ** int(exponent.p)
    scope.require("nonnegative", base)  # an odd root of a negative number exists, a power does not
    return root(scope, base, int(exponent.q)) ** int(exponent.p)


def power(scope: Scope, base: Element, exponent: Element, written: Term | None = None) -> Element:
    """``base^exponent``. Raises Undefined where the base may be negative and the exponent is no integer."""
    value = exponent.rational
    if value is not None:
        if value == 0 and base.is_zero:
            raise Undefined("0 to the power 0")
        if value <= 0:
            scope.require("nonzero", base, written)
        return rational_power(scope, base, value)
    if sign(scope, base) == "+":
        return exponential(scope, exponent * logarithm(scope, base))
    return _integer_power(scope, base, exponent)


def _integer_power(scope: Scope, base: Element, exponent: Element) -> Element:
    """A power of any real base with an exponent that is a linear form in integers, with integer coefficients."""
    if not exponent.is_polynomial or not scope.is_integer(exponent):
        raise Undefined("a power of what is not known to be positive")
    if sign(scope, exponent) != "+":
        scope.require("nonzero", base)
    elif base.is_zero:
        return base
    result = scope.field.one
    for exponents, coefficient in exponent.numerator.to_dict().items():
        if coefficient.q != 1:
            raise Unsupported
        if not any(exponents):
            if coefficient < 0:
                scope.require("nonzero", base)
            result = result * base ** int(coefficient.p)
            continue
        family = Element(scope.field, scope.field.ring.from_dict({exponents: 1}), scope.field.one.numerator)
        if coefficient < 0:
            scope.require("nonzero", base)
        generator = scope.field.generator("power", (), (base, family))
        if base.rational == -1:
            scope.field.relate(generator, 2, scope.field.one)
        result = result * generator ** int(coefficient.p)
    return result


def hyperbolic(scope: Scope, word: str, argument: Element) -> Element:
    """``sinh``, ``cosh``, ``tanh`` or ``coth`` by exponentials."""
    up = exponential(scope, argument)
    down = exponential(scope, -argument)
    if word == "sinh":
        return (up - down).scale(flint.fmpq(1, 2))
    if word == "cosh":
        return (up + down).scale(flint.fmpq(1, 2))
    if word == "tanh":
        return (up - down) / (up + down)
    return scope.divide(up + down, up - down)


REBUILD["exp"] = lambda scope, _generator, arguments: exponential(scope, arguments[0])
REBUILD["log"] = lambda scope, _generator, arguments: logarithm(scope, arguments[0])
REBUILD["power"] = lambda scope, _generator, arguments: power(scope, arguments[0], arguments[1])
