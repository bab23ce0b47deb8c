"""When two values are the same, and what the signs of relations say of them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath

from tests.notation.evaluation.matrices import identity
from tests.notation.evaluation.values import Identity, real

_EPSILON = mpmath.mpf(10) ** -12
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "≠": lambda left, right: not same(left, right),
    "≈": lambda left, right: abs(left - right) < Fraction(1, 100),
    "∈": lambda left, right: left in right,
    "∉": lambda left, right: left not in right,
    "⊂": operator.le,
    "⊆": operator.le,
    "⇒": lambda left, right: not left or right,
    "⇔": operator.eq,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


def compare(sign: str, left: Any, right: Any) -> bool:
    return bool(_COMPARISONS.get(sign, same)(left, right))


def same(left: Any, right: Any) -> bool:
    if isinstance(left, Identity) or isinstance(right, Identity):
        left, right = (right, left) if isinstance(left, Identity) else (left, right)
        return same(left, identity(right.factor, len(left)))
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, list) or isinstance(right, list):
        left, right = (left, right) if isinstance(left, list) else (right, left)
        return all(same(entry, right) for entry in left)
    if isinstance(left, set) or isinstance(right, set) or isinstance(left, bool):
        return bool(left == right)
    return bool(abs(real(left) - real(right)) < _EPSILON)
