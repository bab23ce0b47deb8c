"""When two of the oracle's values are equal, when they are not, and when that is too close to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

from tests.bench.oracle.differences import numeric_gradient
from tests.bench.oracle.values import ScaledIdentity, as_interval, real, zero_like
from tests.bench.oracle.world import TOLERANCE, NoValue

_CLOSE = mpmath.mpf(10) ** -15
"""Values nearer than this are the same; those between this and TOLERANCE are too close to tell."""


@dataclass(frozen=True)
class Minimizers:
    """The minimizers of a convex function, known by asking it: ``is_set(candidate)`` compares with surroundings."""

    function: Callable[[Any], Any]
    vector: bool

    def is_exactly(self, candidate: Any) -> bool:
        if self.vector:
            if not isinstance(candidate, np.ndarray):
                return False
            gradient = numeric_gradient(self.function, candidate)
            return all(abs(entry) < mpmath.mpf(10) ** -8 for entry in gradient.flat)
        low, high = _ends(candidate)
        lowest = self.function(low)
        step = mpmath.mpf(1) / 1000
        inside = [low + (high - low) * part / 4 for part in range(5)]
        flat = all(abs(self.function(point) - lowest) < TOLERANCE for point in inside)
        return flat and self.function(low - step) > lowest and self.function(high + step) > lowest


def _ends(candidate: Any) -> tuple[Any, Any]:
    if isinstance(candidate, list) and len(candidate) == 1:
        return candidate[0], candidate[0]
    if isinstance(candidate, list) and not candidate:
        raise NoValue("no candidate")
    return as_interval(candidate)


def equal(left: Any, right: Any, tolerance: Any = TOLERANCE) -> bool:
    """Whether two values are the same to within a tolerance, relative to their size."""
    left, right = real(left), real(right)
    if any(isinstance(side, mpmath.mpf) and mpmath.isinf(side) for side in (left, right)):
        return bool(left == right)
    if isinstance(left, Minimizers):
        return left.is_exactly(right)
    if isinstance(right, Minimizers):
        return right.is_exactly(left)
    if isinstance(left, (ScaledIdentity, str)) or isinstance(right, (ScaledIdentity, str)):
        return _equal_to_identity(left, right, tolerance)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        left, right = zero_like(left, right), zero_like(right, left)
        if np.shape(left) != np.shape(right):
            raise NoValue("shapes")
        return all(equal(a, b, tolerance) for a, b in zip(left.flat, right.flat, strict=True))
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(left) == bool(right)
    if isinstance(left, (tuple, list)) or isinstance(right, (tuple, list)):
        a, b = (_listed(side) for side in (left, right))
        return len(a) == len(b) and all(equal(x, y, tolerance) for x, y in zip(a, b, strict=True))
    return bool(abs(left - right) <= tolerance * (1 + abs(left) + abs(right)))


def _equal_to_identity(left: Any, right: Any, tolerance: Any) -> bool:
    one = ScaledIdentity(mpmath.mpf(1))
    left, right = (one if isinstance(side, str) else side for side in (left, right))
    if isinstance(left, ScaledIdentity) and isinstance(right, ScaledIdentity):
        return equal(left.factor, right.factor, tolerance)
    array = right if isinstance(left, ScaledIdentity) else left
    multiple = left if isinstance(left, ScaledIdentity) else right
    if not isinstance(array, np.ndarray) or array.shape[0] != array.shape[1]:
        raise NoValue("shapes")
    return equal(array, array * 0 + multiple, tolerance)


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal. Raises NoValue where they are too close to tell."""
    if not equal(left, right):
        return False
    if not equal(left, right, _CLOSE):
        raise NoValue("too close to tell")
    return True


def _listed(value: Any) -> list[Any]:
    if isinstance(value, tuple) and value and value[0] == "interval":
        return list(value[1:])
    return list(value) if isinstance(value, (tuple, list)) else [value, value]
