"""The exam sheet: stems, parts, marks, room for answers. It is composed from a Paper, which holds nothing else."""

from __future__ import annotations

from solgen.documents.blocks import Section, SectionKind
from solgen.exams.exam import Exam
from solgen.exams.papers import Paper, PaperQuestion
from solgen.languages.language import Language, language_named
from solgen.questions.question import Part
from solgen.sheets.blocks import NO_VERDICTS, compose_blocks
from solgen.sheets.sheet import AnswerSpace, Block, Sheet, SheetKind, SheetPart, SheetQuestion, SheetSection, TitleBlock

ONLY = "only"
"""The name of the part of a question that has one part: it is never printed."""


def compose_exam(paper: Paper) -> Sheet:
    """The sheet that a student is given."""
    page = paper.exam.page
    language = language_named(paper.exam.language)
    questions = tuple(_question(question, language, spaces=page.answers == "here") for question in paper.questions)
    return Sheet(
        SheetKind.EXAM,
        paper.exam.language,
        title_block(paper.exam, paper.label, identification=True),
        sum(question.marks for question in questions),
        questions,
        paper=page.paper,
    )


def title_block(exam: Exam, label: str, *, subtitle: str = "", identification: bool = False) -> TitleBlock:
    """What stands above the first question; how long the exam takes is of no interest on other sheets."""
    return TitleBlock(
        exam.title,
        exam.course,
        exam.date,
        exam.duration if identification else "",
        exam.aids if identification else "",
        label,
        subtitle,
        identification,
        exam.instructions if identification else "",
        identification and exam.page.cover,
        identification and exam.page.table_of_marks,
    )


def section_of(question: PaperQuestion) -> SheetSection | None:
    """What stands above a question with which a section begins."""
    section = question.section
    return None if section is None else SheetSection(section.title, section.instructions)


def printed_name(part: Part) -> str:
    """A part's name as it is printed: empty for the only part."""
    return "" if part.name == ONLY else part.name


def stems(
    sections: tuple[Section, ...], parts: tuple[Part, ...], language: Language
) -> tuple[tuple[Block, ...], dict[str, tuple[Block, ...]]]:
    """The blocks of the question's stem, and of each part's; a part whose name is not printed has none of its own."""
    names = {part.name: printed_name(part) for part in parts}
    whole: list[Block] = []
    own: dict[str, tuple[Block, ...]] = dict.fromkeys(names, ())
    for section in sections:
        if section.kind is SectionKind.STEM:
            blocks = compose_blocks(section.blocks, NO_VERDICTS, marks=False, language=language)
            if names.get(section.part):
                own[section.part] += blocks
            else:
                whole.extend(blocks)
    return tuple(whole), own


def _question(question: PaperQuestion, language: Language, *, spaces: bool) -> SheetQuestion:
    whole, own = stems(question.stem, question.parts, language)
    parts = tuple(
        SheetPart(printed_name(part), part.marks, own[part.name], _room(question, part) if spaces else ())
        for part in question.parts
    )
    marks = sum(part.marks for part in question.parts)
    return SheetQuestion(question.number, question.title, marks, whole, parts, section=section_of(question))


def _room(question: PaperQuestion, part: Part) -> tuple[AnswerSpace, ...]:
    length = question.space or part.space
    return (AnswerSpace(length),) if length else ()
