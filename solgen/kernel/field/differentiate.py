"""Derivatives of Elements by a name or by one component of an indexed name.

Rules: the derivation of the field of fractions (sum, product, quotient rule), the chain rule at each generator;
``d y_i / d y_j`` is a Kronecker delta, whose sum over i needs j in i's range (``sums``); a sum is differentiated term
by term; ``f`` without a definition is any differentiable function, with ``f'`` a new one. ``|u|' = u' |u|/u`` and roots
ask for ``u != 0``. Sound at every point where the body is differentiable in its form; the exceptions are requirements.
Source: Bronstein, Symbolic Integration I, 3.1-3.2 (derivations of differential fields).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.roots import root
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.sums import resummed

_CONSTANT_KINDS: Final = frozenset({"constant", "unit", "delta", "bound"})


@dataclass(frozen=True, slots=True)
class Direction:
    """What is differentiated by: the name ``token``, or its component with these indices."""

    token: str
    indices: tuple[Element, ...] = ()


def derivative(scope: Scope, element: Element, by: Direction) -> Element:
    """The derivative. Raises Unsupported, or Undefined where a condition would remove an open set."""
    if by.token not in element.reach:
        return scope.field.zero
    above = _polynomial(scope, element, element.numerator, by)
    if element.is_polynomial:
        return above
    one = scope.field.one.numerator
    below = _polynomial(scope, element, element.denominator, by)
    numerator = Element(scope.field, element.numerator, one)
    denominator = Element(scope.field, element.denominator, one)
    return (above * denominator - numerator * below) / (denominator * denominator)


def _polynomial(scope: Scope, element: Element, polynomial: Polynomial, by: Direction) -> Element:
    total = scope.field.zero
    one = scope.field.one.numerator
    for generator in element.used:
        if by.token not in generator.reach:
            continue
        slope = polynomial.derivative(generator.position)
        if not slope.is_zero():
            total = total + Element(scope.field, slope, one) * _generator(scope, generator, by)
    return total


def _generator(scope: Scope, generator: Generator, by: Direction) -> Element:
    """The derivative of one generator."""
    if generator.kind in _CONSTANT_KINDS:
        return scope.field.zero
    if generator.kind == "name":
        return scope.field.one if generator.data[0] == by.token and not by.indices else scope.field.zero
    rule = _RULES.get(generator.kind)
    if rule is None:
        raise Unsupported(generator.kind)
    return rule(scope, generator, by)


def _sum(scope: Scope, generator: Generator, by: Direction) -> Element:
    highs, body = generator.arguments[:-1], generator.arguments[-1]
    if any(by.token in high.reach for high in highs):
        raise Unsupported
    return resummed(scope, generator.data, highs, body, lambda inner: derivative(scope, inner, by))


def _exponential(scope: Scope, generator: Generator, by: Direction) -> Element:
    return scope.field.variable(generator) * derivative(scope, generator.arguments[0], by)


def _logarithm(scope: Scope, generator: Generator, by: Direction) -> Element:
    return scope.divide(derivative(scope, generator.arguments[0], by), generator.arguments[0])


def _root(scope: Scope, generator: Generator, by: Direction) -> Element:
    radicand = generator.arguments[0]
    above = scope.field.variable(generator) * derivative(scope, radicand, by)
    return scope.divide(above, radicand.scale(generator.data[0]))


def _absolute(scope: Scope, generator: Generator, by: Direction) -> Element:
    argument = generator.arguments[0]
    return scope.divide(scope.field.variable(generator) * derivative(scope, argument, by), argument)


def _sine(scope: Scope, generator: Generator, by: Direction) -> Element:
    return _partner(scope, generator, "cosine") * derivative(scope, generator.arguments[0], by)


def _cosine(scope: Scope, generator: Generator, by: Direction) -> Element:
    return -_partner(scope, generator, "sine") * derivative(scope, generator.arguments[0], by)


def _known(scope: Scope, generator: Generator, by: Direction) -> Element:
    argument = generator.arguments[0]
    square, one = argument * argument, scope.field.one
    inner = derivative(scope, argument, by)
    if generator.data[0] == "arctan":
        return inner / (one + square)
    if generator.data[0] == "arcsin":
        return scope.divide(inner, root(scope, one - square, 2))
    raise Unsupported(str(generator.data[0]))


def _power(scope: Scope, generator: Generator, by: Direction) -> Element:
    base, exponent = generator.arguments
    if by.token in exponent.reach:
        raise Unsupported
    return scope.divide(scope.field.variable(generator) * exponent * derivative(scope, base, by), base)


def _partner(scope: Scope, generator: Generator, kind: str) -> Element:
    return scope.field.generator(kind, (), generator.arguments)


def _component(scope: Scope, generator: Generator, by: Direction) -> Element:
    """``d y_i / d y_j``; zero where only the indices contain the name."""
    if generator.data[0] != by.token or len(by.indices) != len(generator.arguments):
        if generator.data[0] == by.token:
            raise Unsupported
        return scope.field.zero
    result = scope.field.one
    for left, right in zip(generator.arguments, by.indices, strict=True):
        result = result * delta(scope, left - right)
        if result.is_zero:
            return result
    return result


def delta(scope: Scope, difference: Element) -> Element:
    """1 where the difference of two indices is 0, else 0."""
    field = scope.field
    if difference.is_zero:
        return field.one
    if sign(scope, difference) in ("+", "-", "≠"):
        return field.zero
    for key in (difference.key, (-difference).key) if scope.unequal else ():
        if key in scope.unequal:
            scope.used.add(scope.unequal[key][1])
            return field.zero
    if difference.numerator.leading_coefficient() < 0:
        difference = -difference
    generator = field.generator("delta", (), (difference,))
    field.relate(generator, 2, generator)
    return generator


def _function(scope: Scope, generator: Generator, by: Direction) -> Element:
    """The chain rule for ``f(u, v)``: partial derivatives of f at its arguments."""
    named, orders = generator.data
    if len(orders) > 1 and any(orders):
        raise Unsupported("second derivatives of a function of several names")  # they need not commute
    total = scope.field.zero
    for place, argument in enumerate(generator.arguments):
        inner = derivative(scope, argument, by)
        if not inner.is_zero:
            higher = tuple(order + (at == place) for at, order in enumerate(orders))
            total = total + function_value(scope, named, higher, generator.arguments) * inner
    return total


def function_value(scope: Scope, named: str, orders: Sequence[int], arguments: Sequence[Element]) -> Element:
    """``f(u, v)`` of an undefined function, or one of its partial derivatives."""
    reach = frozenset({named}).union(*(argument.reach for argument in arguments))
    return scope.field.generator("function", (named, tuple(orders)), tuple(arguments), reach)


_RULES: Final[dict[str, Callable[[Scope, Generator, Direction], Element]]] = {
    "component": _component,
    "sum": _sum,
    "function": _function,
    "exp": _exponential,
    "log": _logarithm,
    "root": _root,
    "absolute": _absolute,
    "sine": _sine,
    "cosine": _cosine,
    "known": _known,
    "power": _power,
}
REBUILD["delta"] = lambda scope, _generator, arguments: delta(scope, arguments[0])
REBUILD["function"] = lambda scope, generator, arguments: function_value(
    scope, str(generator.data[0]), generator.data[1], arguments
)
