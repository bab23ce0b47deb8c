"""Sets: a frozenset of elements, or ``("interval", low, high, closed, closed)`` with infinite ends as floats."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from solgen.kernel.floats.core import FloatEvaluator, NoRule, Value, is_array, is_number, rule
from solgen.kernel.floats.functions import write_out
from solgen.kernel.ranges import index_range
from solgen.notation.terms import Term


def is_interval(value: Value) -> bool:
    """Whether it is an interval."""
    return isinstance(value, tuple) and bool(value) and value[0] == "interval"


def is_set(value: Value) -> bool:
    """Whether it is a set of either sort."""
    return isinstance(value, frozenset) or is_interval(value)


def as_ends(value: Value) -> tuple[Any, ...]:
    """A number or a set of one number as an interval."""
    if is_interval(value):
        return tuple(value)
    if isinstance(value, frozenset) and len(value) == 1:
        value = next(iter(value))
    if not is_number(value):
        raise NoRule
    return ("interval", value, value, True, True)


def set_plus(one: Value, other: Value) -> Value:
    """Minkowski's sum."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return frozenset(a + b for a in one for b in other)
    if isinstance(one, frozenset) and is_number(other):
        return frozenset(a + other for a in one)
    if isinstance(other, frozenset) and is_number(one):
        return frozenset(a + one for a in other)
    if not (is_interval(one) or is_interval(other)):
        raise NoRule
    a, b = as_ends(one), as_ends(other)
    return ("interval", a[1] + b[1], a[2] + b[2], a[3] and b[3], a[4] and b[4])


def set_times(factor: Fraction | float, value: Value) -> Value:
    """A number times a set."""
    if isinstance(value, frozenset):
        return frozenset(factor * element for element in value)
    if not is_interval(value):
        raise NoRule
    if factor == 0:
        return frozenset({Fraction(0)})
    low, high = factor * value[1], factor * value[2]
    return ("interval", low, high, value[3], value[4]) if factor > 0 else ("interval", high, low, value[4], value[3])


def frozen(value: Value) -> Value:
    """An element that a frozenset can hold."""
    return tuple(tuple(row) for row in value) if is_array(value) else value


def elements(evaluator: FloatEvaluator, bound: str, within: Term, body: Term, local: dict[str, Any]) -> list[Value]:
    """What a bound name runs through, one after the other."""
    if not (within.head == "constant" and within.data == "everything"):
        found = evaluator.value(within, local)
        if not isinstance(found, frozenset):
            raise NoRule
        return sorted(found)
    found_range = index_range(bound, body, evaluator.model.context)
    if found_range is None:
        raise NoRule
    low, high = (evaluator.whole(end, local) for end in found_range)
    if high - low > 5_000:
        raise NoRule
    return [Fraction(i) for i in range(low, high + 1)]


@rule("comprehension")
def _comprehension(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, within, condition = node.arguments
    latex = str(bound.data)
    candidates = elements(evaluator, latex, within, condition, local)
    truths = [evaluator.value(condition, {**local, latex: element}) for element in candidates]
    if None in truths:
        raise NoRule
    return frozenset(element for element, truth in zip(candidates, truths, strict=True) if truth)


@rule("set")
def _set(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return frozenset(frozen(value) for value in write_out(evaluator, node.arguments, local))


@rule("interval")
def _interval(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    shape = str(node.data)
    low, high = (evaluator.number(end, local) for end in node.arguments)
    if low > high or (low == high and shape != "[]"):
        return frozenset()
    if low == high:
        return frozenset({low})
    return ("interval", low, high, shape[0] == "[" and low != -math.inf, shape[1] == "]" and high != math.inf)


@rule("cardinality")
def _cardinality(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    found = evaluator.value(node.arguments[0], local)
    if not isinstance(found, frozenset):
        raise NoRule
    return Fraction(len(found))


@rule("union", "intersection", "difference")
def _operation(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    one, other = (evaluator.value(argument, local) for argument in node.arguments)
    if not (isinstance(one, frozenset) and isinstance(other, frozenset)):
        raise NoRule
    if node.head == "union":
        return one | other
    return one & other if node.head == "intersection" else one - other
