"""Blocks whose formulas have not been read yet: what Markdown alone can say. Lines count from 0, columns from 1."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from solgen.documents.blocks import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """A character of the text: its line from 0, its column from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a formula's LaTeX from ``offset`` on stands in the text.

    ``moves`` is False where it does not stand there letter by letter: what a macro became stands where the macro does.
    """

    offset: int
    spot: Spot
    moves: bool = True


@dataclass(frozen=True, slots=True)
class RawFormula:
    """LaTeX between dollars. ``starts`` says where each line of ``latex`` begins.

    ``braces`` is what stands between the braces behind (or above) it, None where there are none.
    """

    latex: str
    starts: tuple[Spot, ...]
    braces: str | None = None
    braces_at: Spot = Spot(0, 0)
    display: bool = False
    opens: Spot = Spot(0, 0)
    """Where the formula begins in the text, its delimiter included; known for manuscripts only."""
    closes: Spot = Spot(0, 0)
    """Just behind the formula's closing delimiter; known for manuscripts only."""
    origins: tuple[Origin, ...] = ()
    """Where pieces of the LaTeX come from, if it is not what stands in the text: macros put in, labels taken out."""

    def spot(self, offset: int) -> Spot:
        """The place in the text of the character at ``offset`` in ``latex``."""
        if self.origins:
            return self._traced(max(offset, 0))
        if len(self.starts) == 1:
            return Spot(self.starts[0].line, self.starts[0].column + max(offset, 0))
        before = self.latex[: max(offset, 0)]
        line = min(before.count("\n"), len(self.starts) - 1)
        column = len(before) - (before.rfind("\n") + 1)
        return Spot(self.starts[line].line, self.starts[line].column + column)

    def _traced(self, offset: int) -> Spot:
        place = bisect_right(self.origins, offset, key=lambda origin: origin.offset) - 1
        origin = self.origins[max(place, 0)]
        moved = max(offset - origin.offset, 0) if origin.moves else 0
        return Spot(origin.spot.line, origin.spot.column + moved)


RawInline = Text | RawFormula


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """Words and formulas, from ``line`` on."""

    inlines: tuple[RawInline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class RawDisplay:
    """A formula on lines of its own."""

    formula: RawFormula


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading."""

    level: int
    inlines: tuple[RawInline, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class RawList:
    """A list of items, each a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[RawBlock, ...], ...]
    start: int = 1
    """The number of the first item, where the list is ordered."""
    labels: tuple[str, ...] = ()
    """What stands before each item as its author has it, ``(a)``; none where these are numbers or signs."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table by rows; the first is its header."""

    rows: tuple[tuple[tuple[RawInline, ...], ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A picture and the text that stands for it."""

    path: str
    alternative: str


@dataclass(frozen=True, slots=True)
class RawCode:
    """Lines set as typed."""

    text: str


RawBlock = RawParagraph | RawDisplay | RawHeading | RawList | RawTable | RawFigure | RawCode


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that Markdown alone shows to be wrong."""

    code: str
    message: str
    hint: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class RawChunk:
    """A run of text without blank lines at its top level, as blocks; spots count from its first line."""

    blocks: tuple[RawBlock, ...]
    problems: tuple[Problem, ...]
