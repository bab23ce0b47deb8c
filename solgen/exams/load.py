"""``exam.yaml`` and the ``course.yaml`` beside it to an ``Exam``."""

from __future__ import annotations

from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import SourceText
from solgen.exams.blueprint_checks import blueprint_problems
from solgen.exams.exam import Blueprint, Exam, ExamSection, Page
from solgen.exams.schema import CourseForm, ExamForm, SectionForm
from solgen.exams.slots import SlotReader
from solgen.questions.codes import EXAM
from solgen.questions.form import validated
from solgen.questions.load import block_text
from solgen.questions.question import Parameter
from solgen.questions.source import Tree, parse_yaml, read_lines


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
        form = validated(ExamForm, tree, EXAM, {"sections": SectionForm})
    except Failure as failure:
        raise Failure(*found, *failure.diagnostics) from None
    blueprint = _blueprint(form, tree, path, found)
    page = _page(form, path, course, beside, found)
    found = found or list(blueprint_problems(blueprint))
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
        slots=blueprint.reference_slots,
        declare=_joined(course_tree, tree, "declare"),
        macros=_joined(course_tree, tree, "macros"),
        file=path,
        blueprint=blueprint,
        page=page,
        instructions=form.instructions or course.instructions,
    )


def _blueprint(form: ExamForm, tree: Tree, path: Path, found: list[Diagnostic]) -> Blueprint:
    reader = SlotReader(tree, path, form.repeats, found)
    if (form.slots is None) == (form.sections is None):
        message = "the key `slots` is missing" if form.slots is None else "an exam has either `slots` or `sections`"
        hint = "`slots`: the questions in order" if form.slots is None else "put all slots into the sections"
        found.append(Diagnostic("exam-missing-key", message, tree.key_place(("slots",)), hint))
    if form.sections and form.shuffle:
        message = "sections are not shuffled among each other"
        hint = "write `shuffle: true` in each section whose questions may be shuffled"
        found.append(Diagnostic("exam-wrong-type", message, tree.place(("shuffle",)), hint))
    sections = [ExamSection("", "", reader.slots(form.slots, ("slots",)), form.shuffle)] if form.slots else []
    for position, section in enumerate(form.sections or []):
        slots = reader.slots(section.slots, ("sections", position, "slots"))
        sections.append(ExamSection(section.title, section.instructions, slots, section.shuffle))
    shared = tuple(
        Parameter(name, specification, tree.key_place(("shared", name))) for name, specification in form.shared.items()
    )
    return Blueprint(tuple(sections), shared)


def _page(form: ExamForm, path: Path, course: CourseForm, beside: Path, found: list[Diagnostic]) -> Page:
    """How pages look; a folder of templates is looked for beside the file that names it."""
    templates = None
    for named, file in ((course.templates, beside), (form.templates, path)):
        if named:
            templates = file.parent / named
            if not templates.is_dir():
                message = f"there is no folder `{named[:80]}` beside {file.name}"
                hint = "make it, and put the templates into it that take the place of solgen's"
                found.append(Diagnostic("exam-templates", message, Place(str(file)), hint))
    said = (form, course)
    return Page(
        paper=form.paper or course.paper or "a4",
        cover=next((each.cover for each in said if each.cover is not None), False),
        table_of_marks=next((each.table_of_marks for each in said if each.table_of_marks is not None), False),
        answers=form.answers or course.answers or "here",
        templates=templates,
    )


def _joined(course: Tree | None, exam: Tree, key: str) -> SourceText:
    """The course's text, then the exam's."""
    parts = [block_text(tree, key) for tree in (course, exam) if tree is not None]
    parts = [part for part in parts if part.text]
    return SourceText("\n".join(part.text for part in parts), tuple(place for part in parts for place in part.places))
