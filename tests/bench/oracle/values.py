"""Sums, products and inverses of the oracle's values: numbers, arrays, intervals, multiples of an identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

from tests.bench.oracle.world import TOLERANCE, NoValue


def real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc) and abs(value.imag) <= TOLERANCE * (1 + abs(value.real)):
        return value.real
    if isinstance(value, np.ndarray) and value.shape == (1, 1):
        return value[0, 0]
    return value


def as_interval(value: Any) -> tuple[Any, Any]:
    return value[1:] if isinstance(value, tuple) and value and value[0] == "interval" else (value, value)


def plus(left: Any, right: Any) -> Any:
    if "I" in (type(left) is str and left, type(right) is str and right):
        other = right if isinstance(left, str) else left
        return other + np.array(mpmath.eye(other.shape[0]).tolist(), dtype=object)
    if any(isinstance(side, list) and not side for side in (left, right)):
        return []  # the empty set, to which nothing can be added
    if isinstance(left, tuple) or isinstance(right, tuple):
        (a, b), (c, d) = as_interval(left), as_interval(right)
        return ("interval", a + c, b + d)
    left, right = zero_like(left, right), zero_like(right, left)
    if isinstance(left, np.ndarray) != isinstance(right, np.ndarray) or np.shape(left) != np.shape(right):
        raise NoValue("shapes")
    return left + right


def zero_like(value: Any, other: Any) -> Any:
    return other * 0 if isinstance(other, np.ndarray) and not isinstance(value, np.ndarray) and value == 0 else value


def times(left: Any, right: Any) -> Any:
    """A product; a scalar multiple of I becomes a pair that ``plus`` knows how to add."""
    left, right = real(left), real(right)
    if isinstance(left, ScaledIdentity) or isinstance(right, ScaledIdentity) or "I" in _words(left, right):
        return _times_identity(left, right)
    if any(isinstance(side, list) and not side for side in (left, right)):
        return []
    if isinstance(left, tuple) or isinstance(right, tuple):
        (a, b), (c, d) = as_interval(left), as_interval(right)
        ends = [a * c, a * d, b * c, b * d]
        return ("interval", min(ends), max(ends))
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return real(left @ right)
    return left * right


def _words(*values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)]


@dataclass(frozen=True)
class ScaledIdentity:
    """``factor`` times an identity of whatever size fits."""

    factor: Any
    __array_ufunc__ = None
    """So that an array added from the left leaves the addition to this class."""

    def __add__(self, other: Any) -> Any:
        if isinstance(other, ScaledIdentity):
            return ScaledIdentity(self.factor + other.factor)
        return other + self.factor * np.array(mpmath.eye(other.shape[0]).tolist(), dtype=object)

    __radd__ = __add__


def _times_identity(left: Any, right: Any) -> Any:
    left = ScaledIdentity(mpmath.mpf(1)) if isinstance(left, str) else left
    right = ScaledIdentity(mpmath.mpf(1)) if isinstance(right, str) else right
    factors = [side.factor if isinstance(side, ScaledIdentity) else side for side in (left, right)]
    product = factors[0] * factors[1]
    return product if any(isinstance(factor, np.ndarray) for factor in factors) else ScaledIdentity(product)


def inverse_of(matrix: Any) -> Any:
    if isinstance(matrix, (str, ScaledIdentity)):
        return ScaledIdentity(mpmath.mpf(1) / (mpmath.mpf(1) if isinstance(matrix, str) else matrix.factor))
    if not isinstance(matrix, np.ndarray):
        return 1 / mpmath.mpf(matrix)
    if matrix.shape[0] != matrix.shape[1]:
        raise NoValue("not square")
    return np.array((mpmath.matrix(matrix.tolist()) ** -1).tolist(), dtype=object)
