"""A formula as one line of plain characters, for a key, a terminal or a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from solgen.notation.reading.reading import Reading, Token
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout

_RAISED: Final = str.maketrans("0123456789+−-=()nitTkjx", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵗᵀᵏʲˣ")
_LOWERED: Final = str.maketrans("0123456789+−-=()ijkmnptx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₘₙₚₜₓ")
_OVER: Final = {"\\bar": "\u0304", "\\overline": "\u0304", "\\hat": "\u0302", "\\widehat": "\u0302",
                "\\tilde": "\u0303", "\\widetilde": "\u0303", "\\dot": "\u0307", "\\ddot": "\u0308",
                "\\vec": "\u20d7", "\\check": "\u030c", "\\breve": "\u0306", "\\underline": "\u0332",
                **dict.fromkeys(("\\underbrace", "\\overbrace", "\\underbracket", "\\overbracket"), "")}  # fmt: skip
_SIMPLE: Final = frozenset({"letter", "number", "symbol", "accent", "text", "scripts", "operator", "fence", "style"})


def to_plain(formula: Reading | Sequence[Token]) -> str:
    """The formula on one line. Raises Failure (set-unknown-command)."""
    return _one(layout(formula.tokens if isinstance(formula, Reading) else formula)).strip()


def _one(box: Box | None) -> str:
    return "" if box is None else _RULES[box.kind](box)


def _row(box: Box) -> str:
    parts: list[str] = []
    before = ""
    for child in box.children:
        if child is None:
            continue
        written, kind = _one(child), _class(child)
        if kind == "binary" and before in ("", "opening", "binary", "relation", "punctuation"):
            kind = "ordinary"  # the sign of a number
        if kind in ("binary", "relation"):
            written = f" {written} "
        elif kind == "punctuation":
            written += " "
        elif kind in ("operator", "large"):
            written = f" {written}" if before else written
        elif _apart(before, kind) or (kind == "factor" and _touches("".join(parts[-1:]))):
            written = " " + written
        parts.append(written)
        before = kind
    return re.sub(r" +", " ", "".join(parts)).strip(" ")


def _apart(before: str, kind: str) -> bool:
    """Whether a blank stands between boxes of these classes."""
    if before == "fraction":
        return kind in ("factor", "opening", "fraction")
    return before == "large" or (before == "operator" and kind != "opening")


def _class(box: Box) -> str:
    """What stands beside what, for the blanks between: a symbol's class, or what the box is."""
    core = box.children[0] if box.kind == "scripts" and box.children[0] is not None else box
    if core.kind == "symbol":
        kind = str(core.data.kind)
        return "factor" if kind == "ordinary" and core.data.character.isalpha() else kind
    if core.kind in ("operator", "limits"):
        return "operator"
    if core.kind == "fence":
        return "opening"
    if core.kind == "fraction":
        return "fraction"
    return "factor" if core.kind in ("letter", "root", "accent", "style", "number") else core.kind


def _touches(before: str) -> bool:
    """Whether a factor written right after this one would run into it."""
    return before[-1:].isalnum() and not (before[-1:].isascii() and before[-1:].isdigit())


def _wrapped(box: Box | None) -> str:
    written = _one(box).strip()
    return written if box is None or box.kind in _SIMPLE or " " not in written else f"({written})"


def _fraction(box: Box) -> str:
    return f"{_wrapped(box.children[0])}/{_wrapped(box.children[1])}"


def _root(box: Box) -> str:
    degree = _one(box.children[1]).translate(_RAISED) if len(box.children) > 1 else ""
    return f"{degree}√({_one(box.children[0])})"


def _scripts(box: Box) -> str:
    base, below, above = box.children
    written = (
        _one(base) if base is None or base.kind in _SIMPLE or base.kind in ("limits", "matrix") else _wrapped(base)
    )
    written += "′" * int(box.data or 0)
    if below is not None:
        written += _script(_one(below).strip(), _LOWERED, "_")
    if above is not None:
        written += _script(_one(above).strip(), _RAISED, "^")
    return written


def _script(written: str, table: dict[int, int], sign: str) -> str:
    small = written.replace(" ", "").translate(table)
    if all(original != moved for original, moved in zip(written.replace(" ", ""), small, strict=True)):
        return small
    return sign + (written if len(written) == 1 else f"({written})")


def _stack(box: Box) -> str:
    base, below, above = box.children
    return _one(base) + (f"_({_one(below)})" if below else "") + (f"^({_one(above)})" if above else "")


def _table(box: Box) -> str:
    return "; ".join(", ".join(_one(cell).strip() for cell in row.children) for row in box.children if row)


_RULES: Final[dict[str, Callable[[Box], str]]] = {
    "symbol": lambda box: str(box.data.character),
    "letter": lambda box: str(box.data),
    "number": lambda box: str(box.data),
    "text": lambda box: str(box.data),
    "space": lambda box: " " if box.data > 0 else "",
    "operator": lambda box: str(box.data),
    "limits": lambda box: str(box.data).replace("\u2009", " "),
    "row": _row,
    "fraction": _fraction,
    "binomial": lambda box: f"binom({_one(box.children[0])}, {_one(box.children[1])})",
    "root": _root,
    "scripts": _scripts,
    "stack": _stack,
    "accent": lambda box: _one(box.children[0]) + _OVER[box.data],
    "style": lambda box: _one(box.children[0]),
    "fence": lambda box: f"{box.data[0]}{_one(box.children[0]).strip()}{box.data[1]}",
    "size": lambda box: _one(box.children[0]),
    "mode": lambda box: _one(box.children[0]),
    "matrix": lambda box: f"[{_table(box)}]",
    "cases": lambda box: f"{{{_table(box)}}}",
    "lines": _table,
}
