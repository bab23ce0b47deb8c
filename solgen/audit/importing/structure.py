"""The questions of an ``exam`` document: what each asks, what its solutions say, what its parts are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic, Severity
from solgen.documents.manuscripts.exam_marks import ExamMark
from solgen.documents.manuscripts.latex_text import LatexText
from solgen.documents.manuscripts.lines import Source
from solgen.documents.raw import RawBlock, RawHeading, RawParagraph, Spot

_POINTS = re.compile(r"\s*(\d{1,3})\s*")


@dataclass(slots=True)
class SheetPart:
    """A part of a question, or all of it where it has none; parts of parts count as parts."""

    name: str
    """``a``, ``bii``; ``only`` where the question has no parts."""
    spot: Spot
    marks: int = 0
    stem: list[RawBlock] = field(default_factory=list)
    solution: list[RawBlock] = field(default_factory=list)


@dataclass(slots=True)
class SheetQuestion:
    """One question in the order of the sheet. ``blocks`` are all of it, in its own order."""

    number: int
    title: str
    spot: Spot
    marks: int = 0
    stem: list[RawBlock] = field(default_factory=list)
    solution: list[RawBlock] = field(default_factory=list)
    parts: list[SheetPart] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetOfQuestions:
    """All questions, and what of the sheet belongs to none or could not be taken as it is."""

    questions: tuple[SheetQuestion, ...]
    diagnostics: tuple[Diagnostic, ...]


def questions_of(text: LatexText, source: Source) -> SheetOfQuestions:
    """The questions that the marks of a text set apart."""
    reader = _Reader(source)
    ends = [*(mark.block for mark in text.marks[1:]), len(text.blocks)][: len(text.marks)]
    if text.marks and text.marks[0].block:
        reader.told.append(_left_out(source, text.blocks[0]))
    for mark, end in zip(text.marks, ends, strict=True):
        reader.mark(mark)
        reader.blocks(text.blocks[mark.block : end], heading=mark.level > 0)
    for question in reader.questions:
        reader.settle(question)
    return SheetOfQuestions(tuple(reader.questions), tuple(reader.told))


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.questions: list[SheetQuestion] = []
        self.told: list[Diagnostic] = []
        self.solving = False
        self.letter = ""

    def mark(self, mark: ExamMark) -> None:
        """A question, a part or a solution begins or ends."""
        if mark.kind in ("solution", "end-solution"):
            self.solving = mark.kind == "solution"
            return
        self.solving = False
        if mark.level == 1:
            title = mark.title or f"Question {mark.label.rstrip('.')}"
            self.questions.append(SheetQuestion(len(self.questions) + 1, title, mark.spot, self._points(mark)))
            return
        if not self.questions:
            return
        label = re.sub(r"\W", "", mark.label).lower()
        if mark.level == 2:
            self.letter = label
        name = label if mark.level == 2 else f"{self.letter}{label}"
        question = self.questions[-1]
        if any(part.name == name for part in question.parts):
            name = f"{name}{len(question.parts) + 1}"
        before = question.parts[-1] if question.parts else None
        part = SheetPart(name, mark.spot, self._points(mark))
        if before and mark.level > 2 and before.name == self.letter and not before.solution:
            part.stem = list(before.stem)  # what stands before the first part of a part belongs to that
            part.marks = part.marks or before.marks
            question.parts.pop()
        question.parts.append(part)

    def blocks(self, blocks: tuple[RawBlock, ...], *, heading: bool) -> None:
        """What stands between two marks; the first block is the heading of a question or part."""
        if not self.questions:
            return
        question = self.questions[-1]
        question.blocks.extend(blocks)
        own = blocks[1:] if heading else blocks
        target = question.parts[-1] if question.parts else question
        (target.solution if self.solving else target.stem).extend(own)

    def settle(self, question: SheetQuestion) -> None:
        """A question without parts is its own only part; marks that were given to it as a whole go to its parts."""
        if not question.parts:
            only = SheetPart("only", question.spot, question.marks, solution=question.solution)
            question.parts.append(only)
            question.solution = []
            return
        given = sum(part.marks for part in question.parts)
        if question.marks and not given:
            question.parts[0].marks = question.marks
            self._tell(
                "import-marks",
                f"the question's {question.marks} marks are not divided among its parts; they stand at the first one",
                question.spot,
                "divide them in the front matter and in the solution",
            )
        elif question.marks and given != question.marks:
            self._tell(
                "import-marks",
                f"the question is worth {question.marks} marks, its parts {given}; the parts' marks are kept",
                question.spot,
                "see which of them are meant",
            )

    def _points(self, mark: ExamMark) -> int:
        found = _POINTS.fullmatch(mark.points)
        if mark.points and not found:
            self._tell(
                "import-marks",
                f"`[{mark.points}]` is no whole number of marks",
                mark.spot,
                "write the marks into the front matter; they are whole numbers",
            )
        return int(found[1]) if found else 0

    def _tell(self, code: str, message: str, spot: Spot, hint: str) -> None:
        place = self.source.source.place(spot.line, spot.column)
        self.told.append(Diagnostic(code, message, place, hint, Severity.WARNING))


def _left_out(source: Source, first: RawBlock) -> Diagnostic:
    line = first.line if isinstance(first, RawParagraph | RawHeading) else 0
    message = "what stands before the first question is not carried over"
    hint = "instructions for all questions go into the exam's file: `instructions`, `aids`, `duration`"
    return Diagnostic("import-left-out", message, source.source.place(line), hint, Severity.WARNING)
