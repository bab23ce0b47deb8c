"""Minimizers by search, minima there: by thirds over a real, by differences and Cramer's rule over a vector."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue, Value, rule
from solgen.kernel.floats.linear_algebra import determinant, is_positive
from solgen.kernel.floats.sets import elements, frozen
from solgen.notation.context import Kind
from solgen.notation.terms import Term, constant


@rule("arg_min", "arg_max", "minimum", "maximum")
def _extreme(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, body = node.arguments
    latex = str(bound.data)
    sign = 1 if node.head in ("arg_min", "minimum") else -1
    declaration = evaluator.model.context.declaration(latex)
    if declaration is None or declaration.kind in (Kind.INTEGER, Kind.SIZE):
        places = elements(evaluator, latex, constant("everything"), body, local)
        values = [sign * evaluator.number(body, {**local, latex: place}) for place in places]
        if not values:
            raise NoValue
        chosen = frozenset(place for place, value in zip(places, values, strict=True) if value == min(values))
        return chosen if node.head.startswith("arg") else sign * min(values)
    evaluator.rough = True
    if declaration.kind is Kind.VECTOR:
        size = evaluator.whole(declaration.shape[0], local)
        point = _vertex(lambda moved: sign * evaluator.number(body, {**local, latex: moved}), size)
        return (
            frozenset({frozen(point)})
            if node.head.startswith("arg")
            else evaluator.value(body, {**local, latex: point})
        )
    ends = _search(lambda moved: sign * float(evaluator.number(body, {**local, latex: moved})))
    if not node.head.startswith("arg"):
        return evaluator.value(body, {**local, latex: ends[0]})
    return frozenset({ends[0]}) if ends[1] - ends[0] < 1e-5 else ("interval", ends[0], ends[1], True, True)


def _search(function: Callable[[float], float]) -> tuple[float, float]:
    """The ends of the set of minimizers of a convex function on [−1000, 1000], by thirds and by halves."""
    low, high = -1000.0, 1000.0
    for _ in range(70):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        if function(one) <= function(other):
            high = other
        else:
            low = one
    point = (low + high) / 2
    least = function(point)
    slack = 1e-12 * (1 + abs(least))
    if abs(point) > 999:
        raise NoRule

    def edge(outside: float) -> float:
        inner = point
        for _ in range(45):
            middle = (inner + outside) / 2
            inner, outside = (middle, outside) if function(middle) <= least + slack else (inner, middle)
        return inner

    return edge(-1000.0), edge(1000.0)


def _vertex(function: Callable[[list[list[Value]]], Value], size: int) -> list[list[Value]]:
    """The minimizer of a quadratic: its gradient and Hessian by differences around (1, …, 1), then Cramer's rule.

    The point that is found is compared with its neighbours, so that a function that bends otherwise is noticed.
    """
    if size > 6:
        raise NoRule

    def at(*steps: tuple[int, int]) -> Value:
        shifts = [Fraction(1)] * size
        for place, step in steps:
            shifts[place] += step
        return function([[entry] for entry in shifts])

    middle = at()
    slope = [(at((i, 1)) - at((i, -1))) / 2 for i in range(size)]
    bend = _bend(at, middle, size)
    if not is_positive(bend, semi=False):
        raise NoRule
    whole = determinant(bend)
    point = []
    for place in range(size):
        replaced = [[-slope[i] if j == place else bend[i][j] for j in range(size)] for i in range(size)]
        point.append([1 + determinant(replaced) / whole])
    least = function(point)
    for place in range(size):
        for step in (Fraction(1, 3), Fraction(-5)):
            moved = [[entry[0] + (step if i == place else 0)] for i, entry in enumerate(point)]
            expected = least + step * step * bend[place][place] / 2
            if abs(function(moved) - expected) > 1e-6 * (1 + abs(expected)):
                raise NoRule
    return point


def _bend(at: Callable[..., Value], middle: Value, size: int) -> list[list[Value]]:
    """The Hessian by differences; one value for both places, so that rounding does not make it unsymmetric."""
    bend = [[at((i, 1)) + at((i, -1)) - 2 * middle] * size for i in range(size)]
    for i in range(size):
        for j in range(i):
            corners = at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))
            bend[i][j] = bend[j][i] = corners / 4
    return bend
