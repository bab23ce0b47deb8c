from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams.load import load_exam
from solgen.exams.schema import CourseForm, ExamForm, SittingForm, json_schema
from solgen.questions import bank

QUESTION = """---
id: {id}
title: A question
topics: [{topic}]
parameters:
  a: 1..20
  t: {{rows: [{{p: 3, q: 4}}, {{p: 5, q: 12}}]}}
derive:
  b: 2*a
reference: {{a: 1, p: 3, q: 4}}
parts:
  only: {{marks: {marks}}}
---
Write <<a>> and <<p>>, <<q>>.

# Solution
Done.
"""


@pytest.fixture
def exam(tmp_path: Path):
    for name, topic, marks in (
        ("one", "curves", 5),
        ("two", "curves", 5),
        ("three", "limits", 5),
        ("four", "limits", 8),
    ):
        text = QUESTION.format(id=name, topic=topic, marks=marks)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")

    def made(text: str) -> Path:
        (tmp_path / "exam.yaml").write_text(f"id: an-exam\ntitle: An exam\n{text}", encoding="utf-8")
        return tmp_path / "exam.yaml"

    return made


def refused(file: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(Failure) as caught:
        load_exam(file)
    for diagnostic in caught.value.diagnostics:
        assert explanation(diagnostic.code), diagnostic.code
    return [(d.code, d.place.line, d.message, d.hint) for d in caught.value.diagnostics]


def stems(paths):
    return [path.stem for path in paths]


def test_a_list_of_slots_is_one_section_without_a_title(exam):
    found = load_exam(exam("slots:\n  - one\n  - warm-up: two\n")).blueprint
    (section,) = found.sections
    assert (section.title, section.shuffle) == ("", False)
    assert [(slot.name, slot.question.stem, slot.pool, slot.take) for slot in section.slots] == [
        ("one", "one", (), 1),
        ("warm-up", "two", (), 1),
    ]


def test_sections_have_titles_instructions_and_may_be_shuffled(exam):
    text = """sections:
  - title: Part A
    instructions: Answer all.
    slots: [one, two]
  - title: Part B
    shuffle: true
    slots:
      - three
"""
    found = load_exam(exam(text))
    assert [(s.title, s.instructions, s.shuffle, stems(slot.question for slot in s.slots)) for s in
            found.blueprint.sections] == [
        ("Part A", "Answer all.", False, ["one", "two"]),
        ("Part B", "", True, ["three"]),
    ]  # fmt: skip
    assert [slot.name for slot in found.slots] == ["one", "two", "three"]


def test_a_pool_by_list_takes_some_and_the_reference_shows_the_first(exam):
    found = load_exam(exam("slots:\n  - any: {pool: [three, one, two], take: 2}\n  - four\n"))
    slot = found.blueprint.slots[0]
    assert (stems(slot.pool), slot.take) == (["three", "one", "two"], 2)
    assert [(each.name, each.question.stem) for each in found.slots] == [
        ("any", "three"), ("any", "one"), ("four", "four"),
    ]  # fmt: skip
    assert stems(found.blueprint.questions) == ["three", "one", "two", "four"]


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        ("{topics: [curves]}", {"one", "two"}),
        ("{topics: [Limits], marks: 8}", {"four"}),
        ("{marks: 5}", {"one", "two", "three"}),
        ("{topics: [curves, limits], marks: 5, folder: .}", {"one", "two", "three"}),
    ],
)
def test_a_pool_by_topic_and_marks(exam, pool, expected):
    assert set(stems(load_exam(exam(f"slots:\n  - any: {{pool: {pool}}}\n")).blueprint.slots[0].pool)) == expected


def test_a_pool_takes_questions_of_the_bank_too(exam):
    pool = load_exam(exam("slots:\n  - any: {pool: {topics: [cost of training]}}\n")).blueprint.slots[0].pool
    assert pool == (bank.find("training-time"),)


def test_a_slot_may_fix_values_allow_repeats_and_set_the_space(exam):
    text = "slots:\n  - one: {question: one, fixed: {a: 3, p: 5}, repeats: true, space: 7cm, band: {digits: 3..9}}\n"
    slot = load_exam(exam(text)).blueprint.slots[0]
    assert slot.fixed == {"a": 3, "p": 5}
    assert (slot.repeats, slot.space, slot.bands) == (True, "7cm", {"digits": (Fraction(3), Fraction(9))})


def test_repeats_of_the_exam_hold_for_each_slot_that_does_not_say_otherwise(exam):
    text = "repeats: true\nslots:\n  - one\n  - two: {question: two, repeats: false}\n"
    assert [slot.repeats for slot in load_exam(exam(text)).blueprint.slots] == [True, False]


def test_the_page_is_a4_without_a_cover_where_nothing_is_said(exam):
    page = load_exam(exam("slots: [one]\n")).page
    assert (page.paper, page.cover, page.table_of_marks, page.answers, page.templates) == (
        "a4", False, False, "here", None,
    )  # fmt: skip


