"""Derivatives by central differences with Richardson's extrapolation, and values at a point."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from solgen.kernel.evaluation.evaluator import reach
from solgen.kernel.floats.arithmetic import plus, times
from solgen.kernel.floats.core import (
    FloatEvaluator,
    NoRule,
    NoValue,
    Value,
    is_array,
    is_number,
    polynomial,
    reciprocal,
    rule,
)
from solgen.kernel.floats.functions import of_one
from solgen.kernel.instances.models import PolynomialFunction
from solgen.kernel.unfold import unfold
from solgen.notation.context import Definition, Kind
from solgen.notation.terms import Term

_STEP: Final = Fraction(1, 512)
_WIDE: Final = Fraction(1, 64)


def difference(function: Callable[[Value], Value], point: Value, step: Fraction = _STEP) -> Value:
    """The derivative to about eight digits, by Richardson's extrapolation of two central differences."""

    def central(width: Fraction) -> Value:
        return times(1 / (2 * width), plus(function(point + width), times(Fraction(-1), function(point - width))))

    # (4 D(h/2) − D(h)) / 3 is free of the error of order h²
    return plus(times(Fraction(4, 3), central(step / 2)), times(Fraction(-1, 3), central(step)))


def nth(function: Callable[[Value], Value], point: Value, order: int) -> Value:
    """The derivative of an order."""
    if order == 0:
        return function(point)
    step = _STEP if order == 1 else _WIDE
    return difference(lambda moved: nth(function, moved, order - 1), point, step)


def _function(evaluator: FloatEvaluator, function: Term, local: dict[str, Any]) -> Callable[[Value], Value]:
    if function.head == "builtin":
        word = str(function.data)
        return lambda point: of_one(word, point)
    found = evaluator.model.values.get(str(function.data))
    if isinstance(found, PolynomialFunction):
        coefficients = found.coefficients
        return lambda point: polynomial(coefficients, point)
    definition = evaluator.model.context.definition(str(function.data))
    if definition is None or definition.target.head != "apply" or len(definition.parameters) != 1:
        raise NoRule
    return _body(evaluator, definition, local)


def _body(evaluator: FloatEvaluator, definition: Definition, local: dict[str, Any]) -> Callable[[Value], Value]:
    parameter = definition.parameters[0]

    def at(point: Value) -> Value:
        return evaluator.value(definition.body, {**local, parameter: point})

    return at


