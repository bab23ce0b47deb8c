"""What one phrase says of the names in a formula, and how phrases are matched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_PLACE = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Said:
    """``kind`` of the names in formula number ``formula``: a declaration's kind, or ``array``, ``index`` or ``data``.

    ``shape`` holds sizes as LaTeX, where the words give them; ``properties`` as in a declaration line. ``asserted`` is
    true where the words only say it of a name ("Σ is a diagonal matrix"), so that of a known name it is a claim.
    """

    formula: int
    kind: str
    because: str
    shape: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    asserted: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its words in lower case with formulas as ``⟦n⟧``, its part, its block."""

    text: str
    part: str
    block: int
    display: bool = False


@lru_cache(maxsize=256)
def pattern(expression: str) -> re.Pattern[str]:
    """A compiled pattern; blanks in it stand for any blanks."""
    return re.compile(expression.replace(" ?", r"\s*").replace(" ", r"\s+"))


def numbers(text: str) -> Iterator[int]:
    """The formulas in a text, by their numbers."""
    return (int(number) for number in _PLACE.findall(text))


def quoted(text: str) -> str:
    """Words for a reason: the formulas left out."""
    return " ".join(_PLACE.sub("…", text).split()).strip(" ,.;:")
