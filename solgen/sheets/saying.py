"""What an audit says in text, as words and formulas: witnesses, conditions, messages that hold LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from solgen.diagnostics import Failure
from solgen.kernel.claim import Witness
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.layout import layout
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.plain import to_plain
from solgen.sheets.sheet import Inline, Math, Words


def witness_in_numbers(witness: Witness) -> tuple[Inline, ...]:
    """``at x = 1: left 0.7311, right 0.9385``."""
    inlines: list[Inline] = []
    for position, (name, value) in enumerate(witness.values):
        inlines.append(Words("at " if position == 0 else ", "))
        inlines.extend(_equation(name, value))
    if witness.left or witness.right:
        inlines.append(Words(": left " if inlines else "left "))
        inlines.extend([value_inline(witness.left), Words(", right "), value_inline(witness.right)])
    if witness.note:
        inlines.extend(said_inlines(f"; {witness.note}" if inlines else witness.note))
    return tuple(inlines)


def value_inline(value: str) -> Inline:
    """A value of a witness: numbers, tuples, matrices and quantities as mathematics, anything else in words."""
    value = matrix_in_latex(value)
    return formula_inline(value) if _NUMERIC.fullmatch(value) or "\\" in value else Words(value)


def matrix_in_latex(value: str) -> str:
    """``[1 2; 3 4]``, as witnesses have it, as a matrix of LaTeX; any other value as it is."""
    if not _MATRIX.fullmatch(value):
        return value
    rows = r" \\ ".join(" & ".join(row.split()) for row in value[1:-1].split(";"))
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


_MATRIX: Final = re.compile(r"\[[0-9./; e-]+\]")
_NUMERIC: Final = re.compile(r"[0-9.,/() -]+")


def _equation(name: str, value: str) -> Iterable[Inline]:
    """``x = 1``, as one formula where the value is one."""
    written, given, whole = (
        formula_inline(name),
        value_inline(value),
        formula_inline(f"{name} = {matrix_in_latex(value)}"),
    )
    if not isinstance(written, Math):
        return (written, Words(" = "), given)
    spoken = name_to_words(name)
    if isinstance(given, Math) and isinstance(whole, Math):
        return (replace(whole, spoken=f"{spoken} = {given.spoken}"),)
    return (replace(written, spoken=spoken), Words(" = "), given)


def said_inlines(message: str) -> tuple[Inline, ...]:
    """A message in words: what stands between backticks as code, between dollars or behind a backslash as a formula."""
    inlines: list[Inline] = []
    end = 0
    for found in _IN_WORDS.finditer(message):
        inlines.append(Words(message[end : found.start()]))
        written = found[0]
        inlines.append(Words(written[1:-1], "code") if written[0] == "`" else formula_inline(written.strip("$")))
        end = found.end()
    inlines.append(Words(message[end:]))
    return tuple(piece for piece in inlines if not isinstance(piece, Words) or piece.text)


_GROUP: Final = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_IN_WORDS: Final = re.compile(
    rf"`[^`]+`|\$[^$]+\$|\\[A-Za-z]+(?:{_GROUP})*(?:[_^](?:{_GROUP}|[A-Za-z0-9]|\\[A-Za-z]+))*"
)


def conditions_inlines(conditions: Iterable[str]) -> tuple[Inline, ...]:
    """``for x ≠ 2, for odd n``: conditions are LaTeX, or words that say for what."""
    inlines: list[Inline] = []
    for condition in dict.fromkeys(conditions):
        inlines.append(Words(", " if inlines else ""))
        if is_words(condition):
            inlines.append(Words(condition if condition.startswith("for ") else f"for {condition}"))
        else:
            inlines.extend([Words("for "), formula_inline(condition)])
    return tuple(piece for piece in inlines if not isinstance(piece, Words) or piece.text)


def is_words(written: str) -> bool:
    """Whether a text is plain words rather than LaTeX: blanks between them, and one of three letters at least."""
    return " " in written.strip() and not _SIGNS.search(written) and bool(_LONG_WORD.search(written))


_SIGNS: Final = re.compile(r"[\\^_={}$<>+*/]")
_LONG_WORD: Final = re.compile(r"[A-Za-z]{3,}|\bin\b|\bis\b")


def side_inline(written: str) -> Inline:
    """A side of what was judged."""
    return Words(written) if is_words(written) else formula_inline(written)


def formula_inline(latex: str) -> Inline:
    """LaTeX as an inline formula where it can be set, else as its own source."""
    try:
        tokens = tokenize(latex)
        layout(tokens)
        spoken = to_plain(tokens)
    except Failure:
        return Words(" ".join(latex.split()), "code")
    return Math(tokens, spoken) if tokens and balanced(tokens) else Words(" ".join(latex.split()), "code")


def balanced(tokens: Sequence[Token]) -> bool:
    """Whether every brace, environment and ``\\left`` is closed, in its own order."""
    open_: list[str] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            open_.append("}")
        elif token.kind is TokenKind.BEGIN:
            open_.append(token.text)
        elif token.kind is TokenKind.COMMAND and token.text == "\\left":
            open_.append("\\right")
        elif token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text == "\\right":
            closes = "}" if token.kind is TokenKind.CLOSE else token.text
            if not open_ or open_.pop() != closes:
                return False
    return not open_
