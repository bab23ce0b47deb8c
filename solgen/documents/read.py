"""Pieces of Markdown to a Document: every formula read at its place, every fault reported, none hiding another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import (
    Block,
    CodeBlock,
    Display,
    Document,
    Figure,
    Given,
    Heading,
    Inline,
    ItemList,
    Mistake,
    Paragraph,
    Piece,
    Section,
    SectionKind,
    SourceText,
    Table,
    Text,
)
from solgen.documents.columns import source_column
from solgen.documents.formulas import FormulaReader
from solgen.documents.macros import read_macros
from solgen.documents.markdown import parse_markdown
from solgen.documents.mistakes import not_understood, take_apart
from solgen.documents.raw import (
    RawBlock,
    RawCode,
    RawDisplay,
    RawFigure,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    Spot,
)
from solgen.documents.remembered import declare_remembered
from solgen.documents.scopes import Scopes
from solgen.documents.written import Locate
from solgen.notation.context import Context

_NO_MACROS = SourceText("")
_KEPT = 64
"""Documents that are remembered; an exam's questions in a dozen variants each."""


def read_document(
    pieces: Sequence[Piece],
    declare: SourceText,
    context: Context = Context(),  # noqa: B008 -- frozen and empty
    macros: SourceText = _NO_MACROS,
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document that the pieces make in ``context`` with the declarations of ``declare``, and all that is wrong.

    Where a diagnostic is an error the document lacks what could not be read. Never raises. The same text is read once:
    in a question with few variants most students' texts have been read before.
    """
    return _read_once(tuple(pieces), declare, context, macros)


@lru_cache(maxsize=_KEPT)
def _read_once(
    pieces: tuple[Piece, ...], declare: SourceText, context: Context, macros: SourceText
) -> tuple[Document, tuple[Diagnostic, ...]]:
    diagnostics: list[Diagnostic] = []
    expand: Callable[[str], str] = str
    try:
        expand = read_macros(macros)
    except Failure as failure:
        diagnostics.extend(failure.diagnostics)
    try:
        declared = read_declared(declare, context)
    except Failure as failure:
        diagnostics.extend(failure.diagnostics)
        return Document((), (), (), (), (), (), ()), tuple(diagnostics)
    walk = _Walk(declared, expand)
    sections = tuple(walk.section(piece) for piece in pieces)
    formulas = walk.formulas
    document = Document(
        sections=sections,
        formulas=tuple(formulas.formulas),
        steps=tuple(formulas.claims.steps),
        asked=tuple(formulas.asked),
        given=tuple(formulas.claims.given),
        mistakes=tuple(walk.mistakes),
        contexts=tuple(formulas.claims.contexts),
        unread=tuple(sorted(formulas.claims.unread)),
    )
    return document, (*diagnostics, *formulas.diagnostics)


def read_declared(declare: SourceText, context: Context) -> Context:
    """``context`` with the declarations of a text whose lines have their places. Raises Failure, at those places."""
    try:
        return declare_remembered(declare.text, context, Place())
    except Failure as failure:
        raise Failure(*(one.at(_declared_place(declare, one.place)) for one in failure.diagnostics)) from None


def _declared_place(declare: SourceText, found: Place) -> Place:
    """A place in the declarations' text as one in the file, where the lines are indented and hold what is put in."""
    if not 0 < found.line <= len(declare.places):
        return found
    written = declare.places[found.line - 1]
    if not found.column or (found.excerpt.strip() not in written.excerpt and "<<" not in written.excerpt):
        return written
    indent = len(written.excerpt) - len(written.excerpt.lstrip()) - len(found.excerpt) + len(found.excerpt.lstrip())
    column = source_column(written.excerpt[indent:], found.excerpt, found.column) + indent
    return replace(written, column=column)


class _Walk:
    """Goes through the blocks in order, opening and closing the scopes of hypotheses."""

    def __init__(self, context: Context, expand: Callable[[str], str]) -> None:
        self.scopes = Scopes(context)
        self.formulas = FormulaReader(self.scopes, expand)
        self.mistakes: list[Mistake] = []
        self.locate: Locate = _nowhere

    def section(self, piece: Piece) -> Section:
        """A piece, read."""
        self.formulas.open_section(piece.kind, piece.part)
        lines = piece.source.text.split("\n")
        blocks: list[Block] = []
        words = False
        for start, chunk in parse_markdown(piece.source.text):
            self.locate = _locator(piece.source, lines, start)
            for problem in chunk.problems:
                self.formulas.diagnostics.append(
                    Diagnostic(problem.code, problem.message, self.locate(problem.spot), problem.hint)
                )
            for raw in chunk.blocks:
                if piece.kind is SectionKind.MISTAKES:
                    self._mistakes(raw)
                    continue
                if not isinstance(raw, RawDisplay):
                    if words:
                        self.scopes.close_frame()
                    self.scopes.open_frame()
                    words = True
                blocks.append(self._block(raw))
        if words:
            self.scopes.close_frame()
        return Section(piece.kind, piece.part, tuple(blocks))

    def _item(self, item: tuple[RawBlock, ...]) -> tuple[Block, ...]:
        """The blocks of a list item; the hypotheses of its first paragraph hold until its end."""
        self.scopes.open_frame()
        blocks: list[Block] = []
        words = False
        for position, raw in enumerate(item):
            if position > 0 and not isinstance(raw, RawDisplay):
                if words:
                    self.scopes.close_frame()
                self.scopes.open_frame()
                words = True
            blocks.append(self._block(raw))
        if words:
            self.scopes.close_frame()
        self.scopes.close_frame()
        return tuple(blocks)

    def _block(self, raw: RawBlock) -> Block:
        match raw:
            case RawParagraph():
                return Paragraph(self._inlines(raw.inlines))
            case RawDisplay():
                formula = self.formulas.read(raw.formula, self.locate)
                return CodeBlock(raw.formula.latex) if formula is None else Display(formula)
            case RawHeading():
                return Heading(raw.level, self._inlines(raw.inlines))
            case RawList():
                return ItemList(raw.ordered, tuple(self._item(item) for item in raw.items))
            case RawFigure():
                return Figure(raw.path, raw.alternative)
            case RawCode():
                return CodeBlock(raw.text)
            case _:
                rows = [tuple(self._inlines(cell) for cell in row) for row in raw.rows]
                return Table(rows[0], tuple(rows[1:]), raw.alignments)

    def _inlines(self, raws: Sequence[RawInline]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        for raw in raws:
            if isinstance(raw, Text):
                inlines.append(raw)
                continue
            formula = self.formulas.read(raw, self.locate)
            inlines.append(Text(raw.latex, "code") if formula is None else formula)
        return tuple(inlines)

    def _mistakes(self, raw: RawBlock) -> None:
        """The bullets of one list of the section ``# Mistakes``."""
        if not isinstance(raw, RawList):
            self.formulas.diagnostics.append(not_understood(self.locate(_first_spot(raw))))
            return
        for item in raw.items:
            place = self.locate(_first_spot(item[0]) if item else Spot(0, 1))
            try:
                self._mistake(item, place)
            except Failure as failure:
                self.formulas.diagnostics.extend(failure.diagnostics)

    def _mistake(self, item: tuple[RawBlock, ...], place: Place) -> None:
        found = take_apart(item, place)
        answer = self._context_of(found.answer)
        if answer is None:
            known = sorted({given.answer for given in self.formulas.claims.given})
            raise Failure(
                Diagnostic(
                    "document-mistake-unknown-answer",
                    f"the mistake `{found.name}` is about `{found.answer}`, which no solution gives",
                    place,
                    f"the answers given are {', '.join(f'`{name}`' for name in known) or 'none yet'}",
                )
            )
        context, part = answer
        formula = self.formulas.mention(found.formula, self.locate, context)
        if formula is None:
            return
        self.formulas.open_section(SectionKind.MISTAKES, part)
        feedback = self._inlines(found.feedback)
        term = formula.reading.members[-1].term
        self.mistakes.append(Mistake(found.name, found.answer, formula, term, feedback, formula.place))

    def _context_of(self, answer: str) -> tuple[Context, str] | None:
        """What is in force where the solution gives an answer; of an answer given by cases, in the first case."""
        given: Given | None = next((one for one in self.formulas.claims.given if one.answer == answer), None)
        if given is not None:
            return given.context, given.part
        asked = next((one for one in self.formulas.asked if one.answer == answer), None)
        return None if asked is None else (asked.context, asked.part)


def _locator(source: SourceText, lines: Sequence[str], start: int) -> Locate:
    def locate(spot: Spot) -> Place:
        line = start + spot.line
        if source.places:
            return source.place(line, spot.column)
        excerpt = lines[line] if line < len(lines) else ""
        return Place(line=line + 1, column=spot.column, excerpt=excerpt)

    return locate


def _nowhere(_spot: Spot) -> Place:
    return Place()


def _first_spot(block: RawBlock) -> Spot:
    """Where a block begins."""
    match block:
        case RawDisplay():
            return block.formula.starts[0]
        case RawParagraph():
            return Spot(block.line, 1)
        case RawList() if block.items and block.items[0]:
            return _first_spot(block.items[0][0])
        case _:
            return Spot(0, 1)
