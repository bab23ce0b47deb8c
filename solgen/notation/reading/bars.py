"""Bars: ``|x|`` of a number, ``|S|`` of a set, ``\\|w\\|``, floors and ceilings."""

from __future__ import annotations

from solgen.notation.context import Kind
from solgen.notation.reading.matrices import determinant
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, builtin, term

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
        known = shape.rows not in (None, ONE) and shape.columns is not ONE
        return _norm(reader, node, of_matrix=known and not _is_open(reader, node))
    if shape.sort in ("set", "event"):
        return term("cardinality", [node])
    if node.head == "matrix":
        return determinant(reader, node, opening)
    if shape.is_array:
        hint = "Write `\\|w\\|` for a norm, `\\det X` for a determinant."
        raise reader.fail("read-kind", "Single bars on a vector or matrix.", opening, hint)
    return term("absolute", [node])


def _is_open(reader: Reader, node: Term) -> bool:
    """Whether an array in it has no sizes yet, as in texts whose shapes are still to be found out."""
    declared = (reader.context.declaration(each) for each in node.free)
    return any(one is not None and one.kind in (Kind.VECTOR, Kind.MATRIX) and not one.shape for one in declared)


def _norm(reader: Reader, node: Term, *, of_matrix: bool) -> Term:
    """The norm that the subscript names: 1, 2 and infinity of vectors, F of matrices."""
    mark = reader.accept("_")
    if mark is None and not of_matrix:
        return term("norm", [node])
    if mark is None:
        message = "Which norm of a matrix is meant?"
        raise reader.fail("read-kind", message, reader.previous_end() - 1, "Write `\\|A\\|_F` for Frobenius's.")
    begin, end, following = reader.range_after(reader.position)
    said = reader.words(begin, end)
    reader.position = following
    if said == "F" or (said == "2" and not of_matrix):
        return term("norm", [node], said)
    if said in ("1", "\\infty") and not of_matrix:
        return term("apply", [builtin("sum norm" if said == "1" else "maximum norm"), node])
    hint = "Norms `_1`, `_2` and `_\\infty` of vectors and `_F` of matrices are known."
    raise reader.fail("read-index", f"A norm with the subscript `{said}` is not known here.", mark, hint)
