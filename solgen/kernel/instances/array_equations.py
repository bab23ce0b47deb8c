"""Drawn vectors and matrices made to satisfy equations among the hypotheses, exactly.

Rules. An equation that is linear in the entries of one array is solved for them by elimination, the entries that it
leaves free as they were drawn: ``A v = lambda v`` for A. An equation of a matrix with its own powers is tried with
projections Y (Y^t Y)^-1 Y^t, reflections 2 P - I and products x y^t with y^t x = 0, and their multiples by the numbers
of the equation: ``P^2 = P``, ``A^2 = I``; one of a vector with its own length with a point of the unit sphere. Whether
an equation holds in the end is for the caller to check, so a wrong guess costs a draw and nothing else.
Budget: ``_LARGEST`` entries. Source: any book on linear algebra.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import exact
from solgen.kernel.evaluation.values import Array, Scaled
from solgen.kernel.instances.drafts import FAILURES, Draft, to_fraction
from solgen.kernel.instances.draw_matrices import components, has_properties
from solgen.kernel.instances.models import ArrayValue
from solgen.notation.context import Kind
from solgen.notation.terms import Term

_LARGEST: Final = 16
_GUESSES: Final = 12


def adjust_arrays(draw: Draft, equations: list[Term]) -> None:
    """Change drawn arrays so that the equations hold, one after the other, where that can be seen how."""
    settled: list[Term] = []
    for equation in equations:
        if equation.head != "relation" or equation.data != "=":
            continue
        settled.append(equation)
        if _holds(draw, equation):
            continue
        for named in _changeable(draw, equation):
            before = draw.values[named]
            for value in _guesses(draw, equation, named):
                draw.set(named, value)
                if _is_as_declared(draw, named, value) and all(_holds(draw, one) for one in settled):
                    break
            else:
                draw.set(named, before)
                continue
            break


def _holds(draw: Draft, equation: Term) -> bool:
    try:
        return holds(draw.evaluator(), equation, {}) is True
    except FAILURES:
        return False


def _is_as_declared(draw: Draft, named: str, value: ArrayValue) -> bool:
    declaration = draw.context.declaration(named)
    assert declaration is not None
    matrix = fmpq_mat(value.rows, value.columns, [exact(entry) for entry in value.entries])
    sizes = {latex: int(size) for latex, size in draw.values.items() if isinstance(size, Fraction)}
    try:
        return has_properties(matrix, declaration, draw.context, sizes)
    except FAILURES:
        return False


def _changeable(draw: Draft, equation: Term) -> list[str]:
    """The arrays of the equation, matrices before vectors, those that more is declared of later."""
    found = []
    for named in sorted(equation.free):
        declaration = draw.context.declaration(named)
        value = draw.values.get(named)
        if declaration is None or not isinstance(value, ArrayValue) or len(value.entries) > _LARGEST:
            continue
        if declaration.kind in (Kind.VECTOR, Kind.MATRIX) and not components(declaration):
            found.append((declaration.kind is Kind.VECTOR, len(declaration.properties), named))
    return [named for _, _, named in sorted(found)]


def _guesses(draw: Draft, equation: Term, named: str) -> Iterator[ArrayValue]:
    value = draw.values[named]
    assert isinstance(value, ArrayValue)
    solved = _solved(draw, equation, named, value)
    if solved is not None and any(solved.entries):
        yield solved
    declaration = draw.context.declaration(named)
    if value.rows == value.columns > 1 and declaration is not None:
        yield from _special(draw, equation, value.rows, oblique=not declaration.has("symmetric"))
    if value.columns == 1:
        yield _unit(value)


def _unit(value: ArrayValue) -> ArrayValue:
    """A vector of length one with rational entries: where the line from a pole to the drawn point meets the sphere."""
    drawn = value.entries[:-1]
    length = sum((entry * entry for entry in drawn), Fraction(0))
    entries = (*(2 * entry / (length + 1) for entry in drawn), (length - 1) / (length + 1))
    return ArrayValue(value.rows, 1, entries)


def _solved(draw: Draft, equation: Term, named: str, value: ArrayValue) -> ArrayValue | None:
    """The array with the entries at which an equation that is linear in them holds."""
    entries = [exact(entry) for entry in value.entries]
    try:
        origin = _residual(draw, equation, named, value, entries)
        columns = []
        for place in range(len(entries)):
            moved = [entry + 1 if at == place else entry for at, entry in enumerate(entries)]
            shifted = _residual(draw, equation, named, value, moved)
            columns.append([after - at for after, at in zip(shifted, origin, strict=True)])
    except (*FAILURES, ValueError):
        return None
    rows = [[column[row] for column in columns] + [-origin[row]] for row in range(len(origin))]
    echelon, rank = fmpq_mat(rows).rref()
    width = len(entries)
    change = [fmpq(0)] * width
    for row in range(rank):
        pivot = next(place for place in range(width + 1) if echelon[row, place] != 0)
        if pivot == width:
            return None
        change[pivot] = echelon[row, width]
    found = tuple(to_fraction(entry + more) for entry, more in zip(entries, change, strict=True))
    return ArrayValue(value.rows, value.columns, found)


def _residual(draw: Draft, equation: Term, named: str, shape: ArrayValue, entries: list[fmpq]) -> list[fmpq]:
    """The entries of left minus right. Raises ValueError where they are no exact arrays of one size."""
    evaluator = draw.evaluator().with_values({named: Array(shape.rows, shape.columns, tuple(entries))})
    sides = [evaluator.value(side, {}) for side in equation.arguments]
    array = next((side for side in sides if isinstance(side, Array)), None)
    lists = [_entries(side, array) for side in sides]
    if len(lists[0]) != len(lists[1]) or not all(type(entry) is fmpq for side in lists for entry in side):
        raise ValueError
    return [one - other for one, other in zip(*lists, strict=True)]


def _entries(side: Any, array: Array | None) -> list[fmpq]:
    if isinstance(side, Array):
        return list(side.entries)
    size = array.rows * array.columns if array is not None else 1
    if isinstance(side, Scaled):
        if array is None:
            raise ValueError
        return [side.factor if place % (array.columns + 1) == 0 else fmpq(0) for place in range(size)]
    if array is not None and side != 0:
        raise ValueError
    return [side] * size


def _special(draw: Draft, equation: Term, size: int, *, oblique: bool) -> Iterator[ArrayValue]:
    factors = [Fraction(1)]
    for named in sorted(equation.free):
        value = draw.values.get(named)
        if isinstance(value, Fraction) and value not in (0, 1):
            factors.append(value)
    for turn in range(_GUESSES):
        rank = 1 + (turn + draw.round) % (size - 1)
        basis = fmpq_mat([[fmpq(draw.stream.between(-2, 2)) for _ in range(rank)] for _ in range(size)])
        other = basis
        if oblique and turn % 2:
            other = fmpq_mat([[fmpq(draw.stream.between(-2, 2)) for _ in range(rank)] for _ in range(size)])
        inner = other.transpose() * basis
        if inner.det() == 0:
            if oblique and rank == 1 and turn % 2:
                yield _as_value(basis * other.transpose(), Fraction(1))
            continue
        projection = basis * inner.inv() * other.transpose()
        unit = fmpq_mat([[fmpq(int(row == column)) for column in range(size)] for row in range(size)])
        for factor in factors:
            yield _as_value(projection, factor)
            yield _as_value(projection * 2 - unit, factor)


def _as_value(matrix: fmpq_mat, factor: Fraction) -> ArrayValue:
    entries = tuple(to_fraction(entry) * factor for entry in matrix.entries())
    return ArrayValue(matrix.nrows(), matrix.ncols(), entries)
