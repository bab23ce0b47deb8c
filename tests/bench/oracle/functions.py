"""What the oracle takes functions of numbers and arrays to be: plain mpmath and NumPy, by the textbook's definitions.

A function raises ``Undefined`` where mathematics gives it no value, and any other ``ValueError`` where this file has no
way to compute one.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import Any

import mpmath
import numpy as np

_NEARLY = mpmath.mpf(10) ** -18
_HUGE = mpmath.mpf(10) ** 40
_DEFINITE = 1e-7
"""Eigenvalues in doubles: beyond this share of the largest one a sign is certain."""


class Undefined(ValueError):  # noqa: N818 -- what mathematics says, not a fault
    """There is no value: a logarithm of a negative number, a division by zero."""


def logarithm(value: Any, base: Any = mpmath.e) -> Any:
    if isinstance(value, mpmath.mpc):
        raise ValueError("a branch of the complex logarithm")  # noqa: TRY004 -- not covered, as other values are
    if value <= 0 or base <= 0 or base == 1:
        raise Undefined("the logarithm of a number that is not positive")
    return mpmath.log(value) / mpmath.log(base)


def root(value: Any, degree: int) -> Any:
    """The real root: of a negative number for odd degrees only."""
    if value < 0:
        if degree % 2 == 0:
            raise Undefined("a root of a negative number")
        return -mpmath.root(-value, degree)
    return mpmath.root(value, degree)


def exponential(value: Any) -> Any:
    """The exponential, but not of numbers whose reduction alone would fill the memory."""
    if abs(value) > _HUGE:
        raise ValueError("an exponential of a huge number")
    return mpmath.exp(value)


def power(base: Any, exponent: Any) -> Any:
    if base == 0 and exponent < 0:
        raise Undefined("0 to a negative power")
    if not isinstance(base, mpmath.mpc) and base < 0 and not mpmath.isint(exponent):
        raise Undefined("a power of a negative number")
    if abs(exponent) > _HUGE:
        raise ValueError("a power with a huge exponent")
    return mpmath.power(base, exponent)


def _moderate(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if abs(value) > _HUGE:
            raise ValueError("a function of a huge number")
        return function(value)

    return checked


def _within(function: Callable[[Any], Any], low: Any, high: Any) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if not low <= value <= high:
            raise Undefined("beyond the function's domain")
        return function(value)

    return checked


def _artanh(value: Any) -> Any:
    if not -1 < value < 1:
        raise Undefined("beyond the domain of artanh")
    return mpmath.atanh(value)


def floor(value: Any) -> Any:
    """The floor, with computed whole numbers taken for what they are."""
    near = mpmath.nint(value)
    return near if abs(near - value) < _NEARLY else mpmath.floor(value)


def ceiling(value: Any) -> Any:
    return -floor(-value)


def factorial(value: Any) -> Any:
    if not mpmath.isint(value):
        raise ValueError("the factorial of a fraction")
    if value < 0:
        raise Undefined("the factorial of a negative number")
    return mpmath.factorial(value)


def binomial(upper: Any, lower: Any) -> Any:
    if not mpmath.isint(lower):
        raise ValueError("a binomial coefficient between whole numbers")
    total = mpmath.mpf(1)
    for k in range(int(lower)):
        total = total * (upper - k) / (k + 1)
    return total if lower >= 0 else mpmath.mpf(0)


def delta(first: int, second: int) -> Any:
    return mpmath.mpf(int(first == second))


# -- arrays --------------------------------------------------------------------------------------------------------


def identity(size: Any) -> Any:
    return np.array(mpmath.eye(int(size)).tolist(), dtype=object)


def ones(rows: Any, columns: Any = 1) -> Any:
    return np.array([[mpmath.mpf(1)] * int(columns) for _ in range(int(rows))], dtype=object)


def trace(matrix: Any) -> Any:
    if not isinstance(matrix, np.ndarray):
        return matrix
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError("the trace of a matrix that is not square")
    return mpmath.fsum(np.diag(matrix))


def determinant(matrix: Any) -> Any:
    return mpmath.det(mpmath.matrix(matrix.tolist())) if isinstance(matrix, np.ndarray) else matrix


def diagonal(value: Any) -> Any:
    """The diagonal matrix of a vector, the diagonal of a matrix as a vector."""
    entries = np.array([[each] for each in value], dtype=object) if isinstance(value, list) else value
    if entries.shape[1] > 1:
        return np.array([[each] for each in np.diag(entries)], dtype=object)
    size = entries.shape[0]
    return np.array([[entries[i, 0] if i == j else mpmath.mpf(0) for j in range(size)] for i in range(size)])


def inner_product(left: Any, right: Any) -> Any:
    if not isinstance(left, np.ndarray) and not isinstance(right, np.ndarray):
        return left * right
    return _entrywise_product(left, right).sum()


def hadamard(left: Any, right: Any) -> Any:
    return _entrywise_product(left, right)


def _entrywise_product(left: Any, right: Any) -> Any:
    if np.shape(left) != np.shape(right):
        raise ValueError("shapes")
    return left * right


def pseudoinverse(matrix: Any) -> Any:
    """By the singular values of the matrix in mpmath's digits, those at the rounding error left out."""
    rows, columns = matrix.shape
    tall = matrix if rows >= columns else matrix.T
    left, values, right = mpmath.svd_r(mpmath.matrix(tall.tolist()))
    scale = max(values)
    inverted = mpmath.diag([1 / value if value > scale * _NEARLY else mpmath.mpf(0) for value in values])
    found = np.array((right.T * inverted * left.T).tolist(), dtype=object)
    return found if rows >= columns else found.T


