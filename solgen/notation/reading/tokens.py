"""LaTeX to tokens, and tokens to the stream that the reader walks: without spacing, with directed delimiters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from solgen.diagnostics import Failure
from solgen.notation.reading.failures import failure
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import SIZES, SPACING

MAXIMUM_TOKENS: Final = 4000
"""No display that a person wrote is longer; the limit keeps the time for one formula within bounds."""

_GROUPED = r"[1-9]\d{0,2}(?:\{,\}\d{3})+(?!\d)(?:\.\d+)?|[1-9]\d{0,2}(?:\\,\d{3})+(?!\d)(?:\.\d+)?"
NUMERAL: Final = rf"{_GROUPED}|[1-9]\d{{0,2}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""The pattern of a number as it is written, in ASCII digits."""
_PATTERN = re.compile(
    rf"\s*(?:(?P<letter>[A-Za-z])"
    rf"|(?P<mark>[{{}}^_&])"
    rf"|(?P<sign>[-+=<>/|()\[\],.!'~:;*])"
    rf"|(?P<number>{NUMERAL})"
    rf"|(?P<text>\\(?:text|mbox|textrm|textnormal)(?=\s*\{{))"
    rf"|(?P<environment>\\(?:begin|end)\s*\{{[A-Za-z]+\*?\}})"
    rf"|(?P<newline>\\\\(?:\[[0-9.]+(?:pt|ex|em|mm|cm)\])?)"
    rf"|(?P<command>\\operatorname\*|\\[A-Za-z]+|\\[^A-Za-z\\])"
    rf"|(?P<end>\Z))",
    re.ASCII,
)
_MARKS: Final = {
    "{": TokenKind.OPEN,
    "}": TokenKind.CLOSE,
    "^": TokenKind.SUPERSCRIPT,
    "_": TokenKind.SUBSCRIPT,
    "&": TokenKind.ALIGN,
}
_KINDS: Final = {
    "letter": TokenKind.LETTER,
    "sign": TokenKind.SIGN,
    "newline": TokenKind.NEWLINE,
    "command": TokenKind.COMMAND,
}
ARGUMENT_TAKERS: Final = frozenset({"\\frac", "\\tfrac", "\\dfrac", "\\binom", "\\sqrt", "^", "_"})
_BLANKS: Final = " \t\n\r\f\v"
"""What the pattern of a token takes for blank."""
_FRACTIONS: Final = frozenset({"\\frac", "\\tfrac", "\\dfrac", "\\binom"})


def tokenize(latex: str) -> tuple[Token, ...]:
    """Every token of a formula, spacing commands included.

    Raises Failure for a character that LaTeX mathematics does not have, and for a formula beyond all length.
    """
    tokens: list[Token] = []
    match_at, add, kind_of = _PATTERN.match, tokens.append, _KINDS.get
    position = 0
    while True:
        match = match_at(latex, position)
        if match is None:
            raise _unknown(latex, position)
        group = match.lastgroup or ""
        start, position = match.span(group)
        kind = kind_of(group)
        if kind is not None:
            add(Token(kind, match[group], start, position))
        elif group == "mark":
            add(Token(_MARKS[match[group]], match[group], start, position))
        elif group == "end":
            break
        else:
            add(_token(latex, group, start, position, tokens))
            position = tokens[-1].end
        if len(tokens) > MAXIMUM_TOKENS:
            message = f"The formula has more than {MAXIMUM_TOKENS} tokens."
            raise failure("read-too-long", message, position, "Break it into several formulas.", latex)
    return tuple(tokens)


def _token(latex: str, group: str, start: int, end: int, before: Sequence[Token]) -> Token:
    """A token that is not just what was matched."""
    text = latex[start:end]
    if group == "number":
        if end - start > 1 and _takes_one_digit(before):
            text, end = text[0], start + 1
        return Token(TokenKind.NUMBER, text, start, end)
    if group == "text":
        opening = latex.index("{", end)
        close = closing_brace(latex, opening)
        return Token(TokenKind.TEXT, latex[opening + 1 : close], start, close + 1)
    kind = TokenKind.BEGIN if text.startswith("\\begin") else TokenKind.END
    return Token(kind, text[text.index("{") + 1 : -1], start, end)


