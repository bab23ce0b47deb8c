"""What one student gets, and what is known of it besides.

A ``Paper`` holds no solution, no answer and no seed, so nothing composed from it can leak one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from solgen.documents.blocks import Section
from solgen.documents.checked import CheckedDocument
from solgen.exams.exam import Exam, ExamSection
from solgen.exams.roster import Student
from solgen.questions.question import Part, Value, Variant
from solgen.questions.seeds import Seed


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question as the student sees it: stems only."""

    number: int
    title: str
    parts: tuple[Part, ...]
    stem: tuple[Section, ...]
    section: ExamSection | None = None
    """The section of the exam that begins with this question."""
    space: str = ""
    """A length that takes the place of the answer spaces of the parts; empty: they stay."""


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


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question of a paper that is still to be drawn: enough for any process to draw it, and nothing of the secret."""

    slot: str
    section: int
    """The position of its section in the blueprint."""
    question: Path
    question_id: str
    seed: Seed
    """The seed of the variant itself: drawn once, without passing anything over."""
    given: Mapping[str, Value] = field(default_factory=dict)
    """Fixed and shared values."""
    identity: str = ""
    """What the reader sees, as a digest; also in the ledger."""
    space: str = ""
    """A length that takes the place of the question's answer spaces; empty: they stay."""


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """One student's paper before it is made. Number and code are unique in the sitting and do not tell who it is."""

    number: int
    code: str
    student: Student
    questions: tuple[PlannedQuestion, ...]
    """In the order of the paper."""

    @property
    def label(self) -> str:
        """What files and messages call the paper: ``0001-7f3a``."""
        return f"{self.number:04d}-{self.code}"
