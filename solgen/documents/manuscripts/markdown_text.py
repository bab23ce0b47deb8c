"""Markdown with signs for its formulas, made into blocks. Whatever people write, something is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from solgen.documents.blocks import Text
from solgen.documents.manuscripts.found import SIGN, Finds, is_display
from solgen.documents.manuscripts.lines import Source, raw_formula
from solgen.documents.manuscripts.traced import Traced
from solgen.documents.raw import (
    RawBlock,
    RawCode,
    RawDisplay,
    RawFigure,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
)

_SIGNS = re.compile(f"({SIGN})")
_PART_AT_LINE = re.compile(r"\((?:[a-z]|[ivx]{1,5})\)\s|(?:[a-h]|[ivx]{1,5})[.)]\s")
_SENTENCE_END = re.compile(r"[.?!:;]\W*\Z")
_BOX = re.compile(r":{3,}\s*(?:\{[^}]*\}|[\w.-]+)\s*$")
_ATTRIBUTES = re.compile(r"\s*\{\s*(?:[#.][\w:.-]+\s*|-\s*|[\w-]+=\S+\s*)+\}\s*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 40})
    markdown.enable("table")
    # Indented lines are seldom code in such texts, and a formula in a block of HTML would be lost.
    markdown.disable(["code", "html_block", "reference"])
    return markdown


_MARKDOWN = _parser()


def blocks_of(masked: Traced, finds: Finds, source: Source) -> tuple[RawBlock, ...]:
    """The blocks of a text in which signs stand for formulas."""
    builder = _Builder(masked, finds, source)
    return tuple(builder.blocks(_MARKDOWN.parse(masked.text)))


class _Builder:
    """Turns the parser's flat tokens into blocks."""

    def __init__(self, masked: Traced, finds: Finds, source: Source) -> None:
        self.finds = finds
        self.source = source
        self.masked = masked
        self.titles = _titles_of_boxes(source.text)
        self.starts = [0, *(found.end() for found in re.finditer("\n", masked.text))]

    def line(self, token: Token) -> int:
        """The line of the source on which a token begins."""
        if token.map is None or token.map[0] >= len(self.starts):
            return 0
        return self.source.spot(self.masked.origin(self.starts[token.map[0]])).line

    def blocks(self, tokens: list[Token]) -> Iterator[RawBlock]:
        """All blocks of a run of tokens."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            yield from self._block(token, tokens[position + 1 : end])
            position = end + 1

    def _block(self, token: Token, inside: list[Token]) -> Iterator[RawBlock]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(inside[0], self.line(token))
            case "heading_open":
                inlines = _without_attributes(_plain(self.inlines(inside[0])))
                line = self.line(token)
                if line in self.titles:
                    strong = (replace(one, style="strong") if isinstance(one, Text) else one for one in inlines)
                    yield RawParagraph(tuple(strong), line)
                else:
                    yield RawHeading(int(token.tag[1]), inlines, line)
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                yield RawList(ordered, tuple(self._items(inside)), int(token.attrs.get("start", 1)))
            case "table_open":
                yield self._table(inside)
            case "fence":
                yield RawCode(token.content.rstrip("\n"))
            case "blockquote_open":
                yield from self.blocks(inside)

    def _items(self, tokens: list[Token]) -> Iterator[tuple[RawBlock, ...]]:
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            yield tuple(self.blocks(tokens[position + 1 : end]))
            position = end + 1

    def _table(self, inside: list[Token]) -> RawTable:
        rows: list[tuple[tuple[RawInline, ...], ...]] = []
        cells: list[tuple[RawInline, ...]] = []
        alignments: list[str] = []
        for position, cell in enumerate(inside):
            if cell.type == "tr_open":
                cells = []
            elif cell.type in ("th_open", "td_open"):
                cells.append(_plain(self.inlines(inside[position + 1])))
                if cell.type == "th_open":
                    alignments.append(str(cell.attrs.get("style", "")).removeprefix("text-align:"))
            elif cell.type == "tr_close":
                rows.append(tuple(cells))
        return RawTable(tuple(rows), tuple(alignments))

    def _paragraph(self, inline: Token, line: int) -> Iterator[RawBlock]:
        """A paragraph, cut at its displays and where a part begins on a line of its own."""
        current: list[RawInline] = []
        for one in self.inlines(inline):
            match one:
                case RawFormula(display=True):
                    yield from _paragraph_of(current, line)
                    yield RawDisplay(one)
                    line, current = one.closes.line, []
                case RawFigure():
                    yield from _paragraph_of(current, line)
                    yield one
                    current = []
                case int():
                    yield from _paragraph_of(current, line)
                    line, current = one, []
                case _:
                    current.append(one)
        yield from _paragraph_of(current, line)

    def inlines(self, inline: Token) -> Iterator[RawInline | RawFigure | int]:
        """Words, formulas and pictures in order; a number is the line on which another part begins."""
        style, behind = ["plain"], ""
        children = inline.children or []
        first = inline.map[0] if inline.map else 0
        rows = 0
        for position, child in enumerate(children):
            match child.type:
                case "softbreak" | "hardbreak":
                    rows += 1
                    following = children[position + 1].content if position + 1 < len(children) else ""
                    if _PART_AT_LINE.match(following) and _SENTENCE_END.search(behind):
                        at = self.starts[min(first + rows, len(self.starts) - 1)]
                        yield self.source.spot(self.masked.origin(at)).line
                    else:
                        yield Text(" ", style[-1]) if child.type == "softbreak" else Text("", "break")
                case "strong_open" | "em_open":
                    style.append("strong" if child.type == "strong_open" else "emphasis")
                case "strong_close" | "em_close":
                    style.pop()
                case _:
                    yield from self._single(child, style[-1])
                    behind = child.content or behind

    def _single(self, child: Token, style: str) -> Iterator[RawInline | RawFigure]:
        """A token that is something by itself."""
        match child.type:
            case "image":
                yield RawFigure(str(child.attrs.get("src", "")), _SIGNS.sub("", child.content).strip())
            case "code_inline":
                yield Text(_SIGNS.sub("", child.content), "code")
            case "html_inline":
                if _BREAK.fullmatch(child.content):
                    yield Text("", "break")
            case _:
                yield from self._words(child.content, style)

    def _words(self, text: str, style: str) -> Iterator[RawInline]:
        for piece in _SIGNS.split(text):
            if not piece:
                continue
            if _SIGNS.fullmatch(piece):
                yield self.formula(piece)
            else:
                yield Text(piece, style)

    def formula(self, sign: str) -> RawFormula:
        """The formula of a sign, at its place."""
        found = self.finds.of(sign)
        return raw_formula(
            found.latex,
            self.source,
            found.span,
            display=is_display(sign),
            braces=None if found.braces is None else (found.braces, found.braces_at),
        )


def _titles_of_boxes(text: str) -> frozenset[int]:
    """The lines of headings with which a box begins, ``::: {.callout-tip}``: they begin no section."""
    found = set()
    opened = False
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        if opened and stripped.startswith("#"):
            found.add(number)
        opened = _BOX.match(stripped) is not None or (opened and not stripped)
    return frozenset(found)


def _without_attributes(inlines: tuple[RawInline, ...]) -> tuple[RawInline, ...]:
    """A heading without the ``{#sec-one .unnumbered}`` behind it."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Text):
        return inlines
    kept = _ATTRIBUTES.sub("", last.text)
    return inlines if kept == last.text or not kept else (*inlines[:-1], replace(last, text=kept))


def _paragraph_of(inlines: list[RawInline], line: int) -> Iterator[RawParagraph]:
    joined = _joined(inlines)
    if any(not isinstance(one, Text) or one.text.strip() for one in joined):
        yield RawParagraph(joined, line)


def _plain(inlines: Iterator[RawInline | RawFigure | int]) -> tuple[RawInline, ...]:
    """Where nothing can stand on lines of its own: in a heading, in a cell."""
    kept = [_inline(one) for one in inlines if not isinstance(one, RawFigure | int)]
    return _joined(kept)


def _inline(one: RawInline) -> RawInline:
    if isinstance(one, RawFormula) and one.display:
        return replace(one, display=False)
    return one


def _joined(inlines: list[RawInline]) -> tuple[RawInline, ...]:
    """Words of one style that follow each other become one."""
    found: list[RawInline] = []
    for one in inlines:
        last = found[-1] if found else None
        if isinstance(one, Text) and isinstance(last, Text) and one.style == last.style != "break":
            found[-1] = Text(last.text + one.text, one.style)
        else:
            found.append(one)
    return tuple(found)


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
