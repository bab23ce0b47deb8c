"""Presentation MathML from a reading's tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import escape

from solgen.notation.reading.reading import Reading, Token
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.symbols import ACCENTS, Symbol

_VARIANTS: Final = {
    "bold": "bold", "blackboard": "double-struck", "calligraphic": "script", "sans": "sans-serif", "italic": "italic",
    "bold italic": "bold-italic", "fraktur": "fraktur", "monospace": "monospace", "upright": "normal",
}  # fmt: skip


def to_mathml(formula: Reading | Sequence[Token], *, display: bool = False) -> str:
    """A well-formed ``<math>`` element. Raises Failure (set-unknown-command)."""
    tokens = formula.tokens if isinstance(formula, Reading) else formula
    mode = "block" if display else "inline"
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{mode}">{_one(layout(tokens))}</math>'


def _one(box: Box | None) -> str:
    return _RULES[box.kind](box) if box is not None else "<mrow></mrow>"


def _symbol(box: Box) -> str:
    symbol: Symbol = box.data
    character = escape(symbol.character)
    if symbol.kind == "ordinary" and symbol.character.isalpha():
        return f"<mi>{character}</mi>"
    if symbol.kind in ("opening", "closing"):
        form = "prefix" if symbol.kind == "opening" else "postfix"
        return f'<mo stretchy="false" form="{form}">{character}</mo>'
    return f"<mo>{character}</mo>"


def _fence(box: Box) -> str:
    left, right = box.data
    opening = f'<mo fence="true" form="prefix">{escape(left)}</mo>' if left else ""
    closing = f'<mo fence="true" form="postfix">{escape(right)}</mo>' if right else ""
    return f"<mrow>{opening}{_one(box.children[0])}{closing}</mrow>"


def _row(box: Box) -> str:
    return f"<mrow>{''.join(map(_one, box.children))}</mrow>"


def _fraction(box: Box) -> str:
    written = f"<mfrac>{_one(box.children[0])}{_one(box.children[1])}</mfrac>"
    return f'<mstyle displaystyle="{str(box.data == "display").lower()}">{written}</mstyle>' if box.data else written


def _binomial(box: Box) -> str:
    inner = f'<mfrac linethickness="0">{_one(box.children[0])}{_one(box.children[1])}</mfrac>'
    return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"


def _root(box: Box) -> str:
    if len(box.children) == 1:
        return f"<msqrt>{_one(box.children[0])}</msqrt>"
    return f"<mroot>{_one(box.children[0])}{_one(box.children[1])}</mroot>"


def _scripts(box: Box) -> str:
    base, below, above = box.children
    primes = f"<mo>{'′' * box.data}</mo>" if box.data else ""
    upper = f"<mrow>{primes}{_one(above)}</mrow>" if primes and above else primes or (_one(above) if above else "")
    over = base is not None and (base.kind == "limits" or (base.kind == "symbol" and base.data.kind == "large"))
    return _attached(_one(base), _one(below) if below else "", upper, over=over)


def _attached(base: str, below: str, above: str, *, over: bool) -> str:
    if below and above:
        name = "munderover" if over else "msubsup"
    elif below:
        name = "munder" if over else "msub"
    else:
        name = "mover" if over else "msup"
    return f"<{name}>{base}{below}{above}</{name}>"


def _stack(box: Box) -> str:
    base, below, above = box.children
    return _attached(_one(base), _one(below) if below else "", _one(above) if above else "", over=True)


def _accent(box: Box) -> str:
    character = f"<mo>{escape(ACCENTS[box.data][0])}</mo>"
    body = _one(box.children[0])
    if box.data == "\\underline":
        return f'<munder accentunder="true">{body}{character}</munder>'
    return f'<mover accent="true">{body}{character}</mover>'


def _size(box: Box) -> str:
    return f'<mrow><mstyle scriptlevel="0">{_one(box.children[0])}</mstyle></mrow>'


def _table(box: Box) -> str:
    rows = "".join(
        f"<mtr>{''.join(f'<mtd>{_one(cell)}</mtd>' for cell in row.children)}</mtr>" for row in box.children if row
    )
    return f"<mtable>{rows}</mtable>"


def _matrix(box: Box) -> str:
    left, right = box.data
    if not left:
        return _table(box)
    return f'<mrow><mo fence="true">{escape(left)}</mo>{_table(box)}<mo fence="true">{escape(right)}</mo></mrow>'


_RULES: Final[dict[str, Callable[[Box], str]]] = {
    "symbol": _symbol,
    "letter": lambda box: f"<mi>{escape(box.data)}</mi>",
    "number": lambda box: f"<mn>{escape(box.data)}</mn>",
    "text": lambda box: f"<mtext>{escape(box.data)}</mtext>",
    "space": lambda box: f'<mspace width="{round(box.data, 4)}em"></mspace>',
    "operator": lambda box: f"<mi>{escape(box.data)}</mi>",
    "limits": lambda box: f"<mi>{escape(box.data)}</mi>",
    "row": _row,
    "fraction": _fraction,
    "binomial": _binomial,
    "root": _root,
    "scripts": _scripts,
    "stack": _stack,
    "accent": _accent,
    "style": lambda box: f'<mstyle mathvariant="{_VARIANTS[box.data]}">{_one(box.children[0])}</mstyle>',
    "fence": _fence,
    "size": _size,
    "mode": lambda box: f'<mstyle displaystyle="{str(box.data == "display").lower()}">{_one(box.children[0])}</mstyle>',
    "matrix": _matrix,
    "cases": lambda box: f'<mrow><mo fence="true">{{</mo>{_table(box)}</mrow>',
    "lines": _table,
}
