"""The exam sheet: stems, parts, marks, room for answers. It is composed from a Paper, which holds nothing else."""

from __future__ import annotations

from solgen.documents.blocks import Section, SectionKind
from solgen.exams.exam import Exam
from solgen.exams.papers import Paper, PaperQuestion
from solgen.questions.question import Part
from solgen.sheets.blocks import NO_VERDICTS, compose_blocks
from solgen.sheets.sheet import AnswerSpace, Block, Sheet, SheetKind, SheetPart, SheetQuestion, TitleBlock

ONLY = "only"
"""The name of the part of a question that has one part: it is never printed."""


def compose_exam(paper: Paper) -> Sheet:
    """The sheet that a student is given."""
    questions = tuple(_question(question) for question in paper.questions)
    return Sheet(
        SheetKind.EXAM,
        paper.exam.language,
        title_block(paper.exam, paper.label, identification=True),
        sum(question.marks for question in questions),
        questions,
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
    )


def printed_name(part: Part) -> str:
    """A part's name as it is printed: empty for the only part."""
    return "" if part.name == ONLY else part.name


def stem_blocks(sections: tuple[Section, ...], part: str) -> tuple[Block, ...]:
    """The blocks of the stem of a part, or with an empty name of the question."""
    return tuple(
        block
        for section in sections
        if section.kind is SectionKind.STEM and section.part == part
        for block in compose_blocks(section.blocks, NO_VERDICTS, marks=False)
    )


def _question(question: PaperQuestion) -> SheetQuestion:
    parts = tuple(
        SheetPart(
            printed_name(part),
            part.marks,
            stem_blocks(question.stem, part.name),
            (AnswerSpace(part.space),) if part.space else (),
        )
        for part in question.parts
    )
    marks = sum(part.marks for part in question.parts)
    return SheetQuestion(question.number, question.title, marks, stem_blocks(question.stem, ""), parts)
