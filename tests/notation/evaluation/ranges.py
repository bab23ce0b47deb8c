"""What runs over the values of a bound name: sums, products, extremes, comprehensions and quantifiers."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from solgen.notation.terms import Term
from tests.notation.evaluation.evaluator import Evaluator, Rule
from tests.notation.evaluation.matrices import plus

_SAMPLES = [Fraction(k, 2) for k in range(-20, 21)]


def _range(evaluator: Evaluator, node: Term) -> list[Any]:
    if len(node.arguments) == 4:
        low, high = (int(evaluator(limit)) for limit in node.arguments[1:3])
        return [Fraction(k) for k in range(low, high + 1)]
    return _members(evaluator, str(node.arguments[0].data), node.arguments[1])


def _members(evaluator: Evaluator, bound: str, over: Term) -> list[Any]:
    if over.data != "everything":
        return sorted(evaluator(over))
    for declaration in evaluator.context.declarations:
        for indexed in declaration.indices:
            if indexed.index == bound:
                return [Fraction(k) for k in range(int(evaluator(indexed.low)), int(evaluator(indexed.high)) + 1)]
    return _SAMPLES


def _sum(evaluator: Evaluator, node: Term) -> Any:
    total: Any = Fraction(0)
    for k in _range(evaluator, node):
        value = evaluator.bind(str(node.arguments[0].data), k, node.arguments[-1])
        total = value if total == 0 and isinstance(value, list) else plus(total, value)
    return total


def _product(evaluator: Evaluator, node: Term) -> Any:
    return math.prod(
        evaluator.bind(str(node.arguments[0].data), k, node.arguments[-1]) for k in _range(evaluator, node)
    )


def _extreme(evaluator: Evaluator, node: Term, best: Callable[..., Any]) -> tuple[Any, set[Any]]:
    bound, body = node.arguments
    values = {x: evaluator.bind(str(bound.data), x, body) for x in _SAMPLES}
    extreme = best(values.values())
    return extreme, {x for x, value in values.items() if value == extreme}


def _minimum(evaluator: Evaluator, node: Term) -> Any:
    return _extreme(evaluator, node, min)[0]


def _maximum(evaluator: Evaluator, node: Term) -> Any:
    return _extreme(evaluator, node, max)[0]


def _arg_min(evaluator: Evaluator, node: Term) -> Any:
    return _extreme(evaluator, node, min)[1]


def _arg_max(evaluator: Evaluator, node: Term) -> Any:
    return _extreme(evaluator, node, max)[1]


def _comprehension(evaluator: Evaluator, node: Term) -> Any:
    bound, over, condition = node.arguments
    members = _members(evaluator, str(bound.data), over)
    return {k for k in members if evaluator.bind(str(bound.data), k, condition)}


def _interval(evaluator: Evaluator, node: Term) -> Any:
    low, high = evaluator.all(node)
    shape = str(node.data)
    return {
        x
        for x in _SAMPLES
        if (low <= x if shape[0] == "[" else low < x) and (x <= high if shape[1] == "]" else x < high)
    }


def _for_all(evaluator: Evaluator, node: Term) -> bool:
    bound, over, body = node.arguments
    return all(evaluator.bind(str(bound.data), k, body) for k in _members(evaluator, str(bound.data), over))


def _exists(evaluator: Evaluator, node: Term) -> bool:
    bound, over, body = node.arguments
    return any(evaluator.bind(str(bound.data), k, body) for k in _members(evaluator, str(bound.data), over))


EVALUATORS: dict[str, Rule] = {
    "sum": _sum,
    "sum_over": _sum,
    "product": _product,
    "product_over": _product,
    "minimum": _minimum,
    "maximum": _maximum,
    "arg_min": _arg_min,
    "arg_max": _arg_max,
    "comprehension": _comprehension,
    "interval": _interval,
    "for_all": _for_all,
    "exists": _exists,
}
