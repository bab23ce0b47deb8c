"""Expressions at a point: ``\\left. f'(x) \\right|_{x=2}``, ``f'(x) \\Big|_{x=2}``, ``\\left[ F(x) \\right]_{a}^{b}``.

``\\left. ... \\right|`` says how far the expression goes; a bare bar takes the product before it. Bounds without a name
are for the one name that can vary in the expression.
"""

from __future__ import annotations

from solgen.notation.context import Kind
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, name, term

Point = tuple[str, Term]
_BARS = frozenset({"|", "\\rvert", "\\vert"})


def read_null(reader: Reader) -> Term:
    """``\\left. ... \\right|_{x=a}``, and ``\\left. ... \\right.`` as a group."""
    opening = reader.take()
    with reader.brackets(closing="\\rvert"):
        node = reader.grammar.expression(reader)
        closing = reader.peek()
        if closing.text == "\\rightnull":
            reader.take()
            return node
        if closing.text not in ("\\rvert", "]"):
            raise reader.unexpected() if not reader.at_end() else _unclosed(reader, opening)
        reader.take()
    return read_points(reader, node, closing)


def _unclosed(reader: Reader, opening: Token) -> Exception:
    return reader.fail("read-unbalanced", "This `\\left.` is never closed.", opening, "Add `\\right|_{x=...}`.")


def at_bar(reader: Reader) -> bool:
    """Whether a bar with a point below it comes next, that closes no open bar."""
    token = reader.peek()
    return (
        token.text in _BARS
        and token.text != reader.closing
        and not (token.text == "\\rvert" and reader.closing)
        and reader.peek(1).kind is TokenKind.SUBSCRIPT
    )


def read_bar(reader: Reader, node: Term) -> Term:
    """``node`` at the point that the bar carries."""
    return read_points(reader, node, reader.take())


def read_points(reader: Reader, node: Term, bar: Token) -> Term:
    """``node`` at ``_{x=a}``, or from ``_a`` to ``^b``."""
    hint = "Write `\\right|_{x=2}`."
    reader.expect("_", "read-evaluation", "It is not said where this is evaluated.", hint)
    below = reader.argument(_points)
    if not reader.accept("^"):
        for bound, point in reversed(below):
            node = term("evaluated", [name(bound or _varying(reader, node, bar)), point, node])
        return node
    above = reader.argument(_points)
    if len(below) != 1 or len(above) != 1 or (above[0][0] and above[0][0] != below[0][0]):
        raise reader.fail("read-evaluation", "An expression goes from one point to another.", bar, hint)
    bound = below[0][0] or above[0][0] or _of_ends(below[0][1], above[0][1], node) or _varying(reader, node, bar)
    upper, lower = (term("evaluated", [name(bound), point, node]) for point in (above[0][1], below[0][1]))
    return term("add", [upper, term("negate", [lower])])


def _points(reader: Reader) -> list[Point]:
    found = [_point(reader)]
    while reader.accept(","):
        found.append(_point(reader))
    return found


def _point(reader: Reader) -> Point:
    bound = ""
    begin = reader.position
    depth = 0
    for position in range(begin, reader.limit):
        text = reader.stream[position].text
        depth += (text in ("{", "(", "[")) - (text in ("}", ")", "]"))
        if depth == 0 and text == ",":
            break
        if depth == 0 and text == "=":
            bound = reader.within(begin, position, read_bound_name)
            reader.position = position + 1
            break
    return bound, reader.grammar.expression(reader)


def _varying(reader: Reader, node: Term, bar: Token) -> str:
    """The one declared real name on which the expression depends."""
    found = sorted(named for named in node.free if _is_variable(reader, named))
    if len(found) != 1:
        message = "It is not said which name takes these values."
        raise reader.fail("read-evaluation", message, bar, "Write `_{x=0}^{x=1}`.")
    return found[0]


def _of_ends(low: Term, high: Term, node: Term) -> str:
    """The name whose values both ends are by their letters: ``V`` between ``V_1`` and ``V_2``; empty where none is."""
    bases = {str(end.data).partition("_")[0] for end in (low, high) if end.head == "name" and "_" in str(end.data)}
    base = bases.pop() if len(bases) == 1 and low.head == high.head == "name" else ""
    return base if base in node.free else ""


def _is_variable(reader: Reader, named: str) -> bool:
    declaration = reader.context.declaration(named)
    real = declaration is not None and declaration.kind in (Kind.REAL, Kind.QUANTITY) and not declaration.indices
    return (real and reader.context.definition(named) is None) or named in reader.bound
