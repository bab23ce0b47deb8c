"""Sums, products, powers, roots and sizes of numbers and arrays; finite sums and cases."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from solgen.kernel.floats.core import (
    FloatEvaluator,
    Identity,
    NoRule,
    NoValue,
    Value,
    entries_of,
    is_array,
    is_number,
    reciprocal,
    rule,
)
from solgen.kernel.floats.linear_algebra import invert
from solgen.kernel.floats.sets import set_plus, set_times
from solgen.notation.terms import Term


def plus(one: Value, other: Value) -> Value:
    """The sum."""
    if is_number(one) and is_number(other):
        return one + other
    if isinstance(one, Identity) and isinstance(other, Identity):
        return Identity(plus(one.factor, other.factor))
    if isinstance(one, Identity):
        one, other = other, one
    if is_array(one) and isinstance(other, Identity):
        if len(one) != len(one[0]) and other.factor != 0:
            raise NoRule
        return [[e + other.factor if i == j else e for j, e in enumerate(row)] for i, row in enumerate(one)]
    if is_array(one) and is_array(other):
        if len(one) != len(other) or len(one[0]) != len(other[0]):
            raise NoRule
        return [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(one, other, strict=True)]
    for array, number in ((one, other), (other, one)):
        if is_array(array) and len(array) == len(array[0]) == 1 and is_number(number):
            return array[0][0] + number
    return set_plus(one, other)


def times(one: Value, other: Value) -> Value:
    """The product."""
    if is_number(one) and is_number(other):
        return one * other
    if is_number(other):
        one, other = other, one
    if is_number(one):
        if is_array(other):
            return [[one * entry for entry in row] for row in other]
        if isinstance(other, Identity):
            return Identity(one * other.factor)
        return set_times(one, other)
    if isinstance(one, Identity):
        return times(one.factor, other)
    if isinstance(other, Identity):
        return times(other.factor, one)
    if is_array(one) and is_array(other) and len(one[0]) == len(other):
        columns = list(zip(*other, strict=True))
        found = [
            [sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in columns] for row in one
        ]
        return found[0][0] if len(found) == len(found[0]) == 1 else found
    raise NoRule


@rule("add")
def _add(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    values = [evaluator.value(argument, local) for argument in node.arguments]
    total = values[0]
    for value in values[1:]:
        total = plus(total, value)
    return total


@rule("negate")
def _negate(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return times(Fraction(-1), evaluator.value(node.arguments[0], local))


@rule("multiply")
def _multiply(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    values = [evaluator.value(argument, local) for argument in node.arguments]
    total = values[0]
    for value in values[1:]:
        total = times(total, value)
    return total


@rule("divide")
def _divide(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    top = evaluator.value(node.arguments[0], local)
    return times(reciprocal(evaluator.number(node.arguments[1], local)), top)


@rule("power")
def _power(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    base, exponent = evaluator.value(node.arguments[0], local), evaluator.number(node.arguments[1], local)
    if not is_number(base):
        if isinstance(exponent, float) or exponent.denominator != 1 or abs(exponent) > 64:
            raise NoRule
        factor = invert(base) if exponent < 0 else base
        result: Value = Identity(Fraction(1))
        for _ in range(abs(exponent.numerator)):
            result = times(result, factor)
        return result
    return real_power(base, exponent)


def real_power(base: Fraction | float, exponent: Fraction | float) -> Fraction | float:
    """The real power; 0⁰ has no value."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if base == 0 and exponent <= 0:
            raise NoValue
        if abs(exponent) > 10_000:
            raise NoRule
        found = base ** int(exponent)
        assert isinstance(found, Fraction | float)
        return found
    if base < 0 or (base == 0 and exponent <= 0):
        raise NoValue
    return math.pow(base, exponent)


@rule("root")
def _root(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value, degree = evaluator.number(node.arguments[0], local), evaluator.whole(node.arguments[1], local)
    if degree < 1 or (value < 0 and degree % 2 == 0):
        raise NoValue
    if isinstance(value, Fraction) and degree == 2:
        top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    return math.copysign(abs(float(value)) ** (1 / degree), value)


@rule("absolute")
def _absolute(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return abs(evaluator.number(node.arguments[0], local))


@rule("norm")
def _norm(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.value(node.arguments[0], local)
    if isinstance(value, Identity):
        if value.factor == 0:
            return Fraction(0)
        raise NoRule
    entries = [value] if is_number(value) else entries_of(value)
    return math.sqrt(sum(entry * entry for entry in entries))


@rule("floor")
def _floor(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return Fraction(math.floor(evaluator.number(node.arguments[0], local)))


@rule("ceiling")
def _ceiling(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return Fraction(math.ceil(evaluator.number(node.arguments[0], local)))


@rule("factorial")
def _factorial(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.whole(node.arguments[0], local)
    if value < 0:
        raise NoValue
    if value > 1000:
        raise NoRule
    return Fraction(math.factorial(value))


@rule("binomial")
def _binomial(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    top, bottom = (evaluator.whole(argument, local) for argument in node.arguments)
    if not 0 <= top <= 1000:
        raise NoRule
    return Fraction(math.comb(top, bottom) if bottom >= 0 else 0)


def span(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> range:
    """The numbers that a sum's index runs through."""
    low, high = evaluator.whole(node.arguments[1], local), evaluator.whole(node.arguments[2], local)
    if high < low - 1 or high - low > 5_000:
        raise NoRule
    return range(low, high + 1)


@rule("sum", "product")
def _big(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, body = str(node.arguments[0].data), node.arguments[3]
    values = [evaluator.value(body, {**local, bound: Fraction(i)}) for i in span(evaluator, node, local)]
    return _together(values, adding=node.head == "sum")


def _together(values: list[Value], *, adding: bool) -> Value:
    if not values:
        return Fraction(0) if adding else Fraction(1)
    total = values[0]
    for value in values[1:]:
        total = plus(total, value) if adding else times(total, value)
    return total


@rule("sum_over", "product_over")
def _big_over(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, within, body = node.arguments
    chosen = evaluator.value(within, local)
    if not isinstance(chosen, frozenset):
        raise NoRule
    values = [evaluator.value(body, {**local, str(bound.data): element}) for element in sorted(chosen)]
    return _together(values, adding=node.head == "sum_over")


@rule("cases")
def _cases(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=False):
        truth = evaluator.value(condition, local)
        if truth is None:
            raise NoRule
        if truth:
            return evaluator.value(value, local)
    raise NoValue
