"""A display cut into its lines: left side, the rest with its relation, the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from solgen.notation.reading.reading import Reading, Token, TokenKind
from solgen.notation.writing.layout import group
from solgen.notation.writing.symbols import ALIGNED

Tokens = tuple[Token, ...]
_PUNCTUATION: Final = frozenset({".", ",", ";", "\\,", "\\;", "\\:", "\\ ", "~", "\\quad"})
_HIDDEN: Final = frozenset({"\\marks", "\\answer"})


@dataclass(frozen=True, slots=True)
class ReasonPiece:
    """Words, or the tokens of a formula, of a line's reason."""

    words: str = ""
    tokens: Tokens = ()


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One line of a display.

    ``left`` is set flush right, then ``right`` with its relation sign; ``closing`` is the final punctuation. Where a
    line has no alignment sign, ``left`` is empty.
    """

    left: Tokens
    right: Tokens
    closing: Tokens
    reason: tuple[ReasonPiece, ...]
    marks: str = ""
    answer: str = ""


def display_lines(reading: Reading) -> tuple[DisplayLine, ...]:
    """The lines of a display in order; a formula that is not aligned has one."""
    lines = []
    remarks = {remark.line: remark for remark in reading.remarks}
    for number, cells in enumerate(_grid(_body(reading.tokens))):
        remark = remarks.get(number)
        marks, answer = (remark.marks, remark.answer) if remark else ("", "")
        left, right = (cells[0], cells[1]) if len(cells) > 1 else ((), cells[0])
        if not cells[0]:
            left = ()
        if len(cells) == 3:
            right += cells[2]
        right, closing = _closing(right)
        reason = reason_pieces(cells[3]) if len(cells) > 3 else ()
        lines.append(DisplayLine(left, right, closing, reason, marks, answer))
    return tuple(lines)


def inline_answer(reading: Reading) -> tuple[Tokens, Tokens, Tokens]:
    """An inline formula that gives an answer: what stands before the answer, the answer, the punctuation after it."""
    shown, closing = _closing(shown_tokens(reading.tokens))
    before, framed = _framed(reading, shown, reading.members[-1].line if reading.members else 0)
    return before, framed, closing


def shown_tokens(tokens: Sequence[Token]) -> Tokens:
    r"""The tokens that are set: ``\marks{...}`` and ``\answer{...}`` taken out."""
    if _HIDDEN.isdisjoint([token.text for token in tokens]):
        return tuple(tokens)
    shown: list[Token] = []
    position = 0
    while position < len(tokens):
        if tokens[position].kind is TokenKind.COMMAND and tokens[position].text in _HIDDEN:
            position = group(tokens, position + 1)
        else:
            shown.append(tokens[position])
            position += 1
    return tuple(shown)


def _body(tokens: Sequence[Token]) -> Tokens:
    """What is set of a display: the environment that breaks it into lines taken off."""
    shown = shown_tokens(tokens)
    if not shown or shown[0].kind is not TokenKind.BEGIN or shown[0].text not in ALIGNED:
        return shown
    end = max(position for position, token in enumerate(shown) if token.kind is TokenKind.END)
    body = shown[1:end]
    if body and body[0].kind is TokenKind.OPEN and shown[0].text == "alignedat":
        body = body[group(body, 0) :]
    return body + shown[end + 1 :]


def _grid(tokens: Tokens) -> list[list[Tokens]]:
    """Rows of at most four cells: left side, right side, what stands between, reason. The last row is never empty."""
    rows: list[list[Tokens]] = []
    cells: list[Tokens] = []
    depth = start = 0
    for position, token in enumerate(tokens):
        kind = token.kind
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSING:
            depth -= 1
        elif depth == 0 and (kind is TokenKind.NEWLINE or (kind is TokenKind.ALIGN and len(cells) < _REASON)):
            cells.append(tokens[start:position])
            start = position + 1
            if kind is TokenKind.NEWLINE:
                rows.append(cells)
                cells = []
    cells.append(tokens[start:])
    if not rows or cells != [()]:
        rows.append(cells)
    return rows


_OPENING: Final = (TokenKind.OPEN, TokenKind.BEGIN)
_CLOSING: Final = (TokenKind.CLOSE, TokenKind.END)
_REASON: Final = 3
"""The cell that holds the reason."""


def _closing(tokens: Tokens) -> tuple[Tokens, Tokens]:
    end = len(tokens)
    while end > 0 and tokens[end - 1].text in _PUNCTUATION and tokens[end - 1].kind is not TokenKind.NUMBER:
        end -= 1
    closing = tuple(token for token in tokens[end:] if token.text in (".", ",", ";"))
    return tokens[:end], closing


def _framed(reading: Reading, right: Tokens, line: int) -> tuple[Tokens, Tokens]:
    """The tokens of the last member that ends on the line, cut off what stands before them."""
    members = [member for member in reading.members if member.line == line]
    if not members or not right:
        return (), right
    last = members[-1]
    for position, token in enumerate(right):
        if token.start >= last.start:
            return right[:position], right[position:]
    return (), right


def reason_pieces(tokens: Tokens) -> tuple[ReasonPiece, ...]:
    """Words and formulas of a reason, in order."""
    pieces: list[ReasonPiece] = []
    run: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        if token.kind is TokenKind.TEXT and depth == 0:
            if _prints(run):
                pieces.append(ReasonPiece(tokens=tuple(run)))
            run = []
            pieces.append(ReasonPiece(words=token.text))
        else:
            run.append(token)
    if _prints(run):
        pieces.append(ReasonPiece(tokens=tuple(run)))
    return tuple(pieces)


def _prints(run: Sequence[Token]) -> bool:
    return any(token.text not in _PUNCTUATION or token.text in (".", ",", ";") for token in run)
