"""Derivatives by forward differentiation: the name stands for ``value + ε``, the result's ε-part is the derivative.

* By a declared name, everything that is defined by it moves along: it is unfolded.
* ``∂`` by a *defined* name: the definitions are unfolded down to that name, which counts as independent.
* ``d`` by a defined name o that depends on one real x: the total derivative along x, (d/dx)/(do/dx).
* By an indexed component: only that component moves. By a vector: one component after the other.
Where a corner or a jump lies at the point the derivative is left open: one-sided derivatives are not judged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import arb, fmpq

from solgen.kernel.evaluation.balls import divide, elementary
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, reach
from solgen.kernel.evaluation.indeterminates import Cornered
from solgen.kernel.evaluation.values import (
    ONE,
    ZERO,
    Array,
    CannotEvaluate,
    DoesNotExist,
    Dual,
    Family,
    FiniteSet,
    Interval,
    Number,
    Polynomial,
    Scaled,
)
from solgen.kernel.unfold import unfold
from solgen.notation.context import Definition, Kind
from solgen.notation.terms import Term

Function = Callable[[Value], Value]


def tangent(value: Value, level: int) -> Value:
    """The derivative part at one level, of a number or of each entry of an array."""
    if isinstance(value, Dual):
        return value.tangent if value.level == level else ZERO
    if isinstance(value, Array):
        return Array(value.rows, value.columns, tuple(tangent(entry, level) for entry in value.entries))
    if isinstance(value, Scaled):
        return Scaled(tangent(value.factor, level))
    if isinstance(value, arb | fmpq):
        return ZERO
    message = "a derivative of what is no number"
    raise CannotEvaluate(message)


def _open(evaluator: Evaluator) -> int:
    evaluator.level += 1
    return evaluator.level


def nth_derivative(evaluator: Evaluator, function: Function, order: int, point: Number) -> Value:
    """The derivative of a function of one number at a point, by nested duals."""
    if order == 0:
        return function(point)
    level = _open(evaluator)
    return tangent(nth_derivative(evaluator, function, order - 1, Dual(level, point, ONE)), level)


def applied_prime(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """``f'(x)``, ``f''(x)``."""
    prime, *arguments = node.arguments
    function = prime.arguments[0]
    if len(arguments) != 1:
        message = "a prime on a function of several arguments"
        raise CannotEvaluate(message)
    point = evaluator.value(arguments[0], local)
    order = int(str(prime.data))
    if order > 4:
        message = "a derivative of an order beyond all use"
        raise CannotEvaluate(message)
    if function.head == "builtin":
        word = str(function.data)
        return nth_derivative(evaluator, lambda value: elementary(word, value), order, point)
    if function.head != "name":
        message = "a derivative of what is no function's name"
        raise CannotEvaluate(message)
    found = local.get(str(function.data)) or evaluator.globals.get(str(function.data))
    if type(found) is Polynomial:
        for _ in range(order):
            found = found.derivative()
        if isinstance(point, Array):
            declaration = evaluator.context.declaration(str(function.data))
            if declaration is None or not declaration.has("elementwise"):
                raise CannotEvaluate("the derivative of a function at an array")
            return Array(point.rows, point.columns, tuple(map(found.at, point.entries)))
        return found.at(point)
    definition = function_definition(evaluator, function, 1)
    return nth_derivative(evaluator, lambda value: evaluator.call(definition, (value,), local), order, point)


def function_definition(evaluator: Evaluator, function: Term, count: int) -> Definition:
    """The definition of a function with so many parameters. Raises CannotEvaluate."""
    definition = evaluator.context.definition(str(function.data)) if function.head == "name" else None
    if definition is None or definition.target.head != "apply" or len(definition.parameters) != count:
        message = "a function without a definition to take the derivative of"
        raise CannotEvaluate(message)
    return definition


