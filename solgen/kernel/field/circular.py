"""Sines and cosines: one pair of generators for each commensurable family of arguments.

Rules: ``cos^2 = 1 - sin^2``; multiples and sums of arguments by de Moivre's formula,
``cos(n t) + i sin(n t) = (cos t + i sin t)^n``; multiples of pi/2, pi/3, pi/4 and pi/6 have
their known values, ``cos(n pi) = (-1)^n`` for integers n; at ``arcsin u`` and ``arctan u`` the cosine is
``sqrt(1 - u^2)`` and ``1/sqrt(1 + u^2)``. Other functions are quotients, which ask for their denominators.
Source: any calculus text.
"""

from __future__ import annotations

from math import lcm
from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.labels import labelled
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.roots import root
from solgen.kernel.field.scope import Refinement, Scope, Unsupported

Pair = tuple[Element, Element]
_MULTIPLE: Final = 12
"""Largest multiple of one angle that is written out."""
_SUMMANDS: Final = 6
"""Most angles in a sum that is written out."""


def cosine_and_sine(scope: Scope, argument: Element) -> Pair:
    """``cos`` and ``sin`` of an Element."""
    field = scope.field
    if not argument.is_polynomial:
        return _family(scope, argument, flint.fmpq(1))
    if len(argument.numerator) > _SUMMANDS:
        raise Unsupported("a sum of many angles")
    result: Pair = (field.one, field.zero)
    for exponents, coefficient in argument.numerator.to_dict().items():
        monomial = Element(field, field.ring.from_dict({exponents: 1}), field.one.numerator)
        used = list(monomial.used)
        if len(used) == 1 and used[0].data == ("pi",) and sum(exponents) == 1:
            part = _of_pi(scope, coefficient)
        elif coefficient.q == 1 and _is_whole_times_pi(scope, monomial):
            whole = monomial.scale(coefficient) / next(field.variable(g) for g in used if g.data == ("pi",))
            part = (REBUILD["power"](scope, used[0], (field.constant(-1), whole)), field.zero)
        else:
            part = _family(scope, monomial, coefficient)
        result = _times(result, part)
    return result


def _is_whole_times_pi(scope: Scope, monomial: Element) -> bool:
    """Whether a monomial is pi times integers."""
    others = [generator for generator in monomial.used if generator.data != ("pi",)]
    return (
        0 < len(others) == len(monomial.positions) - 1
        and all(map(scope.is_integer_name, others))
        and monomial.numerator.degrees()[next(g.position for g in monomial.used if g.data == ("pi",))] == 1
    )


def _times(left: Pair, right: Pair) -> Pair:
    return left[0] * right[0] - left[1] * right[1], left[0] * right[1] + left[1] * right[0]


def _power(scope: Scope, base: Pair, exponent: int) -> Pair:
    result: Pair = (scope.field.one, scope.field.zero)
    for _ in range(abs(exponent)):
        result = _times(result, base)
    return (result[0], -result[1]) if exponent < 0 else result


def _family(scope: Scope, monomial: Element, coefficient: Any) -> Pair:
    if not monomial.positions:
        monomial = scope.field.one
    inverse = _of_inverse(scope, monomial)
    if inverse is not None and coefficient.q == 1 and abs(coefficient.p) <= _MULTIPLE:
        return _power(scope, inverse, int(coefficient.p))
    label = "angle " + labelled(monomial)
    denominator = scope.granularity.get(label, 1)
    power = coefficient * denominator
    if power.q != 1:
        raise Refinement(label, lcm(denominator, int(power.q) * denominator))
    if abs(power.p) > _MULTIPLE:
        raise Unsupported
    argument = monomial.scale(flint.fmpq(1, denominator))
    sine = scope.field.generator("sine", (), (argument,))
    cosine = scope.field.generator("cosine", (), (argument,))
    scope.field.relate(cosine, 2, scope.field.one - sine * sine)
    return _power(scope, (cosine, sine), int(power.p))


def _of_inverse(scope: Scope, monomial: Element) -> Pair | None:
    """The pair at ``arcsin u`` or ``arctan u``, where the cosine is never negative."""
    used = list(monomial.used)
    if len(used) != 1 or used[0].kind != "known" or monomial.key != scope.field.variable(used[0]).key:
        return None
    argument, one = used[0].arguments[0], scope.field.one
    if used[0].data[0] == "arcsin":
        return root(scope, one - argument * argument, 2), argument
    slant = root(scope, one + argument * argument, 2)
    return one / slant, argument / slant


def _of_pi(scope: Scope, coefficient: Any) -> Pair:
    """The pair at a rational multiple of pi."""
    field = scope.field
    half = flint.fmpq(1, 2)
    known: dict[int, Pair] = {1: (-field.one, field.zero), 2: (field.zero, field.one)}
    below = int(coefficient.q)
    if below == 4:
        leg = root(scope, field.constant(2), 2).scale(half)
        known[4] = (leg, leg)
    elif below in (3, 6):
        leg = root(scope, field.constant(3), 2).scale(half)
        known[3] = (field.constant(half), leg)
        known[6] = (leg, field.constant(half))
    if below not in known:
        raise Unsupported
    return _power(scope, known[below], int(coefficient.p) % (2 * below))


def circular(scope: Scope, word: str, argument: Element) -> Element:
    """``sin``, ``cos``, ``tan``, ``cot``, ``sec`` or ``csc``."""
    cosine, sine = cosine_and_sine(scope, argument)
    if word in ("sin", "cos"):
        return sine if word == "sin" else cosine
    above = {"tan": sine, "cot": cosine}.get(word, scope.field.one)
    return scope.divide(above, cosine if word in ("tan", "sec") else sine)


REBUILD["sine"] = lambda scope, _generator, arguments: cosine_and_sine(scope, arguments[0])[1]
REBUILD["cosine"] = lambda scope, _generator, arguments: cosine_and_sine(scope, arguments[0])[0]
