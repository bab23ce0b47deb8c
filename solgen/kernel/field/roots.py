"""Roots and absolute values as generators of the field.

Rules: ``sqrt(u v) = sqrt u sqrt v`` for factors that are surely nonnegative; ``sqrt(u^2) = |u|``; what is left of the
radicand is one generator s with ``s^n = u``. ``|u v| = |u| |v|``; ``|u|`` is u or -u where the sign is known, else a
generator a with ``a^2 = u^2``, or it asks for a distinction of cases. A radicand must be nonnegative by the facts, and
its n-th root is the nonnegative one; an odd root of what is not positive is ``-root(-u)``. All roots of one radicand
are powers of one generator of the finest degree, and a root of a root is one root.
Source: Davenport, Siret and Tournier, Computer Algebra, 2.6 (nested roots as algebraic generators).
"""

from __future__ import annotations

from math import gcd, lcm
from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Element, Field, Polynomial
from solgen.kernel.field.labels import labelled
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.scope import Refinement, Scope, Unsupported
from solgen.kernel.field.signs import sign
from solgen.notation.terms import Term

_FINEST: Final = 60
"""The finest root that is made of roots of one radicand."""


def root(scope: Scope, radicand: Element, degree: int, written: Term | None = None) -> Element:
    """The real root of an Element, of a nonnegative one where the degree is even."""
    field = scope.field
    if radicand.is_zero:
        return field.zero
    if degree % 2:
        whole, radicand = _perfect_powers(radicand, degree)
        if radicand.rational == 1:
            return whole
        found = sign(scope, radicand)
        if found in ("-", "0-"):
            return -whole * root(scope, -radicand, degree)
        if found == "?":
            scope.branch(radicand, "0+", "-")
        return whole * _nonnegative_root(scope, radicand, degree, written)
    return _nonnegative_root(scope, radicand, degree, written)


def _perfect_powers(radicand: Element, degree: int) -> tuple[Element, Element]:
    """``w`` and ``r`` with ``radicand = w^degree r``."""
    field = radicand.field
    whole = field.one
    for polynomial, way in ((radicand.numerator, 1), (radicand.denominator, -1)):
        for factor, exponent in field.factor(polynomial)[1]:
            whole = whole * Element(field, factor, field.one.numerator) ** (way * (exponent // degree))
    return whole, radicand / whole**degree


def _nonnegative_root(scope: Scope, radicand: Element, degree: int, written: Term | None) -> Element:
    """The root of what must be nonnegative."""
    field = scope.field
    scope.require("nonnegative", radicand, written)
    result = field.one
    rest = field.one
    for polynomial, way in ((radicand.numerator, 1), (radicand.denominator, -1)):
        content, factors = _factored(field, polynomial)
        if content < 0:
            rest = -rest
        result = result * _of_rational(scope, abs(content), degree) ** way
        for factor, exponent in factors:
            part = field.element(factor, field.one.numerator)
            found = sign(scope, part)
            if found in ("-", "0-"):
                part, found = -part, "+"
                if exponent % 2:
                    rest = -rest
            if found in ("+", "0+"):
                result = result * _of_factor(scope, part, degree, exponent) ** way
            elif degree % 2 == 0:
                result = result * _of_factor(scope, absolute(scope, part), degree, exponent - exponent % 2) ** way
                rest = rest * part ** (way * (exponent % 2))
            else:
                rest = rest * part ** (way * exponent)
    if rest.rational != 1:
        result = result * _generator(scope, rest, degree)
    return result


def _factored(field: Field, polynomial: Polynomial) -> tuple[Any, list[tuple[Polynomial, int]]]:
    """The factors, where ``a`` beside ``sqrt a`` may count as its square: ``a + b + 2 sqrt a sqrt b`` is a square."""
    degrees = polynomial.degrees()
    images = list(field.variables)
    for position, (degree, value) in field.relations.items():
        if degrees[position] > 0 and field.generators[position].kind == "root" and value.is_polynomial:
            inner = value.positions
            if len(inner) == 1 and degrees[inner[0]] > 0 and value.numerator == field.variables[inner[0]]:
                images[inner[0]] = field.variables[position] ** degree
    if images != list(field.variables):
        found = field.factor(polynomial.compose(*images))
        if any(exponent > 1 for _, exponent in found[1]):
            return found
    return field.factor(polynomial)


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
    if len(used) == 1 and used[0].kind == "root" and factor.numerator == factor.field.variables[used[0].position]:
        return result * _generator(scope, used[0].arguments[0], degree * int(used[0].data[0]), part)
    return result * _generator(scope, factor, degree, part)


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
                factor = factor * _generator(scope, scope.field.constant(int(prime)), degree, inside)
            result = result * factor**way
    return result


def _generator(scope: Scope, radicand: Element, degree: int, exponent: int = 1) -> Element:
    """``radicand^{exponent/degree}``, a power of the one root of this radicand."""
    shared = gcd(degree, exponent)
    degree, exponent = degree // shared, exponent // shared
    label = f"root {labelled(radicand)}"
    finest = scope.granularity.get(label) or scope.root_degrees.setdefault(label, degree)
    if finest % degree:
        if lcm(finest, degree) > _FINEST:
            raise Unsupported("root")
        raise Refinement(label, lcm(finest, degree))
    generator = scope.field.generator("root", (finest,), (radicand,))
    scope.field.relate(generator, finest, radicand)
    return generator ** (exponent * finest // degree)


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
    scope.branch(part, "0+", "-")
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
