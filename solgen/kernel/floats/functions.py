"""Builtin functions by Python's ``math``, and functions of many numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from solgen.kernel.floats import array_functions
from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue, Value, entries_of, is_array, reciprocal, rule
from solgen.kernel.floats.linear_algebra import number_of
from solgen.notation.terms import Term

_BY_EXPONENTIALS: Final[dict[str, Callable[[float], float]]] = {
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "tan": lambda x: math.sin(x) / math.cos(x),
    "cot": lambda x: math.cos(x) / math.sin(x),
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "sinh": lambda x: (math.exp(x) - math.exp(-x)) / 2,
    "cosh": lambda x: (math.exp(x) + math.exp(-x)) / 2,
    "tanh": lambda x: 1 - 2 / (math.exp(2 * x) + 1),
    "coth": lambda x: 1 + 2 / (math.exp(2 * x) - 1),
    "artanh": lambda x: math.log((1 + x) / (1 - x)) / 2,
    "arsinh": math.asinh,
    "arcosh": math.acosh,
    "ln": math.log,
}


def builtin(evaluator: FloatEvaluator, word: str, node: Term, local: dict[str, Any]) -> Value:
    """A builtin function applied."""
    if word in ("max", "min", "median", "diag"):
        return _of_many(word, write_out(evaluator, node.arguments[1:], local))
    if word in ("tr", "det", "rank"):
        return number_of(word, evaluator.value(node.arguments[1], local))
    if word in array_functions.WORDS:
        return array_functions.of_arrays(evaluator, word, node, local)
    value = evaluator.number(node.arguments[1], local)
    if word == "log":
        base = node.arguments[2] if len(node.arguments) > 2 else evaluator.model.context.log_base
        if base is None:
            raise NoRule
        return _safely(math.log, value) * reciprocal(_safely(math.log, evaluator.number(base, local)))
    return of_one(word, value)


def of_one(word: str, value: Fraction | float) -> Fraction | float:
    """A builtin function of one number."""
    if word == "sign":
        return Fraction((value > 0) - (value < 0))
    if word == "relu":
        return max(value, Fraction(0))
    if word not in _BY_EXPONENTIALS:
        raise NoRule
    return _safely(_BY_EXPONENTIALS[word], value)


def _safely(function: Callable[[float], float], value: Fraction | float) -> float:
    try:
        return function(float(value))
    except (ValueError, ZeroDivisionError):
        raise NoValue from None
    except OverflowError:
        raise NoRule from None


def _of_many(word: str, values: list[Value]) -> Value:
    if len(values) == 1 and not isinstance(values[0], Fraction | float):
        if word == "diag" and is_array(values[0]) and len(values[0][0]) > 1:
            return [[row[place]] for place, row in enumerate(values[0]) if place < len(row)]
        values = sorted(values[0]) if isinstance(values[0], frozenset) else entries_of(values[0])
    if not values:
        raise NoValue
    if word == "diag":
        return [[a if i == j else Fraction(0) for j, _ in enumerate(values)] for i, a in enumerate(values)]
    if word == "median":
        half = len(values) // 2
        ordered = sorted(values)
        low, high = ordered[(len(values) - 1) // 2], ordered[half]
        return low if low == high else ("interval", low, high, True, True)
    return max(values) if word == "max" else min(values)


def write_out(evaluator: FloatEvaluator, terms: Sequence[Term], local: dict[str, Any]) -> list[Value]:
    """The values of terms set off by commas; dots between two components of one name are written out."""
    flat: list[Term] = []
    for node in terms:
        flat.extend(node.arguments if node.head == "sequence" else [node])
    values: list[Value] = []
    for place, node in enumerate(flat):
        if node.head == "dots":
            if not 0 < place < len(flat) - 1:
                raise NoRule
            values.extend(run(evaluator, flat[place - 1], flat[place + 1], local)[1:-1])
        elif not (place > 1 and flat[place - 1].head == "dots" and _same(evaluator, flat[place - 2], node, local)):
            values.append(evaluator.value(node, local))
    return values


def _same(evaluator: FloatEvaluator, one: Term, other: Term, local: dict[str, Any]) -> bool:
    return len(run(evaluator, one, other, local)) == 1


def run(evaluator: FloatEvaluator, one: Term, other: Term, local: dict[str, Any]) -> list[Value]:
    """``y_1, …, y_n`` from its two ends: components of one name, order statistics, or whole numbers."""
    if (
        one.head == other.head
        and one.head in ("index", "order_statistic")
        and one.arguments[:-1] == other.arguments[:-1]
    ):
        from solgen.notation.terms import number, term  # noqa: PLC0415 -- one use

        low, high = evaluator.whole(one.arguments[-1], local), evaluator.whole(other.arguments[-1], local)
        if low > high:
            raise NoRule
        return [evaluator.value(term(one.head, [*one.arguments[:-1], number(i)], one.data), local)
                for i in range(low, high + 1)]  # fmt: skip
    if one.head == "number":
        return [Fraction(i) for i in range(evaluator.whole(one, local), evaluator.whole(other, local) + 1)]
    raise NoRule


@rule("tuple", "sequence")
def _tuple(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return tuple(write_out(evaluator, node.arguments, local))