def rank(matrix: Any) -> Any:
    return mpmath.mpf(int(np.linalg.matrix_rank(matrix.astype(float))))


def sum_norm(value: Any) -> Any:
    return mpmath.fsum(abs(entry) for entry in value.flat)


def maximum_norm(value: Any) -> Any:
    return max(abs(entry) for entry in value.flat)


def median(*values: Any) -> Any:
    sample = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    return statistics.median(sample)


def definite(matrix: Any, *, strictly: bool) -> bool:
    """Whether a symmetric matrix has positive eigenvalues only, or none below 0. Raises ValueError near the border."""
    numbers = np.atleast_2d(np.array(matrix, dtype=float))
    if not np.allclose(numbers, numbers.T):
        raise ValueError("definiteness of a matrix that is not symmetric")
    values = np.linalg.eigvalsh(numbers)
    least, scale = values[0], max(1e-30, abs(values).max())
    if abs(least) < _DEFINITE * scale * 1e-4:
        return not strictly
    if abs(least) < _DEFINITE * scale:
        raise ValueError("an eigenvalue near 0")
    return bool(least > 0)


def assembled(blocks: Sequence[Any], rows: int, columns: int) -> Any:
    """A matrix from its entries by rows, which may be blocks; a 0 or a multiple of I takes the size that is left."""
    grid = [list(blocks[row * columns : (row + 1) * columns]) for row in range(rows)]
    heights = [max((_size(block, 0) for block in line), default=0) for line in grid]
    widths = [max(_size(line[column], 1) for line in grid) for column in range(columns)]
    if not any(isinstance(block, np.ndarray) for block in blocks):
        heights, widths = [1] * rows, [1] * columns
    lines = [
        np.hstack([_filled(block, heights[i], widths[j]) for j, block in enumerate(line)])
        for i, line in enumerate(grid)
    ]
    return np.vstack(lines)


def _size(block: Any, axis: int) -> int:
    return int(block.shape[axis]) if isinstance(block, np.ndarray) else 0


def _filled(block: Any, rows: int, columns: int) -> Any:
    if not rows or not columns:
        raise ValueError("a block without a size")
    if isinstance(block, np.ndarray):
        if block.shape != (rows, columns):
            raise ValueError("shapes")
        return block
    factor = getattr(block, "factor", mpmath.mpf(1) if isinstance(block, str) else None)
    if factor is not None:
        if rows != columns:
            raise ValueError("an identity that is not square")
        return identity(rows) * factor
    if (rows, columns) != (1, 1) and block != 0:
        raise ValueError("shapes")
    return np.array([[block] * columns for _ in range(rows)], dtype=object)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": exponential, "ln": logarithm, "log": logarithm,
    "sin": _moderate(mpmath.sin), "cos": _moderate(mpmath.cos),
    "tan": _moderate(mpmath.tan),
    "cot": mpmath.cot, "sec": mpmath.sec, "csc": mpmath.csc,
    "arcsin": _within(mpmath.asin, -1, 1), "arccos": _within(mpmath.acos, -1, 1), "arctan": mpmath.atan,
    "sinh": _moderate(mpmath.sinh), "cosh": _moderate(mpmath.cosh), "tanh": _moderate(mpmath.tanh), "coth": mpmath.coth,
    "arsinh": mpmath.asinh, "arcosh": _within(mpmath.acosh, 1, mpmath.inf), "artanh": _artanh,
    "max": max, "min": min, "sign": mpmath.sign, "relu": lambda x: max(x, mpmath.mpf(0)), "median": median,
    "conjugate": mpmath.conj, "real part": mpmath.re, "imaginary part": mpmath.im,
    "tr": trace, "det": determinant, "diag": diagonal, "rank": rank, "inner product": inner_product,
    "Hadamard product": hadamard, "pseudoinverse": pseudoinverse, "sum norm": sum_norm,
    "maximum norm": maximum_norm, "identity": identity, "ones": ones,
}  # fmt: skip