def _gradient_at(evaluator: Evaluator, function: Function, point: Value) -> Value:
    if isinstance(point, Array):
        entries = []
        for place in range(len(point.entries)):
            level = _open(evaluator)
            moved = (*point.entries[:place], Dual(level, point.entries[place], ONE), *point.entries[place + 1 :])
            entries.append(tangent(function(Array(point.rows, point.columns, moved)), level))
        if any(isinstance(entry, Array) for entry in entries):
            return _jacobian(point, entries)
        return Array(point.rows, point.columns, tuple(entries))
    if isinstance(point, Family):
        slopes: dict[tuple[int, ...], Value] = {}
        for key, value in point.components.items():
            level = _open(evaluator)
            slopes[key] = tangent(function(Family({**point.components, key: Dual(level, value, ONE)})), level)
        return Family(slopes)
    if isinstance(point, Scaled):
        message = "a gradient at a zero of unknown size"
        raise CannotEvaluate(message)
    return nth_derivative(evaluator, function, 1, point)


def _jacobian(point: Array, columns: list[Value]) -> Array:
    """The derivatives of a column by the entries of a column, side by side."""
    if point.columns != 1 or not all(isinstance(entry, Array) and entry.columns == 1 for entry in columns):
        raise CannotEvaluate("a derivative of a matrix, or by one, in more than two indices")
    rows = columns[0].rows
    flat = tuple(column.entries[row] for row in range(rows) for column in columns)
    return Array(rows, len(columns), flat)


