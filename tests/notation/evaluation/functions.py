"""Functions applied, their derivatives, and limits and integrals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath

from solgen.notation.terms import Term
from tests.notation.evaluation.evaluator import Evaluator, Rule, listed
from tests.notation.evaluation.matrices import determinant, rank_of
from tests.notation.evaluation.values import real


def _apply(evaluator: Evaluator, node: Term) -> Any:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin":
        values = listed(evaluator, arguments)
        if len(values) == 1 and isinstance(values[0], (set, list)) and function.data in ("max", "min", "median"):
            values = list(values[0])
        return _builtin(str(function.data), values)
    values = [evaluator(argument) for argument in arguments]
    if function.head == "prime":
        return mpmath.diff(evaluator(function.arguments[0]), real(values[0]), int(str(function.data)))
    if function.head == "gradient":
        return _slopes(evaluator(function.arguments[0]), values[0])
    return evaluator(function)(*values)


def _slopes(function: Callable[[Any], Any], point: Any) -> Any:
    def moved(row: int, step: Any) -> Any:
        return function([[real(entry[0]) + (step if k == row else 0)] for k, entry in enumerate(point)])

    return [[mpmath.diff(lambda step, row=row: moved(row, step), 0)] for row in range(len(point))]


def _derivative(evaluator: Evaluator, node: Term) -> Any:
    body, by = node.arguments[0], node.arguments[1]
    assert all(other is by for other in node.arguments[2:])
    order = len(node.arguments) - 1
    if by.head == "name":
        name = str(by.data)
        return mpmath.diff(lambda x: evaluator.bind(name, x, body), real(evaluator.values[name]), order)
    name, position = str(by.arguments[0].data), int(evaluator(by.arguments[1])) - 1
    base = evaluator.values[name]
    return mpmath.diff(
        lambda x: evaluator.bind(name, [*base[:position], x, *base[position + 1 :]], body), real(base[position]), order
    )


def _gradient(evaluator: Evaluator, node: Term) -> Any:
    body, by = node.arguments
    return _slopes(lambda point: evaluator.bind(str(by.data), point, body), evaluator(by))


def _limit(evaluator: Evaluator, node: Term) -> Any:
    bound, point, body = node.arguments
    at = evaluator(point)
    step = mpmath.mpf(10) ** -18
    near = at if not mpmath.isinf(real(at)) else mpmath.mpf(10) ** 18
    near = real(near) + (-step if node.data == "-" else step)
    return evaluator.bind(str(bound.data), near, body)


def _evaluated(evaluator: Evaluator, node: Term) -> Any:
    bound, point, body = node.arguments
    return evaluator.bind(str(bound.data), evaluator(point), body)


def _integral(evaluator: Evaluator, node: Term) -> Any:
    bound, low, high, body = node.arguments
    ends = [mpmath.inf if end.data == "infinity" else -mpmath.inf if end.head == "negate" and
            end.arguments[0].data == "infinity" else real(evaluator(end)) for end in (low, high)]  # fmt: skip
    return mpmath.quad(lambda x: real(evaluator.bind(str(bound.data), x, body)), ends)


def _builtin(word: str, values: list[Any]) -> Any:
    first = values[0]
    match word:
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "median":
            ordered = sorted(values)
            assert len(ordered) % 2
            return ordered[len(ordered) // 2]
        case "sign" | "relu":
            return Fraction((first > 0) - (first < 0)) if word == "sign" else max(first, Fraction(0))
        case "log":
            return mpmath.log(real(first), real(values[1]))
        case "tr":
            return sum(row[k] for k, row in enumerate(first))
        case "det":
            return determinant(first)
        case "rank":
            return rank_of(first)
        case "diag":
            entries = [row[0] for row in first] if isinstance(first, list) else values
            return [[entry if row == k else Fraction(0) for k in range(len(entries))] for row, entry in
                    enumerate(entries)]  # fmt: skip
    names = {"artanh": "atanh", "arsinh": "asinh", "arcosh": "acosh", "arcsin": "asin", "arccos": "acos"}
    return getattr(mpmath, names.get(word, "atan" if word == "arctan" else word))(real(first))


EVALUATORS: dict[str, Rule] = {
    "apply": _apply,
    "derivative": _derivative,
    "gradient": _gradient,
    "limit": _limit,
    "integral": _integral,
    "evaluated": _evaluated,
}
