"""``\\lim_{x \\to 0^+}``, ``\\arg\\min_c``, ``\\min_c``: binders with one body."""

from __future__ import annotations

from solgen.notation.reading.application import read_builtin, read_operator_name, require_body
from solgen.notation.reading.names import read_bound_name, read_name
from solgen.notation.reading.reading import TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, name, term

_OPERATORS = {"argmin": "arg_min", "argmax": "arg_max", "arg\\,min": "arg_min", "arg\\,max": "arg_max"}
_EXTREMA = {"\\min": "minimum", "\\max": "maximum"}


def read_limit(reader: Reader) -> Term:
    """``\\lim_{x \\to a} body``, from one side where the point carries ``^+`` or ``^-``."""
    reader.take()
    hint = "Write `\\lim_{x \\to 0}`."
    reader.expect("_", "read-limit", "It is not said where this limit is taken.", hint)
    bound, point, side = reader.argument(_approach)
    require_body(reader, "It is not said of what this is the limit.", hint)
    with reader.binding(bound):
        body = reader.grammar.product(reader)
    return term("limit", [name(bound), point, body], side)


def _approach(reader: Reader) -> tuple[str, Term, str]:
    bound = read_bound_name(reader)
    if not (reader.accept("\\to") or reader.accept("\\rightarrow")):
        message = "A limit is written with an arrow."
        raise reader.fail("read-limit", message, reader.peek(), "Write `\\lim_{x \\to 0}`.")
    end, side = _side(reader)
    point = reader.within(reader.position, end, reader.grammar.expression)
    reader.position = reader.limit
    return bound, point, side


def _side(reader: Reader) -> tuple[int, str]:
    """Where the point ends, and the sign that is set high after it: ``0^+``."""
    tokens, last = reader.stream, reader.limit
    braced = last - reader.position > 4 and tokens[last - 1].kind is TokenKind.CLOSE
    sign, mark = (tokens[last - 2], last - 4) if braced else (tokens[last - 1], last - 2)
    if sign.text in ("+", "-") and mark > reader.position and tokens[mark].kind is TokenKind.SUPERSCRIPT:
        return mark, sign.text
    return last, ""


def read_arg(reader: Reader) -> Term:
    """``\\arg\\min_c``, ``\\arg\\max_c``."""
    start = reader.take()
    token = reader.take()
    if token.text not in _EXTREMA:
        raise reader.fail("read-unexpected", "`\\arg` without `\\min` or `\\max`.", start, "Write `\\arg\\min_c`.")
    return _extremum(reader, "arg_min" if token.text == "\\min" else "arg_max")


def read_extremum(reader: Reader) -> Term:
    """``\\min_c L(c)`` binds; ``\\min(a, b)`` is a function."""
    if reader.peek(1).kind is not TokenKind.SUBSCRIPT:
        return read_builtin(reader)
    return _extremum(reader, _EXTREMA[reader.take().text])


def read_operator(reader: Reader) -> Term:
    """``\\operatorname*{arg\\,min}_c``, and the functions written with ``\\operatorname``."""
    begin, end, following = reader.range_after(reader.position + 1)
    word = reader.words(begin, end)
    if reader.knows(f"\\operatorname{{{word}}}"):
        return read_name(reader)
    head = _OPERATORS.get(word)
    if head is None:
        return read_operator_name(reader)
    reader.position = following
    return _extremum(reader, head)


def _name_of_extremum(reader: Reader) -> str:
    """The name over which an extremum is taken; a range beside it belongs to its declaration."""
    start = reader.peek()
    tokens = reader.stream[reader.position : reader.limit]
    if any(token.text in _RANGES for token in tokens):
        names = (token.text for token in tokens if token.kind in _OF_NAMES and token.text not in _RANGES)
        named = next(names, "x")
        raise reader.fail(
            "read-extremum-range",
            "A minimum or maximum is taken over the declared range of its name.",
            start,
            f"Declare the range, such as `{named}: real, in [0, 1]` or `{named}: real, positive`, "
            f"and write `\\max_{named}`.",
        )
    return read_bound_name(reader)


_OF_NAMES = (TokenKind.LETTER, TokenKind.COMMAND)
_RANGES = frozenset({"\\in", "<", ">", "\\le", "\\ge", "\\leq", "\\geq", "\\leqslant", "\\geqslant", "\\lt", "\\gt"})


def _extremum(reader: Reader, head: str) -> Term:
    start = reader.peek()
    hint = "Write `\\arg\\min_c L(c)`."
    reader.expect("_", "read-limit", "It is not said over which name this is taken.", hint)
    bound = reader.argument(_name_of_extremum)
    require_body(reader, "It is not said of what this is taken.", hint)
    with reader.binding(bound):
        body = reader.grammar.product(reader)
    if reader.at("+", "-"):
        message = "It is not clear how far this extends."
        raise reader.fail("read-extent", message, start, "Bracket what is minimized, or the whole.")
    return term(head, [name(bound), body])
