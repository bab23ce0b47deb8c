"""The mean absolute error of a sample at its median and at its mean, by NumPy on exact fractions."""

from __future__ import annotations

from typing import Any

from solgen.solvers.samples import mean, mean_absolute_error, medians, sample

PUBLIC: frozenset[str] = frozenset()


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``least``: the least mean absolute error; ``at_mean``: the one at the mean."""
    values = sample(parameters["y"])
    return {
        "least": mean_absolute_error(values, medians(values)[0]),
        "at_mean": mean_absolute_error(values, mean(values)),
    }
