"""About how wide a formula will be, in characters: for formats whose lines have to be broken before they are set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solgen.notation.reading.reading import Token
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout

_SCRIPT: Final = 0.7
_LARGE: Final = 2.0


def extent(tokens: Sequence[Token]) -> float:
    """The width in characters of running text. Raises Failure (set-unknown-command)."""
    return _of(layout(tokens))


def _of(box: Box | None) -> float:
    if box is None:
        return 0.0
    children = [_of(child) for child in box.children]
    if box.kind in ("fraction", "binomial"):
        return max(children) + 0.5
    if box.kind == "scripts":
        below, above = children[1], children[2]
        return children[0] + _SCRIPT * max(below, above) + 0.3 * int(box.data or 0)
    if box.kind in ("matrix", "cases", "lines"):
        rows = [[_of(cell) for cell in row.children] for row in box.children if row is not None]
        return max((sum(row) + 1.5 * len(row) for row in rows), default=0.0) + 2
    return _leaf(box) + sum(children)


def _leaf(box: Box) -> float:
    if box.kind == "symbol":
        wide = {"binary": 2.2, "relation": 2.4, "large": _LARGE, "punctuation": 1.0}
        return wide.get(box.data.kind, 1.0)
    if box.kind == "space":
        return 2.0 * float(box.data)
    if box.kind in ("letter", "number", "text", "operator", "limits"):
        return float(len(box.data))
    return {"root": 1.5, "fence": 1.6}.get(box.kind, 0.0)