def _takes_one_digit(before: Sequence[Token]) -> bool:
    """Whether TeX takes a single digit here as an argument: ``x^23`` is x² 3, ``\\frac12`` a half."""
    if not before:
        return False
    last = before[-1]
    if last.text in ARGUMENT_TAKERS and last.kind is not TokenKind.TEXT:
        return True
    simple = last.kind in (TokenKind.NUMBER, TokenKind.LETTER, TokenKind.COMMAND) or last.text == "}"
    if not simple or len(before) < 2:
        return False
    if last.text == "}":
        return _closes_first_argument(before)
    return before[-2].text in _FRACTIONS and before[-2].kind is TokenKind.COMMAND


def _closes_first_argument(before: Sequence[Token]) -> bool:
    depth = 0
    for position in range(len(before) - 1, -1, -1):
        kind = before[position].kind
        depth += (kind is TokenKind.CLOSE) - (kind is TokenKind.OPEN)
        if depth == 0:
            return position > 0 and before[position - 1].text in _FRACTIONS
    return False


def closing_brace(latex: str, opening: int) -> int:
    """Where the brace that opens at ``opening`` is closed. Raises Failure where it is not."""
    depth = 0
    position = opening
    while position < len(latex):
        character = latex[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    raise failure("read-unbalanced", "The brace of this text is never closed.", opening, "Add `}`.", latex)


def _unknown(latex: str, position: int) -> Failure:
    position += len(latex[position:]) - len(latex[position:].lstrip(_BLANKS))
    character = latex[position]
    hints = {
        "%": "Write `\\%` for percent; a bare `%` begins a comment.",
        "$": "A formula is read without its dollar signs.",
        "#": "Write `\\#` for the number of elements of a set.",
        "\\": "A formula cannot end with a backslash.",
        "²": "Write `^2`.",
        "³": "Write `^3`.",
        "≤": "Write `\\le`.",
        "≥": "Write `\\ge`.",
        "≠": "Write `\\ne`.",
        "−": "Write the hyphen `-` for minus.",
        "·": "Write `\\cdot`.",
        "×": "Write `\\times`.",
        "\u00a0": "Write a plain blank, or `~`.",
        '"': "A second derivative is written with two single quotes.",
    }
    hint = hints.get(character, "Write mathematics with LaTeX's commands, such as `\\alpha` or `\\le`.")
    return failure("read-unknown-character", f"The character {character!r} has no meaning here.", position, hint, latex)


_DIRECTED: Final = {
    ("l", "|"): "\\lvert",
    ("r", "|"): "\\rvert",
    ("l", "\\|"): "\\lVert",
    ("r", "\\|"): "\\rVert",
    ("l", "\\vert"): "\\lvert",
    ("r", "\\vert"): "\\rvert",
    ("l", "\\Vert"): "\\lVert",
    ("r", "\\Vert"): "\\rVert",
    ("m", "|"): "\\mid",
}
_OPENING: Final = frozenset({"(", "[", "\\{", "\\lbrace", "|", "\\|", "\\lvert", "\\lVert", "\\vert", "\\Vert",
                             "\\lfloor", "\\lceil"})  # fmt: skip
_CLOSING: Final = frozenset({")", "]", "\\}", "\\rbrace", "|", "\\|", "\\rvert", "\\rVert", "\\vert", "\\Vert",
                             "\\rfloor", "\\rceil"})  # fmt: skip
_SAME: Final = {
    "\\lbrace": "\\{",
    "\\rbrace": "\\}",
    "\\vert": "|",
    "\\Vert": "\\|",
    "\\colon": ":",
    "\\lparen": "(",
    "\\rparen": ")",
    "\\lbrack": "[",
    "\\rbrack": "]",
}


_NULL: Final = {"\\left": "\\leftnull", "\\right": "\\rightnull"}
"""What ``\\left.`` and ``\\right.`` become: brackets that do not print."""
_SIZES: Final = SIZES | {"\\left", "\\right", "\\middle"}
_PLAIN: Final = frozenset({TokenKind.NUMBER, TokenKind.LETTER})
_BETWEEN_CELLS: Final = frozenset({TokenKind.ALIGN, TokenKind.NEWLINE})
_PAIRED: Final = frozenset({TokenKind.OPEN, TokenKind.CLOSE, TokenKind.BEGIN, TokenKind.END})


def stream_of(latex: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens that carry meaning: spacing and sizes are gone, ``\\left|`` has become ``\\lvert``.

    Raises Failure for braces, environments and ``\\left``/``\\right`` that do not pair, or do so in another cell.
    """
    stream: list[Token] = []
    open_: list[Token] = []
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        position += 1
        if token.kind is TokenKind.TEXT:
            stream.append(
                Token(token.kind, f" {token.text}", token.start, token.end)
            )  # a blank, so that words never pass for signs
        elif token.kind in _PLAIN:
            stream.append(token)
        elif token.text in _SIZES:
            following = tokens[position] if position < count else None
            stream.append(_delimiter(latex, token, following, open_))
            position += 1
        elif token.text in SPACING:
            _refuse_as_argument(latex, tokens, position - 1)
        else:
            if token.kind in _PAIRED:
                _pair(latex, token, open_)
            elif token.kind in _BETWEEN_CELLS and open_ and open_[-1].text == "\\left":
                raise _between_brackets(latex, token)
            same = _SAME.get(token.text)
            stream.append(token if same is None else Token(token.kind, same, token.start, token.end))
    if open_:
        raise _unclosed(latex, open_[-1])
    return stream


def _between_brackets(latex: str, token: Token) -> Failure:
    """TeX ends a cell of a display with all that was opened in it."""
    message = f"`{token.text}` between `\\left` and `\\right`."
    hint = "Write `\\right.` before it and `\\left.` behind it, or brackets without `\\left` and `\\right`."
    return failure("read-alignment", message, token.start, hint, latex)


def _refuse_as_argument(latex: str, tokens: Sequence[Token], position: int) -> None:
    """``\\frac\\,12``: TeX would set the room as the numerator, and the 2 behind the fraction."""
    before = tokens[max(position - 2, 0) : position]
    if not before or before[-1].kind is TokenKind.TEXT:
        return
    takes = before[-1].text in ARGUMENT_TAKERS
    second = len(before) > 1 and before[0].text in _FRACTIONS and before[1].kind is not TokenKind.OPEN
    if takes or second or (before[-1].text == "}" and _closes_first_argument(tokens[:position])):
        message = f"Room where `{before[-1].text}` needs its argument." if takes else "Room before the second argument."
        hint = "Drop it, or put it behind the whole."
        raise failure("read-missing-term", message, tokens[position].start, hint, latex)


def _delimiter(latex: str, size: Token, following: Token | None, open_: list[Token]) -> Token:
    """The bracket after ``\\left``, ``\\right`` or a size, told which way it faces where the command says so."""
    if size.text == "\\left":
        open_.append(size)
    elif size.text == "\\right":
        if not open_ or open_[-1].text != "\\left":
            message = "`\\right` without its `\\left`."
            raise failure("read-unbalanced", message, size.start, "Write both or neither.", latex)
        open_.pop()
    side = {"\\left": "l", "\\right": "r", "\\middle": "m"}.get(size.text, size.text[-1])
    if following is not None and following.text == "." and size.text in _NULL:
        return Token(TokenKind.COMMAND, _NULL[size.text], size.start, following.end)
    allowed = _OPENING if side == "l" else _CLOSING if side == "r" else _OPENING | _CLOSING
    if following is None or following.text not in allowed or following.kind is TokenKind.TEXT:
        message = f"`{size.text}` needs a bracket after it."
        raise failure("read-unbalanced", message, size.start, "Write `\\left( ... \\right)`.", latex)
    text = _DIRECTED.get((side, following.text), _SAME.get(following.text, following.text))
    return Token(following.kind, text, size.start, following.end)


def _pair(latex: str, token: Token, open_: list[Token]) -> None:
    if token.kind in (TokenKind.OPEN, TokenKind.BEGIN):
        open_.append(token)
    elif token.kind is TokenKind.CLOSE:
        if not open_ or open_[-1].kind is not TokenKind.OPEN:
            hint = "Every `{` needs one `}`, inside the same brackets."
            raise failure("read-unbalanced", "This `}` closes nothing.", token.start, hint, latex)
        open_.pop()
    elif token.kind is TokenKind.END:
        if not open_ or open_[-1].kind is not TokenKind.BEGIN or open_[-1].text != token.text:
            message = f"`\\end{{{token.text}}}` closes nothing."
            raise failure("read-unbalanced", message, token.start, f"Write `\\begin{{{token.text}}}` before it.", latex)
        open_.pop()


def _unclosed(latex: str, token: Token) -> Failure:
    if token.kind is TokenKind.BEGIN:
        message, hint = f"`\\begin{{{token.text}}}` is never closed.", f"Write `\\end{{{token.text}}}`."
    elif token.kind is TokenKind.OPEN:
        message, hint = "This `{` is never closed.", "Add `}`."
    else:
        message, hint = "`\\left` without its `\\right`.", "Write both or neither."
    return failure("read-unbalanced", message, token.start, hint, latex)