def applied_gradient(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """``\\nabla E(w)``: in the shape of w."""
    gradient, *arguments = node.arguments
    if len(arguments) != 1 or len(gradient.arguments) != 1:
        message = "a gradient by several arguments"
        raise CannotEvaluate(message)
    point = evaluator.value(arguments[0], local)
    return _gradient_of(evaluator, gradient.arguments[0], point, local)


def _gradient_of(evaluator: Evaluator, function: Term, point: Value, local: Local) -> Value:
    """The gradient of a function at a point; of a gradient, the matrix of second derivatives."""
    if function.head == "gradient" and len(function.arguments) == 1:
        inner = function.arguments[0]
        return _gradient_at(evaluator, lambda value: _gradient_of(evaluator, inner, value, local), point)
    definition = function_definition(evaluator, function, 1)
    return _gradient_at(evaluator, lambda value: evaluator.call(definition, (value,), local), point)


def applied_subdifferential(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """``\\partial L(c)`` of a convex function with corners: the interval between its two slopes."""
    subdifferential, *arguments = node.arguments
    definition = function_definition(evaluator, subdifferential.arguments[0], 1)
    if len(arguments) != 1:
        message = "a subdifferential by several arguments"
        raise CannotEvaluate(message)
    point = evaluator.value(arguments[0], local)
    body = evaluator.call(definition, (Cornered.variable(),), local)
    return slopes_at(body, point)


def slopes_at(body: Value, point: Number) -> FiniteSet | Interval:
    """The subdifferential of a convex function at a point."""
    if type(point) is not fmpq:
        message = "a subdifferential at a point that is not exact"
        raise CannotEvaluate(message)
    if not isinstance(body, Cornered):
        if type(body) is fmpq:
            return FiniteSet((ZERO,))
        message = "a subdifferential of a function without a rule"
        raise CannotEvaluate(message)
    if not body.is_convex():
        message = "a subdifferential of a function that is not convex"
        raise CannotEvaluate(message)
    low, high = body.slopes(point)
    return FiniteSet((low,)) if low == high else Interval(low, high)


def _subdifferential(_evaluator: Evaluator, _node: Term, _local: Local) -> Value:
    message = "a subdifferential without its point"
    raise CannotEvaluate(message)


def _gradient(evaluator: Evaluator, node: Term, local: Local) -> Value:
    if len(node.arguments) != 2 or node.arguments[1].head != "name":
        message = "a gradient without its point"
        raise CannotEvaluate(message)
    body, by = node.arguments
    return _by_name(evaluator, str(by.data), local, lambda inner, scope: inner.value(body, scope))


_HIGHEST: Final = 4
Body = Callable[[Evaluator, Local], Value]


def _derivative(evaluator: Evaluator, node: Term, local: Local) -> Value:
    body, *names = node.arguments
    if len(names) > _HIGHEST:
        message = "a derivative of an order beyond all use"
        raise CannotEvaluate(message)
    return _along(evaluator, body, tuple(names), local, total=node.data == "d")


def _of_order(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """``\\frac{d^n}{dx^n} body`` at a point: there n is a number."""
    body, by, order = node.arguments
    times = evaluator.whole(order, local)
    if times < 0:
        raise DoesNotExist
    if times > _HIGHEST:
        message = "a derivative of an order beyond all use"
        raise CannotEvaluate(message)
    return _along(evaluator, body, (by,) * times, local, total=node.data == "d")


def _along(evaluator: Evaluator, body: Term, names: tuple[Term, ...], local: Local, *, total: bool) -> Value:
    if not names:
        return evaluator.value(body, local)
    by, rest = names[-1], names[:-1]

    def inside(inner: Evaluator, scope: Local) -> Value:
        return _along(inner, body, rest, scope, total=total)

    if by.head == "index":
        return _by_component(evaluator, by, local, inside)
    if by.head != "name":
        message = "a derivative by what is no name"
        raise CannotEvaluate(message)
    latex = str(by.data)
    if total and _is_defined(evaluator, latex, local):
        along = _total_variable(evaluator, latex, body)
        if along is not None:
            top = _by_name(evaluator, along, local, inside)
            bottom = _by_name(evaluator, along, local, lambda inner, scope: inner.value(by, scope))
            return divide(top, bottom)
    return _by_name(evaluator, latex, local, inside)


def _is_defined(evaluator: Evaluator, latex: str, local: Local) -> bool:
    return latex not in local and latex not in evaluator.globals and evaluator.context.definition(latex) is not None


def _total_variable(evaluator: Evaluator, latex: str, body: Term) -> str | None:
    """The one real that a defined name varies along; None where the body sees it through that name alone."""
    context = evaluator.context
    definition = context.definition(latex)
    assert definition is not None
    below = reach(definition.body.free, context) - {latex}
    movable = {
        name
        for name in below
        if context.definition(name) is None
        and (declaration := context.declaration(name)) is not None
        and declaration.kind in (Kind.REAL, Kind.QUANTITY)
        and not declaration.indices
    }
    if len(movable) == 1:
        return movable.pop()
    if unfold(body, context, frozenset({latex})).free.isdisjoint(below):
        return None
    message = f"a total derivative by {latex}, which depends on several names"
    raise CannotEvaluate(message)


def _by_name(evaluator: Evaluator, latex: str, local: Local, body: Body) -> Value:
    value = evaluator.named(latex, local)

    def at(moved: Value) -> Value:
        scope = local
        if latex in local:
            scope = {**local, latex: moved}
            if latex in local.get("", {}):
                scope[""] = {**local[""], latex: moved}
                return body(evaluator, scope)
            return body(evaluator, scope)
        inner = evaluator.with_values({latex: moved})
        found = body(inner, scope)
        evaluator.level = max(evaluator.level, inner.level)
        return found

    return _gradient_at(evaluator, at, value)


def _by_component(evaluator: Evaluator, by: Term, local: Local, body: Body) -> Value:
    base = by.arguments[0]
    if base.head != "name":
        message = "a derivative by a component of a component"
        raise CannotEvaluate(message)
    latex = str(base.data)
    indices = tuple(evaluator.whole(place, local) for place in by.arguments[1:])
    value = evaluator.value(by, local)
    if isinstance(value, Array):
        message = "a derivative by an indexed vector"
        raise CannotEvaluate(message)
    level = _open(evaluator)
    moved = Dual(level, value, ONE)
    whole = local.get(latex)
    if whole is None:
        whole = evaluator.globals.get(latex)
    changed: Value
    if whole is None:
        changed = Family({indices: moved})
    elif isinstance(whole, Family):
        changed = Family({**whole.components, indices: moved})
    elif isinstance(whole, Array):
        place = (indices[0] - 1) * whole.columns + (indices[1] - 1 if len(indices) > 1 else 0)
        changed = Array(whole.rows, whole.columns, (*whole.entries[:place], moved, *whole.entries[place + 1 :]))
    else:
        message = "a derivative by a component of what has none"
        raise CannotEvaluate(message)
    if latex in local:
        return tangent(body(evaluator, {**local, latex: changed}), level)
    inner = evaluator.with_values({latex: changed})
    found = body(inner, local)
    evaluator.level = max(evaluator.level, inner.level)
    return tangent(found, level)


RULES: Final[dict[str, Rule]] = {
    "derivative": _derivative,
    "higher_derivative": _of_order,
    "gradient": _gradient,
    "subdifferential": _subdifferential,
}
