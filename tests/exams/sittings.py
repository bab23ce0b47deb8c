"""Small exams and rosters for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from solgen.exams.load import load_exam
from solgen.exams.roster import Roster, Student
from solgen.exams.secret import Secret
from solgen.exams.sitting import Sitting, SittingPlan

SECRET = bytes(range(32))
VERSIONS = {"solgen": "1"}

QUESTION = """---
id: {id}
title: A question
topics: [numbers]
parameters:
{parameters}
reference: {{{reference}}}
parts:
  only: {{marks: 5}}
---
{stem}

# Solution
Done.
"""


def write_question(folder: Path, name: str, parameters: str = "a: 1..1000", stem: str = "Take $<<a>>$.") -> Path:
    """A question whose parameters all begin at their first value."""
    lines = "".join(f"  {line.strip()}\n" for line in parameters.split(";"))
    values = ((line.partition(":")[0].strip(), line.partition(":")[2]) for line in parameters.split(";"))
    reference = ", ".join(f"{key}: {value.strip().split('..')[0].split('|')[0].strip()}" for key, value in values)
    text = QUESTION.format(id=name, parameters=lines.rstrip("\n"), reference=reference, stem=stem)
    file = folder / f"{name}.md"
    file.write_text(text, encoding="utf-8")
    return file


def sitting_of(
    folder: Path, slots: str, *, name: str = "june", secret: bytes = SECRET, repeats: bool = False
) -> Sitting:
    """The sitting of an exam with these slots, or whole sections, as they stand in its file."""
    head = "" if slots.startswith(("sections", "slots", "shared", "shuffle", "repeats")) else "slots:\n"
    file = folder / "exam.yaml"
    file.write_text(f"id: midterm\ntitle: Midterm\n{head}{slots}\n", encoding="utf-8")
    plan = SittingPlan(name, load_exam(file), folder / "midterm.secret", repeats=repeats)
    return Sitting(plan, Secret(secret))


def roster_of(ids: Iterable[str]) -> Roster:
    """A roster of students who are called like their ids."""
    return Roster(tuple(Student(name, f"Student {name}", line=line) for line, name in enumerate(ids, 2)))
