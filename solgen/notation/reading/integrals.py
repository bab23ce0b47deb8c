"""``\\int_a^b f(x)\\,dx``, ``\\int f(x)\\,dx``, ``\\int \\frac{dx}{x}``: integrals and antiderivatives.

Before a formula is read, the ``d`` that belongs to each integral sign becomes a token of its own, ``\\differential``;
one that stands last in a numerator moves behind its fraction. The integrand goes from the sign to its differential. A
definite integral binds its name; an antiderivative is a function of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from solgen.notation.context import Context
from solgen.notation.reading.failures import failure
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, ARROWS, LETTERS, RELATION_SIGNS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, name, number, term

DIFFERENTIAL = "\\differential"
_MOST = 60
_FRACTIONS = frozenset({"\\frac", "\\tfrac", "\\dfrac"})
_ENDS = frozenset({*RELATION_SIGNS, *ARROWS})


def with_differentials(latex: str, stream: list[Token], context: Context) -> list[Token]:
    """The stream in which every integral sign has its differential as one token, so far as it is found.

    Raises Failure for integrals beyond all number.
    """
    signs = [token for token in stream if token.text == "\\int" and token.kind is TokenKind.COMMAND]
    if not signs:
        return stream
    if len(signs) > _MOST:
        message = f"More than {_MOST} integrals in one formula."
        raise failure("read-too-long", message, signs[_MOST].start, "Break it into several formulas.", latex)
    plain = context.declaration("d") is None and context.definition("d") is None
    stream = _out_of_numerators(stream, plain=plain)
    found: dict[int, int] = {}
    for position, token in enumerate(stream):
        if token.text == "\\int":
            place = _differential_of(stream, position, plain=plain)
            if place:
                found[place[0]] = place[1]
    result: list[Token] = []
    position = 0
    while position < len(stream):
        width = found.get(position, 0)
        token = stream[position]
        result.append(Token(TokenKind.COMMAND, DIFFERENTIAL, token.start, token.end) if width else token)
        position += width or 1
    return result


def _symbol(stream: Sequence[Token], position: int, *, plain: bool) -> int:
    """How many tokens the ``d`` of a differential takes that begins here; 0 where none does."""
    token = stream[position]
    if token.text == "d" and token.kind is TokenKind.LETTER and plain:
        width = 1
    elif [following.text for following in stream[position : position + 4]] == ["\\mathrm", "{", "d", "}"]:
        width = 4
    elif token.text == DIFFERENTIAL:
        width = 1
    else:
        return 0
    following = stream[position + width] if position + width < len(stream) else None
    named = following is not None and (
        following.kind is TokenKind.LETTER or following.text in LETTERS or following.text in ACCENTS
    )
    return width if named else 0


def _differential_of(stream: Sequence[Token], sign: int, *, plain: bool) -> tuple[int, int] | None:
    """Where the differential of the integral sign at ``sign`` stands, inside the same brackets, and its width."""
    depth, waiting = 0, 1
    position = sign + 1
    while position < len(stream):
        token = stream[position]
        depth += _opens(token)
        if depth < 0 or (depth == 0 and (token.text in _ENDS or token.kind is TokenKind.NEWLINE)):
            return None
        width = _symbol(stream, position, plain=plain) if depth == 0 else 0
        if depth == 0 and token.text == "\\int":
            waiting += 1
        if width:
            waiting -= 1
            if not waiting:
                return position, width
        position += max(width, 1)
    return None


def _opens(token: Token) -> int:
    opens = token.kind in (TokenKind.OPEN, TokenKind.BEGIN) or token.text in ("(", "[", "\\{")
    return opens - (token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text in (")", "]", "\\}"))


def _group_end(stream: Sequence[Token], begin: int) -> int:
    """Where the group that opens at ``begin`` is closed; ``begin`` where none opens."""
    depth = 0
    for position in range(begin, len(stream)):
        kind = stream[position].kind
        depth += (kind is TokenKind.OPEN) - (kind is TokenKind.CLOSE)
        if depth == 0:
            return position
    return begin


def _out_of_numerators(stream: list[Token], *, plain: bool) -> list[Token]:
    """``\\frac{x\\,dx}{y}`` as ``\\frac{x}{y} dx``, unless it is a derivative or stands before any integral."""
    result = list(stream)
    first = next(place for place, token in enumerate(result) if token.text == "\\int")
    position = len(result) - 1
    while position > first:
        if result[position].text in _FRACTIONS and position + 1 < len(result):
            _move_out(result, position, plain=plain)
        position -= 1
    return result


def _move_out(stream: list[Token], fraction: int, *, plain: bool) -> None:
    opening = fraction + 1
    closing = _group_end(stream, opening)
    if stream[opening].kind is not TokenKind.OPEN or closing + 1 >= len(stream):
        return
    end = _group_end(stream, closing + 1)
    below = closing + 2 if stream[closing + 1].kind is TokenKind.OPEN else closing + 1
    begin = next(
        (place for place in range(opening + 1, closing)
         if _symbol(stream, place, plain=plain) and place + _symbol(stream, place, plain=plain) == closing - 1), None
    )  # fmt: skip
    if begin is None or (below < len(stream) and _symbol(stream, below, plain=plain)):
        return
    at = stream[end].end
    moved = [replace(token, start=at, end=at) for token in stream[begin:closing]]
    above = stream[opening + 1 : begin] or [Token(TokenKind.NUMBER, "1", stream[begin].start, stream[begin].start)]
    stream[opening + 1 : end + 1] = [*above, *stream[closing : end + 1], *moved]


def read_integral(reader: Reader) -> Term:
    """The integral whose sign comes next."""
    start = reader.take()
    limits = _limits(reader)
    begin = reader.position
    place = _differential_of(reader.stream[: reader.limit], begin - 1, plain=False)
    if place is None:
        hint = "Write `\\int_0^1 x^2 \\, dx`, with `\\mathrm{d}x` where `d` is declared."
        raise reader.fail("read-integral", "It is not said by what this integral is taken.", start, hint)
    reader.position = place[0] + 1
    bound = read_bound_name(reader)
    end = reader.position
    if not limits:
        node = _antiderivative(reader, bound, begin, place[0], start)
    else:
        low, high = (reader.within(*limits[mark], reader.grammar.expression) for mark in ("_", "^"))
        with reader.binding(bound):
            body = _integrand(reader, begin, place[0])
        node = term("integral", [name(bound), low, high, body])
    reader.position = end
    if begin == place[0] and (reader.peek().kind in (TokenKind.LETTER, TokenKind.OPEN) or reader.at("(", "\\frac")):
        hint = "Write the integrand before the differential."
        raise reader.fail("read-integral", "It is not clear what is integrated.", reader.peek(), hint)
    return node


def _integrand(reader: Reader, begin: int, end: int) -> Term:
    return number(1) if begin == end else reader.within(begin, end, reader.grammar.expression)


def _antiderivative(reader: Reader, bound: str, begin: int, end: int, start: Token) -> Term:
    if not reader.knows(bound):
        hint = f"Declare `{bound}: real`, or write the bounds of the integral."
        raise reader.fail("read-integral", f"`{bound}` is not declared.", start, hint)
    return term("antiderivative", [name(bound), _integrand(reader, begin, end)])


def _limits(reader: Reader) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    start = reader.peek()
    while reader.at("_", "^"):
        mark = reader.take()
        if mark.text in found:
            raise reader.fail("read-double-script", "Two scripts of one kind in a row.", mark, "Write one.")
        begin, end, reader.position = reader.range_after(reader.position)
        found[mark.text] = begin, end
    if len(found) == 1:
        hint = "Write both bounds, `\\int_0^1`, or none."
        raise reader.fail("read-integral", "An integral with one bound.", start, hint)
    return found
