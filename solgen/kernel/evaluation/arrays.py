"""Arithmetic of arrays, of sets as wholes, and of numbers; rules for transposes, inverses and matrices.

A product of arrays with one row and one column is a number. ``Scaled`` is a multiple of the identity, and the zero of
any size. Inverses by Gaussian elimination; a singular matrix has none.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.balls import divide, whole_power
from solgen.kernel.evaluation.blocks import assembled
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, components
from solgen.kernel.evaluation.values import (
    ONE,
    ZERO,
    Array,
    CannotEvaluate,
    DoesNotExist,
    Family,
    FiniteSet,
    Integers,
    Interval,
    Number,
    Polynomial,
    Scaled,
    Sequence,
    sign_of,
)
from solgen.notation.terms import Term

_STRUCTURES: Final = frozenset(
    {Array, Scaled, Sequence, Family, FiniteSet, Interval, Integers, Polynomial, bool, type(None)}
)
_LARGEST: Final = 12
_LARGEST_EXPANDED: Final = 5


def plus(one: Value, other: Value) -> Value:  # noqa: C901 -- a line a pair of kinds
    """The sum of two numbers, arrays or sets (Minkowski's sum)."""
    if type(one) not in _STRUCTURES and type(other) not in _STRUCTURES:
        return one + other
    if isinstance(one, Scaled):
        one, other = other, one
    if isinstance(one, Scaled) and isinstance(other, Scaled):
        return Scaled(one.factor + other.factor)
    if isinstance(one, Array) and isinstance(other, Scaled):
        return _plus_identity(one, other.factor)
    if isinstance(one, Array) and isinstance(other, Array):
        if (one.rows, one.columns) != (other.rows, other.columns):
            message = "a sum of arrays of different sizes"
            raise CannotEvaluate(message)
        return Array(one.rows, one.columns, tuple(a + b for a, b in zip(one.entries, other.entries, strict=True)))
    if isinstance(other, Scaled) and other.factor == 0 and type(one) not in _STRUCTURES:
        return one
    for array, number in ((one, other), (other, one)):
        if isinstance(array, Array) and len(array.entries) == 1 and type(number) not in _STRUCTURES:
            return array.entries[0] + number
    if isinstance(one, Interval | FiniteSet) or isinstance(other, Interval | FiniteSet):
        return _set_sum(_as_set(one), _as_set(other))
    message = "a sum of things that do not add"
    raise CannotEvaluate(message)


def _plus_identity(array: Array, factor: Number) -> Array:
    if factor == 0:
        return array
    if array.rows != array.columns:
        message = "an identity beside an array that is not square"
        raise CannotEvaluate(message)
    step = array.columns + 1
    return Array(
        array.rows,
        array.columns,
        tuple(entry + factor if place % step == 0 else entry for place, entry in enumerate(array.entries)),
    )


def _as_set(value: Value) -> FiniteSet | Interval:
    if isinstance(value, FiniteSet | Interval):
        return value
    if type(value) in _STRUCTURES:
        message = "a set beside what is no number"
        raise CannotEvaluate(message)
    return FiniteSet((value,))


def _set_sum(one: FiniteSet | Interval, other: FiniteSet | Interval) -> FiniteSet | Interval:
    if isinstance(one, FiniteSet) and isinstance(other, FiniteSet):
        if len(one.elements) * len(other.elements) > 200:
            message = "a sum of sets beyond all use"
            raise CannotEvaluate(message)
        return FiniteSet(tuple(a + b for a in one.elements for b in other.elements))
    one, other = _interval(one), _interval(other)
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval(low, high, one.low_closed and other.low_closed, one.high_closed and other.high_closed)


def _interval(value: FiniteSet | Interval) -> Interval:
    if isinstance(value, Interval):
        return value
    if len(value.elements) != 1:
        message = "an interval beside a set of several numbers"
        raise CannotEvaluate(message)
    return Interval(value.elements[0], value.elements[0])


def minus(value: Value) -> Value:
    """The negative."""
    return -value if type(value) not in _STRUCTURES else times(fmpq(-1), value)


def times(one: Value, other: Value) -> Value:
    """The product of numbers and arrays, or a number times a set."""
    plain, plain_other = type(one) not in _STRUCTURES, type(other) not in _STRUCTURES
    if plain and plain_other:
        return one * other
    if plain_other and not plain:
        one, other = other, one
        plain = True
    if plain:
        return _scale(one, other)
    if isinstance(one, Scaled):
        return _scale(one.factor, other)
    if isinstance(other, Scaled):
        return _scale(other.factor, one)
    if isinstance(one, Array) and isinstance(other, Array):
        return _matrix_product(one, other)
    message = "a product of things that do not multiply"
    raise CannotEvaluate(message)


def _scale(factor: Number, value: Value) -> Value:
    if isinstance(value, Array):
        return Array(value.rows, value.columns, tuple(factor * entry for entry in value.entries))
    if isinstance(value, Scaled):
        return Scaled(factor * value.factor)
    if isinstance(value, FiniteSet):
        return FiniteSet(tuple(factor * element for element in value.elements))
    if isinstance(value, Interval):
        sign = sign_of(factor)
        if sign == 0:
            return FiniteSet((ZERO,))
        low = None if value.low is None else factor * value.low
        high = None if value.high is None else factor * value.high
        if sign > 0:
            return Interval(low, high, value.low_closed, value.high_closed)
        return Interval(high, low, value.high_closed, value.low_closed)
    message = "a multiple of what is no array and no set"
    raise CannotEvaluate(message)


_WORTH_A_MATRIX: Final = 18
"""Below so many entries FLINT's matrices cost more to make than they save."""


def _is_exact(value: Array) -> bool:
    for entry in value.entries:  # noqa: SIM110 -- asked at each product, and a generator costs more than its work
        if type(entry) is not fmpq:
            return False
    return True


def _matrix_product(one: Array, other: Array) -> Value:
    if one.columns != other.rows:
        message = "a product of arrays whose inner sizes differ"
        raise CannotEvaluate(message)
    inner, width = one.columns, other.columns
    if len(one.entries) + len(other.entries) >= _WORTH_A_MATRIX and _is_exact(one) and _is_exact(other):
        found = fmpq_mat(one.rows, inner, list(one.entries)) * fmpq_mat(inner, width, list(other.entries))
        exact = found.entries()
        return exact[0] if len(exact) == 1 else Array(one.rows, width, tuple(exact))
    entries = []
    for row in range(one.rows):
        left = one.entries[row * inner : (row + 1) * inner]
        for column in range(width):
            total: Number = ZERO
            for place, factor in enumerate(left):
                total = total + factor * other.entries[place * width + column]
            entries.append(total)
    return entries[0] if len(entries) == 1 else Array(one.rows, width, tuple(entries))


def quotient(top: Value, bottom: Value) -> Value:
    """The quotient by a number."""
    if type(bottom) in _STRUCTURES:
        message = "a quotient by what is no number"
        raise CannotEvaluate(message)
    if type(top) not in _STRUCTURES:
        return divide(top, bottom)
    return _scale(divide(ONE, bottom), top)


def transpose(value: Value) -> Value:
    """Rows and columns exchanged; a number stays."""
    if isinstance(value, Array):
        rows, columns = value.rows, value.columns
        entries = tuple(value.entries[row * columns + column] for column in range(columns) for row in range(rows))
        return Array(columns, rows, entries)
    if isinstance(value, Scaled) or type(value) not in _STRUCTURES:
        return value
    if isinstance(value, Sequence | Family):
        return transpose(column(components(value)))
    message = "a transpose of what is no array"
    raise CannotEvaluate(message)


def column(entries: list[Value]) -> Array:
    """The vector with these entries."""
    return Array(len(entries), 1, tuple(entries))


def inverse(value: Value) -> Value:
    """The inverse of a square matrix, or of a number. Raises DoesNotExist for a singular one."""
    if isinstance(value, Scaled):
        return Scaled(divide(ONE, value.factor))
    if type(value) not in _STRUCTURES:
        return whole_power(value, -1)
    if not isinstance(value, Array) or value.rows != value.columns or value.rows > _LARGEST:
        message = "an inverse of what is no small square matrix"
        raise CannotEvaluate(message)
    if all(type(entry) is fmpq for entry in value.entries):
        try:
            found = fmpq_mat(value.rows, value.columns, list(value.entries)).inv()
        except ZeroDivisionError:
            raise DoesNotExist from None
        return Array(value.rows, value.columns, tuple(found.entries()))
    return _eliminate(value)


def _is_zero(value: Number) -> bool:
    return bool(value.is_zero()) if hasattr(value, "symbolic") else sign_of(value) == 0


def _eliminate(value: Array) -> Array:
    size = value.rows
    rows: list[list[Number]] = [
        [*value.entries[row * size : (row + 1) * size], *(ONE if row == place else ZERO for place in range(size))]
        for row in range(size)
    ]
    for place in range(size):
        pivot = next((row for row in range(place, size) if not _is_zero(rows[row][place])), None)
        if pivot is None:
            raise DoesNotExist
        rows[place], rows[pivot] = rows[pivot], rows[place]
        head = rows[place][place]
        rows[place] = [entry / head for entry in rows[place]]
        for row in range(size):
            factor = rows[row][place]
            if row != place:
                rows[row] = [entry - factor * other for entry, other in zip(rows[row], rows[place], strict=True)]
    return Array(size, size, tuple(entry for row in rows for entry in row[size:]))


def matrix_number(word: str, value: Value) -> Number:
    """The trace, determinant or rank of an exact matrix."""
    if isinstance(value, Array) and word != "rank" and not all(type(entry) is fmpq for entry in value.entries):
        return _of_inexact(word, value)
    if not isinstance(value, Array) or not all(type(entry) is fmpq for entry in value.entries):
        message = f"{word} of what is no exact matrix"
        raise CannotEvaluate(message)
    matrix = fmpq_mat(value.rows, value.columns, list(value.entries))
    if word == "rank":
        return fmpq(matrix.rank())
    if value.rows != value.columns:
        raise DoesNotExist
    if word == "det":
        return fmpq(matrix.det())
    return sum((value.at(place, place) for place in range(1, value.rows + 1)), ZERO)


def _of_inexact(word: str, value: Array) -> Number:
    """The trace or determinant of numbers that carry derivatives or are balls, by their polynomials."""
    if value.rows != value.columns:
        raise DoesNotExist
    if word == "tr":
        return sum((value.at(place, place) for place in range(1, value.rows + 1)), ZERO)
    if value.rows > _LARGEST_EXPANDED:
        raise CannotEvaluate("a determinant too large to be expanded")
    return _expanded([list(value.entries[row * value.rows : (row + 1) * value.rows]) for row in range(value.rows)])


def _expanded(rows: list[list[Number]]) -> Number:
    """Along the first column."""
    if not rows:
        return ONE
    total: Number = ZERO
    for place, row in enumerate(rows):
        minor = _expanded([other[1:] for at, other in enumerate(rows) if at != place])
        total = total + row[0] * minor if place % 2 == 0 else total - row[0] * minor
    return total


def diagonal(values: list[Value]) -> Array:
    """The diagonal matrix of a vector or of numbers; the vector on the diagonal of a matrix."""
    if len(values) == 1 and isinstance(values[0], Array) and values[0].columns > 1:
        array = values[0]
        return column([array.at(place, place) for place in range(1, min(array.rows, array.columns) + 1)])
    entries = components(values[0]) if len(values) == 1 else values
    size = len(entries)
    flat = (entries[row] if row == place else ZERO for row in range(size) for place in range(size))
    return Array(size, size, tuple(flat))


def _transpose(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return transpose(evaluator.value(node.arguments[0], local))


def _inverse(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return inverse(evaluator.value(node.arguments[0], local))


def _matrix(evaluator: Evaluator, node: Term, local: Local) -> Value:
    assert isinstance(node.data, tuple)
    return assembled(
        int(node.data[0]), int(node.data[1]), [evaluator.value(argument, local) for argument in node.arguments]
    )


RULES: Final[dict[str, Rule]] = {"transpose": _transpose, "inverse": _inverse, "matrix": _matrix}
