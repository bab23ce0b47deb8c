"""A question down the road: what is established, what is refused, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from solgen.building.checking import check_files, question_files
from solgen.building.pipeline import (
    REFUTED_AS_MEANT,
    Surroundings,
    solved_question,
    tally,
    variant_of,
    variants,
    work_out,
)
from solgen.building.plan import Choice
from solgen.diagnostics import Failure, Severity
from solgen.documents.blocks import SectionKind
from solgen.judge import Judge
from solgen.questions.load import load
from solgen.questions.skeleton import question_text

QUESTION = r"""---
id: halves
title: Halves
parameters:
  a: 1 | 2 | 3
reference: {a: 2}
declare: |
  x: real
parts:
  only: {marks: 2}
answers:
  result: {part: only, kind: expression}
---
Simplify $\frac{<<2*a>> x}{2}${ask=result}.

# Solution
$$
\frac{<<2*a>> x}{2} = ANSWER . \marks{2} \answer{result}
$$

It is not so that $x^2 = x${.wrong}.
"""


@pytest.fixture(scope="module")
def judge():
    with Judge() as one:
        yield one


def written(folder: Path, answer: str = "<<a>> x") -> Path:
    path = folder / "halves.md"
    path.write_text(QUESTION.replace("ANSWER", answer), encoding="utf-8")
    return path


def work(path, judge, choice=None, **options):
    return work_out(variant_of(load(path).question, choice or Choice()), Surroundings(), judge, **options)


def test_a_right_question_is_acceptable_and_its_claims_are_counted(tmp_path, judge):
    outcome = work(written(tmp_path), judge)
    assert outcome.acceptable
    assert outcome.checked is not None
    assert tally(outcome.checked) == {"proved": 1, REFUTED_AS_MEANT: 1}


def test_a_false_line_is_refused_with_its_witness_and_its_place(tmp_path, judge):
    outcome = work(written(tmp_path, "<<a + 1>> x"), judge)
    assert not outcome.acceptable
    refuted = next(d for d in outcome.diagnostics if d.code == "claim-refuted")
    assert (refuted.place.line, refuted.place.column) == (18, 23)
    assert refuted.place.excerpt[22:].startswith("<<a + 1>> x")
    assert "x = 1" in refuted.message


def test_a_diagnostic_of_a_drawn_variant_says_which(tmp_path, judge):
    outcome = work(written(tmp_path, "3 x"), judge, Choice(values={"a": "1"}))
    assert {d.place.note for d in outcome.diagnostics} == {"reference with a = 1"}


def test_a_text_that_cannot_be_read_is_in_the_outcome(tmp_path, judge):
    outcome = work(written(tmp_path, r"<<a>> \frac{x"), judge)
    assert not outcome.acceptable
    assert any(d.code.startswith("read-") for d in outcome.diagnostics)


def test_a_name_without_a_value_is_in_the_outcome(tmp_path, judge):
    path = written(tmp_path, "<<b>> x")
    with pytest.raises(Failure) as failure:
        work(path, judge)
    assert failure.value.diagnostics[0].code.startswith(("fill-", "question-"))


def test_marks_that_do_not_add_up_are_refused(tmp_path, judge):
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("{marks: 2}", "{marks: 3}"), encoding="utf-8")
    assert [d.code for d in work(path, judge).diagnostics] == ["document-marks-do-not-add-up"]


def test_the_students_half_holds_stems_only(tmp_path, judge):
    question = solved_question(4, work(written(tmp_path), judge))
    assert question.question.number == 4
    assert {section.kind for section in question.question.stem} == {SectionKind.STEM}


def test_all_variants_are_taken_where_they_are_few(tmp_path):
    question = load(written(tmp_path)).question
    assert [dict(variant.values)["a"] for variant in variants(question, 20)] == [2, 1, 3]
    assert len(variants(question, 1)) == 2


def test_a_folder_stands_for_its_questions(tmp_path):
    (tmp_path / "deeper").mkdir()
    path = written(tmp_path / "deeper")
    (tmp_path / "README.md").write_text("no question", encoding="utf-8")
    assert [file for file, _ in question_files([tmp_path])] == [path]


def test_without_a_path_the_bank_is_meant():
    names = {file.stem for file, _ in question_files([])}
    assert {"training-time", "bias-gradients", "activations", "least-squares-svd", "constant-model"} <= names


def test_one_broken_question_does_not_hide_another(tmp_path):
    good = written(tmp_path)
    bad = tmp_path / "bad.md"
    bad.write_text("---\nid: bad\n", encoding="utf-8")
    told = []
    results = check_files(question_files([bad, good]), 2, lambda *news: told.append(news))
    assert [result.id for result in results] == ["bad", "halves"]
    assert any(d.severity is Severity.ERROR for d in results[0].diagnostics)
    assert results[1].claims == {"proved": 3, REFUTED_AS_MEANT: 3}
    assert told


def test_the_skeleton_of_a_question_is_acceptable(tmp_path, judge):
    path = tmp_path / "my-question.md"
    path.write_text(question_text("my-question"), encoding="utf-8")
    for seed in (None, 1, 2, 3):
        assert work(path, judge, Choice(seed)).diagnostics == ()
