"""Marks of pages: whose page it is, and that nobody without the key makes one."""

from __future__ import annotations

import pytest

from solgen.exams.exam import Exam
from solgen.exams.papers import PaperPlan
from solgen.exams.roster import Accommodation, Student
from solgen.exams.secret import Secret
from solgen.exams.sitting import Sitting, SittingPlan
from solgen.sheets.paper import identity_on_paper, identity_on_solutions, is_genuine, page_key, read_mark
from tests.sheets.sample import solved_paper

EXAM: Exam = solved_paper().paper.exam
STUDENT = Student("s1048", "Ada Lovelace", Accommodation(large_print=True))


def sitting(key: bytes = bytes(32), name: str = "june") -> Sitting:
    return Sitting(SittingPlan(name, EXAM, EXAM.file), Secret(key))


def plan(number: int = 12, code: str = "7f3a") -> PaperPlan:
    return PaperPlan(number, code, STUDENT, ())


def test_a_paper_is_its_students_and_solutions_are_nobodys():
    paper, solutions = identity_on_paper(sitting(), plan()), identity_on_solutions(plan())
    assert (paper.label, paper.name, paper.student) == ("0012-7f3a", "Ada Lovelace", "s1048")
    assert paper.accommodation.large_print
    assert (solutions.label, solutions.name, solutions.student, solutions.key) == ("0012-7f3a", None, None, b"")
    assert not solutions.accommodation.large_print


def test_the_key_of_pages_is_shown_by_no_message():
    paper = identity_on_paper(sitting(), plan())
    assert paper.key.hex() not in repr(paper)
    assert repr(paper.key) not in repr(paper)


@pytest.mark.parametrize(("number", "page"), [(1, 1), (12, 3), (12345, 120)])
def test_a_mark_says_number_and_page_and_is_known_by_the_key(number: int, page: int):
    paper = identity_on_paper(sitting(), plan(number))
    mark = paper.mark(page)
    assert read_mark(mark) == (number, page)
    assert is_genuine(mark, page_key(sitting(), number, "7f3a"))


def test_any_other_secret_sitting_paper_or_page_makes_another_mark():
    key = page_key(sitting(), 12, "7f3a")
    mark = identity_on_paper(sitting(), plan()).mark(3)
    others = [
        page_key(sitting(bytes([1] * 32)), 12, "7f3a"),
        page_key(sitting(name="july"), 12, "7f3a"),
        page_key(sitting(), 13, "7f3a"),
        page_key(sitting(), 12, "7f3b"),
    ]
    assert not any(is_genuine(mark, other) for other in others)
    assert not is_genuine(mark.replace("-03-", "-04-"), key)
    assert is_genuine(mark, key)


@pytest.mark.parametrize(
    "text", ["", "hello", "0012-03", "0012-03-VQ375YY", "12-03-VQ375YYS", "0012-03-vq375yys", "0012-03-VQ375YYS0"]
)
def test_what_is_no_mark_is_none(text: str):
    assert read_mark(text) is None
    assert not is_genuine(text, bytes(32))
