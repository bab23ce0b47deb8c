r"""Chunks of Markdown that are so plain that their blocks are seen at once.

Nine in ten chunks of a question are a formula on lines of its own, a paragraph, or a list of one-line items, in which
the only signs of Markdown are dollars and ``*stars*`` around words. These are read here, ten times as fast as by the
parser, and to the same blocks: a chunk is taken only where no other rule of the parser can apply. The first sign of a
line decides which blocks can begin there, so each line of a paragraph begins with a letter, a dollar or a round
bracket; between formulas stand none of the signs that a rule for lines begins with; and stars stand so that the first
can only open and the second only close. What reports a problem is left to the parser. Tests compare the two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from solgen.documents.blocks import Text
from solgen.documents.dollars import BRACES, CLOSED, ROLE_LINE
from solgen.documents.raw import RawBlock, RawChunk, RawDisplay, RawFormula, RawInline, RawList, RawParagraph, Spot

_BULLETS: Final = ("* ", "- ")
_BEGINS: Final = re.compile(r"[^\W\d_]|\(|\$(?!\$)")
_BEGINS_ITEM: Final = re.compile(r"[^\W\d_]|\(|\$(?!\$)|\*\*?[A-Za-z]")
_WORDS: Final = re.compile(r"[^\\`*_\[\]&<~{}$]+")
_MARKED: Final = re.compile(
    r"(?<![^\s(])(\*\*?)([A-Za-z](?:[A-Za-z0-9 -]*[A-Za-z0-9])?)\1(?=[\s.,;:)!?]|\Z)",
)
_STYLES: Final = {"*": "emphasis", "**": "strong"}
_DISPLAY: Final = "$$"
_DELIMITS_TABLE: Final = ("|", "-", ":")


def plain_chunk(text: str) -> RawChunk | None:
    """The blocks of a plain chunk; None for one that only the parser can read."""
    lines = text.split("\n")
    if not all(map(str.isprintable, lines)):
        return None  # tabs, and spaces that are none to everybody
    if text.startswith((_DISPLAY, "{")):
        block = _display(lines)
    elif text.startswith(_BULLETS):
        block = _list(lines)
    else:
        inlines = _inlines(text, lines, 0, 1) if all(map(_BEGINS.match, lines)) else None
        block = None if inlines is None else RawParagraph(inlines, 0)
    return None if block is None else RawChunk((block,), ())


def _display(lines: Sequence[str]) -> RawBlock | None:
    """A formula between double dollars that fills the chunk, below the line of its role if it has one."""
    braces, opening = None, 0
    if lines[0].startswith("{"):
        found = ROLE_LINE.match(lines[0])
        if found is None or len(lines) == 1:
            return None
        braces, opening = found[1], 1
    if not lines[opening].startswith(_DISPLAY) or (opening == 0 and lines[1:2] and _may_be_table(lines[1])):
        return None
    rows: list[str] = []
    starts: list[Spot] = []
    for number in range(opening, len(lines)):
        line = lines[number]
        begin = 2 if number == opening else 0
        end = line.find(_DISPLAY, begin)
        last = number == len(lines) - 1
        if (end >= 0) != last or (last and line[end + 2 :].strip()) or not line.strip():
            return None
        body = line[begin:end] if last else line[begin:]
        row = body.strip()
        if row:
            rows.append(row)
            starts.append(Spot(number, begin + len(body) - len(body.lstrip()) + 1))
    if not rows:
        return None
    return RawDisplay(RawFormula("\n".join(rows), tuple(starts), braces, Spot(0, 1), display=True))


def _may_be_table(line: str) -> bool:
    return line.lstrip().startswith(_DELIMITS_TABLE)


def _list(lines: Sequence[str]) -> RawBlock | None:
    """Items of one line each, all with the same sign."""
    bullet = lines[0][:2]
    items: list[tuple[RawBlock, ...]] = []
    for number, line in enumerate(lines):
        content = line[2:]
        if not line.startswith(bullet) or not _BEGINS_ITEM.match(content):
            return None
        inlines = _inlines(content, [content], number, 3)
        if inlines is None:
            return None
        items.append((RawParagraph(inlines, number),))
    return RawList(ordered=False, items=tuple(items))


def _inlines(text: str, lines: Sequence[str], first: int, column: int) -> tuple[RawInline, ...] | None:
    """Words and formulas of lines that begin on line ``first`` in ``column``."""
    if any(line[-1:] == " " for line in lines):
        return None  # the end of a line, or a break
    place = _placer(lines, first, column)
    found: list[RawInline] = []
    position = 0
    while position < len(text):
        read = _next(text, position, place)
        if read is None:
            return None
        inline, position = read
        found.append(inline)
    return tuple(found)


def _next(text: str, position: int, place: Callable[[int], Spot]) -> tuple[RawInline, int] | None:
    """The formula, the marked words or the plain ones that begin here, and where they end."""
    sign = text[position]
    if sign == "$":
        return _formula(text, position, place)
    found = (_MARKED if sign == "*" else _WORDS).match(text, position)
    if found is None:
        return None
    if sign == "*":
        return Text(found[2], _STYLES[found[1]]), found.end()
    return Text(found[0].replace("\n", " ")), found.end()


def _placer(lines: Sequence[str], first: int, column: int) -> Callable[[int], Spot]:
    """A function from an offset in the lines to its place."""
    if len(lines) == 1:
        return lambda offset: Spot(first, column + offset)
    bases = [0]
    for line in lines[:-1]:
        bases.append(bases[-1] + len(line) + 1)

    def place(offset: int) -> Spot:
        row = bisect_right(bases, offset) - 1
        return Spot(first + row, column + offset - bases[row])

    return place


def _formula(text: str, position: int, place: Callable[[int], Spot]) -> tuple[RawFormula, int] | None:
    """The formula that begins with the dollar at ``position``, and where it ends, its braces included."""
    inside = position + 1
    closed = CLOSED.match(text, inside)
    if closed is None or not closed[1].strip():
        return None  # double dollars are among these
    after = closed.end()
    braces = BRACES.match(text, after)
    if braces is None and text.startswith("{", after):
        return None
    latex = closed[1]
    offsets = [inside]
    if "\n" in latex:
        for row in latex.split("\n")[:-1]:
            offsets.append(offsets[-1] + len(row) + 1)
    behind = place(min(after + 1, len(text)))
    formula = RawFormula(latex, tuple(map(place, offsets)), None if braces is None else braces[1], behind)
    return formula, after if braces is None else braces.end()
