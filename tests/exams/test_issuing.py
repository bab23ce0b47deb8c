from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams import issuing
from solgen.exams.drawing import refuse_if_changed, variant_of_planned
from solgen.exams.identity import identity_of
from solgen.exams.issuing import issue, reissue
from solgen.exams.ledger_file import empty_ledger
from solgen.exams.load import load_exam
from solgen.exams.planning import differences, issued_students, paper_plan
from solgen.exams.roster import Roster, Student
from solgen.questions.fill import fill
from tests.exams.sittings import VERSIONS, roster_of, sitting_of, write_question

IDS = [f"s{number}" for number in range(30)]


@pytest.fixture
def folder(tmp_path):
    write_question(tmp_path, "one")
    write_question(tmp_path, "two", "a: 1..1000; b: 1..1000", "Add $<<a>>$ and $<<b>>$.")
    for name in ("red", "green", "blue"):
        write_question(tmp_path, name, "c: 1..500", f"The {name} one: $<<c>>$.")
    return tmp_path


def issued(sitting, ids, ledger=None):
    found = issue(sitting, roster_of(ids), ledger or empty_ledger(sitting), VERSIONS)
    assert found.diagnostics == ()
    return found.ledger


def papers(sitting, ledger, ids=IDS):
    """Each student's paper as it is read: the questions in order, each with its filled stem."""
    roster = roster_of(ids)
    found = {}
    for entry, student in issued_students(ledger, roster):
        plan = paper_plan(sitting, entry, student)
        texts = []
        for planned in plan.questions:
            filled = fill(variant_of_planned(planned))
            refuse_if_changed(planned, filled.pieces)
            texts.append((planned.slot, filled.pieces[0].source.text.strip()))
        found[student.id] = (plan.number, plan.code, tuple(texts))
    return found


def variants(ledger):
    """What each student gets in each slot, whatever the order and the number."""
    return {
        (entry.student, each.slot, each.question): each.identity for entry in ledger.entries for each in entry.questions
    }


def test_everybody_gets_a_number_a_code_and_variants_that_nobody_else_has(folder):
    sitting = sitting_of(folder, "  - one\n  - two")
    ledger = issued(sitting, IDS)
    assert [entry.number for entry in ledger.entries] == list(range(1, 31))
    assert len({entry.code for entry in ledger.entries}) == 30
    assert all(re.fullmatch(r"[0-9a-f]{4}", entry.code) for entry in ledger.entries)
    assert {entry.student for entry in ledger.entries} == set(IDS)
    for slot in ("one", "two"):
        seen = Counter(text for _, _, texts in papers(sitting, ledger).values() for name, text in texts if name == slot)
        assert len(seen) == 30


def test_the_order_of_the_roster_changes_nothing(folder):
    sitting = sitting_of(folder, "  - one\n  - two")
    shuffled = random.Random(1).sample(IDS, len(IDS))  # noqa: S311 -- an order, no secret
    assert issued(sitting, shuffled).entries == issued(sitting, IDS).entries


def test_numbers_do_not_follow_the_order_of_ids(folder):
    ledger = issued(sitting_of(folder, "  - one"), IDS)
    assert [entry.student for entry in ledger.entries] != sorted(IDS)


def test_a_growing_roster_changes_no_issued_paper(folder):
    sitting = sitting_of(folder, "  - one\n  - two")
    small = issued(sitting, IDS[:10])
    large = issued(sitting, IDS[::-1], small)
    assert large.entries[:10] == small.entries
    assert {entry.student for entry in large.entries} == set(IDS)
    before, after = papers(sitting, small, IDS[:10]), papers(sitting, large)
    assert all(after[name] == paper for name, paper in before.items())


def test_who_has_a_paper_gets_no_second_one(folder):
    sitting = sitting_of(folder, "  - one")
    ledger = issued(sitting, IDS)
    assert issued(sitting, IDS, ledger) is ledger


def test_reordering_slots_changes_no_issued_paper_and_no_variant(folder):
    before = sitting_of(folder, "  - one\n  - two")
    ledger = issued(before, IDS)
    old = papers(before, ledger)
    after = sitting_of(folder, "  - two\n  - one")
    assert papers(after, ledger) == old
    assert variants(issued(after, IDS)) == variants(ledger)