def test_the_page_of_the_course_holds_unless_the_exam_says_otherwise(exam, tmp_path):
    (tmp_path / "course.yaml").write_text("paper: letter\ncover: true\ntemplates: look\n", encoding="utf-8")
    (tmp_path / "look").mkdir()
    page = load_exam(exam("slots: [one]\ncover: false\ntable of marks: true\n")).page
    assert (page.paper, page.cover, page.table_of_marks, page.templates) == ("letter", False, True, tmp_path / "look")


def test_shared_parameters_keep_their_specification_and_place(exam):
    (parameter,) = load_exam(exam("slots: [one, two]\nshared:\n  a: 2 | 3\n")).blueprint.shared
    assert (parameter.name, parameter.specification, parameter.place.line) == ("a", "2 | 3", 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "message", "hint"),
    [
        ("slots: [one]\nsections:\n  - slots: [two]\n", "exam-missing-key", 3, "either `slots` or `sections`", None),
        ("sections:\n  - titel: A\n    slots: [one]\n", "exam-unknown-key", 4, "`titel`", "did you mean `title`?"),
        ("slots:\n  - a: {pol: [one]}\n", "exam-unknown-key", 4, "`pol`", "did you mean `pool`?"),
        ("slots:\n  - a: {pool: [one], take: 2}\n", "exam-pool", 4, "2 questions are to be taken", None),
        ("slots:\n  - a: {pool: [one, four]}\n", "exam-pool", 4, "different marks: `one` 5, `four` 8", None),
        ("slots:\n  - a: {pool: [one, two]}\n  - two\n", "exam-pool", 5, "`two` may stand both", None),
        ("slots:\n  - a: {pool: {topics: [curve]}}\n", "exam-pool", 4, "no question fits", "did you mean `curves`?"),
        ("slots:\n  - a: {pool: 3}\n", "exam-pool", 4, "this is no pool", None),
        ("slots:\n  - a: {pool: [one, tow]}\n", "exam-slot", 4, "`tow`", "did you mean `two`?"),
        ("slots:\n  - a: {question: one, pool: [two]}\n", "exam-slot", 4, "either a question or a pool", None),
        ("slots:\n  - a: {take: 1}\n", "exam-slot", 4, "either a question or a pool", None),
        ("slots:\n  - a: {question: one, fixed: {a: 99}}\n", "exam-fixed", 4, "`a` cannot be 99", None),
        ("slots:\n  - a: {question: one, fixed: {b: 2}}\n", "exam-fixed", 4, "`b` is derived", None),
        ("slots:\n  - a: {question: one, fixed: {p: $}}\n", "exam-fixed", 4, "no value for `p`", None),
        ("slots:\n  - a: {question: one, band: {digit: 3}}\n", "exam-band", 4, "`digit`", "did you mean `digits`?"),
        ("slots:\n  - a: {question: one, band: {digits: x}}\n", "exam-band", 4, "`x` is no band", None),
        ("slots:\n  - a: {question: one, space: 7}\n", "exam-wrong-type", 4, "`space`", None),
        ("slots: [one]\nshared: {a: 19..25}\n", "exam-shared", 4, "in `one` `a` cannot be 21", None),
        ("slots: [one]\nshared: {c: 1..2}\n", "exam-shared", 4, "no question of this exam has a parameter `c`", None),
        ("slots: [one]\nshared: {a: '?'}\n", "exam-shared", 4, "says not what", None),
        ("slots: [one]\npaper: a5\n", "exam-wrong-type", 4, "`a4` or `letter` is expected", None),
        ("slots: [one]\ntemplates: look\n", "exam-templates", 0, "there is no folder `look`", None),
        ("sections:\n  - slots: [one]\nshuffle: true\n", "exam-wrong-type", 5, "not shuffled among each other", None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_blueprint_has_its_place_and_its_remedy(exam, text, code, line, message, hint):
    found = refused(exam(text))
    assert [(each[0], each[1]) for each in found] == [(code, line)]
    assert message in found[0][2]
    assert hint is None or found[0][3] == hint


def test_two_questions_of_a_pool_with_one_id_are_refused(exam, tmp_path):
    (tmp_path / "copy.md").write_text((tmp_path / "one.md").read_text(encoding="utf-8"), encoding="utf-8")
    found = refused(exam("slots:\n  - a: {pool: [one, copy]}\n"))
    assert [(code, message) for code, _, message, _ in found] == [
        ("exam-pool", "two questions of this pool have the id `one`")
    ]


def test_the_schemas_for_editors_are_json_and_name_the_keys():
    for form, key in ((ExamForm, "sections"), (CourseForm, "table of marks"), (SittingForm, "accommodations")):
        assert key in json.loads(json.dumps(json_schema(form)))["properties"]
