"""What one student gets, and what is known of it besides.

A ``Paper`` holds no solution, no answer and no seed, so nothing composed from it can leak one.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.documents.blocks import Section
from solgen.documents.checked import CheckedDocument
from solgen.exams.exam import Exam
from solgen.questions.question import Part, Variant


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as the student sees it: stems only."""

    number: int
    title: str
    parts: tuple[Part, ...]
    stem: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The exam as one student sees it. ``label`` names the variant in print, or is empty for the reference."""

    exam: Exam
    label: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class SolvedQuestion:
    """A question of a paper with its values, its solution and the verdicts."""

    question: PaperQuestion
    variant: Variant
    checked: CheckedDocument


@dataclass(frozen=True, slots=True)
class SolvedPaper:
    """The whole of a paper: for the solution sheet, the marking sheet and the key."""

    paper: Paper
    questions: tuple[SolvedQuestion, ...]