def test_a_question_added_to_the_exam_changes_no_issued_paper_and_no_other_variant(folder):
    before = sitting_of(folder, "  - one\n  - two")
    ledger = issued(before, IDS)
    old = papers(before, ledger)
    after = sitting_of(folder, "  - new: red\n  - one\n  - two")
    assert papers(after, ledger) == old
    fresh = variants(issued(after, IDS))
    assert fresh.items() >= variants(ledger).items()
    assert len(fresh) == 90


def test_a_question_added_to_a_pool_comes_onto_some_papers_and_changes_no_other(folder):
    before = issued(sitting_of(folder, "  - any: {pool: [red, green]}"), IDS)
    after = issued(sitting_of(folder, "  - any: {pool: [blue, red, green]}"), IDS)
    old = {entry.student: entry.questions[0] for entry in before.entries}
    new = {entry.student: entry.questions[0] for entry in after.entries}
    changed = {name for name in IDS if old[name] != new[name]}
    assert {new[name].question for name in changed} == {"blue"}
    assert 0 < len(changed) < 30


def test_a_pool_gives_each_student_as_many_different_questions_as_are_taken(folder):
    ledger = issued(sitting_of(folder, "  - any: {pool: [red, green, blue], take: 2}"), IDS)
    hands = Counter(frozenset(each.question for each in entry.questions) for entry in ledger.entries)
    assert all(len(hand) == 2 for hand in hands)
    assert len(hands) == 3


def test_a_section_is_shuffled_only_where_it_may_be(folder):
    text = "sections:\n  - slots: [one, two]\n  - shuffle: true\n    slots: [red, green, blue]"
    ledger = issued(sitting_of(folder, text), IDS)
    orders = [tuple(each.slot for each in entry.questions) for entry in ledger.entries]
    assert {order[:2] for order in orders} == {("one", "two")}
    assert len({order[2:] for order in orders}) == 6


@pytest.mark.parametrize("field", ["exam", "sitting", "student", "slot", "question", "secret"])
def test_any_changed_field_changes_the_variant(folder, field):
    sitting = sitting_of(folder, "  - one")
    old = issued(sitting, ["s1"]).entries[0].questions[0]
    student = "s1"
    if field == "sitting":
        sitting = sitting_of(folder, "  - one", name="july")
    elif field == "secret":
        sitting = sitting_of(folder, "  - one", secret=bytes(32))
    elif field == "slot":
        sitting = sitting_of(folder, "  - first: one")
    elif field == "student":
        student = "s2"
    elif field == "exam":
        file = folder / "exam.yaml"
        sitting_of(folder, "  - one")
        file.write_text(file.read_text(encoding="utf-8").replace("midterm", "final"), encoding="utf-8")
        sitting = loaded_again(sitting, file)
    else:
        (folder / "eins.md").write_text(
            (folder / "one.md").read_text(encoding="utf-8").replace("id: one", "id: eins"), encoding="utf-8"
        )
        sitting = sitting_of(folder, "  - one: eins")
    new = issued(sitting, [student]).entries[0].questions[0]
    assert new.identity != old.identity


def loaded_again(sitting, file):
    return replace(sitting, plan=replace(sitting.plan, exam=load_exam(file)))


def test_the_later_twin_is_drawn_again_and_the_earlier_never(folder):
    write_question(folder, "small", "a: 1..12", "Take $<<a>>$.")
    sitting = sitting_of(folder, "  - small")
    ledger = issued(sitting, IDS[:12])
    draws = [entry.questions[0].draw for entry in ledger.entries]
    assert len({entry.questions[0].identity for entry in ledger.entries}) == 12
    assert draws[0] == 0
    assert any(draws)
    for size in range(1, 12):  # each alone, in the order of the ledger, gets what it got among all
        first = issued(sitting, [entry.student for entry in ledger.entries[:size]])
        assert {e.student: e.questions for e in first.entries}.items() <= {
            e.student: e.questions for e in ledger.entries
        }.items()


def test_variants_that_differ_only_in_what_is_not_printed_are_twins(folder):
    write_question(folder, "small", "a: 1..2; h: 1..1000", "Take $<<a>>$<% if h > 500 %><% endif %>.")
    with pytest.raises(Failure) as caught:
        issued(sitting_of(folder, "  - small"), IDS[:3])
    assert caught.value.diagnostics[0].message == "`small` has 2 variants, and 3 students are to get one"


