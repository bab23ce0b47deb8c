"""Lists, tables, and environments that are text."""

from __future__ import annotations

import re

from solgen.documents.blocks import Text
from solgen.documents.manuscripts.latex_lists import labels_of
from solgen.documents.manuscripts.latex_tables import EXERCISES, LISTS, TABLES
from solgen.documents.manuscripts.latex_text.inlines import flat, plain_words, with_label
from solgen.documents.manuscripts.latex_text.pieces import OPTION
from solgen.documents.manuscripts.latex_text.walker import EnvironmentRule, Walker
from solgen.documents.manuscripts.rows import Row, rows_of
from solgen.documents.raw import RawBlock, RawHeading, RawInline, RawList, RawTable

_ITEM = re.compile(r"(?<!\\)\\(begin|item|choice|CorrectChoice|task)(?![A-Za-z])")


def _text(walker: Walker, name: str, words: str, start: int, end: int) -> None:
    """An environment that is text: with a name before it, counted, or neither."""
    walker.flush()
    at = walker.masked.origin(start)
    opened = walker.numbering.open(name, len(walker.blocks), walker.source.spot(at))
    if opened and not walker.inner:
        walker.marks.append(opened)
    if name in EXERCISES:
        walker.exercises += 1
        walker.blocks.append(walker.heading(3, f"{EXERCISES[name]} {walker.exercises}", start))
    elif name in walker.named and not opened:
        title = f"{walker.named[name]} ({words})" if words and "=" not in words else walker.named[name]
        walker.add(Text(f"{title}.", "strong"), start)
        walker.add(Text(" "), start)
    elif name in ("frame", "block", "exampleblock", "alertblock"):
        group = walker.pieces.group(start, end)
        if group:
            level = 3 if name == "frame" else 4
            walker.blocks.append(RawHeading(level, walker.inline(*group), walker.line_at(start)))
            start = group[1] + 1
    walker.walk(start, end)
    walker.flush()
    closed = walker.numbering.close(name, len(walker.blocks), walker.source.spot(walker.masked.origin(max(end - 1, 0))))
    if closed and not walker.inner:
        walker.marks.append(closed)


def _list(walker: Walker, name: str, words: str, start: int, end: int) -> None:
    ordered = LISTS[name]
    bounds = _items(walker, start, end)
    walker.lists += ordered
    labels: list[str] = []
    items: list[tuple[RawBlock, ...]] = []
    for begin, stop in bounds:
        option = OPTION.match(walker.text, begin, stop)
        own = plain_words(walker.inline(option.start(1), option.end(1))) if option else ""
        labels.append(own)
        inner = walker.apart(option.end() if option else begin, stop)
        if own and not ordered:
            inner = with_label(inner, own, walker.line_at(begin))
        items.append(tuple(inner))
    counted = labels_of(words, walker.lists, len(items)) if ordered else ()
    given = tuple(own or label for own, label in zip(labels, counted or [""] * len(items), strict=True))
    walker.lists -= ordered
    walker.flush()
    if items:
        walker.blocks.append(RawList(ordered, tuple(items), labels=given if ordered and any(given) else ()))


def _items(walker: Walker, start: int, end: int) -> list[tuple[int, int]]:
    r"""Where the items of a list begin and end; those of lists inside it are not its own."""
    begins: list[tuple[int, int]] = []
    skip = start
    for found in _ITEM.finditer(walker.text, start, end):
        if found.start() < skip:
            continue
        if found[1] == "begin":
            skip = walker.ends.get(found.start(), (0, found.end()))[1]
        else:
            begins.append((found.start(), walker.pieces.behind_overlay(found.end())))
    stops = [*(begin for begin, _ in begins[1:]), end][: len(begins)]
    return [(begin, stop) for (_, begin), stop in zip(begins, stops, strict=True)]


def _table(walker: Walker, name: str, words: str, start: int, end: int) -> None:
    del name, words
    walker.flush()
    rows: list[tuple[tuple[RawInline, ...], ...]] = []
    offset = start
    for row in rows_of(walker.masked[start:end]):
        if not isinstance(row, Row):
            continue
        cells: list[tuple[RawInline, ...]] = []
        for cell in row.cells:
            at = walker.text.find(cell.text, offset, end) if cell.text else offset
            offset = at + len(cell.text) if at >= 0 else offset
            cells.append(flat(walker.inline(at, offset)) if cell.text and at >= 0 else ())
        if any(cells):
            rows.append(tuple(cells))
    if rows:
        width = max(len(row) for row in rows)
        filled = tuple((*row, *[()] * (width - len(row))) for row in rows)
        walker.blocks.append(RawTable(filled, ("",) * width))


ENVIRONMENTS: dict[str, EnvironmentRule] = {**dict.fromkeys(TABLES, _table), **dict.fromkeys(LISTS, _list), "": _text}
"""By name; what has none is text."""
