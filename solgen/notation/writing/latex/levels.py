"""How tightly pieces of LaTeX hold together, brackets where one is too loose, and the table of writers.

The table is filled by the package, from its modules: a writer of one head writes the arguments by the whole table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from solgen.notation.terms import Term


class Level(IntEnum):
    """How tightly a piece of LaTeX holds together; a looser one is bracketed where a tighter one must stand."""

    STATEMENTS = 0
    ARROW = 1
    OR = 2
    AND = 3
    NOT = 4
    RELATION = 5
    SUM = 6
    PRODUCT = 7
    FACTOR = 8
    BASE = 9
    """May carry an exponent."""


Writer = Callable[[Term], tuple[Level, str]]
WRITERS: Final[dict[str, Writer]] = {}
"""By head; the one of no head writes leaves."""


def write(node: Term, needed: Level) -> str:
    """A Term where something at least as tight as ``needed`` must stand."""
    level, text = WRITERS.get(node.head, WRITERS[""])(node)
    return bracket(text) if level < needed else text


def bracket(text: str) -> str:
    """In brackets, which grow where what they hold is tall."""
    return f"\\left( {text} \\right)" if "\\frac" in text or "\\sum" in text else f"({text})"


def listed(nodes: Sequence[Term]) -> str:
    """Terms with commas between them."""
    return ", ".join(write(node, Level.SUM) for node in nodes)