def test_a_space_that_is_too_small_is_an_error_unless_repeats_are_allowed(folder):
    write_question(folder, "small", "a: 1..12", "Take $<<a>>$.")
    sitting = sitting_of(folder, "  - small")
    with pytest.raises(Failure) as caught:
        issued(sitting, IDS)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("exam-space-too-small", 4)
    assert "repeats: true" in diagnostic.hint
    for allowed in (
        sitting_of(folder, "  - small: {question: small, repeats: true}"),
        sitting_of(folder, "repeats: true\nslots: [small]"),
        sitting_of(folder, "  - small", repeats=True),
    ):
        assert len({each.questions[0].identity for each in issued(allowed, IDS).entries}) <= 12


def test_variants_that_were_issued_before_count_against_the_space(folder):
    write_question(folder, "small", "a: 1..12", "Take $<<a>>$.")
    sitting = sitting_of(folder, "  - small")
    with pytest.raises(Failure, match="4 students are to get one besides the 10 that were issued"):
        issued(sitting, IDS[:14], issued(sitting, IDS[:10]))


def test_a_question_without_parameters_is_the_same_for_everybody(folder):
    text = (folder / "one.md").read_text(encoding="utf-8")
    text = text.replace("parameters:\n  a: 1..1000\nreference: {a: 1}\n", "").replace("<<a>>", "7")
    (folder / "one.md").write_text(text, encoding="utf-8")
    ledger = issued(sitting_of(folder, "  - one"), IDS)
    assert len({entry.questions[0].identity for entry in ledger.entries}) == 1


def test_fixed_values_stand_on_every_paper(folder):
    sitting = sitting_of(folder, "  - two: {question: two, fixed: {a: 7}}")
    texts = [texts[0][1] for _, _, texts in papers(sitting, issued(sitting, IDS)).values()]
    assert all(text.startswith("Add $7$ and ") for text in texts)
    assert len(set(texts)) == 30


def test_shared_values_are_the_same_in_all_questions_of_a_paper(folder):
    sitting = sitting_of(folder, "shared:\n  a: 2..9\nslots: [one, two]")
    for entry, student in issued_students(issued(sitting, IDS[:8]), roster_of(IDS)):
        one, two = (variant_of_planned(each).values["a"] for each in paper_plan(sitting, entry, student).questions)
        assert one == two


def test_shared_values_with_which_a_question_cannot_be_drawn_are_passed_over(folder):
    text = (folder / "two.md").read_text(encoding="utf-8").replace("reference:", "constraints:\n  - a > 5\nreference:")
    (folder / "two.md").write_text(text.replace("a: 1,", "a: 6,"), encoding="utf-8")
    sitting = sitting_of(folder, "shared:\n  a: 1..9\nslots:\n  - one: {question: one, repeats: true}\n  - two")
    ledger = issued(sitting, IDS[:6])
    values = [
        variant_of_planned(paper_plan(sitting, entry, student).questions[0]).values["a"]
        for entry, student in issued_students(ledger, roster_of(IDS))
    ]
    assert all(isinstance(value, Fraction) and value > 5 for value in values)
    assert any(entry.shared for entry in ledger.entries)


def test_a_band_keeps_a_measure_of_all_variants(folder):
    sitting = sitting_of(folder, "  - one: {question: one, band: {digits: 2}}")
    texts = [texts[0][1] for _, _, texts in papers(sitting, issued(sitting, IDS)).values()]
    assert all(re.fullmatch(r"Take \$\d\d\$\.", text) for text in texts)


def test_a_band_that_no_variant_keeps_is_said_for_each_student(folder, monkeypatch):
    monkeypatch.setattr(issuing, "MOST_DRAWS", 50)
    sitting = sitting_of(folder, "  - one: {question: one, band: {digits: 9}}")
    found = issue(sitting, roster_of(IDS[:2]), empty_ledger(sitting), VERSIONS)
    assert found.new == ()
    assert found.diagnostics[0].message == "50 of 50 variants of `one` left the band digits: 9..9"
    assert {(d.code, d.place.note) for d in found.diagnostics} == {
        ("exam-no-variant", "student s0"),
        ("exam-no-variant", "student s1"),
    }


