from __future__ import annotations

from solgen.exams.codes import code_for, code_length, place_in_line
from solgen.questions.seeds import seed_for_student
from tests.exams.sittings import SECRET, sitting_of, write_question

MANY = 500_000


def sitting(folder, **more):
    write_question(folder, "one")
    return sitting_of(folder, "  - one", **more)


def test_half_a_million_papers_have_as_many_codes(tmp_path):
    june = sitting(tmp_path)
    taken: set[str] = set()
    for number in range(1, MANY + 1):
        taken.add(code_for(june, f"s{number}", 1, number, taken))
    assert len(taken) == MANY


def test_half_a_million_students_have_as_many_seeds():
    keys = {seed_for_student(SECRET, "midterm", "june", f"s{n}", "one", "one").key for n in range(MANY)}
    assert len(keys) == MANY


def test_codes_get_longer_before_a_sixteenth_of_them_is_taken():
    assert [code_length(number) for number in (1, 4096, 4097, 65536, 65537)] == [4, 4, 5, 5, 6]


def test_a_code_that_is_taken_gives_way_to_another(tmp_path):
    june = sitting(tmp_path)
    first = code_for(june, "s1", 1, 1, ())
    assert code_for(june, "s1", 1, 1, {first}) != first
    assert code_for(june, "s1", 1, 1, ()) == first


def test_a_code_depends_on_the_secret_the_sitting_the_student_and_the_issue(tmp_path):
    june = sitting(tmp_path)
    codes = [
        code_for(june, "s1", 1, 1, ()),
        code_for(june, "s2", 1, 1, ()),
        code_for(june, "s1", 2, 1, ()),
        code_for(sitting(tmp_path, name="july"), "s1", 1, 1, ()),
        code_for(sitting(tmp_path, secret=bytes(32)), "s1", 1, 1, ()),
    ]
    assert len(set(codes)) == 5
    assert place_in_line(june, "s1").hex()[:4] not in codes
