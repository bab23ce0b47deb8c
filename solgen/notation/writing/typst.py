"""Typst's mathematical markup from a reading's tokens.

Characters are written as themselves, escaped where Typst gives them a meaning; nothing is left to Typst's shorthands,
so that what stands in the markup is what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from solgen.notation.reading.reading import Reading, Token
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.symbols import Symbol

_ESCAPED: Final = frozenset("()[]{}|,;:/_^\\\"#$&'~@*`!.<>-+=%?")
_THIN, _MEDIUM, _THICK = 1 / 6, 2 / 9, 5 / 18
_SPACES: Final = {_THIN: "thin", _MEDIUM: "med", _THICK: "thick", 1.0: "quad", 2.0: "wide"}
_ACCENTS: Final = {
    "\\bar": "macron", "\\overline": "overline", "\\hat": "hat", "\\widehat": "hat", "\\tilde": "tilde",
    "\\widetilde": "tilde", "\\dot": "dot", "\\ddot": "dot.double", "\\vec": "arrow", "\\check": "caron",
    "\\breve": "breve", "\\underline": "underline", "\\underbrace": "underbrace", "\\overbrace": "overbrace",
    "\\underbracket": "underbracket", "\\overbracket": "overbracket",
}  # fmt: skip
_STYLES: Final = {
    "bold": "bold(upright(", "blackboard": "bb(", "calligraphic": "cal(", "sans": "sans(", "italic": "italic(",
    "bold italic": "bold(italic(", "fraktur": "frak(", "monospace": "mono(", "upright": "upright(",
}  # fmt: skip


def to_typst(formula: Reading | Sequence[Token]) -> str:
    """The formula as Typst markup, to be put between dollar signs. Raises Failure (set-unknown-command)."""
    return box_to_typst(layout(formula.tokens if isinstance(formula, Reading) else formula))


def string_literal(text: str) -> str:
    """The text as a Typst string: data that Typst can never take for markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if escaped.isprintable():
        return f'"{escaped}"'
    return '"' + "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in escaped) + '"'


def box_to_typst(box: Box) -> str:
    """One box as Typst markup."""
    return _RULES[box.kind](box)


def _join(pieces: Sequence[str]) -> str:
    """Pieces side by side: a blank between them, but none beside a string, where Typst would print it."""
    kept = [piece for piece in pieces if piece]
    written = " ".join(kept)
    if '"' not in written:
        return written
    parts = kept[:1]
    for before, piece in pairwise(kept):
        if before[-1] != '"' and piece[0] != '"':
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _row(box: Box) -> str:
    return _join([_RULES[child.kind](child) or '""' for child in box.children if child is not None])


def _symbol(box: Box) -> str:
    symbol: Symbol = box.data
    written = _WRITTEN.get(symbol)
    if written is None:
        written = _WRITTEN[symbol] = _write_symbol(symbol)
    return written


_WRITTEN: Final[dict[Symbol, str]] = {}
"""What has been written for each symbol; there are only as many as the tables hold."""


def _write_symbol(symbol: Symbol) -> str:
    character = symbol.character
    written = "\\" + character if character in _ESCAPED else character
    if len(character) > 1 and character.isalpha():
        return f'op("{character}")'
    if character in "|‖" and symbol.kind in ("opening", "closing"):
        return f'class("{symbol.kind}", {written})'
    if character in ("!", "?"):
        return f'class("closing", {written})'
    return f'class("normal", {written})' if character in (".", "/", "#") else written


def _letter(box: Box) -> str:
    return str(box.data)


def _number(box: Box) -> str:
    digits = str(box.data)
    return digits if digits.isdecimal() else string_literal(digits)


def _text(box: Box) -> str:
    return string_literal(box.data)


def _space(box: Box) -> str:
    width: float = box.data
    named = _SPACES.get(width)
    return named or f"#h({round(width, 4)}em)"


def _operator(box: Box) -> str:
    return f"op({string_literal(box.data)})"


def _limits(box: Box) -> str:
    return f"op({string_literal(box.data)}, limits: #true)"


def _two(function: str) -> Callable[[Box], str]:
    def rule(box: Box) -> str:
        first, second = box.children
        written = f"{function}({_argument(first)}, {_argument(second)})"
        if box.data == "display":
            return f"display({written})"
        return f"inline({written})" if box.data == "text" else written

    return rule


def _argument(box: Box | None) -> str:
    """A box as an argument of a function; an empty one must still be there."""
    written = box_to_typst(box) if box is not None else ""
    return written or '""'


def _root(box: Box) -> str:
    radicand = _argument(box.children[0])
    return f"sqrt({radicand})" if len(box.children) == 1 else f"root({_argument(box.children[1])}, {radicand})"


def _scripts(box: Box) -> str:
    base, below, above = box.children
    assert base is not None
    written = _RULES[base.kind](base) or '""'
    if base.kind == "row" and base.children:
        written = f'#math.class("normal", ${written}$)'
    parts = [written, "'" * int(box.data or 0)]
    if below is not None:
        parts.append(f"_({_argument(below)})")
    if above is not None:
        parts.append(f"^({_argument(above)})")
    return "".join(parts)


def _stack(box: Box) -> str:
    base, below, above = box.children
    written = f"limits({_argument(base)})"
    if below is not None:
        written += f"_({_argument(below)})"
    if above is not None:
        written += f"^({_argument(above)})"
    return written


def _accent(box: Box) -> str:
    return f"{_ACCENTS[box.data]}({_argument(box.children[0])})"


def _style(box: Box) -> str:
    opening = _STYLES[box.data]
    return opening + _argument(box.children[0]) + ")" * opening.count("(")


def _fence(box: Box) -> str:
    left, right = box.data
    pieces = []
    if left:
        pieces.append(f'class("opening", {_delimiter(left)})')
    pieces.append(_argument(box.children[0]))
    if right:
        pieces.append(f'class("closing", {_delimiter(right)})')
    return f"lr({_join(pieces)})"


def _delimiter(character: str) -> str:
    return "\\" + character if character in _ESCAPED else character


def _size(box: Box) -> str:
    (child,) = box.children
    assert child is not None
    return f"lr(size: #{box.data}em, {_argument(child)})"


def _mode(box: Box) -> str:
    return f"{'display' if box.data == 'display' else 'inline'}({_argument(box.children[0])})"


def _cells(row: Box | None, between: str) -> str:
    assert row is not None
    return between.join(_argument(cell) for cell in row.children)


def _matrix(box: Box) -> str:
    left, right = box.data
    delimiter = f"#({string_literal(left)}, {string_literal(right)})" if left else "#none"
    return f"mat(delim: {delimiter}, {'; '.join(_cells(row, ', ') for row in box.children)})"


def _cases(box: Box) -> str:
    return f"cases({', '.join(_cells(row, ' & quad ') for row in box.children)})"


def _lines(box: Box) -> str:
    return " \\ ".join(_cells(row, " & ") for row in box.children)


_RULES: Final[dict[str, Callable[[Box], str]]] = {
    "symbol": _symbol,
    "letter": _letter,
    "number": _number,
    "text": _text,
    "space": _space,
    "operator": _operator,
    "limits": _limits,
    "row": _row,
    "fraction": _two("frac"),
    "binomial": _two("binom"),
    "root": _root,
    "scripts": _scripts,
    "stack": _stack,
    "accent": _accent,
    "style": _style,
    "fence": _fence,
    "size": _size,
    "mode": _mode,
    "matrix": _matrix,
    "cases": _cases,
    "lines": _lines,
}
