"""What is asked for: an exam, a sitting, a roster, and where the papers are to stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from solgen.building.plan import Look
from solgen.building.run import exam_of
from solgen.diagnostics import Diagnostic, Failure
from solgen.exams.load_sitting import load_sitting, refuse_unknown_students
from solgen.exams.read_roster import load_roster
from solgen.exams.roster import Accommodation, Roster, Student
from solgen.exams.sitting import SittingPlan
from solgen.typeset.glyphs import covered

FORMATS = ("pdf", "md")
ASKED = "asked"
"""Under which name a journal has what was asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The files that a sitting is made from, and how its sheets are set."""

    source: Path
    """The exam's file."""
    sitting: Path | None
    look: Look
    strict: bool = False

    @property
    def options(self) -> dict[str, str]:
        """Everything besides the inputs that changes the output, as text for the manifest."""
        return {
            "engine": self.look.engine,
            "formats": ",".join(self.look.formats),
            "strict": "yes" if self.strict else "no",
        }

    def absolute(self) -> Asked:
        """The same files by whole paths: workers may stand in another folder."""
        sitting = None if self.sitting is None else self.sitting.resolve()
        templates = None if self.look.templates is None else self.look.templates.resolve()
        return Asked(self.source.resolve(), sitting, replace(self.look, templates=templates), self.strict)

    def as_text(self) -> str:
        """For the journal of this machine: where the files are."""
        return json.dumps(
            {
                "source": str(self.source),
                "sitting": str(self.sitting or ""),
                "templates": str(self.look.templates or ""),
                "formats": list(self.look.formats),
                "strict": self.strict,
            }
        )


def asked_from(text: str) -> Asked:
    """What ``as_text`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    templates = Path(data["templates"]) if data["templates"] else None
    look = Look(tuple(data["formats"]), "typst", templates)
    return Asked(Path(data["source"]), Path(data["sitting"]) if data["sitting"] else None, look, bool(data["strict"]))


def plan_of(asked: Asked) -> SittingPlan:
    """The exam with what its sitting says. Raises Failure."""
    _refuse_formats(asked.look)
    return load_sitting(exam_of(asked.source), asked.sitting, Path())


def roster_for(plan: SittingPlan, file: Path) -> Roster:
    """The students in a roster's file. Raises Failure: whatever is wrong with it, names that cannot be printed."""
    roster = load_roster(file, covered(), id_column=plan.id_column, name_column=plan.name_column)
    refuse_unknown_students(plan, roster)
    return roster


def folder_of(plan: SittingPlan, out: Path) -> Path:
    """Where a sitting stands: ``out/midterm-june``."""
    return out / f"{plan.exam.id}-{plan.name}"


def student_text(student: Student) -> str:
    """A student as the journal keeps it."""
    return json.dumps(
        {
            "id": student.id,
            "name": student.name,
            "large": student.accommodation.large_print,
            "extra": str(student.accommodation.extra_time),
        }
    )


def student_from(text: str) -> Student:
    """What ``student_text`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data: Mapping[str, str] = json.loads(text)
    return Student(data["id"], data["name"], Accommodation(bool(data["large"]), Fraction(data["extra"])))


def _refuse_formats(look: Look) -> None:
    unknown = [name for name in look.formats if name not in FORMATS]
    if unknown or look.engine != "typst":
        what = f"as {unknown[0]}" if unknown else f"by {look.engine}"
        message = f"papers of a sitting are not made {what}"
        raise Failure(Diagnostic("build-unknown-format", message, hint="their formats are pdf and md, made by typst"))
