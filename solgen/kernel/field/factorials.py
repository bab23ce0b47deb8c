"""Factorials and binomial coefficients of integers, with symbolic arguments.

Rules: ``(v + c)! = v! (v + 1) ... (v + c)`` for v >= 0, and ``u! = v! / (v (v - 1) ... (u + 1))`` for 0 <= u <= v; so
all factorials whose arguments differ by a constant are one generator ``v!``, which is positive. ``C(n, k)`` with a
constant k is ``n (n - 1) ... (n - k + 1) / k!``, which is 0 by itself where n < k; otherwise it is
``n! / (k! (n - k)!)`` for ``0 <= k <= n``, and where k or n - k may be as low as -1, -2, ... the factors that vanish
there are written out, for C(n, k) is 0 outside its triangle. All arguments must be integers, the upper one
nonnegative. Budget: ``_SHIFT`` factors. Source: Graham, Knuth and Patashnik, Concrete Mathematics, 5.1.
"""

from __future__ import annotations

from typing import Final

import flint

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import RULES, translate
from solgen.notation.terms import Term

_SHIFT: Final = 12
_LARGEST: Final = 60


def factorial(scope: Scope, argument: Element) -> Element:
    """``argument!``; requires a nonnegative integer."""
    value = argument.integer
    if value is not None and value > _LARGEST:
        raise Unsupported("factorial")
    if value is not None and value >= 0:
        return scope.field.constant(flint.fmpz.fac_ui(flint.fmpz(value)))
    if not scope.is_integer(argument):
        raise Unsupported("factorial")
    scope.require("nonnegative", argument)
    base = _base(scope, argument)
    shift = (argument - base).integer
    if shift is None or abs(shift) > _SHIFT:
        raise Unsupported("factorial")
    result = scope.field.generator("factorial", (), (base,))
    for step in range(1, shift + 1):
        result = result * (base + scope.field.constant(step))
    for step in range(-shift):
        result = result / (base - scope.field.constant(step))  # at least argument + 1, so positive
    return result


def _base(scope: Scope, argument: Element) -> Element:
    """The argument without its constant, or with the least one that keeps it from being negative."""
    field = scope.field
    constant = argument.numerator.to_dict().get((0,) * field.size, 0)
    base = argument - field.constant(constant)
    for step in range(_SHIFT):
        candidate = base + field.constant(step)
        if sign(scope, candidate) in ("+", "0+", "0"):
            return candidate
    return argument


def binomial(scope: Scope, upper: Element, lower: Element) -> Element:
    """``C(upper, lower)``; requires integers, the upper one nonnegative."""
    if not (scope.is_integer(upper) and scope.is_integer(lower)):
        raise Unsupported("binomial")
    scope.require("nonnegative", upper)
    for few in (lower, upper - lower):
        count = few.integer
        if count is not None:
            return _falling(scope, upper, count)
    left, right = _room(scope, lower), _room(scope, upper - lower)
    result = factorial(scope, upper)
    for room, argument in ((left, lower), (right, upper - lower)):
        for step in range(1, room + 1):
            result = result * (argument + scope.field.constant(step))
        result = result / factorial(scope, argument + scope.field.constant(room))
    return result


def _falling(scope: Scope, upper: Element, count: int) -> Element:
    if count < 0:
        return scope.field.zero
    if count > _SHIFT:
        raise Unsupported("binomial")
    result = scope.field.one
    for step in range(count):
        result = (result * (upper - scope.field.constant(step))).scale(flint.fmpq(1, step + 1))
    return result


def _room(scope: Scope, argument: Element) -> int:
    """The least r with ``argument + r >= 0``."""
    for room in range(_SHIFT):
        if sign(scope, argument + scope.field.constant(room)) in ("+", "0+", "0"):
            return room
    raise Unsupported("binomial")


def _factorial_of_term(scope: Scope, node: Term) -> Element:
    return factorial(scope, translate(scope, node.arguments[0]))


def _binomial_of_term(scope: Scope, node: Term) -> Element:
    upper, lower = (translate(scope, argument) for argument in node.arguments)
    return binomial(scope, upper, lower)


RULES["factorial"] = _factorial_of_term
RULES["binomial"] = _binomial_of_term
REBUILD["factorial"] = lambda scope, _generator, arguments: factorial(scope, arguments[0])
