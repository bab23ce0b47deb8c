"""Relations, chains, what is made of them by words, and values by cases."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from solgen.notation.terms import Term
from tests.notation.evaluation.comparison import compare
from tests.notation.evaluation.evaluator import Evaluator, Rule, listed


def _cases(evaluator: Evaluator, node: Term) -> Any:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
        if evaluator(condition):
            return evaluator(value)
    raise AssertionError(node)


def _relation(evaluator: Evaluator, node: Term) -> bool:
    return _holds(evaluator, (str(node.data),), node.arguments)


def _chain(evaluator: Evaluator, node: Term) -> bool:
    assert isinstance(node.data, tuple)
    return _holds(evaluator, tuple(map(str, node.data)), node.arguments)


def _holds(evaluator: Evaluator, signs: tuple[str, ...], sides: tuple[Term, ...]) -> bool:
    if any(side.head == "dots" for side in sides):
        values = listed(evaluator, sides)
        return all(compare(signs[0], *pair) for pair in pairwise(values))
    values = [evaluator(side) for side in sides]
    return all(compare(sign, values[k], values[k + 1]) for k, sign in enumerate(signs))


def _and(evaluator: Evaluator, node: Term) -> bool:
    return all(evaluator.all(node))


def _or(evaluator: Evaluator, node: Term) -> bool:
    return any(evaluator.all(node))


def _not(evaluator: Evaluator, node: Term) -> bool:
    return not evaluator(node.arguments[0])


EVALUATORS: dict[str, Rule] = {
    "cases": _cases,
    "relation": _relation,
    "chain": _chain,
    "and": _and,
    "statements": _and,
    "or": _or,
    "not": _not,
}
