"""A sitting's file, ``june.yaml``, to what papers are planned from; without one, the exam and defaults say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.accommodations import extra_time
from solgen.exams.exam import Exam
from solgen.exams.roster import Accommodation, Roster
from solgen.exams.schema import AccommodationForm, SittingForm
from solgen.exams.sitting import SittingPlan
from solgen.questions import bank
from solgen.questions.codes import EXAM
from solgen.questions.form import validated
from solgen.questions.names import is_id, suggestion
from solgen.questions.source import Tree, parse_yaml, read_lines

DEFAULT_NAME = "main"
"""The name of a sitting that has none. It goes into all seeds, so that it never comes from a date that may change."""


def load_sitting(exam: Exam, file: Path | None, here: Path) -> SittingPlan:
    """What a sitting's file says of an exam, or the defaults without one. Raises Failure.

    The secret stands beside that file, else beside the exam, and for an exam of the bank in the folder ``here``.
    """
    if file is None:
        return SittingPlan(DEFAULT_NAME, exam, _beside(exam, here) / f"{exam.id}.secret")
    lines = read_lines(file, EXAM)
    tree = parse_yaml(lines, 1, len(lines), str(file), EXAM)
    form = validated(SittingForm, tree, EXAM, {"accommodations": AccommodationForm})
    name = form.name or file.stem
    if not is_id(name):
        hint = "write `name: june`: lower-case words joined by hyphens"
        message = f"`{name[:60]}` cannot be the name of a sitting"
        raise Failure(Diagnostic("exam-wrong-type", message, Place(str(file)), hint))
    exam = replace(
        exam,
        date=form.date or exam.date,
        duration=form.duration or exam.duration,
        aids=form.aids or exam.aids,
        instructions=form.instructions or exam.instructions,
        language=form.language or exam.language,
    )
    return SittingPlan(
        name=name,
        exam=exam,
        secret_file=file.parent / (form.secret or f"{exam.id}.secret"),
        accommodations=_accommodations(form.accommodations, tree),
        repeats=form.repeats,
        file=file,
        id_column=form.roster.id,
        name_column=form.roster.name,
    )


def _beside(exam: Exam, here: Path) -> Path:
    return here if exam.file.resolve().is_relative_to(bank.BANK.resolve()) else exam.file.parent


def _accommodations(forms: Mapping[str, AccommodationForm], tree: Tree) -> dict[str, Accommodation]:
    granted: dict[str, Accommodation] = {}
    found: list[Diagnostic] = []
    for student, form in forms.items():
        extra = extra_time(form.extra_time)
        if extra is None:
            place = tree.place(("accommodations", student, "extra time"))
            found.append(Diagnostic("exam-wrong-type", f"`{form.extra_time}` is no extra time", place, "write `25%`"))
        else:
            granted[student] = Accommodation(form.large_print, extra)
    if found:
        raise Failure(*found)
    return granted


def refuse_unknown_students(plan: SittingPlan, roster: Roster) -> None:
    """Raise Failure (exam-unknown-student) where something is granted to somebody who is not in the roster."""
    found = [
        Diagnostic(
            "exam-unknown-student",
            f"something is granted to `{name[:60]}`, who is not in the roster",
            Place(str(plan.file)),
            suggestion(name, list(roster.by_id)[:5000], "students"),
        )
        for name in plan.accommodations
        if name not in roster.by_id
    ]
    if found:
        raise Failure(*found)
