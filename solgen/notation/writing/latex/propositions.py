"""Relations, chains, connectives and quantifiers as LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.latex.levels import Level, Writer, write

_SIGNS: Final = {
    "=": "=", "≠": "\\ne", "<": "<", "≤": "\\le", ">": ">", "≥": "\\ge", "≈": "\\approx", "≡": "\\equiv", "∈": "\\in",
    "∉": "\\notin", "⊂": "\\subset", "⊆": "\\subseteq", "⇒": "\\Rightarrow", "⇔": "\\iff", "≻": "\\succ",
    "⪰": "\\succeq",
}  # fmt: skip


def _relation(node: Term) -> tuple[Level, str]:
    signs = node.data if isinstance(node.data, tuple) else (node.data,)
    arrows = signs[0] in ("⇒", "⇔")
    sides = [write(side, Level.OR if arrows else Level.SUM) for side in node.arguments]
    text = sides[0] + "".join(f" {_SIGNS[str(sign)]} {side}" for sign, side in zip(signs, sides[1:], strict=True))
    return (Level.ARROW if arrows else Level.RELATION), text


def _connective(command: str, level: Level, needed: Level) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        return level, f" {command} ".join(write(part, needed) for part in node.arguments)

    return written


def _not(node: Term) -> tuple[Level, str]:
    return Level.NOT, f"\\neg {write(node.arguments[0], Level.NOT)}"


def _quantifier(command: str) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        bound, over, body = node.arguments
        among = "" if over.data == "everything" else f" \\in {write(over, Level.SUM)}"
        return Level.ARROW, f"{command} {bound.data}{among} : {write(body, Level.ARROW)}"

    return written


def _listing(node: Term) -> tuple[Level, str]:
    return Level.STATEMENTS, ", ".join(write(part, Level.ARROW) for part in node.arguments)


WRITERS: Final[dict[str, Writer]] = {
    "relation": _relation,
    "chain": _relation,
    "or": _connective("\\lor", Level.OR, Level.NOT),
    "and": _connective("\\land", Level.AND, Level.NOT),
    "not": _not,
    "for_all": _quantifier("\\forall"),
    "exists": _quantifier("\\exists"),
    "sequence": _listing,
    "statements": _listing,
}
