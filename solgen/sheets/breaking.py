"""Where a long formula may be broken: before a plus, a minus or a relation that stands in no bracket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.writing.extent import extent
from solgen.notation.writing.symbols import SIGNS, SYMBOLS
from solgen.sheets.sheet import Tokens

_FITS: Final = 56
"""Characters that fit on a line beside its left side, about."""
_SURELY_FITS: Final = 22
"""Tokens that are no wider than that, short of words and long numbers."""
_SHORT: Final = 24
"""Characters of a formula that a narrow line has room for."""
_OPENING: Final = frozenset({"(", "[", "\\{", "\\left", "\\lvert", "\\lVert"})
_CLOSING: Final = frozenset({")", "]", "\\}", "\\right", "\\rvert", "\\rVert"})
_OPERATORS: Final = frozenset({"+", "-"})
_BARE: Final = frozenset({"=", "<", ">", "(", "[", ",", ":", "\\not", "\\cdot", "\\times"})


def broken(tokens: Tokens) -> tuple[Tokens, ...]:
    """The tokens in runs that each fit on a line, as far as there are places to break at.

    A run that begins with a sign begins with an empty group, so that the sign keeps its space.
    """
    if len(tokens) <= _SURELY_FITS or extent(tokens) <= _FITS:
        return (tokens,)
    runs: list[Tokens] = []
    current: Tokens = ()
    for piece in _cut(tokens, _is_plus):
        if current and extent(current + piece) > _FITS:
            runs.append(current)
            current = ()
        current += piece
    runs.append(current)
    return tuple(run if position == 0 else _empty_group(run[0].start) + run for position, run in enumerate(runs))


def breakable(tokens: Tokens) -> tuple[Tokens, ...]:
    """A formula in a line in the runs between which the line may be broken: before relations that stand in no bracket.

    A short one is one run.
    """
    if extent(tokens) <= _SHORT:
        return (tokens,)
    return tuple(run for piece in _cut(tokens, is_relation) for run in broken(piece))


def relates(tokens: Tokens) -> bool:
    """Whether a relation stands in the formula outside all brackets and scripts."""
    pieces = _cut(tokens, is_relation)
    return len(pieces) > 1 or any(is_relation(piece[0]) for piece in pieces)


def _empty_group(place: int) -> Tokens:
    return (Token(TokenKind.OPEN, "{", place, place), Token(TokenKind.CLOSE, "}", place, place))


def _is_plus(token: Token) -> bool:
    return token.kind is TokenKind.SIGN and token.text in _OPERATORS


def is_relation(token: Token) -> bool:
    """Whether the token is a relation sign."""
    symbol = SYMBOLS.get(token.text) or SIGNS.get(token.text)
    return symbol is not None and symbol.kind == "relation" and token.text != ":"


def _cut(tokens: Tokens, here: Callable[[Token], bool]) -> list[Tokens]:
    """The tokens cut before each of some signs that stands between sides or summands."""
    pieces: list[Tokens] = []
    depth, start, skip = 0, 0, False
    for position, token in enumerate(tokens):
        if skip:  # the delimiter after \left or \right
            skip = False
            continue
        if token.kind in (TokenKind.OPEN, TokenKind.BEGIN) or token.text in _OPENING:
            depth += 1
        elif token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text in _CLOSING:
            depth -= 1
        skip = token.text in ("\\left", "\\right")
        if depth == 0 and here(token) and _joins(tokens, position):
            pieces.append(tokens[start:position])
            start = position
    pieces.append(tokens[start:])
    return [piece for piece in pieces if piece]


def _joins(tokens: Tokens, position: int) -> bool:
    """Whether the sign stands between two summands: not first, not after a relation, not in a script, no bar open."""
    before = tokens[position - 1] if position else None
    if before is None or before.text in _BARE or before.kind in (TokenKind.SUPERSCRIPT, TokenKind.SUBSCRIPT):
        return False
    return sum(token.text in ("|", "\\|") for token in tokens[:position]) % 2 == 0
