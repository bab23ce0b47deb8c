"""Offsets in a text as lines and columns, and formulas put at their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from solgen.diagnostics import Place
from solgen.documents.blocks import SourceText
from solgen.documents.manuscripts.traced import Cutter, Traced
from solgen.documents.raw import Origin, RawFormula, Spot

_LINE_ENDS = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")
_LINE_ENDS_IN_QUOTE = re.compile(r"[ \t]*\n(?:[ \t>]*\n)*[ \t]*(?:>[ \t]?)*[ \t]*")
_QUOTE_INSIDE = re.compile(r"\A(?:[ \t]*\n[ \t]*(?:>[ \t]?)*)?(.*?)(?:\n[ \t>]*)?\Z", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A manuscript's text with the place of each line."""

    text: str
    places: tuple[Place, ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def spot(self, offset: int) -> Spot:
        """The line and column of a character."""
        line = bisect_right(self.starts, offset) - 1
        return Spot(line, offset - self.starts[line] + 1)

    def place(self, offset: int) -> Place:
        """The place of a character in its file."""
        spot = self.spot(offset)
        return self.source.place(spot.line, spot.column)

    @cached_property
    def source(self) -> SourceText:
        """The same as other rooms know it."""
        return SourceText(self.text, self.places)


def places_of(text: str, file: str, note: str = "") -> tuple[Place, ...]:
    """The place of each line of one file."""
    return tuple(Place(file, number, 0, line, note) for number, line in enumerate(text.split("\n"), 1))


def raw_formula(
    latex: Traced, source: Source, span: tuple[int, int], *, display: bool, braces: tuple[str, int] | None = None
) -> RawFormula:
    """A formula at its place; ``span`` is where it opens and closes in the source, delimiters included.

    ``braces`` are the words of its braces and where these stand.
    """
    text = latex.text
    begins = [0, *(found.end() for found in re.finditer("\n", text))]
    runs = {run.start: run.moves for run in latex.runs}
    straight = all(moves and (start == 0 or text[start - 1] == "\n") for start, moves in runs.items())
    origins: tuple[Origin, ...] = ()
    if not straight:
        starts = sorted({*runs, *begins})
        origins = tuple(Origin(start, source.spot(latex.origin(start)), _moves(latex, start)) for start in starts)
    return RawFormula(
        text,
        tuple(source.spot(latex.origin(begin)) for begin in begins),
        braces[0] if braces else None,
        source.spot(braces[1]) if braces else Spot(0, 0),
        display=display,
        opens=source.spot(span[0]),
        closes=source.spot(span[1]),
        origins=origins,
    )


def _moves(latex: Traced, start: int) -> bool:
    run = latex.runs[bisect_right(latex.runs, start, key=lambda one: one.start) - 1]
    return run.moves


def tidy(latex: Traced, *, quoted: bool = False) -> Traced:
    """Without white space around it or around its lines, without empty lines, and without the signs of a quotation."""
    if quoted:
        found = _QUOTE_INSIDE.search(latex.text)
        latex = latex[found.start(1) : found.end(1)] if found else latex
    latex = latex.strip()
    if "\n" not in latex.text:
        return latex
    cutter = Cutter(latex)
    for found in (_LINE_ENDS_IN_QUOTE if quoted else _LINE_ENDS).finditer(latex.text):
        if found[0] == "\n":
            continue
        newline = found.start() + found[0].index("\n")
        cutter.replace(found.start(), newline)
        cutter.replace(newline + 1, found.end())
    return cutter.done()
