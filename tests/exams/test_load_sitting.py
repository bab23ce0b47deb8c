from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams.load import load_exam
from solgen.exams.load_sitting import load_sitting, refuse_unknown_students
from solgen.exams.roster import Accommodation
from solgen.questions import bank
from tests.exams.sittings import roster_of, write_question

EXAM = "id: midterm\ntitle: Midterm\ndate: in June\nduration: 90 minutes\nslots: [one]\n"


@pytest.fixture
def load(tmp_path):
    write_question(tmp_path, "one")
    (tmp_path / "exam.yaml").write_text(EXAM, encoding="utf-8")

    def loaded(text: str | None, name: str = "june"):
        exam = load_exam(tmp_path / "exam.yaml")
        if text is None:
            return load_sitting(exam, None, tmp_path / "elsewhere")
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        return load_sitting(exam, file, tmp_path / "elsewhere")

    return loaded


def refused(load, text: str, name: str = "june"):
    with pytest.raises(Failure) as caught:
        load(text, name)
    (diagnostic,) = caught.value.diagnostics
    assert explanation(diagnostic.code)
    return diagnostic.code, diagnostic.place.line, diagnostic.hint


def test_without_a_file_the_exam_and_defaults_say_everything(load, tmp_path):
    plan = load(None)
    assert (plan.name, plan.exam.date, plan.secret_file) == ("main", "in June", tmp_path / "midterm.secret")
    assert (plan.accommodations, plan.repeats, plan.file) == ({}, False, None)


def test_the_secret_of_an_exam_of_the_bank_stands_where_the_user_is(tmp_path):
    plan = load_sitting(load_exam(bank.find("ftdl-take-home-1")), None, tmp_path)
    assert plan.secret_file == tmp_path / "ftdl-take-home-1.secret"


def test_a_sitting_is_named_by_its_file_and_says_what_is_printed(load, tmp_path):
    plan = load("date: 2026-06-12\nduration: 2 hours\nsecret: keys/june.key\nrepeats: true\nroster: {id: Mail}\n")
    assert (plan.name, plan.exam.date, plan.exam.duration) == ("june", "2026-06-12", "2 hours")
    assert (plan.secret_file, plan.repeats, plan.id_column) == (tmp_path / "keys/june.key", True, "Mail")
    assert plan.exam.title == "Midterm"


def test_a_name_of_its_own_goes_before_that_of_the_file(load):
    assert load("name: summer\n").name == "summer"


def test_what_is_granted_stands_by_the_ids(load):
    plan = load("accommodations:\n  s1: {large print: true, extra time: 25%}\n  0012: {extra time: 1/3}\n")
    assert plan.accommodations == {
        "s1": Accommodation(large_print=True, extra_time=Fraction(1, 4)),
        "0012": Accommodation(extra_time=Fraction(1, 3)),
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("dat: 3\n", "exam-unknown-key", 1, "did you mean `date`?"),
        ("accommodations:\n  s1: {large prnt: true}\n", "exam-unknown-key", 2, "did you mean `large print`?"),
        ("accommodations:\n  s1: {extra time: a while}\n", "exam-wrong-type", 2, "write `25%`"),
        ("repeats: perhaps\n", "exam-wrong-type", 1, None),
        ("name: June 2026\n", "exam-wrong-type", 1, None),
    ],
)
def test_what_is_wrong_has_its_place_and_its_remedy(load, text, code, line, hint):
    found = refused(load, text)
    assert found[:2] == (code, line)
    assert hint is None or found[2] == hint


def test_a_file_whose_name_is_no_name_asks_for_one(load):
    assert refused(load, "date: June\n", "Juni 2026")[0] == "exam-wrong-type"


def test_something_granted_to_nobody_of_the_roster_is_refused(load):
    plan = load("accommodations:\n  s11: {large print: true}\n")
    with pytest.raises(Failure) as caught:
        refuse_unknown_students(plan, roster_of(["s1", "s2"]))
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.hint) == ("exam-unknown-student", "did you mean `s1`?")
    refuse_unknown_students(plan, roster_of(["s11"]))


def test_a_sitting_may_be_in_another_language_than_the_exam(load):
    assert load("language: es-MX\n").exam.language == "es-MX"
    assert load("date: tomorrow\n").exam.language == "en"
    assert refused(load, "language: Spanish\n")[0] == "exam-wrong-type"
