"""What is wrong in many variants of a question is said once."""

from __future__ import annotations

from solgen.building.checking import check_files, question_files
from solgen.building.gathering import Gathering
from solgen.diagnostics import Diagnostic, Place

_QUESTION = """---
id: doubled
title: Twice a number
parameters:
  a: 1..5
reference: {a: 2}
declare: |
  x: real
parts:
  only: {marks: 1, space: 2cm}
answers:
  result: {part: only, kind: expression}
---
What is $x + x${ask=result}?

# Solution
It is $x + x = <<a>> x$ and
$$
x + x = <<a>> x + 0 \\cdot x \\marks{1} \\answer{result}
$$
"""


def found(code: str, line: int, message: str, note: str = "") -> Diagnostic:
    return Diagnostic(code, message, Place("q.md", line, 3, note=note))


def test_a_line_that_is_wrong_in_many_variants_is_told_for_the_first_with_their_number():
    gathering = Gathering()
    for label in ("reference", "a = 1", "a = 3"):
        gathering.add([found("claim-refuted", 7, f"wrong for {label}", "" if label == "reference" else label)], label)
    (told,) = gathering.told()
    assert told.message == "wrong for reference"
    assert told.place.note == "the reference values, and in 2 more variants, such as a = 1"


def test_two_mistakes_of_one_variant_at_one_place_are_both_told():
    gathering = Gathering()
    gathering.add([found("claim-refuted", 7, "one", "k = 1"), found("claim-refuted", 7, "other", "k = 2")], "reference")
    assert [told.message for told in gathering.told()] == ["one", "other"]


def test_what_differs_in_code_or_place_is_told_apart():
    gathering = Gathering()
    gathering.add([found("claim-refuted", 7, "one")], "reference")
    gathering.add([found("claim-undecided", 7, "two", "a = 1"), found("claim-refuted", 8, "three", "a = 1")], "a = 1")
    assert [(told.message, told.place.note) for told in gathering.told()] == [
        ("one", ""),
        ("two", "a = 1"),
        ("three", "a = 1"),
    ]


def test_a_question_checked_in_all_its_variants_has_one_message_a_place(tmp_path):
    path = tmp_path / "doubled.md"
    path.write_text(_QUESTION, encoding="utf-8")
    (result,) = check_files(question_files([path]), 10, lambda *_: None)
    refuted = [d for d in result.diagnostics if d.code == "claim-refuted"]
    assert [d.place.line for d in refuted] == [17, 19]
    assert all(d.place.note == "a = 1, and in 3 more variants, such as a = 3" for d in refuted)
