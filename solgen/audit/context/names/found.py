"""What is found of names: their uses, the number of their indices, what kind of thing they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.scan import Range, Use

ORDERED: Final = "_{()}"
"""What the name of a sample's order statistics ends with."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One use of a name, in which formula (its number) it stands."""

    formula: int
    use: Use


@dataclass(frozen=True, slots=True)
class Found:
    """A name and what its uses show. ``count`` is the number of its indices, ``ranges`` what is known of each.

    ``sort`` is ``number``, ``function``, ``array`` or ``unknown`` (a number or an array, as the shapes turn out).
    """

    name: str
    base: str
    sort: str
    count: int
    uses: tuple[Seen, ...]
    because: str
    whole: bool = False
    """Whether an indexed name also stands without indices, as a vector or matrix."""
    above: bool = False
    """Whether its index stands high, in brackets: ``x^{(i)}``."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a stretch of text."""

    found: Mapping[str, Found]
    indices: frozenset[str]
    """Letters that stand for indices only."""
    ranges: Mapping[int, tuple[Range, ...]]
    """The ranges that each formula writes."""
    spelled: Mapping[tuple[int, int, int], str]
    """The name of each use, by its formula and where it begins and ends."""


def name_in(names: Names, formula: int, use: Use) -> str:
    """The name of which this is a use."""
    return names.spelled.get((formula, use.start, use.end), use.base)
