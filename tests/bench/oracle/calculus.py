"""Derivatives as differences of re-built worlds, limits as values very near, minimizers by their surroundings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

from solgen.notation.terms import Term
from tests.bench.oracle.differences import numeric_gradient, one_sided_slopes, with_member_moved
from tests.bench.oracle.equality import Minimizers, equal
from tests.bench.oracle.evaluation import Evaluator, evaluate
from tests.bench.oracle.functions import FUNCTIONS
from tests.bench.oracle.values import real
from tests.bench.oracle.world import TOLERANCE, Bound, NotThere, NoValue, World


def _apply(node: Term, world: World, bound: Bound) -> Any:
    function = node.arguments[0]
    arguments = [real(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if function.head == "builtin":
        return real(FUNCTIONS[str(function.data)](*arguments))
    if function.head == "prime":
        inner = evaluate(function.arguments[0], world, bound)
        assert isinstance(function.data, int)
        return mpmath.diff(inner, arguments[0], function.data)
    if function.head == "gradient":
        return _gradient_at(function, arguments[0], world, bound)
    if function.head == "subdifferential":
        inner = evaluate(function.arguments[0], world, bound)
        return ("interval", *one_sided_slopes(inner, arguments[0]))
    return real(evaluate(function, world, bound)(*arguments))


def _gradient_at(node: Term, at: Any, world: World, bound: Bound) -> Any:
    inner = node.arguments[0]
    if inner.head == "gradient":
        return numeric_gradient(lambda point: _gradient_at(inner, point, world, bound), at)
    return numeric_gradient(evaluate(inner, world, bound), at)


def _gradient(node: Term, world: World, bound: Bound) -> Any:
    """``\\nabla_w E``; by the same name twice, the Hessian."""
    body, variable = node.arguments
    if variable.head != "name":
        raise NoValue("a gradient by something that is not a name")
    named = str(variable.data)
    return numeric_gradient(lambda w: evaluate(body, world.with_value(named, w), bound), world.names[named])


def _derivative(node: Term, world: World, bound: Bound) -> Any:
    body, *by = node.arguments
    return _differentiated(body, by, world, bound)


def _higher_derivative(node: Term, world: World, bound: Bound) -> Any:
    body, by, order = node.arguments
    return _differentiated(body, [by] * int(evaluate(order, world, bound)), world, bound)


def _differentiated(body: Term, by: list[Term], world: World, bound: Bound) -> Any:
    """By the names in turn, the last one first; equal ones at its side in one difference of that order."""
    if not by:
        return evaluate(body, world, bound)
    variable = by[-1]
    order = next((k for k, each in enumerate(reversed(by)) if each is not variable), len(by))
    rest = by[: len(by) - order]

    def moved_to(named: str, value: Any) -> Any:
        return real(_differentiated(body, rest, world.with_value(named, value), bound))

    if variable.head == "index":
        named = str(variable.arguments[0].data)
        positions = [int(evaluate(argument, world, bound)) for argument in variable.arguments[1:]]
        base = world.names[named]
        return mpmath.diff(lambda t: moved_to(named, with_member_moved(base, positions, t)), mpmath.mpf(0), order)
    named = str(variable.data)
    here = evaluate(variable, world, bound)
    if isinstance(here, np.ndarray):
        if order > 1:
            raise NoValue("a second derivative by an array")
        return numeric_gradient(lambda w: moved_to(named, w), here)
    return mpmath.diff(lambda t: moved_to(named, t), here, order)


def _limit(node: Term, world: World, bound: Bound) -> Any:
    """The value very near the point with three times the digits; from both sides where no side is named."""
    variable, point, body = node.arguments
    named, target = str(variable.data), evaluate(point, world, bound)

    def near(distance: Any) -> Any:
        far = mpmath.sign(target) / distance if mpmath.isinf(target) else target + distance
        inner = {name: value for name, value in bound.items() if name != named}
        return evaluate(body, world.with_value(named, far), inner)

    sides = {"+": [1], "-": [-1]}.get(str(node.data or ""), [1, -1])
    with mpmath.workdps(120):
        found = [_settled(near, side) for side in (sides if not mpmath.isinf(target) else [1])]
    if any(not equal(found[0], other) for other in found):
        raise NotThere("the limits from both sides differ")
    return found[0]


def _settled(near: Callable[[Any], Any], side: int) -> Any:
    """What the values at three distances tend to. Raises NoValue where they do not tell."""
    first, second, third = (near(side * mpmath.mpf(10) ** -power) for power in (12, 16, 24))
    if abs(second - third) <= abs(TOLERANCE * (1 + abs(third))) / 10:
        return third
    if abs(third) > abs(second) > abs(first) > 5 and first * second > 0 and second * third > 0:
        return mpmath.inf * mpmath.sign(third)
    raise NoValue("a limit that does not settle")


def _arg_min(node: Term, world: World, bound: Bound) -> Any:
    variable, body = node.arguments
    named = str(variable.data)

    def function(at: Any) -> Any:
        return evaluate(body, world.with_value(named, at), bound)

    sample = world.names[named]
    return Minimizers(function, isinstance(sample, np.ndarray))


def _evaluated(node: Term, world: World, bound: Bound) -> Any:
    variable, point, body = node.arguments
    return evaluate(body, world.with_value(str(variable.data), evaluate(point, world, bound)), bound)


def _integral(node: Term, world: World, bound: Bound) -> Any:
    variable, low, high, body = node.arguments
    ends = [evaluate(end, world, bound) for end in (low, high)]
    value, error = mpmath.quad(
        lambda t: evaluate(body, world, {**bound, str(variable.data): t}), [ends[0], ends[1]], error=True
    )
    if error > TOLERANCE:
        raise NoValue("an integral that quadrature does not settle")
    return value


EVALUATORS: dict[str, Evaluator] = {
    "apply": _apply,
    "derivative": _derivative,
    "higher_derivative": _higher_derivative,
    "gradient": _gradient,
    "evaluated": _evaluated,
    "integral": _integral,
    "limit": _limit,
    "arg_min": _arg_min,
}
