"""Positive definite matrices, exactly: elimination keeps the signs of the leading minors (Sylvester's criterion)."""

from __future__ import annotations

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.values import Array, CannotEvaluate, Scaled


def is_definite(one: object, other: object, *, semi: bool) -> bool:
    """Whether ``one − other`` is symmetric and positive definite (semidefinite).

    ``other`` must be 0, a multiple of the identity, or of the same size; ``one`` may be such a multiple beside it.
    """
    if isinstance(one, Scaled) and isinstance(other, Array) and other.rows == other.columns:
        size = range(other.rows)
        one = Array(other.rows, other.rows, tuple(one.factor if i == j else fmpq(0) for i in size for j in size))
    if not isinstance(one, Array) or one.rows != one.columns or one.rows > 8:
        message = "definiteness of what is no small square matrix"
        raise CannotEvaluate(message)
    entries = list(one.entries)
    if isinstance(other, Array) and (other.rows, other.columns) == (one.rows, one.columns):
        entries = [a - b for a, b in zip(entries, other.entries, strict=True)]
    elif isinstance(other, Scaled):
        entries[:: one.rows + 1] = [entry - other.factor for entry in entries[:: one.rows + 1]]
    elif not (type(other) is fmpq and other == 0):
        message = "definiteness relative to what is not 0"
        raise CannotEvaluate(message)
    if not all(type(entry) is fmpq for entry in entries):
        message = "definiteness of a matrix that is not exact"
        raise CannotEvaluate(message)
    matrix = fmpq_mat(one.rows, one.columns, entries)
    if matrix != matrix.transpose():
        return False
    coefficients = list(matrix.charpoly().coeffs())
    # the eigenvalues are real; they are all > 0 (≥ 0) exactly when the signs of the coefficients alternate (weakly)
    signed = [coefficient * (-1) ** (one.rows - power) for power, coefficient in enumerate(coefficients)]
    coefficients_fit = [value >= 0 if semi else value > 0 for value in signed]
    return all(coefficients_fit) and len(coefficients) == one.rows + 1
