from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.exams.load import load_exam
from solgen.questions import bank
from solgen.questions.draw import all_variants
from solgen.questions.fill import fill
from solgen.questions.load import load, load_question
from solgen.questions.skeleton import exam_text, question_text


def test_every_question_and_exam_of_the_bank_is_found_by_its_id():
    for file in bank.questions():
        assert bank.find(load_question(file).id) == file
    for file in bank.exams():
        assert bank.find(load_exam(file).id) == file


def test_a_file_is_found_by_its_path(tmp_path):
    file = tmp_path / "mine.md"
    file.write_text("x", encoding="utf-8")
    assert bank.find(str(file)) == file


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("trainig-time", "question-not-found", "did you mean `training-time`?"),
        ("missing.md", "question-file", "check the name and the folder"),
        ("a/b", "question-file", "check the name and the folder"),
    ],
)
def test_what_is_not_there_is_refused(name, code, hint):
    with pytest.raises(Failure) as caught:
        bank.find(name)
    assert [(d.code, d.hint) for d in caught.value.diagnostics] == [(code, hint)]


def test_the_skeleton_of_a_question_loads_and_fills_in_every_variant(tmp_path):
    file = tmp_path / "my-first-question.md"
    file.write_text(question_text("my-first-question"), encoding="utf-8")
    loaded = load(file)
    assert loaded.warnings == ()
    variants = all_variants(loaded.question, 200)
    assert variants is not None
    assert len(variants) == 16
    for variant in variants:
        fill(variant)


def test_the_skeleton_of_an_exam_loads(tmp_path):
    file = tmp_path / "exam.yaml"
    file.write_text(exam_text("my-exam"), encoding="utf-8")
    assert [slot.name for slot in load_exam(file).slots] == ["training-time", "activations"]


@pytest.mark.parametrize("name", ["", "Has Capitals", "../up", "a--b", "x" * 61, "ü", "-a"])
def test_a_name_that_cannot_be_an_id_is_refused(name):
    for text in (question_text, exam_text):
        with pytest.raises(Failure) as caught:
            text(name)
        assert caught.value.diagnostics[0].code == "question-id"
