"""The picture of a formula: tokens become boxes (fractions, scripts, fences, tables) before any format is written.

The kinds of boxes stand in ``boxes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from string import ascii_letters
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation.reading.decorations import BRACES, COLOURS, DECORATIONS, EMPTY_ROOM, WRAPPERS
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.writing.boxes import EMPTY, Box, faced
from solgen.notation.writing.lettering import grouped, plain_text
from solgen.notation.writing.symbols import (
    ACCENTS,
    ALIGNED,
    BINOMIALS,
    FRACTIONS,
    LIMIT_OPERATORS,
    MATRICES,
    OPERATORS,
    SIGNS,
    SIZES,
    SPACES,
    STYLES,
    SYMBOLS,
    Symbol,
)
from solgen.notation.writing.upright import upright

_PRIME: Final = "'"
_COMMAND: Final = TokenKind.COMMAND
_SIGN: Final = TokenKind.SIGN
_LETTER: Final = TokenKind.LETTER
_NUMBER: Final = TokenKind.NUMBER
_OPEN: Final = TokenKind.OPEN
_CLOSE: Final = (TokenKind.CLOSE,)
_SCRIPT_KINDS: Final = (TokenKind.SUPERSCRIPT, TokenKind.SUBSCRIPT)
_NONE: Final[frozenset[str]] = frozenset()
_SYMBOL_BOXES: Final = {
    text: Box("symbol", symbol) for text, symbol in (SYMBOLS | SIGNS).items() if symbol.kind != "fence"
}
_LETTER_BOXES: Final = {letter: Box("letter", letter) for letter in ascii_letters}
_MATRIX_OR_CASES: Final = frozenset({*MATRICES, "cases"})


def layout(tokens: Sequence[Token]) -> Box:
    """The boxes of a formula. Raises Failure (set-unknown-command) for a token that no rule covers."""
    return _Reader(tokens).row(frozenset())


def group(tokens: Sequence[Token], start: int) -> int:
    """The position just after the group that begins at ``start`` (or after the single token there)."""
    if start >= len(tokens) or tokens[start].kind is not TokenKind.OPEN:
        return min(start + 1, len(tokens))
    depth = 0
    for position in range(start, len(tokens)):
        kind = tokens[position].kind
        if kind is TokenKind.OPEN:
            depth += 1
        elif kind is TokenKind.CLOSE:
            depth -= 1
            if depth == 0:
                return position + 1
    return len(tokens)


def _unknown(token: Token) -> Failure:
    return Failure(
        Diagnostic(
            "set-unknown-command",
            f"{token.text} has no rule for how it is set",
            Place(column=token.start + 1),
            "write the formula with another command",
        )
    )


class _Reader:
    """A walk over the tokens; ``position`` is the next one."""

    __slots__ = ("position", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.position = 0

    def row(self, stops: frozenset[str], kinds: tuple[TokenKind, ...] = ()) -> Box:
        """Boxes until a stop command, a stop kind or the end; the stop itself is left standing."""
        boxes: list[Box] = []
        tokens, size = self.tokens, len(self.tokens)
        while self.position < size:
            token = tokens[self.position]
            kind = token.kind
            if kind in kinds or (kind is _COMMAND and token.text in stops):
                break
            if kind is _LETTER:
                self.position += 1
                boxes.append(_LETTER_BOXES[token.text])
            elif kind in _SCRIPT_KINDS or token.text == _PRIME:
                base = boxes.pop() if boxes else EMPTY
                boxes.append(self.scripts(base))
            elif kind is _COMMAND and token.text in ("\\displaystyle", "\\textstyle"):
                self.position += 1
                boxes.append(Box("mode", token.text[1:-5], (self.row(stops, kinds),)))
            else:
                box = self.one(boxes)
                if box is not None:
                    boxes.append(box)
        return boxes[0] if len(boxes) == 1 else Box("row", None, tuple(boxes))

    def one(self, before: Sequence[Box] = ()) -> Box | None:
        """One box without its scripts, or None for what prints nothing."""
        token = self.tokens[self.position]
        self.position += 1
        kind, text = token.kind, token.text
        if kind is _LETTER:
            return _LETTER_BOXES[text]
        if kind is _NUMBER:
            return Box("number", text if text.isdecimal() else grouped(text))
        if kind is _SIGN:
            return self.sign(token, before)
        if kind is _COMMAND:
            return self.command(token, before)
        if kind is _OPEN:
            inner = self.row(_NONE, _CLOSE)
            self.position += 1
            return inner
        if kind is TokenKind.TEXT:
            return Box("text", plain_text(text))
        if kind is TokenKind.BEGIN:
            return self.environment(token)
        raise _unknown(token)

    def argument(self) -> Box:
        """What follows a command: a group, or one token."""
        if self.position >= len(self.tokens):
            return EMPTY
        return self.one() or EMPTY

    def sign(self, token: Token, before: Sequence[Box]) -> Box:
        text = token.text
        if text == ":" and self.position < len(self.tokens) and self.tokens[self.position].text == "=":
            self.position += 1
            return Box("symbol", SIGNS[":="])
        if text in SPACES:
            return Box("space", SPACES[text])
        known = _SYMBOL_BOXES.get(text)
        if known is not None:
            return known
        if text == "|":
            return Box("symbol", faced(SIGNS[text], before))
        raise _unknown(token)

    def command(self, token: Token, before: Sequence[Box]) -> Box | None:
        text = token.text
        known = _SYMBOL_BOXES.get(text)
        if known is not None:
            return known
        if text in SPACES:
            return Box("space", SPACES[text])
        if text in SYMBOLS:
            return Box("symbol", faced(SYMBOLS[text], before))
        if text in FRACTIONS:
            return Box("fraction", FRACTIONS[text], (self.argument(), self.argument()))
        if text in OPERATORS:
            return self.operator(OPERATORS[text])
        if text in ACCENTS:
            accent = Box("accent", text, (self.argument(),))
            return self.noted(accent) if text in BRACES else accent
        if text in STYLES:
            return self.styled(STYLES[text])
        if text in BINOMIALS:
            return Box("binomial", BINOMIALS[text], (self.argument(), self.argument()))
        if text in SIZES:
            return Box("size", SIZES[text], (self.argument(),))
        return self.decorated(text) if text in DECORATIONS else self.structure(token)

    def noted(self, base: Box) -> Box:
        """A brace with its note below or above, if it has one."""
        if self.position >= len(self.tokens) or self.tokens[self.position].kind not in _SCRIPT_KINDS:
            return base
        below = self.tokens[self.position].kind is TokenKind.SUBSCRIPT
        self.position += 1
        note = self.argument()
        return Box("stack", None, (base, note, None) if below else (base, None, note))

    def decorated(self, text: str) -> Box | None:
        """What stands in a decoration, without it."""
        if text in COLOURS or text in EMPTY_ROOM:
            self.position = group(self.tokens, self.position)
        return self.argument() if text in WRAPPERS or (text in COLOURS and text != "\\color") else None

    def structure(self, token: Token) -> Box | None:
        text = token.text
        if text == "\\left":
            return self.fence()
        if text == "\\sqrt":
            return self.root()
        if text in ("\\operatorname", "\\operatorname*"):
            return self.named_operator(starred=text.endswith("*"))
        if text in ("\\not", "\\substack"):
            return self.negated(token) if text == "\\not" else self.stacked()
        if text in ("\\overset", "\\stackrel"):
            above = self.argument()
            return Box("stack", None, (self.argument(), None, above))
        if text == "\\underset":
            below = self.argument()
            return Box("stack", None, (self.argument(), below, None))
        if text == "\\middle":
            return Box("symbol", Symbol(self.delimiter(), "relation", "such that"))
        if text in ("\\limits", "\\nolimits", "\\notag", "\\nonumber", "\\mathstrut"):
            return None
        if text in ("\\marks", "\\answer"):
            self.position = group(self.tokens, self.position)
            return None
        raise _unknown(token)

    def operator(self, word: str) -> Box:
        r"""An upright word; ``\arg`` before ``\min`` or ``\max`` makes one operator of both."""
        if word == "arg":
            ahead = self.position
            while ahead < len(self.tokens) and self.tokens[ahead].text in SPACES:
                ahead += 1
            if ahead < len(self.tokens) and self.tokens[ahead].text in ("\\min", "\\max"):
                self.position = ahead + 1
                return Box("limits", "arg\u2009" + self.tokens[ahead].text[1:])
        if word in ("argmin", "argmax"):
            return Box("limits", "arg\u2009" + word[3:])
        return Box("limits" if word in LIMIT_OPERATORS else "operator", word)

    def named_operator(self, *, starred: bool) -> Box:
        if not starred and self.position < len(self.tokens) and self.tokens[self.position].text == "*":
            starred = True
            self.position += 1
        word = self.word()
        plain = word.replace("\u2009", " ")
        return Box("limits" if starred or plain in LIMIT_OPERATORS else "operator", word)

    def word(self) -> str:
        """The letters of a group, spaces kept: what is set upright."""
        end = group(self.tokens, self.position)
        parts: list[str] = []
        for token in self.tokens[self.position : end]:
            if token.kind in (TokenKind.OPEN, TokenKind.CLOSE):
                continue
            if token.text in SPACES:
                parts.append("\u2009" if SPACES[token.text] < 1 / 4 else " ")
            elif token.kind is TokenKind.TEXT:
                parts.append(plain_text(token.text))
            elif token.kind is _COMMAND:
                parts.append(OPERATORS.get(token.text) or SYMBOLS.get(token.text, Symbol("", "")).character)
            else:
                parts.append(token.text)
        self.position = end
        return "".join(parts)

    def styled(self, style: str) -> Box:
        if style == "upright":
            return upright(self.word())
        return Box("style", style, (self.argument(),))

    def negated(self, token: Token) -> Box:
        box = self.argument()
        if box.kind != "symbol":
            raise _unknown(token)
        symbol: Symbol = box.data
        return Box("symbol", Symbol(symbol.character + "\u0338", "relation", "not: " + symbol.spoken))

    def stacked(self) -> Box:
        """The lines of a ``\\substack``, one below the other."""
        end = group(self.tokens, self.position)
        inside = self.tokens[self.position + 1 : end - 1]
        self.position = end
        edges = [-1, *(at for at, token in enumerate(inside) if token.kind is TokenKind.NEWLINE), len(inside)]
        rows = [layout(inside[low + 1 : high]) for low, high in pairwise(edges)]
        return Box("matrix", ("", ""), tuple(Box("row", None, (row,)) for row in rows))

    def delimiter(self) -> str:
        r"""The character of the delimiter after ``\left`` or ``\right``; empty for ``.``."""
        if self.position >= len(self.tokens):
            return ""
        token = self.tokens[self.position]
        self.position += 1
        if token.text == ".":
            return ""
        symbol = SYMBOLS.get(token.text) or SIGNS.get(token.text)
        if symbol is None:
            raise _unknown(token)
        return symbol.character

    def fence(self) -> Box:
        left = self.delimiter()
        body = self.row(frozenset({"\\right"}))
        self.position += 1
        return Box("fence", (left, self.delimiter()), (body,))

    def root(self) -> Box:
        degree: Box | None = None
        if self.position < len(self.tokens) and self.tokens[self.position].text == "[":
            end = self.position + 1
            while end < len(self.tokens) and self.tokens[end].text != "]":
                end += 1
            degree = layout(self.tokens[self.position + 1 : end])
            self.position = end + 1
        radicand = self.argument()
        return Box("root", None, (radicand,) if degree is None else (radicand, degree))

    def scripts(self, base: Box) -> Box:
        """A base with all the primes, subscripts and superscripts that follow it."""
        primes, below, above = 0, None, None
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.text == _PRIME and token.kind is _SIGN:
                primes += 1
                self.position += 1
            elif token.kind is TokenKind.SUBSCRIPT and below is None:
                self.position += 1
                below = self.argument()
            elif token.kind is TokenKind.SUPERSCRIPT and above is None:
                self.position += 1
                above = self.argument()
                if above.kind == "symbol" and above.data.character == "′":
                    primes, above = primes + 1, None
            elif token.text in ("\\limits", "\\nolimits"):
                self.position += 1
            else:
                break
        return Box("scripts", primes, (base, below, above))

    def environment(self, token: Token) -> Box:
        name = token.text
        if name not in _MATRIX_OR_CASES and name not in ALIGNED:
            raise _unknown(token)
        rows: list[Box] = []
        cells: list[Box] = []
        while self.position < len(self.tokens):
            cells.append(self.row(frozenset(), (TokenKind.ALIGN, TokenKind.NEWLINE, TokenKind.END)))
            if self.position >= len(self.tokens):
                break
            kind = self.tokens[self.position].kind
            self.position += 1
            if kind is not TokenKind.ALIGN:
                if not (len(cells) == 1 and cells[0] == EMPTY):
                    rows.append(Box("row", None, tuple(cells)))
                cells = []
            if kind is TokenKind.END:
                break
        if name in MATRICES:
            return Box("matrix", MATRICES[name], tuple(rows))
        return Box("cases" if name == "cases" else "lines", None, tuple(rows))
