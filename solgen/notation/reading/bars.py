"""Bars: ``|x|`` of a number, ``|S|`` of a set, ``\\|w\\|``, floors and ceilings."""

from __future__ import annotations

from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, term

_CLOSING = {"|": "|", "\\|": "\\|", "\\lvert": "\\rvert", "\\lVert": "\\rVert", "\\lfloor": "\\rfloor",
            "\\lceil": "\\rceil"}  # fmt: skip


def read_bars(reader: Reader) -> Term:
    """What stands between bars, as its kind decides."""
    opening = reader.take()
    text = opening.text
    closing = _CLOSING[text]
    with reader.brackets(closing=text if text == closing else ""):
        node = reader.grammar.expression(reader)
        if not reader.at(closing):
            if reader.at_end():
                message = "This bar is never closed."
                raise reader.fail("read-unbalanced", message, opening, f"Add `{closing}`.")
            raise reader.unexpected()
        reader.take()
    if text in ("\\lfloor", "\\lceil"):
        return term("floor" if text == "\\lfloor" else "ceiling", [node])
    shape = reader.shape(node)
    if text in ("\\|", "\\lVert"):
        if shape.sort == "set":
            raise reader.fail("read-kind", "A norm of a set.", opening, "Write `|S|` for its number of elements.")
        return term("norm", [node])
    if shape.sort in ("set", "event"):
        return term("cardinality", [node])
    if shape.is_array:
        hint = "Write `\\|w\\|` for a norm, `\\det X` for a determinant."
        raise reader.fail("read-kind", "Single bars on a vector or matrix.", opening, hint)
    return term("absolute", [node])
