r"""LaTeX from a reading's tokens: what the author wrote, spaced in one way, ``\marks`` and ``\answer`` left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solgen.notation.reading.reading import Reading, Token, TokenKind
from solgen.notation.writing.lines import shown_tokens


def to_source(formula: Reading | Sequence[Token]) -> str:
    """LaTeX that says and looks the same as the tokens."""
    tokens = shown_tokens(formula.tokens if isinstance(formula, Reading) else formula)
    parts: list[str] = []
    before: Token | None = None
    for token in tokens:
        if before is not None and _needs_blank(before, token):
            parts.append(" ")
        parts.append(_written(token))
        before = token
    return "".join(parts)


def _written(token: Token) -> str:
    if token.kind is TokenKind.TEXT:
        return "\\text{" + token.text + "}"
    if token.kind is TokenKind.BEGIN:
        return "\\begin{" + token.text + "}"
    if token.kind is TokenKind.END:
        return "\\end{" + token.text + "}"
    return _KINDS.get(token.kind, token.text)


_KINDS: Final = {
    TokenKind.OPEN: "{",
    TokenKind.CLOSE: "}",
    TokenKind.SUPERSCRIPT: "^",
    TokenKind.SUBSCRIPT: "_",
    TokenKind.ALIGN: "&",
    TokenKind.NEWLINE: "\\\\",
}


def _needs_blank(before: Token, token: Token) -> bool:
    """A command's name must end before a letter; elsewhere blanks stand where the author left some."""
    if before.kind is TokenKind.COMMAND and before.text[-1].isalpha() and token.kind is TokenKind.LETTER:
        return True
    if before.kind in (TokenKind.NEWLINE, TokenKind.BEGIN):
        return True
    return token.start > before.end and before.end > 0
