"""The mean absolute error of a sample at its median and at its mean, by NumPy on exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

PUBLIC: frozenset[str] = frozenset()


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``least``: the least mean absolute error; ``at_mean``: the one at the mean."""
    sample = np.array([Fraction(value) for value in parameters["y"]], dtype=object)

    def error(constant: Fraction) -> Fraction:
        return Fraction(np.abs(sample - constant).sum() / len(sample))

    median = np.sort(sample)[(len(sample) - 1) // 2]
    return {"least": error(median), "at_mean": error(sample.sum() / len(sample))}
