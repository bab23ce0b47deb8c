"""A text that somebody else wrote: its blocks, its formulas at their places, what it declares about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import SourceText
from solgen.documents.raw import (
    RawBlock,
    RawDisplay,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One text as read from its file, its includes in their places.

    ``source`` is the text with a place for each line, also where it was put together from several files or the cells
    of a notebook; all spots count in it. Comments are gone and the author's macros expanded in ``blocks``.
    """

    file: str
    format: str
    """``markdown``, ``latex`` or ``notebook``."""
    source: SourceText
    blocks: tuple[RawBlock, ...]
    title: str = ""
    language: str = "en"
    declared: Mapping[str, object] = field(default_factory=dict)
    """What the front matter says for the audit: ``declare`` (lines of declarations), ``given``, ``question``."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What could not be read as a text: an include outside the folder, a display that is never closed."""

    def formulas(self) -> tuple[RawFormula, ...]:
        """All formulas in reading order."""
        return tuple(formulas_in(self.blocks))


def formulas_in(blocks: Sequence[RawBlock]) -> Iterator[RawFormula]:
    """The formulas of blocks in reading order."""
    for block in blocks:
        match block:
            case RawParagraph(inlines) | RawHeading(_, inlines):
                yield from _inline(inlines)
            case RawDisplay(formula):
                yield formula
            case RawList(_, items):
                for item in items:
                    yield from formulas_in(item)
            case RawTable(rows, _):
                for row in rows:
                    for cell in row:
                        yield from _inline(cell)


def _inline(inlines: tuple[RawInline, ...]) -> Iterator[RawFormula]:
    yield from (inline for inline in inlines if isinstance(inline, RawFormula))
