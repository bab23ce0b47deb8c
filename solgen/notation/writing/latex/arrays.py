"""Matrices, tuples, sets and cases as LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.latex.levels import Level, Writer, listed, write

_NEXT_ROW: Final = " \\\\ "


def _transpose(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, write(node.arguments[0], Level.BASE) + "^\\top"


def _inverse(node: Term) -> tuple[Level, str]:
    return Level.FACTOR, write(node.arguments[0], Level.BASE) + "^{-1}"


def _matrix(node: Term) -> tuple[Level, str]:
    sizes = node.data
    assert isinstance(sizes, tuple)
    columns = int(sizes[1])
    cells = [write(entry, Level.SUM) for entry in node.arguments]
    rows = [" & ".join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    return Level.BASE, f"\\begin{{pmatrix}} {_NEXT_ROW.join(rows)} \\end{{pmatrix}}"


def _tuple(node: Term) -> tuple[Level, str]:
    return Level.BASE, f"({listed(node.arguments)})"


def _set(node: Term) -> tuple[Level, str]:
    return Level.BASE, f"\\{{ {listed(node.arguments)} \\}}"


def _comprehension(node: Term) -> tuple[Level, str]:
    bound, over, condition = node.arguments
    among = "" if over.data == "everything" else f" \\in {write(over, Level.SUM)}"
    return Level.BASE, f"\\{{ {bound.data}{among} : {write(condition, Level.ARROW)} \\}}"


def _interval(node: Term) -> tuple[Level, str]:
    brackets = str(node.data)
    return Level.BASE, f"{brackets[0]}{listed(node.arguments)}{brackets[1]}"


def _set_operation(command: str) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        left, right = node.arguments
        first = write(left, Level.SUM if left.head == node.head else Level.PRODUCT)
        return Level.SUM, f"{first} {command} {write(right, Level.PRODUCT)}"

    return written


def _cases(node: Term) -> tuple[Level, str]:
    rows = []
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
        told = "\\text{otherwise}" if condition.data == "true" else f"\\text{{if }} {write(condition, Level.ARROW)}"
        rows.append(f"{write(value, Level.SUM)} & {told}")
    return Level.BASE, f"\\begin{{cases}} {_NEXT_ROW.join(rows)} \\end{{cases}}"


WRITERS: Final[dict[str, Writer]] = {
    "transpose": _transpose,
    "inverse": _inverse,
    "matrix": _matrix,
    "tuple": _tuple,
    "set": _set,
    "comprehension": _comprehension,
    "interval": _interval,
    "union": _set_operation("\\cup"),
    "intersection": _set_operation("\\cap"),
    "difference": _set_operation("\\setminus"),
    "cases": _cases,
}
