"""Sums and products of numbers, sets and matrices, and inverses, determinants and ranks of matrices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath

from tests.notation.evaluation.values import Identity, real, unwrap


def identity(factor: Any, size: int) -> list[list[Any]]:
    return [[factor if row == column else Fraction(0) for column in range(size)] for row in range(size)]


def plus(left: Any, right: Any) -> Any:
    if isinstance(left, Identity):
        left, right = right, left
    if isinstance(right, Identity) and isinstance(left, list):
        right = identity(right.factor, len(left))
    if isinstance(left, list) and isinstance(right, list):
        return [plus(*pair) for pair in zip(left, right, strict=True)]
    if isinstance(left, set) or isinstance(right, set):
        return {a + b for a in _spread(left) for b in _spread(right)}
    return unwrap(left) + unwrap(right)


def _spread(value: Any) -> Any:
    return value if isinstance(value, set) else {value}


def quotient(above: Any, below: Any) -> Any:
    exact = isinstance(above, Fraction) and isinstance(below, Fraction)
    return above / below if exact else real(above) / real(below)


def times(left: Any, right: Any) -> Any:
    if isinstance(left, Identity) and isinstance(right, list):
        return times(left.factor, right)
    if isinstance(right, Identity) and isinstance(left, list):
        return times(right.factor, left)
    if isinstance(left, Identity) or isinstance(right, Identity):
        factors = [value.factor if isinstance(value, Identity) else value for value in (left, right)]
        return Identity(factors[0] * factors[1])
    if isinstance(left, set) or isinstance(right, set):
        return {a * b for a in _spread(left) for b in _spread(right)}
    if isinstance(left, list) and isinstance(right, list) and isinstance(left[0], list):
        if len(left[0]) != len(right):
            return times(unwrap(left), right)
        product = [[sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)]
                   for row in left]  # fmt: skip
        return unwrap(product) if len(product) == 1 and len(product[0]) == 1 else product
    if isinstance(right, list):
        return [times(left, entry) for entry in right]
    if isinstance(left, list):
        return times(right, left)
    return left * right


def inverse(matrix: Any) -> Any:
    size = len(matrix)
    rows = [[Fraction(entry) for entry in row] + identity(Fraction(1), size)[k] for k, row in enumerate(matrix)]
    for column in range(size):
        pivot = next(row for row in range(column, size) if rows[row][column] != 0)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[size:] for row in rows]


def determinant(matrix: Any) -> Any:
    if len(matrix) == 1:
        return matrix[0][0]
    return sum(
        (-1) ** k * matrix[0][k] * determinant([row[:k] + row[k + 1 :] for row in matrix[1:]])
        for k in range(len(matrix))
    )


def rank_of(matrix: Any) -> Any:
    return Fraction(int(mpmath.matrix([[real(entry) for entry in row] for row in matrix]).rows and _pivots(matrix)))


def _pivots(matrix: Any) -> int:
    rows, rank = [list(row) for row in matrix], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in range(rank, len(rows)) if rows[row][column] != 0), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for row in range(rank + 1, len(rows)):
            factor = rows[row][column] / rows[rank][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[rank], strict=True)]
        rank += 1
    return rank
