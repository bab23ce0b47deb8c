"""A question file to a ``Question``: its front matter, its sections, and everything wrong with its form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import SourceText
from solgen.questions.codes import QUESTION
from solgen.questions.form import validated
from solgen.questions.inspection import errors_in, warnings_in
from solgen.questions.question import Answer, Expression, Parameter, Part, Question, Value
from solgen.questions.schema import AnswerForm, PartForm, QuestionForm
from solgen.questions.sections import Body, read_body
from solgen.questions.source import Tree, parse_yaml, read_lines
from solgen.questions.values import from_yaml


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question, and what was found that does not stop it."""

    question: Question
    warnings: tuple[Diagnostic, ...]


def load_question(path: Path) -> Question:
    """The question in a file. Raises Failure with every diagnostic found."""
    return load(path).question


def load(path: Path) -> Loaded:
    """The question in a file, with its warnings. Raises Failure with every diagnostic found."""
    lines = read_lines(path, QUESTION)
    solver = path.with_suffix(".py")
    solver_text = _solver_text(solver)
    return _loaded(lines, path, solver_text)


def load_text(text: str, path: Path) -> Question:
    """The question that a file at ``path`` would hold; there need be none. Raises Failure as ``load_question`` does."""
    return _loaded(tuple(text.split("\n")), path, None).question


def _solver_text(solver: Path) -> str | None:
    try:
        return solver.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"the solver cannot be read: {error.strerror}"
        raise Failure(Diagnostic("question-file", message, Place(str(solver)))) from None


@lru_cache(maxsize=256)
def _loaded(lines: tuple[str, ...], path: Path, solver_text: str | None) -> Loaded:
    file = str(path)
    end = _end_of_front_matter(lines, file)
    tree = parse_yaml(lines, 2, end - 1, file, QUESTION)
    found: list[Diagnostic] = []
    form: QuestionForm | None = None
    try:
        form = validated(QuestionForm, tree, QUESTION, {"parts": PartForm, "answers": AnswerForm})
    except Failure as failure:
        found.extend(failure.diagnostics)
    data = cast("dict[str, object]", tree.data) if isinstance(tree.data, dict) else {}
    parts = data.get("parts")
    body = read_body(lines, end + 1, file, [*parts] if isinstance(parts, dict) and parts else ["only"])
    if form is None:
        raise Failure(*found, *body.found)
    question = _question(form, tree, body, path, has_solver=solver_text is not None)
    found = [*errors_in(question, tree), *body.found]
    if found:
        raise Failure(*sorted(dict.fromkeys(found), key=lambda diagnostic: diagnostic.place.line))
    return Loaded(question, warnings_in(question, solver_text))


def _end_of_front_matter(lines: tuple[str, ...], file: str) -> int:
    """The number of the line that closes the front matter."""
    if lines[0].rstrip() != "---":
        message = "the file does not begin with a front matter"
        hint = "the first line is `---`; `solgen new question NAME` writes a start"
        raise Failure(Diagnostic("question-front-matter", message, Place(file, 1, 1, lines[0]), hint))
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return number
    message = "the front matter is not closed"
    raise Failure(Diagnostic("question-front-matter", message, Place(file, 1, 1, lines[0]), "close it by a line `---`"))


def _question(form: QuestionForm, tree: Tree, body: Body, path: Path, *, has_solver: bool) -> Question:
    data = cast("dict[str, object]", tree.data)
    specifications = cast("dict[str, object]", data.get("parameters") or {})
    derived = tuple((name, Expression(text, tree.place(("derive", name)))) for name, text in form.derive.items())
    constraints = tuple(
        Expression(text, tree.place(("constraints", position))) for position, text in enumerate(form.constraints)
    )
    reference = {name: from_yaml(value) for name, value in form.reference.items()}
    return Question(
        id=form.id,
        title=form.title,
        topics=tuple(form.topics),
        parameters=tuple(
            Parameter(name, specification, tree.key_place(("parameters", name)))
            for name, specification in specifications.items()
        ),
        derived=derived,
        constraints=constraints,
        reference={name: cast("Value", value) for name, value in reference.items()},
        formulas={name: dict(texts) for name, texts in form.formulas.items()},
        parts=tuple(Part(name, part.marks, part.space) for name, part in form.parts.items()),
        answers=tuple(
            Answer(
                name,
                answer.part,
                answer.kind,
                answer.unit,
                answer.tolerance,
                answer.relative_tolerance,
            )
            for name, answer in form.answers.items()
        ),
        declare=block_text(tree, "declare"),
        pieces=tuple(body.pieces),
        file=path,
        solver=path.with_suffix(".py") if has_solver else None,
    )


def block_text(tree: Tree, key: str) -> SourceText:
    """A text of the front matter with the place of each of its lines."""
    scalar = tree.scalars.get((key,))
    if scalar is None:
        return SourceText("")
    start = tree.place((key,))
    text = scalar.text.rstrip("\n")
    if scalar.style != "|":
        return SourceText(text, tuple(start for _ in text.split("\n")))
    first = scalar.first_line
    places = tuple(
        Place(start.file, number, 0, tree.lines[number - 1])
        for number in range(first + 1, first + 1 + len(text.split("\n")))
    )
    return SourceText(text, places)
