"""Members of families and arrays, and what is made of whole arrays."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np

from solgen.notation.terms import Term
from tests.bench.oracle import functions
from tests.bench.oracle.evaluation import Evaluator, evaluate, parts
from tests.bench.oracle.values import inverse_of
from tests.bench.oracle.world import Bound, NotThere, NoValue, World


def _index(node: Term, world: World, bound: Bound) -> Any:
    base = evaluate(node.arguments[0], world, bound)
    positions = [int(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if callable(base):
        return base(*positions)
    if any(position < 1 for position in positions):
        raise NotThere("an index below 1")
    try:
        if isinstance(base, np.ndarray) and len(positions) == 1:
            return base[positions[0] - 1, 0]
        value = base
        for position in positions:
            value = value[position - 1]
    except IndexError:
        raise NotThere("an index beyond the last place") from None
    return value


def _order_statistic(node: Term, world: World, bound: Bound) -> Any:
    sample = sorted(evaluate(node.arguments[0], world, bound))
    position = int(evaluate(node.arguments[1], world, bound))
    if position < 1:
        raise NoValue("an index below 1")
    return sample[position - 1]


def _norm(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return abs(value)
    return mpmath.sqrt(sum(abs(entry) ** 2 for entry in value.flat))


def _transposed(value: Any) -> Any:
    return np.transpose(value) if isinstance(value, np.ndarray) else value


def _assembled(node: Term, world: World, bound: Bound) -> Any:
    assert isinstance(node.data, tuple)
    rows, columns = (int(each) for each in node.data)
    return functions.assembled(parts(node, world, bound), rows, columns)


EVALUATORS: dict[str, Evaluator] = {
    "index": _index,
    "order_statistic": _order_statistic,
    "norm": lambda n, w, b: _norm(parts(n, w, b)[0]),
    "matrix": _assembled,
    "transpose": lambda n, w, b: _transposed(parts(n, w, b)[0]),
    "inverse": lambda n, w, b: inverse_of(parts(n, w, b)[0]),
    "tuple": lambda n, w, b: [*parts(n, w, b)],
}
