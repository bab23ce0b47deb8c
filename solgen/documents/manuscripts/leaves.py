"""The blocks of a manuscript that hold words or formulas themselves, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.raw import (
    RawBlock,
    RawDisplay,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
    Spot,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph, a display, a heading or a cell of a table."""

    kind: str
    """``paragraph``, ``display``, ``heading`` or ``cell``."""
    inlines: tuple[RawInline, ...]
    spot: Spot
    level: int = 0
    """Of a heading."""


@dataclass(frozen=True, slots=True)
class ListStart:
    """Here begins a list; ``continues`` says whether a later one at the same depth goes on counting."""

    ordered: bool
    start: int
    length: int
    depth: int
    labels: tuple[str, ...]
    continues: bool


@dataclass(frozen=True, slots=True)
class ItemStart:
    """Here begins an item of the list that began last and has not ended."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class ListEnd:
    """Here ends a list."""


Event = Leaf | ListStart | ItemStart | ListEnd


def events(manuscript: Manuscript) -> Iterator[Event]:
    """All leaves in reading order, and where lists and their items begin and end."""
    return _events(manuscript.blocks, 0)


def leaves(manuscript: Manuscript) -> Iterator[Leaf]:
    """All leaves in reading order."""
    return (event for event in events(manuscript) if isinstance(event, Leaf))


def _events(blocks: Sequence[RawBlock], depth: int) -> Iterator[Event]:
    starts = {block.start for block in blocks if isinstance(block, RawList) and block.ordered}
    for block in blocks:
        match block:
            case RawParagraph(inlines, line):
                yield Leaf("paragraph", inlines, _spot(inlines, line))
            case RawDisplay(formula):
                yield Leaf("display", (formula,), formula.opens)
            case RawHeading(level, inlines, line):
                yield Leaf("heading", inlines, _spot(inlines, line), level)
            case RawTable(rows, _):
                for row in rows:
                    for cell in row:
                        yield Leaf("cell", cell, _spot(cell, 0))
            case RawList(ordered, items, start, labels):
                last = start + len(items)
                yield ListStart(ordered, start, len(items), depth, labels, ordered and last in starts)
                for position, item in enumerate(items):
                    yield ItemStart(start + position, labels[position] if position < len(labels) else "")
                    yield from _events(item, depth + 1)
                yield ListEnd()


def _spot(inlines: Sequence[RawInline], line: int) -> Spot:
    """Where a run of words begins: at its first formula, if it begins with one."""
    first = inlines[0] if inlines else None
    if isinstance(first, RawFormula):
        return first.opens
    return Spot(line, 1)
