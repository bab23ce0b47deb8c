"""The marking sheet: marks by line, answers with their tolerance, known mistakes with what to say and to take off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.documents.blocks import Block as DocumentBlock
from solgen.documents.blocks import Display, Document, Formula, ItemList, Paragraph, SectionKind, Table
from solgen.documents.by_identity import ByIdentity
from solgen.exams.papers import SolvedPaper, SolvedQuestion
from solgen.languages.language import Language, language_named, marked
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.lines import display_lines, shown_tokens
from solgen.notation.writing.plain import to_plain
from solgen.notation.writing.words import to_words
from solgen.questions.question import Answer, Part
from solgen.sheets import sheet
from solgen.sheets.blocks import NO_VERDICTS, compose_inlines
from solgen.sheets.exam import printed_name, title_block
from solgen.sheets.key import tolerance_text
from solgen.sheets.sheet import Block, Inline, Math, Prose, Sheet, SheetKind, SheetPart, SheetQuestion, Words

_Cell = tuple[Inline, ...]


def compose_marking(solved: SolvedPaper) -> Sheet:
    """The sheet for those who mark."""
    language = language_named(solved.paper.exam.language)
    questions = tuple(_question(question, language) for question in solved.questions)
    return Sheet(
        SheetKind.MARKING,
        solved.paper.exam.language,
        title_block(solved.paper.exam, solved.paper.label, subtitle=language.say("Marking scheme")),
        sum(question.marks for question in questions),
        questions,
        paper=solved.paper.exam.page.paper,
    )


def _question(solved: SolvedQuestion, language: Language) -> SheetQuestion:
    answers = solved.variant.question.answers
    parts = _marked_parts(solved.checked.document, solved.question.parts, answers, language)
    marks = sum(part.marks for part in solved.question.parts)
    return SheetQuestion(solved.question.number, solved.question.title, marks, (), parts)


def _parts(
    document: Document, parts: tuple[Part, ...], answers: tuple[Answer, ...], language: Language
) -> tuple[SheetPart, ...]:
    question = _Marked(document, answers, language)
    single = len(parts) == 1
    return tuple(
        SheetPart(
            printed_name(part),
            part.marks,
            (),
            tuple(_blocks(question, part, {part.name, ""} if single else {part.name})),
        )
        for part in parts
    )


_KEPT: Final = 64
_marked_parts: Final[ByIdentity[Document, tuple[SheetPart, ...]]] = ByIdentity(_parts, _KEPT)
"""A variant that several students have is composed once."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """What the marking of a question is made from."""

    document: Document
    answers: tuple[Answer, ...]
    language: Language


def _blocks(question: _Marked, part: Part, names: set[str]) -> Iterator[Block]:
    language = question.language
    lines = [(line, (Words(marks),)) for line, marks in _marked_lines(question, names)]
    if lines:
        yield _table((marked("Line"), marked("Marks")), lines, language)
    else:
        whole = language.count("{number} mark for the whole part.", "{number} marks for the whole part.", part.marks)
        yield Prose((Words(whole),))
    answers = list(_answers(question, part))
    if answers:
        yield _table((marked("Answer"), marked("Value"), marked("Tolerance")), answers, language)
    mistakes = list(_mistakes(question, part, names))
    if mistakes:
        header = (marked("Mistake"), marked("Gives"), marked("Feedback"), marked("Take off"))
        yield _table(header, mistakes, language)


_FLUSH_RIGHT = ("Marks", "Take off")
_WIDE = ("Line", "Value", "Feedback")


def _table(header: tuple[str, ...], rows: Sequence[tuple[_Cell, ...]], language: Language) -> sheet.Table:
    alignments = tuple("right" if title in _FLUSH_RIGHT else "left" for title in header)
    stretch = next(position for position, title in enumerate(header) if title in _WIDE)
    return sheet.Table(tuple((Words(language.say(title)),) for title in header), tuple(rows), alignments, stretch)


def _marked_lines(question: _Marked, names: set[str]) -> Iterator[tuple[_Cell, str]]:
    """Each line of the working that carries marks, with its marks."""
    for section in question.document.sections:
        if section.kind is SectionKind.SOLUTION and section.part in names:
            for formula in formulas_of(section.blocks):
                yield from _marked(formula)


def _lines_with_marks(formula: Formula) -> tuple[tuple[_Cell, str], ...]:
    reading = formula.reading
    if not formula.attributes.marks and not any(remark.marks for remark in reading.remarks):
        return ()
    found: list[tuple[_Cell, str]] = []
    lines = display_lines(reading)
    left: sheet.Tokens = ()
    for number, line in enumerate(lines):
        left = line.left or left
        marks = line.marks or (formula.attributes.marks if number == len(lines) - 1 else "")
        if marks:
            tokens = left + line.right
            found.append(((Math(tokens, to_plain(tokens)),), marks))
    return tuple(found)


_FORMULAS_KEPT: Final = 1024
_marked: Final[ByIdentity[Formula, tuple[tuple[_Cell, str], ...]]] = ByIdentity(_lines_with_marks, _FORMULAS_KEPT)
"""Students who have the same variant have the same formulas."""


def formulas_of(blocks: tuple[DocumentBlock, ...]) -> Iterator[Formula]:
    """Every formula of the blocks, in order."""
    for block in blocks:
        if isinstance(block, Display):
            yield block.formula
        elif isinstance(block, Paragraph):
            yield from (inline for inline in block.inlines if isinstance(inline, Formula))
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from formulas_of(item)
        elif isinstance(block, Table):
            cells = [*block.header, *(cell for row in block.rows for cell in row)]
            yield from (inline for cell in cells for inline in cell if isinstance(inline, Formula))


def _answers(question: _Marked, part: Part) -> Iterator[tuple[_Cell, ...]]:
    language = question.language
    given_that = language.say("if")
    for answer in question.answers:
        if answer.part != part.name:
            continue
        found = [given for given in question.document.given if given.answer == answer.name]
        for given in found:
            tokens = shown_tokens(tokenize(given.latex))
            value: list[Inline] = [Math(tokens, to_words(given.term, language))]
            if len(found) > 1:
                for latex in given.hypotheses:
                    condition = shown_tokens(tokenize(latex))
                    value += [
                        Words(f" {given_that} " if len(value) == 1 else ", "),
                        Math(condition, to_plain(condition)),
                    ]
            yield (Words(answer.name),), tuple(value), (Words(tolerance_text(answer, language)),)


def _mistakes(question: _Marked, part: Part, names: set[str]) -> Iterator[tuple[_Cell, ...]]:
    language = question.language
    answers = {answer.name for answer in question.answers if answer.part == part.name}
    for mistake in question.document.mistakes:
        if mistake.answer not in answers:
            continue
        tokens = shown_tokens(mistake.formula.reading.tokens)
        yield (
            (Words(mistake.name),),
            (Math(tokens, to_words(mistake.formula.reading, language)),),
            compose_inlines(mistake.feedback, NO_VERDICTS, marks=False, language=language),
            (Words(_deduction(question, mistake.answer, names) or "–"),),
        )


def _deduction(question: _Marked, answer: str, names: set[str]) -> str:
    """The marks of the line that gives the answer: they are what a wrong answer costs."""
    for section in question.document.sections:
        if section.kind is not SectionKind.SOLUTION or section.part not in names:
            continue
        for formula in formulas_of(section.blocks):
            attributes = formula.attributes
            if attributes.answer == answer and attributes.marks:
                return attributes.marks
            for remark in formula.reading.remarks:
                if remark.answer == answer and remark.marks:
                    return remark.marks
    return ""
