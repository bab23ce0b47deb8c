"""Definite integrals in floats: the tanh-sinh rule, with two widths of its step that must agree.

Rule: ``x = a + (b - a) / (1 + e^{-2 u})`` with ``u = (pi/2) sinh t`` maps the line to the path, and its density falls
off so fast that a sum over equal steps of t converges; ends at infinity likewise. Source: Takahasi and Mori, Double
exponential formulas for numerical integration (1974).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue, Value, is_number, rule
from solgen.notation.terms import Term

_REACH: Final = 3.4
_COST: Final = 16
"""Units of work that a place on the path counts for, so that sums and limits of integrals end."""
_SEARCHED: Final = frozenset({"limit", "minimum", "maximum", "arg_min", "arg_max"})
"""What is searched for anew at each place of the path: too much work."""
_INSIDE: Final = "∫"
"""A name that nobody writes, bound inside of an integral, where steps are wider."""
_STEP: Final = 1 / 8
_AGREE: Final = 1e-6


@rule("integral")
def _integral(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    evaluator.rough = True
    alone = node.free.isdisjoint(local) and not evaluator.overrides and not evaluator.model.context.definitions
    if alone and node in evaluator.integrals:
        return evaluator.integrals[node]
    value = _value(evaluator, node, local)
    if alone:
        evaluator.integrals[node] = value
    return value


def _value(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, low_term, high_term, body = node.arguments
    if not body.heads.isdisjoint(_SEARCHED):
        raise NoRule
    low, high = (float(evaluator.number(end, local)) for end in (low_term, high_term))
    if low == high:
        return Fraction(0)
    if bound.data not in body.free and not evaluator.model.context.definitions and math.isfinite(high - low):
        return evaluator.number(body, local) * (high - low)
    if low > high:
        mirrored = [node.arguments[0], high_term, low_term, body]
        return -_between(evaluator, mirrored, local, high, low)
    return _between(evaluator, [bound, low_term, high_term, body], local, low, high)


def _between(evaluator: FloatEvaluator, parts: list[Term], local: dict[str, Any], low: float, high: float) -> float:
    named, body = str(parts[0].data), parts[3]
    nested = _INSIDE in local

    def at(place: float) -> float:
        evaluator.work -= _COST
        value = evaluator.value(body, {**local, named: place, _INSIDE: place})
        if not is_number(value):
            raise NoRule
        return float(value)

    step = _STEP * 2 if nested else _STEP
    fine, coarse = _sum(at, low, high, step / 2), _sum(at, low, high, step)
    agree = _AGREE * 100 if nested else _AGREE
    if not math.isfinite(fine) or abs(fine - coarse) > agree * (1 + abs(fine)):
        raise NoRule
    return fine


def _sum(at: Callable[[float], float], low: float, high: float, step: float) -> float:
    total = 0.0
    steps = round(_REACH / step)
    for count in range(-steps, steps + 1):
        place, weight = _node(count * step, low, high)
        if weight == 0 or not math.isfinite(place) or (place in (low, high)):
            continue
        try:
            total += at(place) * weight
        except (OverflowError, ZeroDivisionError):
            raise NoRule from None
        except NoValue:
            if abs(count * step) > _REACH - 1 / 2:
                raise NoRule from None
            raise
    return total * step


def _node(t: float, low: float, high: float) -> tuple[float, float]:
    """The place on the path that belongs to t, and its density."""
    u, slope = math.pi / 2 * math.sinh(t), math.pi / 2 * math.cosh(t)
    if math.isfinite(low) and math.isfinite(high):
        half = (high - low) / 2
        return low + half * (1 + math.tanh(u)), half * slope / math.cosh(u) ** 2
    if math.isfinite(low) or math.isfinite(high):
        away = math.exp(min(u, 600.0))
        return (low + away if math.isfinite(low) else high - away), away * slope
    return math.sinh(min(max(u, -600.0), 600.0)), math.cosh(min(max(u, -600.0), 600.0)) * slope