def test_one_student_whose_paper_fails_stops_nobody_else(folder):
    sitting = sitting_of(folder, "  - one")
    write_question(folder, "one", "a: 1..6000", "Take $<< 10/(a % 50) >>$.")
    found = issue(sitting, roster_of([f"s{number}" for number in range(150)]), empty_ledger(sitting), VERSIONS)
    assert found.diagnostics
    assert {d.code for d in found.diagnostics} == {"fill-no-value"}
    assert len(found.new) + len({d.place.note for d in found.diagnostics}) == 150


def test_a_fresh_paper_has_other_variants_of_the_same_questions_and_keeps_the_old_one_in_the_ledger(folder):
    sitting = sitting_of(folder, "  - one\n  - any: {pool: [red, green, blue]}")
    ledger = issued(sitting, IDS)
    old = ledger.current()["s3"]
    found = reissue(sitting, ledger, Student("s3", "Student s3"), VERSIONS, fresh=True)
    (new,) = found.new
    assert found.ledger.entries == (*ledger.entries, new)
    assert (new.number, new.replaces, new.student) == (31, old.number, "s3")
    assert new.code != old.code
    assert [each.question for each in new.questions] == [each.question for each in old.questions]
    identities = {each.identity for entry in ledger.entries for each in entry.questions}
    assert not identities & {each.identity for each in new.questions}
    assert found.ledger.current()["s3"] == new


def test_a_copy_has_the_same_variants_under_a_new_number(folder):
    sitting = sitting_of(folder, "  - one")
    ledger = issued(sitting, IDS)
    (new,) = reissue(sitting, ledger, Student("s3", "Zoë"), VERSIONS, fresh=False).new
    assert (new.number, new.name, new.questions) == (31, "Zoë", ledger.current()["s3"].questions)


def test_who_has_no_paper_gets_no_new_one(folder):
    sitting = sitting_of(folder, "  - one")
    with pytest.raises(Failure) as caught:
        reissue(sitting, empty_ledger(sitting), Student("s3", "x"), VERSIONS, fresh=True)
    assert caught.value.diagnostics[0].code == "exam-not-issued"


def test_an_edited_stem_is_found_before_another_paper_is_made(folder):
    sitting = sitting_of(folder, "  - one")
    ledger = issued(sitting, IDS[:2])
    text = (folder / "one.md").read_text(encoding="utf-8")
    (folder / "one.md").write_text(text.replace("Done.", "It is done."), encoding="utf-8")
    papers(sitting, ledger)
    (folder / "one.md").write_text(text.replace("Take", "Choose"), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        papers(sitting, ledger)
    assert caught.value.diagnostics[0].code == "exam-ledger-differs"


def test_a_slot_that_is_gone_is_named(folder):
    ledger = issued(sitting_of(folder, "  - one\n  - two"), IDS[:2])
    with pytest.raises(Failure) as caught:
        papers(sitting_of(folder, "  - one"), ledger)
    assert caught.value.diagnostics[0].code == "exam-ledger-slot"
    assert "`two`" in caught.value.diagnostics[0].message


def test_changed_names_and_students_who_left_are_warned_of(folder):
    sitting = sitting_of(folder, "  - one")
    ledger = issued(sitting, ["a", "b"])
    found = differences(ledger, Roster((Student("a", "Another", line=7),)))
    assert sorted((d.code, d.severity.value, d.place.line) for d in found) == [
        ("exam-ledger-left", "warning", 0),
        ("exam-ledger-name", "warning", 7),
    ]
    for diagnostic in found:
        assert explanation(diagnostic.code)


def test_what_the_reader_sees_does_not_depend_on_the_solver(folder):
    sitting = sitting_of(folder, "  - one")
    (folder / "one.py").write_text("def solve(parameters):\n    return {'s': 1}\n", encoding="utf-8")
    ledger = issued(sitting, IDS[:2])
    for entry, student in issued_students(ledger, roster_of(IDS)):
        (planned,) = paper_plan(sitting, entry, student).questions
        assert identity_of(variant_of_planned(planned)) == planned.identity
