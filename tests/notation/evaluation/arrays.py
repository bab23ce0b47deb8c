"""Members of families and arrays, and what is made of entries, arrays and sets."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath

from solgen.notation.terms import Term
from tests.notation.evaluation.evaluator import Evaluator, Rule, listed
from tests.notation.evaluation.matrices import inverse
from tests.notation.evaluation.values import real, unwrap


def _norm(evaluator: Evaluator, node: Term) -> Any:
    return mpmath.sqrt(real(sum(row[0] ** 2 for row in evaluator(node.arguments[0]))))


def _index(evaluator: Evaluator, node: Term) -> Any:
    value, *indices = evaluator.all(node)
    for index in indices:
        value = value[int(index) - 1]
    return unwrap(value[0] if isinstance(value, list) and len(value) == 1 and len(indices) == 1 else value)


def _order_statistic(evaluator: Evaluator, node: Term) -> Any:
    sample, position = evaluator.all(node)
    return sorted(sample)[int(position) - 1]


def _transpose(evaluator: Evaluator, node: Term) -> Any:
    return [list(row) for row in zip(*evaluator(node.arguments[0]), strict=True)]


def _inverted(evaluator: Evaluator, node: Term) -> Any:
    return inverse(evaluator(node.arguments[0]))


def _matrix(evaluator: Evaluator, node: Term) -> Any:
    assert isinstance(node.data, tuple)
    columns = node.data[1]
    cells = evaluator.all(node)
    return [cells[k : k + int(columns)] for k in range(0, len(cells), int(columns))]


def _tuple(evaluator: Evaluator, node: Term) -> Any:
    return listed(evaluator, node.arguments)


def _set(evaluator: Evaluator, node: Term) -> Any:
    return set(listed(evaluator, node.arguments))


def _cardinality(evaluator: Evaluator, node: Term) -> Any:
    return Fraction(len(evaluator(node.arguments[0])))


def _union(evaluator: Evaluator, node: Term) -> Any:
    left, right = evaluator.all(node)
    return left | right


def _intersection(evaluator: Evaluator, node: Term) -> Any:
    left, right = evaluator.all(node)
    return left & right


def _difference(evaluator: Evaluator, node: Term) -> Any:
    left, right = evaluator.all(node)
    return left - right


EVALUATORS: dict[str, Rule] = {
    "norm": _norm,
    "index": _index,
    "order_statistic": _order_statistic,
    "transpose": _transpose,
    "inverse": _inverted,
    "matrix": _matrix,
    "tuple": _tuple,
    "sequence": _tuple,
    "set": _set,
    "cardinality": _cardinality,
    "union": _union,
    "intersection": _intersection,
    "difference": _difference,
}
