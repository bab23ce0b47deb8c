"""Declared names as they are read aloud."""

from __future__ import annotations

from functools import lru_cache

from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.symbols import ACCENTS


@lru_cache(maxsize=4096)
def name_to_words(latex: str) -> str:
    """A declared name as it is read aloud: ``\\bar{y}`` is y bar, ``w^*`` is w star."""
    return _name_box(layout(tokenize(latex.replace("^{()}", "").replace("_{()}", ""))))


def _name_box(box: Box | None) -> str:
    if box is None:
        return ""
    if box.kind == "symbol":
        return box.data.spoken or str(box.data.character)
    if box.kind == "letter":
        letter = str(box.data)
        return f"capital {letter}" if letter.isupper() else letter
    if box.kind == "scripts":
        base, below, above = box.children
        parts = [_name_box(base), *["prime"] * int(box.data or 0)]
        if above is not None:
            parts.append(_name_box(above))
        if below is not None:
            parts.append("sub " + _name_box(below))
        return " ".join(parts)
    if box.kind == "accent":
        return f"{_name_box(box.children[0])} {ACCENTS[box.data][1]}"
    if box.kind == "style":
        return f"{box.data} {_name_box(box.children[0])}"
    if box.children:
        return " ".join(filter(None, map(_name_box, box.children)))
    return str(box.data or "")
