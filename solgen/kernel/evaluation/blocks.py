"""A matrix whose entries are matrices: put together to the one matrix that its blocks write out.

Rule: the blocks of a row have equally many rows, those of a column equally many columns; 0 and multiples of the
identity take the size that their neighbours have. Work is one step an entry. Source: Strang, Linear Algebra, 2.4.
"""

from __future__ import annotations

from collections.abc import Sequence

from solgen.kernel.evaluation.values import ZERO, Array, CannotEvaluate, Number, Scaled

Block = Array | Scaled | Number


def assembled(rows: int, columns: int, entries: Sequence[Block]) -> Array:
    """The matrix with these blocks, given by rows. Raises CannotEvaluate where sizes differ or are not known."""
    grid = [entries[row * columns : (row + 1) * columns] for row in range(rows)]
    if not any(isinstance(entry, Array | Scaled) for entry in entries):
        return Array(rows, columns, tuple(entries))
    heights = [_common([_rows(entry) for entry in row]) for row in grid]
    widths = [_common([_columns(row[place]) for row in grid]) for place in range(columns)]
    for row, line in enumerate(grid):  # an identity is square
        for place, entry in enumerate(line):
            if isinstance(entry, Scaled) and entry.factor != 0:
                heights[row], widths[place] = heights[row] or widths[place], widths[place] or heights[row]
    flat: list[Number] = []
    for height, line in zip(heights, grid, strict=True):
        if height is None:
            raise CannotEvaluate("blocks of unknown size")
        for inside in range(height):
            for width, entry in zip(widths, line, strict=True):
                if width is None:
                    raise CannotEvaluate("blocks of unknown size")
                flat += _row_of(entry, inside, height, width)
    return Array(sum(map(int, filter(None, heights))), sum(map(int, filter(None, widths))), tuple(flat))


def _is_zero(entry: Block) -> bool:
    return not isinstance(entry, Array) and (entry.factor if isinstance(entry, Scaled) else entry) == 0


def _rows(entry: Block) -> int | None:
    if isinstance(entry, Array):
        return entry.rows
    return None if isinstance(entry, Scaled) or _is_zero(entry) else 1


def _columns(entry: Block) -> int | None:
    if isinstance(entry, Array):
        return entry.columns
    return None if isinstance(entry, Scaled) or _is_zero(entry) else 1


def _common(sizes: list[int | None]) -> int | None:
    known = {size for size in sizes if size is not None}
    if len(known) > 1:
        raise CannotEvaluate("blocks of different sizes")
    return known.pop() if known else None


def _row_of(entry: Block, inside: int, height: int, width: int) -> list[Number]:
    if isinstance(entry, Array):
        return list(entry.entries[inside * width : (inside + 1) * width])
    if _is_zero(entry):
        return [ZERO] * width
    if not isinstance(entry, Scaled):
        return [entry]
    if height != width:
        raise CannotEvaluate("an identity between blocks that leave it no square")
    return [entry.factor if place == inside else ZERO for place in range(width)]
