"""Who takes part: students as a learning platform's roster names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accommodation:
    """What one student is granted."""

    large_print: bool = False
    extra_time: Fraction = Fraction(0)
    """A part of the duration: 1/4 is 25 % more."""


NO_ACCOMMODATION = Accommodation()


@dataclass(frozen=True, slots=True)
class Student:
    """A student. The id is what seeds and ledger know; the name is only printed."""

    id: str
    name: str
    accommodation: Accommodation = NO_ACCOMMODATION
    line: int = 0
    """The line of the roster on which the row begins, from 1."""
    identifiers: tuple[str, ...] = ()
    """The cells by which the platform knows the student, in the order of ``Roster.identifying``."""


class Platform(StrEnum):
    """Whose export a roster is, as its header tells."""

    CANVAS = "Canvas"
    MOODLE = "Moodle"
    GRADESCOPE = "Gradescope"
    PLOM = "Plom"
    NBGRADER = "nbgrader"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a sitting, in the order of the file."""

    students: tuple[Student, ...]
    platform: Platform = Platform.PLAIN
    identifying: tuple[str, ...] = ()
    """The headings of the columns that the platform wants back beside the marks."""
    file: Path = Path()
    by_id: Mapping[str, Student] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {student.id: student for student in self.students})
