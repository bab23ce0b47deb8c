"""Roots and absolute values as generators of the field.

Rules: ``sqrt(u v) = sqrt u sqrt v`` for factors that are surely nonnegative; ``sqrt(u^2) = |u|``; what is left of the
radicand is one generator s with ``s^n = u``. ``|u v| = |u| |v|``; ``|u|`` is u or -u where the sign is known, else a
generator a with ``a^2 = u^2``. A radicand must be nonnegative by the facts: an n-th root here is the nonnegative one.
Source: Davenport, Siret and Tournier, Computer Algebra, 2.6 (nested roots as algebraic generators).
"""

from __future__ import annotations

from typing import Any

import flint

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.signs import sign
from solgen.notation.terms import Term


def root(scope: Scope, radicand: Element, degree: int, written: Term | None = None) -> Element:
    """The nonnegative root of a nonnegative Element."""
    field = scope.field
    if radicand.is_zero:
        return field.zero
    scope.require("nonnegative", radicand, written)
    result = field.one
    rest = field.one
    for polynomial, way in ((radicand.numerator, 1), (radicand.denominator, -1)):
        content, factors = field.factor(polynomial)
        if content < 0:
            rest = -rest
        result = result * _of_rational(scope, abs(content), degree) ** way
        for factor, exponent in factors:
            part = Element(field, factor, field.one.numerator)
            found = sign(scope, part)
            if found in ("-", "0-"):
                part, found = -part, "+"
                if exponent % 2:
                    rest = -rest
            if found in ("+", "0+"):
                result = result * _of_factor(scope, part, degree, exponent) ** way
            elif degree == 2:
                result = result * absolute(scope, part) ** (way * (exponent // 2))
                rest = rest * part ** (way * (exponent % 2))
            else:
                rest = rest * part ** (way * exponent)
    if rest.rational != 1:
        result = result * _generator(scope, rest, degree)
    return result


def _of_factor(scope: Scope, factor: Element, degree: int, exponent: int) -> Element:
    """``factor^{exponent/degree}`` for an irreducible nonnegative polynomial."""
    whole, part = divmod(exponent, degree)
    result = factor**whole
    if part == 0:
        return result
    used = list(factor.used)
    if len(used) == 1 and used[0].kind == "exp" and factor.numerator == factor.field.variables[used[0].position]:
        shared = used[0].arguments[0].scale(flint.fmpq(part, degree))
        return result * REBUILD["exp"](scope, used[0], (shared,))  # not imported: exponentials need roots
    return result * _generator(scope, factor, degree) ** part


def _of_rational(scope: Scope, value: Any, degree: int) -> Element:
    """The root of a positive rational number: primes above and below the line."""
    result = scope.field.one
    for whole, way in ((value.p, 1), (value.q, -1)):
        if whole == 1:
            continue
        for prime, exponent in whole.factor():
            out, inside = divmod(int(exponent), degree)
            factor = scope.field.constant(int(prime) ** out)
            if inside:
                factor = factor * _generator(scope, scope.field.constant(int(prime)), degree) ** inside
            result = result * factor**way
    return result


def _generator(scope: Scope, radicand: Element, degree: int) -> Element:
    generator = scope.field.generator("root", (degree,), (radicand,))
    scope.field.relate(generator, degree, radicand)
    return generator


def absolute(scope: Scope, argument: Element) -> Element:
    """``|argument|``."""
    field = scope.field
    found = sign(scope, argument)
    if found in ("+", "0+", "0"):
        return argument
    if found in ("-", "0-"):
        return -argument
    result = field.one
    for polynomial, way in ((argument.numerator, 1), (argument.denominator, -1)):
        content, factors = field.factor(polynomial)
        result = result * field.constant(abs(content)) ** way
        for factor, exponent in factors:
            part = Element(field, factor, field.one.numerator)
            result = result * _of_irreducible(scope, part) ** (way * exponent)
    return result


def _of_irreducible(scope: Scope, part: Element) -> Element:
    found = sign(scope, part)
    if found in ("+", "0+"):
        return part
    if found in ("-", "0-"):
        return -part
    if part.numerator.leading_coefficient() < 0:
        part = -part
    generator = scope.field.generator("absolute", (), (part,))
    scope.field.relate(generator, 2, part * part)
    return generator


def largest(scope: Scope, members: list[Element], way: int) -> Element:
    """The maximum (``way`` 1) or minimum (-1): ``(a + b ± |a - b|)/2``, member by member."""
    result = members[0]
    half = flint.fmpq(1, 2)
    for member in members[1:]:
        distance = absolute(scope, result - member)
        result = (result + member + distance.scale(way)).scale(half)
    return result


REBUILD["root"] = lambda scope, generator, arguments: root(scope, arguments[0], int(generator.data[0]))
REBUILD["absolute"] = lambda scope, _generator, arguments: absolute(scope, arguments[0])
