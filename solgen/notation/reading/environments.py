"""Older and rarer environments in terms of those that are read: ``eqnarray``, ``multline``, ``equation``, ``array``.

``eqnarray`` and a display that is all ``array`` become ``aligned`` or ``gathered``; ``equation`` drops, as do the line
breaks of ``multline``; an ``array`` inside a formula becomes a ``matrix``, which needs its brackets. Their tokens are
what is set as well. An array's letters for its columns must be as many as these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from solgen.diagnostics import Failure
from solgen.notation.reading.failures import failure
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import SPACING

_WRAPPERS: Final = frozenset({"equation", "equation*", "displaymath", "math"})
_BROKEN: Final = frozenset({"multline", "multline*", "multlined"})
_THREE_COLUMNS: Final = frozenset({"eqnarray", "eqnarray*"})
_SAME: Final = {"dcases": "cases", "flalign": "align", "flalign*": "align*", "darray": "array"}
_CHANGED: Final = _WRAPPERS | _BROKEN | _THREE_COLUMNS | _SAME.keys() | {"array"}
_ALIGNING: Final = frozenset({"l", "c", "rl", "rcl", "lcl", "rcr"})
"""Columns of an ``array`` that sets lines; others are those of a matrix."""
_AFTER: Final = frozenset({".", ",", ";", *SPACING})
Tokens = Sequence[Token]


def in_plain_environments(latex: str, tokens: Tokens) -> Tokens:
    """The tokens with all environments among those that are read. Raises Failure (read-environment)."""
    if not any(token.kind is TokenKind.BEGIN and token.text in _CHANGED for token in tokens):
        return tokens
    return _inside(latex, _display(latex, [_renamed(token) for token in tokens]))


def _renamed(token: Token) -> Token:
    if token.kind in (TokenKind.BEGIN, TokenKind.END) and token.text in _SAME:
        return replace(token, text=_SAME[token.text])
    return token


def _display(latex: str, tokens: Tokens) -> Tokens:
    """The environment that holds the whole display, as one that is read."""
    first = next((place for place, token in enumerate(tokens) if token.text not in SPACING), len(tokens))
    if first == len(tokens) or tokens[first].kind is not TokenKind.BEGIN:
        return tokens
    end = _end(tokens, first)
    if end is None or any(token.text not in _AFTER for token in tokens[end + 1 :]):
        return tokens
    opening, body, closing = tokens[first], tokens[first + 1 : end], tokens[end]
    head, tail = list(tokens[:first]), list(tokens[end + 1 :])
    if opening.text in _WRAPPERS:
        return _display(latex, [*head, *body, *tail])
    if opening.text in _BROKEN:
        return [*head, *_joined(body), *tail]
    if opening.text in _THREE_COLUMNS:
        return [*head, *_aligned(latex, opening, body, closing, 3), *tail]
    if opening.text == "array":
        letters, body = _columns(latex, opening, body)
        if letters in _ALIGNING:
            return [*head, *_aligned(latex, opening, body, closing, len(letters)), *tail]
    return tokens


def _end(tokens: Tokens, begin: int) -> int | None:
    depth = 0
    for place in range(begin, len(tokens)):
        depth += (tokens[place].kind is TokenKind.BEGIN) - (tokens[place].kind is TokenKind.END)
        if depth == 0:
            return place
    return None


def _joined(body: Tokens) -> list[Token]:
    """The lines of a ``multline`` as one."""
    kept, depth = [], 0
    for token in body:
        depth += _opens(token)
        if depth or token.kind is not TokenKind.NEWLINE:
            kept.append(token)
    return kept


def _opens(token: Token) -> int:
    opens = token.kind in (TokenKind.OPEN, TokenKind.BEGIN)
    return opens - (token.kind in (TokenKind.CLOSE, TokenKind.END))


def _columns(latex: str, opening: Token, body: Tokens) -> tuple[str, Tokens]:
    """The letters by which an ``array`` says its columns, and what stands after that."""
    hint = "Write a letter for each column: `\\begin{array}{cc} a & b \\\\ c & d \\end{array}`."
    if not body or body[0].kind is not TokenKind.OPEN:
        raise failure("read-environment", "This array does not say its columns.", opening.start, hint, latex)
    end = next((place for place, token in enumerate(body) if token.kind is TokenKind.CLOSE), len(body) - 1)
    letters = [token for token in body[1:end] if token.text not in SPACING]
    for token in letters:
        if token.text not in ("l", "c", "r"):
            message = "A column of an array that is not `l`, `c` or `r`."
            raise failure("read-environment", message, token.start, hint, latex)
    return "".join(token.text for token in letters), body[end + 1 :]


def _aligned(latex: str, opening: Token, body: Tokens, closing: Token, columns: int) -> list[Token]:
    """Lines of one to three columns as ``gathered`` or ``aligned``; of three, the one between holds the relation."""
    found: list[Token] = []
    depth = count = 0
    for token in body:
        depth += _opens(token)
        if depth == 0 and token.kind is TokenKind.NEWLINE:
            _check_row(latex, token, count, columns)
            count = 0
        if depth == 0 and token.kind is TokenKind.ALIGN:
            count += 1
            if count == 2:
                continue
        found.append(token)
    if found and found[-1].kind is not TokenKind.NEWLINE:
        _check_row(latex, closing, count, columns)
    while found and found[-1].kind is TokenKind.NEWLINE:
        found.pop()
    named = "gathered" if columns == 1 else "aligned"
    return [replace(opening, text=named), *found, replace(closing, text=named)]


def _check_row(latex: str, at: Token, count: int, columns: int) -> None:
    if count != columns - 1:
        message = f"A line of this display has {count + 1} columns, and should have {columns}."
        raise failure("read-environment", message, at.start, "Write `a &=& b \\\\` in each line.", latex)


def _inside(latex: str, tokens: Tokens) -> Tokens:
    """Arrays inside of a formula as matrices without brackets of their own."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.text != "array" or token.kind not in (TokenKind.BEGIN, TokenKind.END):
            found.append(token)
            continue
        found.append(replace(token, text="matrix"))
        if token.kind is TokenKind.BEGIN:
            end = _end(tokens, place - 1)
            letters, rest = _columns(latex, token, tokens[place:end])
            _check_array(latex, token, rest, len(letters))
            place = (end if end is not None else len(tokens)) - len(rest)
    return found


def _check_array(latex: str, opening: Token, body: Tokens, columns: int) -> None:
    depth = count = 0
    for token in [*body, None]:
        depth += _opens(token) if token is not None else 0
        ends = token is None or (depth == 0 and token.kind is TokenKind.NEWLINE)
        if ends and count != columns - 1 and not (token is None and count == 0 and columns > 1):
            raise _uneven(latex, opening, count, columns)
        count = 0 if ends else count + (depth == 0 and token is not None and token.kind is TokenKind.ALIGN)


def _uneven(latex: str, opening: Token, count: int, columns: int) -> Failure:
    message = f"A row of this array has {count + 1} columns, and its letters say {columns}."
    return failure("read-environment", message, opening.start, "Write one letter for each column.", latex)
