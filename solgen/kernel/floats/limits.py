"""Limits by values nearby, at places that come nearer by powers of 4."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any, Final

from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue, Value, is_array, is_number, rule
from solgen.notation.terms import Term

_LADDER: Final = range(1, 14)
"""Powers of 4 at which, or by which, a limit is looked at."""
_ARRIVED: Final = 1e-6
"""Arrays at the last two of these that are no further apart settle there, and nothing between is looked at."""


@rule("limit")
def _limit(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    evaluator.rough = True
    bound, point, body = node.arguments
    place = evaluator.number(point, local)

    def at(value: Fraction) -> Value | None:
        for form in (value, float(value)):
            try:
                return evaluator.value(body, {**local, str(bound.data): form})
            except NoRule:
                continue  # a whole power beyond all use is a float to a float
            except (NoValue, OverflowError, ZeroDivisionError):
                return None
        return None

    if isinstance(place, float) and math.isinf(place):
        out = 1 if place > 0 else -1
        return _at_end(lambda power: at(Fraction(4) ** power * out))
    exact_place = Fraction(place)
    sides = [-1] if node.data == "-" else [1] if node.data == "+" else [1, -1]
    near = [lru_cache(partial(_towards, at, exact_place, side)) for side in sides]
    found = [_at_end(values) for values in near if values(_LADDER[-1]) is not None]
    if not found or (len(found) > 1 and found[0] != found[1] and not _close(*found)):
        raise NoValue
    return found[0]


def _towards(at: Callable[[Fraction], Value | None], place: Fraction, side: int, power: int) -> Value | None:
    return at(place + Fraction(side, 4**power))


def _at_end(values: Callable[[int], Value | None]) -> Value:
    """What the values at the powers of the ladder settle at.

    An array is nearly always a minimizer, which takes many evaluations and comes near its limit steadily: where its
    last two values are close, they tell it. Numbers are looked at along the whole way, for they may be lost to
    rounding at its end.
    """
    last = values(_LADDER[-1])
    if is_array(last):
        before = values(_LADDER[-2])
        if is_array(before) and _distance(before, last) <= _ARRIVED:
            return last
    return _settled([*map(values, _LADDER[:-1]), last])


def _settled(values: list[Value | None]) -> Value:
    """What a sequence of values settles at: where neighbours first agree closely, or else where they agree best."""
    best: Value = None
    least = math.inf
    for one, other in pairwise(values):
        if one is None or other is None:
            continue
        apart = _distance(one, other)
        if apart < least:
            best, least = other, apart
        if apart <= 1e-8:
            break
    last = [value for value in values if value is not None][-4:]
    if least > 1e-4:
        if len(last) == 4 and all(is_number(v) for v in last) and _runs_away(last):
            return math.copysign(math.inf, last[-1])
        raise NoValue
    return best


def _runs_away(last: list[Value]) -> bool:
    """Whether the values go on growing by steps that do not get smaller."""
    steps = [b - a for a, b in pairwise(last)]
    return all(step * last[-1] > 0 for step in steps) and all(abs(b) > 0.99 * abs(a) for a, b in pairwise(steps))


def _distance(one: Value, other: Value) -> float:
    if is_array(one) and is_array(other):
        return max(_distance(a, b) for r, s in zip(one, other, strict=True) for a, b in zip(r, s, strict=True))
    if not (is_number(one) and is_number(other)):
        raise NoRule
    return float(abs(one - other) / (1 + abs(one))) if math.isfinite(one) and math.isfinite(other) else math.inf


def _close(one: Value, other: Value) -> bool:
    if is_array(one) and is_array(other):
        return all(_close(a, b) for r, s in zip(one, other, strict=True) for a, b in zip(r, s, strict=True))
    if not (is_number(one) and is_number(other)):
        raise NoRule
    return bool(abs(one - other) <= 1e-4 * (1 + abs(one)))
