"""Whether relations and chains hold, what is made of them by words, and values by cases."""

from __future__ import annotations

from typing import Any

import mpmath

from solgen.notation.terms import Term
from tests.bench.oracle import functions
from tests.bench.oracle.equality import equal, same
from tests.bench.oracle.evaluation import Evaluator, evaluate
from tests.bench.oracle.values import as_interval, plus, real, times
from tests.bench.oracle.world import Bound, NotThere, NoValue, World


def _compare(sign: str, left: Any, right: Any) -> bool:
    left, right = real(left), real(right)
    if sign in ("=", "≡"):
        return same(left, right)
    if sign == "≠":
        return not same(left, right)
    if sign in ("⇔", "⇒"):
        return bool(left) == bool(right) if sign == "⇔" else bool(right) or not left
    if sign in ("≻", "⪰"):
        return functions.definite(plus(left, times(mpmath.mpf(-1), right)), strictly=sign == "≻")
    if sign in ("∈", "∉"):
        low, high = as_interval(right)
        inside = any(equal(left, item) for item in right) if isinstance(right, list) else bool(low <= left <= high)
        return inside == (sign == "∈")
    if sign == "≈":
        return bool(abs(left - right) <= abs(right) * mpmath.mpf("0.05"))
    if same(left, right):
        return sign in ("≤", "≥")
    return bool(left < right) if sign in ("<", "≤") else bool(left > right)


def _relation(node: Term, world: World, bound: Bound) -> bool:
    sides = [_side(side, str(node.data), world, bound) for side in node.arguments]
    return _compare(str(node.data), *sides)


def _side(node: Term, sign: str, world: World, bound: Bound) -> Any:
    return _condition(node, world, bound) if sign in ("⇔", "⇒") else evaluate(node, world, bound)


def _condition(node: Term, world: World, bound: Bound) -> bool:
    """Whether a condition is met; where a side of it does not exist it is not."""
    try:
        return bool(evaluate(node, world, bound))
    except NotThere:
        return False


def _chain(node: Term, world: World, bound: Bound) -> bool:
    assert isinstance(node.data, tuple)
    values = [_side(side, str(node.data[0]), world, bound) for side in node.arguments]
    return all(_compare(str(s), a, b) for s, a, b in zip(node.data, values[:-1], values[1:], strict=True))


def holds(left: Term, sign: str, right: Term, world: World) -> bool:
    """Whether ``left sign right`` is true in this world. Raises NoValue where a side has no value."""
    if sign == "⊢":
        return bool(evaluate(left, world))
    try:
        return _compare(sign, _side(left, sign, world, {}), _side(right, sign, world, {}))
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        raise NoValue(str(error)) from error


def _cases(node: Term, world: World, bound: Bound) -> Any:
    for value, condition in zip(node.arguments[::2], node.arguments[1::2], strict=True):
        if _condition(condition, world, bound):
            return evaluate(value, world, bound)
    raise NotThere("no case applies")


EVALUATORS: dict[str, Evaluator] = {
    "cases": _cases,
    "relation": _relation,
    "chain": _chain,
    "and": lambda n, w, b: all(_condition(each, w, b) for each in n.arguments),
    "or": lambda n, w, b: any(_condition(each, w, b) for each in n.arguments),
    "not": lambda n, w, b: not evaluate(n.arguments[0], w, b),
}
