"""How wide a formula can be at most, in em: what is surely no wider than a line need not be measured before it is set.

The bounds are those of New Computer Modern, rounded up; a test sets formulas and compares. About how wide a formula
will be, for formats that are never measured, is said by ``extent``.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

from solgen.notation.reading.reading import Token
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.symbols import Symbol

_WIDEST: Final = 1.15
_NARROW_WORDS: Final = dict.fromkeys("iljtf.,;:'’()[] !|", 0.45) | dict.fromkeys("rsceaz-/0123456789\u2009", 0.53)
_WORDS: Final = {**dict.fromkeys("bdghknopquvxy", 0.62), **_NARROW_WORDS}
_LETTERS: Final = dict.fromkeys("abcdefghijklnopqrstuvxyz", 0.75)
_USUAL_OPERATORS: Final = frozenset("+-−±⋅×∖∪∩∧∨")
_USUAL_RELATIONS: Final = frozenset("=<>≤≥≈≠∈")
_SCRIPT: Final = 0.8


def widest(tokens: Sequence[Token]) -> float:
    """A bound of the width in em, in display style; infinite where none is known. Raises Failure
    (set-unknown-command).
    """
    return _of(layout(tokens))


def widest_words(text: str) -> float:
    """A bound of the width of upright words in em."""
    return sum(_WORDS.get(character, _WIDEST) for character in text)


def _of(box: Box | None) -> float:
    if box is None:
        return 0.0
    children = [_of(child) for child in box.children]
    match box.kind:
        case "row":
            return sum(children)
        case "fraction" | "binomial":
            return max(children) + (0.5 if box.kind == "fraction" else 2.0)
        case "scripts" | "stack":
            return children[0] + _SCRIPT * max(children[1:]) + 0.35 * int(box.data or 0) + 0.35
        case "root":
            return sum(children) + 1.3
        case "fence":
            return sum(children) + 2.0
        case _:
            return _leaf(box)


def _leaf(box: Box) -> float:
    match box.kind:
        case "symbol":
            return _symbol(box.data)
        case "space":
            return max(float(box.data), 0.0)
        case "letter":
            return _LETTERS.get(str(box.data), _WIDEST)
        case "number" | "text":
            return widest_words(str(box.data))
        case "operator" | "limits":
            return widest_words(str(box.data)) + 0.4
        case _:
            return inf  # an accent, a style, a table, a delimiter of its own size


def _symbol(symbol: Symbol) -> float:
    if symbol.kind == "binary":
        return 1.3 if symbol.character in _USUAL_OPERATORS else 2.0
    if symbol.kind == "relation":
        return 1.45 if symbol.character in _USUAL_RELATIONS else 2.8
    return {"large": 2.0, "punctuation": 0.55, "opening": 0.6, "closing": 0.6}.get(symbol.kind, 1.6)
