"""Markdown text to blocks whose formulas are not read yet. Chunks of text that were parsed before are remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from solgen.documents.blocks import Text
from solgen.documents.dollars import add_dollar_rules
from solgen.documents.plain_chunks import plain_chunk
from solgen.documents.raw import (
    Problem,
    RawBlock,
    RawChunk,
    RawCode,
    RawDisplay,
    RawFigure,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
    Spot,
)
from solgen.documents.tables import bars_in_formulas, rows_too_long, table_not_read

Place = Callable[[int], Spot]
"""From an offset in a line of text to its place."""

_CHUNKS_REMEMBERED = 1024
_TEXTS_REMEMBERED = 256
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_FENCE_SIGNS = frozenset("`~")
_DEEPEST_LIST = 6


def parse_markdown(text: str) -> Iterator[tuple[int, RawChunk]]:
    """The chunks of a text in order, each with the line (from 0) on which it begins. Never raises."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    for start, chunk in _chunks(text):
        yield start, parse_chunk(chunk)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _chunks(text: str) -> tuple[tuple[int, str], ...]:
    """Runs of lines that no Markdown construct joins: cut at empty lines before unindented ones of another kind."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    start: int | None = None
    blank, fence, display, in_list = False, "", False, False
    for number, line in enumerate(lines):
        if not line.strip() and not fence:
            blank, display = True, False
            continue
        first = line[:1]
        starts_item = (first in "-*+" or first.isdecimal()) and bool(_LIST.match(line))
        if start is None:
            start, in_list = number, starts_item
        elif blank and not fence and not line[0].isspace() and not (in_list and starts_item):
            yield start, "\n".join(lines[start:number]).rstrip("\n")
            start, in_list = number, starts_item
        blank = False
        found = None if display or line.lstrip(" ")[:1] not in _FENCE_SIGNS else _FENCE.match(line)
        if found is not None:
            fence = "" if fence and line.strip().startswith(fence) else fence or found[1]
        elif not fence and line.strip().startswith("$$"):
            display = not display
    if start is not None:
        yield start, "\n".join(lines[start:]).rstrip("\n")


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 60})
    markdown.enable("table")
    # Indented code, underlined headings and reference definitions turn an author's slip into something silent.
    markdown.disable(["code", "lheading", "reference", "html_block", "html_inline", "autolink"])
    add_dollar_rules(markdown)
    return markdown


_MARKDOWN = _parser()


@lru_cache(maxsize=_CHUNKS_REMEMBERED)
def parse_chunk(text: str) -> RawChunk:
    """The blocks of one chunk. Never raises."""
    return plain_chunk(text) or parsed_chunk(text)


def parsed_chunk(text: str) -> RawChunk:
    """The blocks of one chunk as the parser finds them, however plain it is. Never raises."""
    env: dict[str, Any] = {"problems": []}
    tokens = _MARKDOWN.parse(text, env)
    builder = _Builder(text.split("\n"), env["problems"])
    blocks = builder.blocks(tokens)
    return RawChunk(
        tuple(blocks), tuple(sorted(builder.problems, key=lambda problem: (problem.spot.line, problem.spot.column)))
    )


class _Builder:
    """Turns the parser's flat tokens into blocks, and offsets into places."""

    def __init__(self, lines: list[str], problems: list[Problem]) -> None:
        self.lines = lines
        self.problems = problems
        self.depth = 0

    def blocks(self, tokens: list[Token]) -> list[RawBlock]:
        """All blocks of a run of tokens."""
        found: list[RawBlock] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            inside = tokens[position + 1 : end]
            block = self._block(token, inside)
            if block is not None:
                found.append(block)
            position = end + 1
        return found

    def _block(self, token: Token, inside: list[Token]) -> RawBlock | None:
        match token.type:
            case "display":
                return RawDisplay(token.meta["formula"])
            case "paragraph_open":
                return self._paragraph(inside[0])
            case "heading_open":
                return RawHeading(int(token.tag[1]), self._inlines(inside[0]))
            case "bullet_list_open" | "ordered_list_open":
                return RawList(token.type == "ordered_list_open", self._items(inside))
            case "table_open":
                return self._table(token, inside)
            case "fence":
                return RawCode(token.content.rstrip("\n"))
        kinds = {"hr": "a rule across the page", "blockquote_open": "a quotation"}
        line = token.map[0] if token.map else 0
        self.problems.append(
            Problem(
                "document-not-set",
                f"{kinds.get(token.type, 'this')} has no place on a sheet",
                "use paragraphs, lists, tables, headings, pictures and formulas",
                Spot(line, 1),
            )
        )
        return None

    def _items(self, tokens: list[Token]) -> tuple[tuple[RawBlock, ...], ...]:
        self.depth += 1
        if self.depth == _DEEPEST_LIST + 1:
            line = tokens[0].map[0] if tokens and tokens[0].map else 0
            self.problems.append(
                Problem(
                    "document-too-deep", f"a list more than {_DEEPEST_LIST} deep", "write it flatter", Spot(line, 1)
                )
            )
        found: list[tuple[RawBlock, ...]] = []
        position = 0
        while position < len(tokens) and self.depth <= _DEEPEST_LIST:
            end = _closing(tokens, position)
            found.append(tuple(self.blocks(tokens[position + 1 : end])))
            position = end + 1
        self.depth -= 1
        return tuple(found)

    def _paragraph(self, inline: Token) -> RawBlock:
        first = inline.map[0] if inline.map else 0
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return self._figure(children[0], Spot(first, 1))
        self.problems.extend(table_not_read(self.lines, first))
        return RawParagraph(self._inlines(inline), first)

    def _figure(self, image: Token, spot: Spot) -> RawFigure:
        path, alternative = str(image.attrs.get("src", "")), image.content.strip()
        if not alternative:
            self.problems.append(
                Problem(
                    "document-figure-without-words",
                    f"the picture `{path}` has no words for those who cannot see it",
                    "say in the square brackets what it shows: `![…](picture.svg)`",
                    spot,
                )
            )
        if "$" in alternative:
            self.problems.append(
                Problem(
                    "document-formula-in-picture-words",
                    "a formula stands in the words of a picture, where nothing checks it",
                    "say it in words, and put the formula into the text",
                    spot,
                )
            )
        return RawFigure(path, alternative)

    def _table(self, token: Token, inside: list[Token]) -> RawTable | None:
        first, end = token.map or (0, 0)
        barred = bars_in_formulas(self.lines, first, end)
        self.problems.extend(barred or rows_too_long(self.lines, first, end))
        if barred:
            return None
        rows: list[tuple[tuple[RawInline, ...], ...]] = []
        cells: list[tuple[RawInline, ...]] = []
        alignments: list[str] = []
        column, line = 0, -1
        for position, cell in enumerate(inside):
            if cell.type == "tr_open":
                cells, column, line = [], 0, cell.map[0] if cell.map else line + 1
            elif cell.type in ("th_open", "td_open"):
                inline = inside[position + 1]
                column = max(self.lines[line].find(inline.content, column) if line < len(self.lines) else 0, column)
                cells.append(self._inlines(inline, line, column))
                column += len(inline.content)
                if cell.type == "th_open":
                    alignments.append(str(cell.attrs.get("style", "")).removeprefix("text-align:"))
            elif cell.type == "tr_close":
                rows.append(tuple(cells))
        return RawTable(tuple(rows), tuple(alignments))

    def _inlines(self, inline: Token, line: int | None = None, column: int = 0) -> tuple[RawInline, ...]:
        first = line if line is not None else inline.map[0] if inline.map else 0
        place = self._placer(inline.content, first, column)
        found: list[RawInline] = []
        styles: list[str] = []
        link = ""
        for child in inline.children or []:
            match child.type:
                case "formula" | "code_inline" | "hardbreak":
                    found.append(_single(child, place))
                case "strong_open" | "em_open":
                    styles.append("strong" if child.type == "strong_open" else "emphasis")
                case "strong_close" | "em_close":
                    styles.pop()
                case "link_open":
                    link = str(child.attrs.get("href", ""))
                case "link_close":
                    _append(found, f" ({link})", styles)
                case "image":
                    self._image_in_text(place(0))
                case _:
                    _append(found, " " if child.type == "softbreak" else child.content, styles)
        for offset, problem in inline.meta.get("problems", ()):
            self.problems.append(Problem(problem.code, problem.message, problem.hint, place(offset)))
        return tuple(found)

    def _image_in_text(self, spot: Spot) -> None:
        self.problems.append(
            Problem(
                "document-picture-in-text",
                "a picture stands inside a line of text",
                "put it in a paragraph of its own",
                spot,
            )
        )

    def _placer(self, content: str, first: int, column: int) -> Place:
        """A function from an offset in ``content`` to its place in the text."""
        rows = content.split("\n")
        bases = []
        for count, row in enumerate(rows):
            source = self.lines[first + count] if first + count < len(self.lines) else ""
            bases.append(max(source.find(row.strip(), column if count == 0 else 0), 0) - (len(row) - len(row.lstrip())))

        def place(offset: int) -> Spot:
            before = content[:offset]
            row = before.count("\n")
            return Spot(first + row, max(bases[row] + len(before) - (before.rfind("\n") + 1), 0) + 1)

        return place


def _single(child: Token, place: Place) -> RawInline:
    """A token that is an inline by itself."""
    if child.type == "formula":
        return _raw_formula(child, place)
    return Text(child.content, "code") if child.type == "code_inline" else Text("", "break")


def _append(found: list[RawInline], text: str, styles: list[str]) -> None:
    """Add words, joined to the words before where their style is the same."""
    style = styles[-1] if styles else "plain"
    last = found[-1] if found else None
    if isinstance(last, Text) and last.style == style:
        found[-1] = Text(last.text + text, style)
    elif text:
        found.append(Text(text, style))


def _raw_formula(child: Token, place: Place) -> RawFormula:
    start: int = child.meta["at"]
    rows = child.content.split("\n")
    offsets = [start]
    for row in rows[:-1]:
        offsets.append(offsets[-1] + len(row) + 1)
    return RawFormula(
        child.content,
        tuple(place(offset) for offset in offsets),
        child.meta["braces"],
        place(child.meta["braces_at"]),
    )


def _closing(tokens: list[Token], position: int) -> int:
    """The position of the token that closes the one at ``position``, which is itself where nothing is opened."""
    if tokens[position].nesting != 1:
        return position
    depth = 0
    for end in range(position, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1
