from __future__ import annotations

from pathlib import Path

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams.ledger import Ledger, LedgerEntry
from solgen.exams.marks import marks_back
from solgen.exams.read_roster import load_roster, read_roster
from solgen.typeset.glyphs import covered

CASES = Path(__file__).parents[1] / "cases" / "rosters"
LEDGER = Ledger(
    "midterm", "june", "f",
    (LedgerEntry(1, "7f3a", "1000124", "x", (), "v"), LedgerEntry(2, "00c1", "1000123", "y", (), "v"),
     LedgerEntry(3, "beef", "1000123", "y", (), "v", replaces=2)),
)  # fmt: skip


def canvas():
    return load_roster(CASES / "canvas.csv", covered())


def refused(text: str, ledger: Ledger | None = LEDGER) -> tuple[str, int, str]:
    with pytest.raises(Failure) as caught:
        marks_back(canvas(), ledger, text, "marks.csv", "Midterm")
    diagnostic = caught.value.diagnostics[0]
    assert explanation(diagnostic.code)
    return diagnostic.code, diagnostic.place.line, diagnostic.message


def test_canvas_gets_its_own_columns_back():
    found = marks_back(canvas(), None, "student,marks\n1000123,17.50\n1000124,0\n", "marks.csv", "Midterm")
    assert found.table.splitlines() == [
        "Student,ID,SIS User ID,SIS Login ID,Section,Midterm",
        '"Doe, Jane",40321,1000123,jdoe,Analysis 1,17.5',
        '"Álvarez Peña, José María",40322,1000124,jalvarez,Analysis 1 and Analysis 2,0',
    ]
    assert (found.marked, found.warnings) == (2, ())


def test_what_goes_back_to_canvas_is_read_as_its_own_roster_again():
    table = marks_back(canvas(), None, "student,marks\n1000123,3\n1000124,4\n", "marks.csv", "Midterm").table
    again = read_roster(table, Path("again.csv"), covered())
    assert [(s.id, s.name, s.identifiers) for s in again.students] == [
        (s.id, s.name, s.identifiers) for s in canvas().students
    ]


def test_moodle_gets_numbers_and_addresses_back():
    roster = load_roster(CASES / "moodle-german.csv", covered())
    table = marks_back(roster, None, "id;points\nm-008;12,5\nm-007;3\n", "marks.csv", "Klausur").table
    assert table.splitlines() == [
        "ID-Nummer,E-Mail-Adresse,Klausur", "m-007,zoe@uni.example,3", "m-008,hoa@uni.example,12.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "paper,marks\n1,5\n2,7\n",
        "paper,marks\n0001-7f3a,5\n0002-00c1,7\n",
        "number,marks\n0001,5\n0003,7\n",
        "code\tmarks\n7f3a\t5\n00c1\t7\n",
    ],
)
def test_papers_are_known_by_number_label_and_code(text):
    table = marks_back(canvas(), LEDGER, text, "marks.csv", "Midterm").table
    assert [line.rsplit(",", 1)[1] for line in table.splitlines()[1:]] == ["7", "5"]


def test_who_has_no_marks_is_left_out_and_told():
    found = marks_back(canvas(), None, "student,marks\n1000123,3\n", "marks.csv", "Midterm")
    assert len(found.table.splitlines()) == 2
    (warning,) = found.warnings
    assert (warning.code, warning.severity.value) == ("exam-marks-missing", "warning")
    assert "1000124" in warning.message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "no column holds marks"),
        ("who,marks\nx,3\n", 1, "no column holds marks"),
        ("student,marks\n1000123,much\n", 2, "`much` are no marks"),
        ("student,marks\n1000123,-1\n", 2, "`-1` are no marks"),
        ("student,marks\n1000123,3\n\n1000123,4\n", 4, "has marks already"),
        ("student,marks\n1000129,3\n", 2, "there is no paper or student `1000129`"),
        ("paper,marks\n0001-ffff,3\n", 2, "there is no paper or student `0001-ffff`"),
        ("paper,marks\n2,3\n3,3\n", 3, "has marks already"),
    ],
)
def test_what_is_wrong_has_its_line(text, line, message):
    found = refused(text)
    assert found[:2] == ("exam-marks", line)
    assert message in found[2]


def test_papers_need_the_ledger():
    assert "ledger" in refused("paper,marks\n1,3\n", None)[2]