def primed(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    """``f'(x)``."""
    evaluator.rough = True
    prime = node.arguments[0]
    if len(node.arguments) != 2:
        raise NoRule
    order = int(str(prime.data))
    if order > 3:
        raise NoRule
    point = evaluator.value(node.arguments[1], local)
    if is_array(point):
        declaration = evaluator.model.context.declaration(str(prime.arguments[0].data))
        if declaration is None or not declaration.has("elementwise"):
            raise NoRule
        function = _function(evaluator, prime.arguments[0], local)
        return [[nth(function, entry, order) for entry in row] for row in point]
    point = evaluator.number(node.arguments[1], local)
    return nth(_function(evaluator, prime.arguments[0], local), point, order)


def gradient_at(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    """``∇E(w)``."""
    gradient = node.arguments[0]
    if len(node.arguments) != 2 or len(gradient.arguments) != 1:
        raise NoRule
    function = _gradient_function(evaluator, gradient.arguments[0], local)
    return slope(evaluator, function, evaluator.value(node.arguments[1], local))


def _gradient_function(evaluator: FloatEvaluator, function: Term, local: dict[str, Any]) -> Callable[[Value], Value]:
    if function.head != "gradient" or len(function.arguments) != 1:
        return _function(evaluator, function, local)
    inner = _gradient_function(evaluator, function.arguments[0], local)
    return lambda point: slope(evaluator, inner, point, _WIDE)


def slope(evaluator: FloatEvaluator, function: Callable[[Value], Value], point: Value, step: Fraction = _STEP) -> Value:
    """The derivative by a number, or by each entry of an array or a family; of a column, a row for each entry."""
    evaluator.rough = True
    if is_number(point):
        return difference(function, point, step)
    if is_array(point):

        def by_entry(i: int, j: int) -> Value:
            # floats here: fractions of the step's powers of two grow with each product, and nothing is exact anyway
            return difference(lambda moved: function(_with_entry(point, i, j, moved)), float(point[i][j]), step)

        found = [[by_entry(i, j) for j in range(len(point[0]))] for i in range(len(point))]
        if is_array(found[0][0]):
            columns = [row[0] for row in found]
            if len(point[0]) != 1 or any(len(column[0]) != 1 for column in columns):
                raise NoRule
            return [[column[i][0] for column in columns] for i in range(len(columns[0]))]
        return found
    if isinstance(point, dict):

        def by_component(key: tuple[int, ...]) -> Value:
            return difference(lambda moved: function({**point, key: moved}), point[key])

        return {key: by_component(key) for key in point}
    raise NoRule


def _with_entry(array: list[list[Value]], i: int, j: int, value: Value) -> list[list[Value]]:
    return [[value if (a, b) == (i, j) else entry for b, entry in enumerate(row)] for a, row in enumerate(array)]


def subdifferential_at(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    """``∂L(c)`` of a convex function: from the slope on the left to the slope on the right, a little away from c."""
    evaluator.rough = True
    function = _function(evaluator, node.arguments[0].arguments[0], local)
    point = evaluator.number(node.arguments[1], local)
    width = Fraction(1, 2**20)
    middle = function(point)
    low, high = (middle - function(point - width)) / width, (function(point + width) - middle) / width
    if low > high + Fraction(1, 1000):
        raise NoRule
    return ("interval", low, high, True, True)


@rule("gradient")
def _gradient(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    if len(node.arguments) != 2 or node.arguments[1].head != "name":
        raise NoRule
    body, by = node.arguments
    return _by_name(evaluator, str(by.data), local, lambda scope: evaluator.value(body, scope))


@rule("derivative")
def _derivative(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    body, *names = node.arguments
    if len(names) > 3:
        raise NoRule
    return _along(evaluator, body, tuple(names), local, total=node.data == "d")


@rule("higher_derivative")
def _higher_derivative(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    body, by, order = node.arguments
    times = evaluator.whole(order, local)
    if times < 0:
        raise NoValue
    if times > 3:
        raise NoRule
    return _along(evaluator, body, (by,) * times, local, total=node.data == "d")


def _along(
    evaluator: FloatEvaluator, body: Term, names: tuple[Term, ...], local: dict[str, Any], *, total: bool
) -> Value:
    if not names:
        return evaluator.value(body, local)
    by, rest = names[-1], names[:-1]
    evaluator.rough = True

    def inside(scope: dict[str, Any]) -> Value:
        return _along(evaluator, body, rest, scope, total=total)

    step = _STEP if len(names) == 1 else _WIDE
    if by.head == "index" and by.arguments[0].head == "name" and by.arguments[0].data not in local:
        key = (str(by.arguments[0].data), tuple(evaluator.whole(place, local) for place in by.arguments[1:]))
        return _overridden(evaluator, key, evaluator.number(by, local), lambda: inside(local), step)
    if by.head != "name":
        raise NoRule
    latex = str(by.data)
    context = evaluator.model.context
    if total and latex not in local and latex not in evaluator.model.values and context.definition(latex) is not None:
        along = _only_real(evaluator, latex, body)
        if along is not None:
            top = _moved(evaluator, along, local, inside, step)
            bottom = _moved(evaluator, along, local, lambda scope: evaluator.value(by, scope), step)
            return times(reciprocal(bottom), top)
    if latex in local and is_number(local[latex]):
        return _moved(evaluator, latex, local, inside, step)
    value = evaluator.value(by, local)
    if is_number(value):
        return _moved(evaluator, latex, local, inside, step)
    return _by_name(evaluator, latex, local, inside, step)


def _moved(
    evaluator: FloatEvaluator,
    latex: str,
    local: dict[str, Any],
    inside: Callable[[dict[str, Any]], Value],
    step: Fraction,
) -> Value:
    if latex in local:
        return difference(lambda moved: inside({**local, latex: moved}), local[latex], step)
    from solgen.notation.terms import name  # noqa: PLC0415 -- one use

    value = evaluator.number(name(latex), local)
    return _overridden(evaluator, (latex, ()), value, lambda: inside(local), step)


def _overridden(
    evaluator: FloatEvaluator,
    key: tuple[str, tuple[int, ...]],
    value: Value,
    inside: Callable[[], Value],
    step: Fraction,
) -> Value:
    before = evaluator.overrides

    def at(moved: Value) -> Value:
        evaluator.overrides = {**before, key: moved}
        try:
            return inside()
        finally:
            evaluator.overrides = before

    return difference(at, value, step)


def _only_real(evaluator: FloatEvaluator, latex: str, body: Term) -> str | None:
    context = evaluator.model.context
    definition = context.definition(latex)
    assert definition is not None
    below = reach(definition.body.free, context) - {latex}
    reals = [
        declaration.name
        for declaration in context.declarations
        if declaration.name in below
        and context.definition(declaration.name) is None
        and declaration.kind in (Kind.REAL, Kind.QUANTITY)
        and not declaration.indices
    ]
    if len(reals) == 1:
        return reals[0]
    if unfold(body, context, frozenset({latex})).free & below:
        raise NoRule
    return None


def _by_name(
    evaluator: FloatEvaluator,
    latex: str,
    local: dict[str, Any],
    inside: Callable[[dict[str, Any]], Value],
    step: Fraction = _STEP,
) -> Value:
    from solgen.notation.terms import name  # noqa: PLC0415 -- one use

    before = evaluator.overrides
    others = {key: value for key, value in before.items() if key[0] != latex}  # its own components are in what moves

    def at(moved: Value) -> Value:
        if latex in local:
            return inside({**local, latex: moved})
        evaluator.overrides = {**others, (latex, ()): moved}
        try:
            return inside(local)
        finally:
            evaluator.overrides = before

    return slope(evaluator, at, evaluator.value(name(latex), local), step)


@rule("evaluated")
def _evaluated(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, point, body = node.arguments
    return evaluator.value(body, {**local, str(bound.data): evaluator.value(point, local)})
