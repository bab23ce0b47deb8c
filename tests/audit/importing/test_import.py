"""Golden cases: an exam in LaTeX, beside the files that are made of it and what is told.

To see what changes would write, run with ``WRITE_CASES=1``; then read every line of the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solgen.audit.importing.import_exam import identifier, import_exam
from solgen.audit.importing.settle import _faults
from solgen.building.checking import check_files, question_files
from solgen.diagnostics import Failure, explanation
from solgen.exams.load import load_exam

CASES = sorted((Path(__file__).parents[2] / "cases" / "import").iterdir())
_VERDICTS = ("claim-", "goal-", "context-")


def sheet_of(case):
    return next(case.glob("*.tex"))


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.name)
def case(request):
    return request.param


@pytest.fixture(scope="module")
def imported(case):
    return import_exam(sheet_of(case))


def test_what_is_written_and_told(case, imported):
    made = {file.name: file.text for file in (*imported.questions, imported.exam)}
    made["told.txt"] = "".join(
        f"{one.place} {one.code}\n  {one.message}\n  -> {one.hint}\n" for one in imported.diagnostics
    ).replace(f"{case}/", "")
    expected = case / "expected"
    if os.environ.get("WRITE_CASES"):
        expected.mkdir(exist_ok=True)
        for name, text in made.items():
            (expected / name).write_text(text, encoding="utf-8")
    assert made == {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()}


def test_nothing_that_is_written_is_refused_for_its_form(imported):
    for file in imported.questions:
        assert _faults(file.text, Path(file.name)) == ()


def test_the_exam_and_its_questions_are_checked_without_errors_but_those_of_verdicts(tmp_path, imported):
    for file in (*imported.questions, imported.exam):
        (tmp_path / file.name).write_text(file.text, encoding="utf-8")
    assert len(load_exam(tmp_path / imported.exam.name).slots) == len(imported.questions)
    checked = check_files(question_files([tmp_path / imported.exam.name]), 0, lambda *_: None)
    refused = [one for each in checked for one in each.diagnostics if not one.code.startswith(_VERDICTS)]
    assert refused == []


def test_every_told_code_is_explained(imported):
    assert all(explanation(one.code) for one in imported.diagnostics)


def test_a_text_without_questions_is_refused(tmp_path):
    path = tmp_path / "notes.tex"
    path.write_text("Let $x = 1$.", encoding="utf-8")
    with pytest.raises(Failure, match="import-no-questions"):
        import_exam(path)


@pytest.mark.parametrize(
    ("words", "name"),
    [("Überblick, é", "uberblick-e"), ("Ridge--Regression!", "ridge-regression"), ("日本", ""), ("x" * 80, "x" * 50)],
)
def test_a_title_becomes_a_name(words, name):
    assert identifier(words) == name


def test_the_answer_is_asked_only_where_the_solution_begins_with_what_is_asked(tmp_path):
    path = tmp_path / "one.tex"
    path.write_text(
        "\\begin{questions}\\question[1] What is $2 + 3$?\\begin{solution} $2 + 3 = 5$ \\end{solution}"
        "\\question[1] What is $2 + 3$?\\begin{solution} $3 + 2 = 5$ \\end{solution}\\end{questions}",
        encoding="utf-8",
    )
    first, second = import_exam(path).questions
    assert "$2 + 3${ask=result}" in first.text
    assert "$2 + 3 = 5${marks=1 answer=result}" in first.text
    assert "ask=" not in second.text


def test_what_would_end_a_cell_or_put_in_a_value_is_written_otherwise(tmp_path):
    path = tmp_path / "one.tex"
    path.write_text(
        "\\begin{questions}\\question \\begin{tabular}{l} $|2|$ & \\verb|<<a>>| \\\\ $3$ \\end{tabular}"
        "\\begin{solution} $|2| = 2$ \\end{solution}\\end{questions}",
        encoding="utf-8",
    )
    (question,) = import_exam(path).questions
    assert _faults(question.text, Path("one.md")) == ()
    assert "| $\\vert 2\\vert ${ask=result} | `< <a>>` |" in question.text
