"""Presentation MathML from a reading's tokens, as MathML Core has it: what browsers set without help.

Core leaves spaces to the operator dictionary, which knows a minus only by what stands before it in the same row, and
no space around ``sin``; both are written out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final
from xml.sax.saxutils import escape

from solgen.notation.reading.reading import Reading, Token
from solgen.notation.writing.alphabets import alphabet
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.symbols import ACCENTS, Symbol

_THIN: Final = '<mspace width="0.1667em"></mspace>'
_WORDS: Final = ("operator", "limits")
_LETTERS: Final = re.compile(r"(<m[in]>)([^<]+)(</m[in]>)")


def to_mathml(formula: Reading | Sequence[Token], *, display: bool = False, large: bool = False) -> str:
    """A well-formed ``<math>`` element; ``large`` sets one that stands in a line as a display does.

    Raises Failure (set-unknown-command).
    """
    tokens = formula.tokens if isinstance(formula, Reading) else formula
    mode = "block" if display else "inline"
    style = ' displaystyle="true"' if large else ""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{mode}"{style}>{_one(layout(tokens))}</math>'


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
    if symbol.kind == "ordinary" and character not in ".,;":
        return f'<mo lspace="0em" rspace="0em">{character}</mo>'
    if symbol.kind == "relation" and character in _LOOSE:
        return f'<mo lspace="0.2778em" rspace="0.2778em">{character}</mo>'
    return f"<mo>{character}</mo>"


_LOOSE: Final = (":", "∣", "|", "∴", "∵")
"""Relations that the operator dictionary sets without space."""


def _fence(box: Box) -> str:
    left, right = box.data
    opening = f'<mo fence="true" form="prefix">{escape(left)}</mo>' if left else ""
    closing = f'<mo fence="true" form="postfix">{escape(right)}</mo>' if right else ""
    return f"<mrow>{opening}{_one(box.children[0])}{closing}</mrow>"


def _row(box: Box) -> str:
    return f"<mrow>{''.join(_spaced([child for child in box.children if child is not None]))}</mrow>"


def _spaced(boxes: Sequence[Box]) -> Iterator[str]:
    """The boxes of a row: a sign that is no operation written as one, a thin space beside the word of an operator."""
    before: Box | None = None
    for box in boxes:
        if before is not None and ((_is_word(before) and not _is_open(box)) or (_is_word(box) and _is_operand(before))):
            yield _THIN
        if _is_sign(box) and not _is_operand(before):
            yield f'<mo form="prefix">{escape(box.data.character)}</mo>'
        else:
            yield _one(box)
        before = box


def _core(box: Box | None) -> Box | None:
    return box.children[0] if box is not None and box.kind in ("scripts", "stack") else box


def _is_word(box: Box | None) -> bool:
    core = _core(box)
    return core is not None and core.kind in _WORDS


def _is_open(box: Box) -> bool:
    """Whether no space is wanted between an operator's word and this."""
    return box.kind in ("fence", "space", "size") or (
        box.kind == "symbol" and box.data.kind not in ("ordinary", "large")
    )


def _is_sign(box: Box) -> bool:
    return box.kind == "symbol" and box.data.character in "+−±∓"


def _is_operand(box: Box | None) -> bool:
    """Whether a sum can go on after this box."""
    core = _core(box)
    if core is None or core.kind == "space":
        return False
    return core.data.kind in ("ordinary", "closing", "fence") if core.kind == "symbol" else True


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
    over = base is not None and (base.kind == "limits" or _has_limits(base))
    return _attached(_one(base), _one(below) if below else "", upper, over=over)


def _has_limits(base: Box) -> bool:
    return base.kind == "symbol" and base.data.kind == "large" and base.data.character not in "∫∬∮"


def _attached(base: str, below: str, above: str, *, over: bool) -> str:
    if not below and not above:
        return base
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
    wide = str(box.data in _WIDE).lower()
    character = f'<mo stretchy="{wide}">{escape(_STRETCHING.get(box.data, ACCENTS[box.data][0]))}</mo>'
    body = _one(box.children[0])
    if box.data.startswith("\\under"):
        return f'<munder accentunder="true">{body}{character}</munder>'
    return f'<mover accent="true">{body}{character}</mover>'


_STRETCHING: Final = {"\\overline": "\u00af", "\\underline": "\u0332"}
_WIDE: Final = frozenset({*_STRETCHING, "\\widehat", "\\widetilde", "\\underbrace", "\\overbrace", "\\underbracket",
                         "\\overbracket"})  # fmt: skip
"""Accents as wide as what they stand at, and the characters of which fonts have wide forms."""


def _style(box: Box) -> str:
    """Letters and digits of the style's own alphabet."""
    letters = alphabet(box.data)
    return _LETTERS.sub(lambda found: found[1] + found[2].translate(letters) + found[3], _one(box.children[0]))


def _size(box: Box) -> str:
    """A delimiter of a given height in em."""
    (child,) = box.children
    if child is None or child.kind != "symbol":
        return _one(child)
    form = {"opening": ' form="prefix"', "closing": ' form="postfix"'}.get(child.data.kind, "")
    height = f'stretchy="true" minsize="{box.data}em" maxsize="{box.data}em"'
    return f"<mo {height}{form}>{escape(child.data.character)}</mo>"


def _text(box: Box) -> str:
    """Words; the spaces at their ends are kept, which MathML would take away, and what XML cannot hold is not."""
    words = _AT_ENDS.sub(lambda found: "\u00a0" * len(found[0]), _CONTROL.sub("\ufffd", box.data))
    return f"<mtext>{escape(words)}</mtext>"


_AT_ENDS: Final = re.compile(r"^ +| +$")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _table(box: Box, sides: Sequence[str] = ()) -> str:
    """A table; the cells of a column with a side have it as their class, since Core has no attribute for it."""
    rows = (
        "".join(_cell(cell, side) for cell, side in zip(row.children, chain(sides, _CENTRED), strict=False))
        for row in box.children
        if row is not None
    )
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in rows)}</mtable>"


_CENTRED: Final = ("",) * 400


def _cell(cell: Box | None, side: str) -> str:
    named = f' class="{side}"' if side else ""
    return f"<mtd{named}>{_one(cell)}</mtd>"


def _matrix(box: Box) -> str:
    left, right = box.data
    if not left:
        return _table(box)
    opening, closing = (
        f'<mo fence="true" form="{form}">{escape(character)}</mo>'
        for form, character in (("prefix", left), ("postfix", right))
    )
    return f"<mrow>{opening}{_table(box)}{closing}</mrow>"


def _cases(box: Box) -> str:
    return f'<mrow><mo fence="true" form="prefix">{{</mo>{_table(box, ("left", "left"))}</mrow>'


def _lines(box: Box) -> str:
    return _table(box, ("right", "left") * 4)


_RULES: Final[dict[str, Callable[[Box], str]]] = {
    "symbol": _symbol,
    "letter": lambda box: f"<mi>{escape(box.data)}</mi>",
    "number": lambda box: f"<mn>{escape(box.data)}</mn>",
    "text": _text,
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
    "style": _style,
    "fence": _fence,
    "size": _size,
    "mode": lambda box: f'<mstyle displaystyle="{str(box.data == "display").lower()}">{_one(box.children[0])}</mstyle>',
    "matrix": _matrix,
    "cases": _cases,
    "lines": _lines,
}
