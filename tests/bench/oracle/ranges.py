"""Sums and products by plain loops, intervals, and sets of the places where a condition holds."""

from __future__ import annotations

from typing import Any

import mpmath

from solgen.notation.terms import Term, constant
from tests.bench.oracle.evaluation import Evaluator, evaluate, parts
from tests.bench.oracle.values import plus, times
from tests.bench.oracle.world import Bound, NoValue, World

_MANY_TERMS = 2000


def _sum(node: Term, world: World, bound: Bound) -> Any:
    variable, low, high, body = node.arguments
    first, last = (int(evaluate(end, world, bound)) for end in (low, high))
    if last - first > _MANY_TERMS:
        raise NoValue("a sum of too many terms")
    return _fold(node, [evaluate(body, world, {**bound, str(variable.data): k}) for k in range(first, last + 1)])


def _sum_over(node: Term, world: World, bound: Bound) -> Any:
    variable, domain, body = node.arguments
    members = evaluate(domain, world, bound)
    return _fold(node, [evaluate(body, world, {**bound, str(variable.data): member}) for member in members])


def _fold(node: Term, values: list[Any]) -> Any:
    additive = node.head.startswith("sum")
    total: Any = None
    for value in values:
        total = value if total is None else plus(total, value) if additive else times(total, value)
    return mpmath.mpf(0 if additive else 1) if total is None else total


def _comprehension(node: Term, world: World, bound: Bound) -> Any:
    variable, _, condition = node.arguments
    named = str(variable.data)
    return [k for k in world.domains[named] if evaluate(condition, world, {**bound, named: k})]


def _interval(node: Term, world: World, bound: Bound) -> Any:
    low, high = parts(node, world, bound)
    return [] if low > high else ("interval", low, high)


def _for_all(node: Term, world: World, bound: Bound) -> bool:
    """At every place where the condition has a value; a range of numbers that cannot be counted is not covered."""
    variable, members, condition = node.arguments
    if members is not constant("everything"):
        raise NoValue("a quantifier with a range")
    found = []
    for k in range(8):
        try:
            found.append(bool(evaluate(condition, world, {**bound, str(variable.data): k})))
        except NoValue:
            continue
    if not found:
        raise NoValue("a quantifier over nothing that can be counted")
    return all(found)


EVALUATORS: dict[str, Evaluator] = {
    "sum": _sum,
    "product": _sum,
    "sum_over": _sum_over,
    "set": lambda n, w, b: [*parts(n, w, b)],
    "interval": _interval,
    "comprehension": _comprehension,
    "cardinality": lambda n, w, b: mpmath.mpf(len(evaluate(n.arguments[0], w, b))),
    "for_all": _for_all,
}
