"""Derivatives of Python functions by finite differences, and families and arrays with one member shifted."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

from tests.bench.oracle.values import real
from tests.bench.oracle.world import NoValue

_STEP = mpmath.mpf(10) ** -9


def numeric_gradient(function: Callable[[Any], Any], at: Any) -> Any:
    """Of a number, an array of the shape of ``at``; of a column, its Jacobian with a row for each entry."""
    if not isinstance(at, np.ndarray):
        return mpmath.diff(function, at)
    result = np.empty(at.shape, dtype=object)
    for position in itertools.product(*map(range, at.shape)):
        step = at * 0
        step[position] = _STEP
        with mpmath.workdps(mpmath.mp.dps + 20):
            result[position] = (real(function(at + step)) - real(function(at - step))) / (2 * _STEP)
    if isinstance(result.flat[0], np.ndarray):
        columns = [*result.flat]
        if at.shape[1] != 1 or any(column.shape[1] != 1 for column in columns):
            raise NoValue("a derivative with more than two indices")
        return np.hstack(columns)
    return result


def one_sided_slopes(function: Callable[[Any], Any], at: Any) -> tuple[Any, Any]:
    here = function(at)
    return (here - function(at - _STEP)) / _STEP, (function(at + _STEP) - here) / _STEP


def with_member_moved(base: Any, positions: list[int], shift: Any) -> Any:
    """A family or an array with one of its members shifted."""
    if callable(base):

        def moved(*at: int) -> Any:
            return base(*at) + (shift if list(at) == positions else 0)

        return moved
    if isinstance(base, np.ndarray):
        changed = base.copy()
        row, column = (*positions, 1) if len(positions) == 1 else positions
        if not (1 <= row <= base.shape[0] and 1 <= column <= base.shape[1]):
            return base
        changed[row - 1, column - 1] = changed[row - 1, column - 1] + shift
        return changed
    return _shifted(base, positions, shift)


def _shifted(array: Any, positions: list[int], shift: Any) -> Any:
    rows = [*array]
    first, *rest = positions
    if not 1 <= first <= len(rows):
        return array
    rows[first - 1] = _shifted(rows[first - 1], rest, shift) if rest else rows[first - 1] + shift
    return rows
