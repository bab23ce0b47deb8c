"""An exam as written in ``exam.yaml``: its cover, and its blueprint of sections and slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from solgen.diagnostics import Place
from solgen.documents.blocks import SourceText
from solgen.questions.question import Parameter, Value

Bands = Mapping[str, tuple[Fraction, Fraction]]
"""Least and greatest allowed value of a cost measure, by its name; the names are those of ``Cost``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place in an exam, and the question that stands there, or ``take`` of those in ``pool``."""

    name: str
    question: Path
    """The question; of a pool, the first one: what the reference shows."""
    pool: tuple[Path, ...] = ()
    """Every question that may stand here; empty where there is no choice."""
    take: int = 1
    fixed: Mapping[str, Value] = field(default_factory=dict)
    """Values that are the same on every paper."""
    repeats: bool = False
    """Whether two students may get the same variant."""
    space: str = ""
    """A length such as ``7cm`` that takes the place of the answer spaces of the question; empty: they stay."""
    bands: Bands = field(default_factory=dict)
    place: Place = field(default_factory=Place)

    @property
    def candidates(self) -> tuple[Path, ...]:
        """Every question that may stand here."""
        return self.pool or (self.question,)


@dataclass(frozen=True, slots=True)
class ExamSection:
    """A run of slots under a title (empty: none is printed)."""

    title: str
    instructions: str
    slots: tuple[Slot, ...]
    shuffle: bool = False
    """Whether its questions stand in another order on every paper."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What an exam is made of before anybody's paper is drawn."""

    sections: tuple[ExamSection, ...] = ()
    shared: tuple[Parameter, ...] = ()
    """Parameters drawn once a paper, for every question that has a parameter of that name."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots in the order of the file."""
        return tuple(slot for section in self.sections for slot in section.slots)

    @property
    def questions(self) -> tuple[Path, ...]:
        """Every question that may stand on some paper, each once."""
        return tuple(dict.fromkeys(file for slot in self.slots for file in slot.candidates))

    @property
    def reference_sections(self) -> tuple[ExamSection | None, ...]:
        """For each question of the reference, the section that begins with it, if one with a title or text does."""
        return tuple(
            section if position == 0 and (section.title or section.instructions) else None
            for section in self.sections
            for position in range(sum(len(slot.candidates[: slot.take]) for slot in section.slots))
        )

    @property
    def reference_slots(self) -> tuple[Slot, ...]:
        """One slot a question of the reference: of a pool, the first questions."""
        return tuple(
            replace(slot, question=file, pool=(), take=1)
            for slot in self.slots
            for file in slot.candidates[: slot.take]
        )


@dataclass(frozen=True, slots=True)
class Page:
    """How an exam's pages look, as far as an exam may choose."""

    paper: str = "a4"
    """``a4`` or ``letter``."""
    cover: bool = False
    """Whether a page of its own stands before the first question."""
    table_of_marks: bool = False
    """Whether the cover has a table with the marks of each question and room for those reached."""
    answers: str = "here"
    """``here``: answer spaces are printed; ``elsewhere``: answers go into a booklet."""
    templates: Path | None = None
    """A folder of the institution's own templates, which take the place of ours file by file."""


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam: what its cover says and which questions it holds, in order."""

    id: str
    title: str
    course: str
    date: str
    duration: str
    aids: str
    language: str
    slots: tuple[Slot, ...]
    """The slots of the reference, one a question; ``blueprint`` has what papers are drawn from."""
    declare: SourceText
    """Declarations for all its questions."""
    macros: SourceText
    """The author's own LaTeX macros, for all its questions."""
    file: Path
    blueprint: Blueprint = Blueprint()
    page: Page = Page()
    instructions: str = ""
    """What the cover tells the student besides."""
