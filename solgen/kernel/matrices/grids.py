"""Arrays written out as the grid of their entries, each a Term for a number, and what is calculated with them.

Rules, each a definition: sums, products and transposes entry by entry; det A = sum over the permutations p of
sign(p) prod A_{i p(i)}; A^-1 = adj(A) / det(A), which exists where det(A) is not 0; <A, B> = sum A_ij B_ij.
Nothing is simplified, so that a result exists only where all that it was made of does. Budget: ``_LARGEST`` rows and
columns of what is expanded by permutations. Source: Horn and Johnson, Matrix Analysis, chapter 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from solgen.kernel.matrices.letters import Outside
from solgen.notation.terms import Term, multiply, number, term

_LARGEST: Final = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """The entries of an array, row after row."""

    rows: int
    columns: int
    entries: tuple[Term, ...]

    def at(self, row: int, column: int) -> Term:
        """The entry in a row and a column, both from 0."""
        return self.entries[row * self.columns + column]


def made(rows: int, columns: int, entry: Callable[[int, int], Term]) -> Grid:
    """The grid with these entries, rows and columns from 0."""
    return Grid(rows, columns, tuple(entry(i, j) for i in range(rows) for j in range(columns)))


def summed(summands: Sequence[Term]) -> Term:
    """The sum of one or more numbers."""
    return summands[0] if len(summands) == 1 else term("add", list(summands))


def entrywise(operation: Callable[..., Term], *grids: Grid) -> Grid:
    """An operation on the entries at each place. Raises Outside where the sizes differ."""
    if len({(grid.rows, grid.columns) for grid in grids}) > 1:
        raise Outside("arrays of other sizes")
    entries = zip(*(grid.entries for grid in grids), strict=True)
    return Grid(grids[0].rows, grids[0].columns, tuple(operation(*entry) for entry in entries))


def scaled(numbers: Sequence[Term], grid: Grid) -> Grid:
    """A grid times numbers."""
    return entrywise(lambda entry: multiply(*numbers, entry), grid) if numbers else grid


def divided(above: Grid, below: Term) -> Grid:
    """A grid over a number."""
    return entrywise(lambda entry: term("divide", [entry, below]), above)


def transposed(grid: Grid) -> Grid:
    """Rows as columns."""
    return made(grid.columns, grid.rows, lambda i, j: grid.at(j, i))


def product(left: Grid, right: Grid) -> Grid:
    """Rows times columns; a grid of one entry counts as a number. Raises Outside where the sizes do not fit."""
    if len(left.entries) == 1 and right.rows != 1:
        return scaled(left.entries, right)
    if left.columns != right.rows:
        raise Outside("a product of arrays of other sizes")
    return made(
        left.rows,
        right.columns,
        lambda i, j: summed([multiply(left.at(i, k), right.at(k, j)) for k in range(left.columns)]),
    )


def inner_product(left: Grid, right: Grid) -> Term:
    """The sum of the products of the entries."""
    return summed(entrywise(multiply, left, right).entries)


def squared_norm(grid: Grid) -> Term:
    """The sum of the squares of the entries, which are real."""
    return summed([term("power", [entry, number(2)]) for entry in grid.entries])


def determinant(grid: Grid) -> Term:
    """The sum over all permutations. Raises Outside for other than small square grids."""
    if grid.rows != grid.columns or grid.rows > _LARGEST:
        raise Outside("the determinant of a large matrix")
    summands = []
    for order in permutations(range(grid.rows)):
        factors = multiply(*(grid.at(i, j) for i, j in enumerate(order)))
        summands.append(factors if _is_even(order) else term("negate", [factors]))
    return summed(summands)


def _is_even(order: Sequence[int]) -> bool:
    turned = sum(order[i] > order[j] for i in range(len(order)) for j in range(i + 1, len(order)))
    return turned % 2 == 0


def inverted(grid: Grid) -> Grid:
    """The adjugate over the determinant. Raises Outside for other than small square grids."""
    below = determinant(grid)
    if grid.rows == 1:
        return Grid(1, 1, (term("divide", [number(1), below]),))
    return made(grid.rows, grid.rows, lambda i, j: term("divide", [_cofactor(grid, j, i), below]))


def _cofactor(grid: Grid, row: int, column: int) -> Term:
    rows = [i for i in range(grid.rows) if i != row]
    columns = [j for j in range(grid.columns) if j != column]
    minor = determinant(made(len(rows), len(columns), lambda i, j: grid.at(rows[i], columns[j])))
    return minor if (row + column) % 2 == 0 else term("negate", [minor])
