"""Samples of exact numbers in NumPy arrays: nothing is rounded, since their items are Fractions."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray


def sample(values: Iterable[int | Fraction]) -> NDArray[np.object_]:
    """The values as an array of Fractions, of shape (n,)."""
    return np.array([Fraction(value) for value in values], dtype=object)


def mean(values: NDArray[np.object_]) -> Fraction:
    """The mean of a sample that is not empty."""
    return Fraction(values.sum()) / len(values)


def medians(values: NDArray[np.object_]) -> tuple[Fraction, Fraction]:
    """The ends of the interval of medians of a sample that is not empty; both the same where n is odd."""
    ordered = np.sort(values)
    return Fraction(ordered[(len(ordered) - 1) // 2]), Fraction(ordered[len(ordered) // 2])


def mean_absolute_error(values: NDArray[np.object_], constant: Fraction) -> Fraction:
    """The mean distance of the values from a constant."""
    return mean(np.abs(values - constant))
