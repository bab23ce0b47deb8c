"""Where a linear equation of vectors holds: its one solution at a model, exactly.

Rule: a difference of sides D(w) = D(0) + M w, with M read off at the unit vectors, has the zero -M^-1 D(0) where M
is invertible. Whether the equation holds there is for the evaluations to say, so a wrong guess costs nothing. Budget:
vectors of at most ``_LARGEST`` entries. Source: any book on linear algebra.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.evaluate import PRECISIONS, evaluator_for, precision
from solgen.kernel.evaluation.evaluator import Evaluator
from solgen.kernel.evaluation.values import Array, CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.instances.models import ArrayValue, Model
from solgen.notation.terms import Term

_LARGEST: Final = 6


def vector_solution(left: Term, right: Term, model: Model, unknown: str) -> ArrayValue | None:
    """The value of the unknown vector at which ``left = right``, or None where there is not exactly one."""
    place = model.values.get(unknown)
    if not isinstance(place, ArrayValue) or place.columns != 1 or place.rows > _LARGEST:
        return None
    size = place.rows
    try:
        with precision(PRECISIONS[0]):
            evaluator = evaluator_for(model)
            for side in (left, right):
                evaluator.value(side, {})  # what does not depend on the unknown is remembered for the other points
            origin = _difference(evaluator, left, right, unknown, [0] * size)
            columns = [_difference(evaluator, left, right, unknown, unit) for unit in _units(size)]
    except (CannotEvaluate, DoesNotExist, NeedPrecision, TypeError, AttributeError, ZeroDivisionError):
        return None
    if origin is None or len(origin) != size or any(column is None for column in columns):
        return None
    slopes = fmpq_mat([[column[row] - origin[row] for column in columns if column is not None] for row in range(size)])
    if slopes.det() == 0:
        return None
    found = slopes.solve(fmpq_mat([[-entry] for entry in origin]))
    return ArrayValue(size, 1, tuple(Fraction(int(entry.p), int(entry.q)) for entry in found.entries()))


def _units(size: int) -> list[list[int]]:
    return [[int(row == place) for row in range(size)] for place in range(size)]


def _difference(evaluator: Evaluator, left: Term, right: Term, unknown: str, at: list[int]) -> list[fmpq] | None:
    """The entries of left - right with the unknown at a vector of integers; the number 0 is the zero vector."""
    moved = evaluator.with_values({unknown: Array(len(at), 1, tuple(fmpq(entry) for entry in at))})
    one, other = (_entries(moved.value(side, {})) for side in (left, right))
    if one is None or other is None:
        return None
    size = max(len(one), len(other))
    one, other = (side * size if side == [0] else side for side in (one, other))
    if len(one) != len(other):
        return None
    return [a - b for a, b in zip(one, other, strict=True)]


def _entries(value: Any) -> list[fmpq] | None:
    if isinstance(value, Array) and value.columns == 1 and all(type(entry) is fmpq for entry in value.entries):
        return list(value.entries)
    return [value] if type(value) is fmpq else None
