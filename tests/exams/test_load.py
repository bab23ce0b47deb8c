from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, explanation
from solgen.exams.load import load_exam
from solgen.questions import bank
from solgen.questions.skeleton import question_text

EXAM = """id: an-exam
title: An exam
slots:
  - training-time
  - warm-up: mine
"""


@pytest.fixture
def exam(tmp_path: Path):
    def made(text: str, course: str | None = None) -> Path:
        (tmp_path / "mine.md").write_text(question_text("mine"), encoding="utf-8")
        (tmp_path / "exam.yaml").write_text(text, encoding="utf-8")
        if course is not None:
            (tmp_path / "course.yaml").write_text(course, encoding="utf-8")
        return tmp_path / "exam.yaml"

    return made


def refused(file: Path) -> list[tuple[str, str, int, str, str]]:
    with pytest.raises(Failure) as caught:
        load_exam(file)
    for diagnostic in caught.value.diagnostics:
        assert explanation(diagnostic.code), diagnostic.code
    return [(d.code, Path(d.place.file).name, d.place.line, d.message, d.hint) for d in caught.value.diagnostics]


def test_slots_name_questions_beside_the_exam_or_of_the_bank(exam, tmp_path):
    found = load_exam(exam(EXAM))
    assert [(slot.name, slot.question) for slot in found.slots] == [
        ("training-time", bank.find("training-time")),
        ("warm-up", tmp_path / "mine.md"),
    ]


def test_a_question_beside_the_exam_goes_before_one_of_the_bank(exam, tmp_path):
    (tmp_path / "training-time.md").write_text("x", encoding="utf-8")
    assert load_exam(exam(EXAM)).slots[0].question == tmp_path / "training-time.md"


def test_the_course_says_what_the_exam_does_not(exam):
    course = "course: Learning\nduration: 60 minutes\naids: none\nlanguage: de\n"
    found = load_exam(exam(EXAM + "duration: 90 minutes\ndate: 2026-01-31\n", course))
    assert (found.course, found.duration, found.aids, found.language) == ("Learning", "90 minutes", "none", "de")
    assert found.date == "2026-01-31"


def test_the_language_is_english_where_nothing_is_said(exam):
    assert load_exam(exam(EXAM)).language == "en"


def test_declarations_and_macros_of_the_course_stand_before_those_of_the_exam(exam):
    block = "declare: |\n  {}\nmacros: |\n  \\newcommand{{\\{}}}{{x}}\n"
    found = load_exam(exam(EXAM + block.format("x: real", "one"), block.format("y: real", "two")))
    assert found.declare.text == "y: real\nx: real"
    assert [(Path(place.file).name, place.line) for place in found.declare.places] == [
        ("course.yaml", 2),
        ("exam.yaml", 7),
    ]
    assert found.macros.text == "\\newcommand{\\two}{x}\n\\newcommand{\\one}{x}"


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        (EXAM.replace("title", "titel"), "exam-missing-key", 1, "`title`: what the cover says"),
        (EXAM + "durration: 3 h\n", "exam-unknown-key", 6, "did you mean `duration`?"),
        (EXAM.replace("an-exam", "An Exam"), "exam-wrong-type", 1, "`id`: the name of the exam"),
        (EXAM.replace("training-time", "trainig-time"), "exam-slot", 4, "did you mean `training-time`?"),
        (EXAM + "  - 3\n", "exam-slot", 6, "write `- training-time`, or `- first: training-time`"),
        (EXAM + "  - mine\n  - mine\n", "exam-slot", 7, "give each a name of its own: `- mine-again: mine`"),
        (EXAM.replace("warm-up", "Warm up"), "exam-slot", 5, "lower-case words joined by hyphens, such as `first`"),
        (EXAM + "title: Again\n", "exam-duplicate-key", 6, "it stands on line 2"),
        (EXAM + "aids: *none\n", "exam-alias", 6, "write the value out, or quote it"),
        (EXAM + 'declare: "\\tau: real"\n', "exam-eaten-by-yaml", 6, None),
        (EXAM.replace("  - training", "\t- training"), "exam-yaml", 4, "indent with spaces"),
        ("", "exam-empty", 0, "`solgen new exam NAME` writes a start"),
        ("id: [", "exam-yaml", 1, None),
        ("- a\n- b\n", "exam-wrong-type", 1, "write `key: value`"),
        ("id: an-exam\ntitle: An exam\nslots: []\n", "exam-wrong-type", 3, "`slots`: the questions in order"),
    ],
)
def test_what_is_wrong_has_its_place_and_its_remedy(exam, text, code, line, hint):
    found = refused(exam(text))
    assert (found[0][0], found[0][2]) == (code, line)
    assert hint is None or found[0][4] == hint


def test_errors_of_course_and_exam_are_told_together(exam):
    found = refused(exam(EXAM.replace("title", "titel"), "corse: Learning\n"))
    assert [(code, file) for code, file, *_ in found] == [
        ("exam-unknown-key", "course.yaml"),
        ("exam-missing-key", "exam.yaml"),
        ("exam-unknown-key", "exam.yaml"),
    ]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "exam.yaml")[0][0] == "exam-file"


@given(st.integers(0, len(EXAM) - 1), st.text(alphabet="ab:|-{}[]#&*\"'\t\n ,", max_size=3))
@settings(derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_slip_in_an_exam_raises_anything_but_a_failure(exam, position, text):
    with suppress(Failure):
        load_exam(exam(EXAM[:position] + text + EXAM[position + 1 :]))
