"""Inner and entrywise products, pseudoinverses, norms by sums and by the largest entry, identities and ones by size.

Rules. The pseudoinverse of A = B C, with B of full column rank and C of full row rank, is
C^t (C C^t)^-1 (B^t B)^-1 B^t; B are the pivot columns of A and C the rows of its reduced echelon form that are not 0.
Budget: arrays of at most ``_LARGEST`` rows or columns. Source: Ben-Israel and Greville, Generalized Inverses, 1.6.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.balls import absolute
from solgen.kernel.evaluation.evaluator import Value
from solgen.kernel.evaluation.values import ONE, ZERO, Array, CannotEvaluate, Number, Scaled, as_integer, sign_of

_LARGEST: Final = 12


def _entries(value: Value) -> tuple[Number, ...]:
    if isinstance(value, Array):
        return value.entries
    if isinstance(value, fmpq) or hasattr(value, "tangent") or type(value).__name__ == "arb":
        return (value,)
    raise CannotEvaluate("the entries of what is no array")


def _inner(values: list[Value]) -> Value:
    first, second = (_entries(value) for value in values)
    if len(first) != len(second):
        raise CannotEvaluate("an inner product of arrays of different sizes")
    total: Number = ZERO
    for one, other in zip(first, second, strict=True):
        total = total + one * other
    return total


def _entrywise(values: list[Value]) -> Value:
    first = values[0]
    if not all(isinstance(value, Array) for value in values):
        raise CannotEvaluate("an entrywise product of what are no arrays")
    if any((value.rows, value.columns) != (first.rows, first.columns) for value in values):
        raise CannotEvaluate("an entrywise product of arrays of different sizes")
    entries = list(first.entries)
    for value in values[1:]:
        entries = [one * other for one, other in zip(entries, value.entries, strict=True)]
    return Array(first.rows, first.columns, tuple(entries))


def _pseudoinverse(values: list[Value]) -> Value:
    (value,) = values
    if not isinstance(value, Array) or max(value.rows, value.columns) > _LARGEST:
        raise CannotEvaluate("the pseudoinverse of what is no small matrix")
    if not all(type(entry) is fmpq for entry in value.entries):
        raise CannotEvaluate("the pseudoinverse of a matrix that is not exact")
    matrix = fmpq_mat(value.rows, value.columns, list(value.entries))
    echelon, rank = matrix.rref()
    if rank == 0:
        return Array(value.columns, value.rows, (ZERO,) * len(value.entries))
    below = fmpq_mat(rank, value.columns, [echelon[i, j] for i in range(rank) for j in range(value.columns)])
    pivots = [next(j for j in range(value.columns) if echelon[i, j] != 0) for i in range(rank)]
    beside = fmpq_mat(value.rows, rank, [matrix[i, j] for i in range(value.rows) for j in pivots])
    turned, flat = below.transpose(), beside.transpose()
    found = turned * (below * turned).inv() * (flat * beside).inv() * flat
    return Array(value.columns, value.rows, tuple(found.entries()))


def _sum_norm(values: list[Value]) -> Value:
    total: Number = ZERO
    for entry in _entries(values[0]):
        total = total + absolute(entry)
    return total


def _maximum_norm(values: list[Value]) -> Value:
    best: Number = ZERO
    for entry in _entries(values[0]):
        size = absolute(entry)
        best = size if sign_of(size - best) > 0 else best
    return best


def _size(value: Value) -> int:
    size = as_integer(value)
    if not 1 <= size <= _LARGEST:
        raise CannotEvaluate("an array of a size beyond all use")
    return size


def _identity(values: list[Value]) -> Value:
    size = _size(values[0])
    return Array(size, size, tuple(ONE if i == j else ZERO for i in range(size) for j in range(size)))


def _ones(values: list[Value]) -> Value:
    size = _size(values[0])
    return Array(size, 1, (ONE,) * size)


ARRAY_FUNCTIONS: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "inner product": _inner,
    "Hadamard product": _entrywise,
    "pseudoinverse": _pseudoinverse,
    "sum norm": _sum_norm,
    "maximum norm": _maximum_norm,
    "identity": _identity,
    "ones": _ones,
}


def applied(word: str, values: list[Value]) -> Value:
    """The value of one of these functions. Raises CannotEvaluate."""
    if any(isinstance(value, Scaled) for value in values):
        raise CannotEvaluate("a function of an identity of unknown size")
    return ARRAY_FUNCTIONS[word](values)
