"""What goes wrong in tables: a bar inside a formula ends a cell, and Markdown says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solgen.documents.raw import Problem, Spot

_CELL_END = re.compile(r"(?<!\\)\|")
_DOLLARS = re.compile(r"\$((?:[^$\\]|\\.)*)\$")
_DELIMITER_ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*\Z")
_BAR_HINT = r"in a table write `\lvert x \rvert` for an absolute value, `\lVert w \rVert` for a norm, `\mid` in a set"


def bars_in_formulas(lines: Sequence[str], first: int, end: int) -> list[Problem]:
    """Formulas of a table that hold a bar, escaped or not: the cell ends in it, or the bar loses its backslash."""
    return [
        Problem("document-bar-in-table", "`|` in a formula ends the cell of a table", _BAR_HINT, spot)
        for line in range(first, min(end, len(lines)))
        for found in _DOLLARS.finditer(lines[line])
        if "|" in found[1]
        for spot in [Spot(line, found.start(1) + found[1].index("|") + 1)]
    ]


def rows_too_long(lines: Sequence[str], first: int, end: int) -> list[Problem]:
    """Rows with more cells than the header; Markdown drops what is too much without a word."""
    counts = [
        (line, len(_CELL_END.split(lines[line].strip().strip("|")))) for line in range(first, min(end, len(lines)))
    ]
    return [
        Problem(
            "document-row-too-long",
            f"this row has {count} cells, but the table's header has {counts[0][1]}",
            "give the header as many cells as the longest row has",
            Spot(line, 1),
        )
        for line, count in counts
        if count > counts[0][1]
    ]


def table_not_read(lines: Sequence[str], first: int) -> list[Problem]:
    """A paragraph whose first two lines look like a table's, but are none."""
    if first + 1 >= len(lines) or "|" not in lines[first] or not _DELIMITER_ROW.match(lines[first + 1]):
        return []
    message = "this looks like a table, but its first two lines do not have the same number of cells"
    return [Problem("document-table-not-read", message, _BAR_HINT, Spot(first, 1))]
