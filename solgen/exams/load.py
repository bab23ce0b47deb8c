"""``exam.yaml`` and the ``course.yaml`` beside it to an ``Exam``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, StrictStr

from solgen.diagnostics import Diagnostic, Failure
from solgen.documents.blocks import SourceText
from solgen.exams.exam import Exam, Slot
from solgen.questions import bank
from solgen.questions.codes import EXAM
from solgen.questions.form import validated
from solgen.questions.load import block_text
from solgen.questions.names import is_id, suggestion
from solgen.questions.schema import Form
from solgen.questions.source import Path_, Tree, parse_yaml, read_lines

Text = Annotated[StrictStr, BeforeValidator(lambda data: "" if data is None else str(data) if _plain(data) else data)]


def _plain(data: object) -> bool:
    return isinstance(data, int) and not isinstance(data, bool)


class CourseForm(Form):
    """What a ``course.yaml`` may say for all exams beside it."""

    course: Text = Field("", max_length=200, description="The name of the course.")
    date: Text = Field("", max_length=100, description="As it is printed.")
    duration: Text = Field("", max_length=100, description="As it is printed.")
    aids: Text = Field("", max_length=500, description="What may be used.")
    language: Text = Field("", pattern=r"^([a-z]{2,3}(-[A-Z]{2})?)?$", description="A code such as en.")
    declare: StrictStr = Field("", description="Declarations for all questions.")
    macros: StrictStr = Field("", description="LaTeX macros for all questions.")


class ExamForm(CourseForm):
    """What an exam says."""

    id: StrictStr = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, description="The name of the exam.")
    title: Text = Field(min_length=1, max_length=200, description="What the cover says.")
    slots: list[Any] = Field(min_length=1, max_length=200, description="The questions in order.")


def load_exam(path: Path) -> Exam:
    """The exam in a file. Raises Failure with every diagnostic found."""
    lines = read_lines(path, EXAM)
    tree = parse_yaml(lines, 1, len(lines), str(path), EXAM)
    found: list[Diagnostic] = []
    course, course_tree = CourseForm.model_validate({}), None
    beside = path.with_name("course.yaml")
    if beside.is_file() and path.name != beside.name:
        try:
            course_lines = read_lines(beside, EXAM)
            course_tree = parse_yaml(course_lines, 1, len(course_lines), str(beside), EXAM)
            course = validated(CourseForm, course_tree, EXAM, {})
        except Failure as failure:
            found.extend(failure.diagnostics)
    try:
        form = validated(ExamForm, tree, EXAM, {})
    except Failure as failure:
        raise Failure(*found, *failure.diagnostics) from None
    slots = _slots(form.slots, tree, path, found)
    if found:
        raise Failure(*found)
    return Exam(
        id=form.id,
        title=form.title,
        course=form.course or course.course,
        date=form.date or course.date,
        duration=form.duration or course.duration,
        aids=form.aids or course.aids,
        language=form.language or course.language or "en",
        slots=tuple(slots),
        declare=_joined(course_tree, tree, "declare"),
        macros=_joined(course_tree, tree, "macros"),
        file=path,
    )


def _joined(course: Tree | None, exam: Tree, key: str) -> SourceText:
    """The course's text, then the exam's."""
    parts = [block_text(tree, key) for tree in (course, exam) if tree is not None]
    parts = [part for part in parts if part.text]
    return SourceText("\n".join(part.text for part in parts), tuple(place for part in parts for place in part.places))


def _slots(data: list[Any], tree: Tree, path: Path, found: list[Diagnostic]) -> list[Slot]:
    slots: list[Slot] = []
    for position, entry in enumerate(data):
        at: Path_ = ("slots", position)
        name, question, place = "", entry, tree.place(at)
        if isinstance(entry, dict) and len(entry) == 1:
            name, question = cast("tuple[str, object]", next(iter(entry.items())))
            place = tree.place((*at, name))
        if not isinstance(question, str):
            hint = "write `- training-time`, or `- first: training-time`"
            found.append(Diagnostic("exam-slot", "this names no question", place, hint))
            continue
        file = _question(question, path)
        if file is None:
            beside = [other.stem for other in path.parent.glob("*.md")]
            known = {*beside, *(bank.named(other) for other in bank.questions())}
            hint = suggestion(question, known, "questions")
            found.append(Diagnostic("exam-slot", f"there is no question `{question[:80]}`", place, hint))
            continue
        name = name or file.stem
        if not is_id(name):
            hint = "lower-case words joined by hyphens, such as `first`"
            found.append(Diagnostic("exam-slot", f"`{name[:80]}` cannot be the name of a slot", place, hint))
        elif any(slot.name == name for slot in slots):
            hint = f"give each a name of its own: `- {name}-again: {question}`"
            found.append(Diagnostic("exam-slot", f"two slots have the name `{name}`", place, hint))
        slots.append(Slot(name, file))
    return slots


def _question(name: str, exam: Path) -> Path | None:
    """A question's file: beside the exam, by name or path, else in the bank."""
    try:
        for candidate in (exam.parent / name, exam.parent / f"{name}.md"):
            if candidate.suffix == ".md" and candidate.is_file():
                return candidate
    except (OSError, ValueError):
        return None
    return next((file for file in bank.questions() if name in {file.stem, bank.named(file)}), None)
