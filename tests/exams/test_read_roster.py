from __future__ import annotations

import csv
import io
import os
import time
import unicodedata
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, explanation
from solgen.exams.accommodations import extra_time, yes_or_no
from solgen.exams.read_roster import MOST_SHOWN, load_roster, read_roster
from solgen.exams.roster import Accommodation, Platform, Roster
from solgen.typeset.glyphs import covered

CASES = Path(__file__).parents[1] / "cases" / "rosters"
HERE = Path("roster.csv")


def told(roster: Roster) -> str:
    lines = [f"{roster.platform.value}, to be known by {', '.join(roster.identifying)}"]
    for student in roster.students:
        granted = student.accommodation
        more = f" [large print {granted.large_print}, extra {granted.extra_time}]" if granted != Accommodation() else ""
        lines.append(f"{student.line}: {student.id} | {student.name}{more} | {' / '.join(student.identifiers)}")
    return "\n".join(lines)


def outcome(path: Path) -> str:
    try:
        return told(load_roster(path, covered())) + "\n"
    except Failure as failure:
        for diagnostic in failure.diagnostics:
            assert explanation(diagnostic.code), diagnostic.code
        return (
            "\n".join(
                f"{d.code} {Path(d.place.file).name}:{d.place.line}\n  {d.message}\n  hint: {d.hint}"
                for d in failure.diagnostics
            )
            + "\n"
        )


def refused(text: str, **more: str) -> list[tuple[str, int]]:
    with pytest.raises(Failure) as caught:
        read_roster(text, HERE, covered(), **more)
    return [(d.code, d.place.line) for d in caught.value.diagnostics]


def ids(text: str, **more: str) -> list[str]:
    return [student.id for student in read_roster(text, HERE, covered(), **more).students]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.csv")), ids=lambda case: case.stem)
def test_a_roster_gets_what_its_case_says(case):
    expected = case.with_suffix(".txt")
    found = outcome(case)
    if os.environ.get("SOLGEN_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_roster_is_read_in_the_encodings_that_name_themselves(tmp_path, encoding):
    file = tmp_path / "roster.csv"
    file.write_text("First name\tLast name\tID number\nZoë\tŁęcka\t7\n", encoding=encoding)
    (student,) = load_roster(file, covered()).students
    assert (student.id, student.name) == ("7", "Zoë Łęcka")


def test_another_encoding_is_refused_at_its_line(tmp_path):
    file = tmp_path / "roster.csv"
    file.write_bytes("id,name\n1,Ann\n2,Zoë\n".encode("latin-1"))
    with pytest.raises(Failure) as caught:
        load_roster(file, covered())
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("exam-roster-not-text", 3)


def test_a_roster_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Failure) as caught:
        load_roster(tmp_path / "roster.csv", covered())
    assert caught.value.diagnostics[0].code == "exam-roster-file"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("exam-roster-empty", 0)]),
        ("\n \n", [("exam-roster-empty", 0)]),
        ("id,name\n", [("exam-roster-empty", 0)]),
        ("name,points\nAnn,3\n", [("exam-roster-header", 1)]),
        ("id,name\n1,A\u0000nn\n", [("exam-roster-name", 2)]),
    ],
)
def test_what_is_no_roster_is_refused(text, expected):
    assert refused(text) == expected


def test_the_user_may_name_the_columns():
    text = "Wer,Was,id\nAnn,7,x\n"
    assert ids(text, id_column="was", name_column="Wer") == ["7"]
    assert refused(text, id_column="Wo", name_column="Wer") == [("exam-roster-header", 1)]
    assert ids("Student,ID,SIS User ID,Section\nAnn,9,1,A\n", id_column="ID") == ["9"]


def test_the_column_of_ids_does_not_depend_on_the_rows():
    head = "Student,ID,SIS User ID,SIS Login ID,Section\n"
    assert ids(head + "Ann,9,1,ann,A\n") == ["1"]
    assert refused(head + "Ann,9,1,ann,A\nBob,10,,bob,A\n") == [("exam-roster-missing-id", 3)]


def test_no_more_than_some_faults_are_told_and_the_rest_is_counted():
    found = refused("id,name\n" + ",Ann\n" * 1000)
    assert len(found) == MOST_SHOWN + 1
    assert found[-1] == ("exam-roster-many", 0)


def test_a_long_name_is_refused_and_a_long_id_too():
    assert refused(f"id,name\n1,{'x' * 300}\n") == [("exam-roster-name", 2)]
    assert refused(f"id,name\n{'x' * 61},Ann\n") == [("exam-roster-id", 2)]


@pytest.mark.parametrize("name", ["נועה כהן", "Đặng Thị Ngọc", "Ђорђе", "O’Neil", "X Æ A-12", "Ann\u00a0Lee", "שׁ"])
def test_a_name_in_a_script_of_the_fonts_is_taken_as_typed(name):
    (student,) = read_roster(f"id,name\n1,{name}\n", HERE, covered()).students
    assert student.name == " ".join(name.split())


def test_a_name_in_a_script_without_fonts_is_refused_by_name_and_code_point():
    with pytest.raises(Failure) as caught:
        read_roster("id,name\n1,田中\n", HERE, covered())
    message = caught.value.diagnostics[0].message
    assert "“田中”" in message
    assert "U+7530" in message
    assert "U+4E2D" in message


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u0007", "\ue000", "\U000e0041"])
def test_what_cannot_be_seen_is_refused_by_its_code_point(sign):
    with pytest.raises(Failure) as caught:
        read_roster(f"id,name\n1,Ann{sign}Lee\n", HERE, covered())
    message = caught.value.diagnostics[0].message
    assert f"U+{ord(sign):04X}" in message
    assert sign not in message


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]))
@settings(derandomize=True, max_examples=200)
def test_no_name_is_changed_but_for_spaces_and_normal_forms(names, delimiter):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "name"])
    writer.writerows([f"s{n}", name] for n, name in enumerate(names))
    try:
        found = read_roster(out.getvalue(), HERE, covered())
    except Failure:
        return
    kept = {student.id: student.name for student in found.students}
    expected = {f"s{n}": unicodedata.normalize("NFC", " ".join(name.split())) for n, name in enumerate(names)}
    assert kept == expected


@given(st.text(max_size=60))
@settings(derandomize=True, max_examples=200)
def test_no_text_raises_anything_but_a_failure(text):
    for whole in (text, f"id,name\n{text}"):
        with suppress(Failure):
            read_roster(whole, HERE, covered())


def test_a_hundred_thousand_rows_are_read_quickly():
    text = "Student,ID,SIS User ID,SIS Login ID,Section\n" + "".join(
        f'"Nameλ{n}, Ann",{n},s{n},l{n},A\n' for n in range(100_000)
    )
    before = time.process_time()
    found = read_roster(text, HERE, covered())
    assert len(found.students) == 100_000
    assert found.platform is Platform.CANVAS
    assert time.process_time() - before < 10  # about a second on a machine that does nothing else


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25%", Fraction(1, 4)),
        ("12,5 %", Fraction(1, 8)),
        ("1/3", Fraction(1, 3)),
        ("", 0),
        ("30 min", None),
        ("1/0", None),
        ("900%", None),
    ],
)
def test_extra_time_is_a_part_of_the_duration(text, expected):
    assert extra_time(text) == expected


def test_yes_and_no_are_understood_and_nothing_else():
    assert [yes_or_no(word) for word in ("yes", "X", "Ja", "", "no", "perhaps")] == [
        True, True, True, False, False, None,
    ]  # fmt: skip
