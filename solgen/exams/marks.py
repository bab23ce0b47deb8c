"""Marks by paper or student to a table that the platform imports.

Canvas and Moodle know students by columns of their own, so these stand in the table as the roster had them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.exams.headings import normal
from solgen.exams.ledger import Ledger
from solgen.exams.roster import Roster
from solgen.questions.names import suggestion

_BY_PAPER = ("paper", "number", "code")
_BY_STUDENT = ("student", "id", "studentid")
_MARKS = ("marks", "points", "score", "total", "grade")
_NUMBER = re.compile(r"[0-9]{1,6}([.,][0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Returned:
    """The table for the platform, and who has no marks."""

    table: str
    marked: int
    warnings: tuple[Diagnostic, ...]


def marks_back(roster: Roster, ledger: Ledger | None, text: str, file: str, column: str) -> Returned:
    """A table with the marks in a column of this heading, a row for each student of the roster who has some.

    ``text`` is a table with a column ``marks`` and a column ``paper``, ``number``, ``code`` or ``student``; the first
    three need the ledger. Raises Failure with every row that cannot be understood.
    """
    marks = _by_student(roster, ledger, text, file)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*roster.identifying, column])
    without = []
    for student in roster.students:
        if student.id in marks:
            writer.writerow([*student.identifiers, _written(marks[student.id])])
        else:
            without.append(student.id)
    return Returned(out.getvalue(), len(marks), tuple(_unmarked(without, str(roster.file))))


def _written(mark: Decimal) -> str:
    return format(mark.normalize(), "f")


def _unmarked(without: list[str], file: str) -> Iterator[Diagnostic]:
    if without:
        told = ", ".join(without[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
        message = f"{len(without)} students of the roster have no marks: {told}"
        yield Diagnostic("exam-marks-missing", message, Place(file), "they are left out of the table", Severity.WARNING)


def _by_student(roster: Roster, ledger: Ledger | None, text: str, file: str) -> dict[str, Decimal]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    header = [normal(heading) for heading in rows[0]] if rows else []
    value = next((header.index(name) for name in _MARKS if name in header), None)
    key = next((name for name in (*_BY_STUDENT, *_BY_PAPER) if name in header), None)
    if value is None or key is None:
        hint = "the first line is `paper,marks`, `code,marks` or `student,marks`"
        raise Failure(Diagnostic("exam-marks", "no column holds marks, or none says whose", Place(file, 1), hint))
    if key in _BY_PAPER and ledger is None:
        hint = "name the sitting's ledger with --ledger, or write a column `student`"
        raise Failure(Diagnostic("exam-marks", "papers are known by the ledger only", Place(file, 1), hint))
    whose = _students(roster, ledger, key)
    found: list[Diagnostic] = []
    marks: dict[str, Decimal] = {}
    for line, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            cells = [*row, *[""] * (len(header) - len(row))]
            problem = _take(cells[header.index(key)].strip(), cells[value].strip(), whose, marks)
            if problem:
                found.append(
                    Diagnostic("exam-marks", problem[0], Place(file, line, 0, ",".join(row)[:200]), problem[1])
                )
    if found:
        raise Failure(*found[:20])
    return marks


def _take(key: str, written: str, whose: Mapping[str, str], marks: dict[str, Decimal]) -> tuple[str, str] | None:
    """Enter the marks of a row, or say what is wrong with it and what to do."""
    student = whose.get(_paper_key(key, whose))
    if student is None:
        return f"there is no paper or student `{key[:60]}`", suggestion(key, list(whose)[:5000], "papers and students")
    if not _NUMBER.fullmatch(written):
        return f"`{written[:30]}` are no marks", "write a number such as 8 or 7.5, or leave the row out"
    if student in marks:
        return f"`{key[:60]}` has marks already", "leave one of the rows out"
    marks[student] = Decimal(written.replace(",", "."))
    return None


def _paper_key(key: str, whose: Mapping[str, str]) -> str:
    """``7`` for ``0007``, where papers are known by their numbers; labels and codes stay as they are."""
    return key.lstrip("0") if key not in whose and key.isascii() and key.isdigit() else key


def _students(roster: Roster, ledger: Ledger | None, key: str) -> dict[str, str]:
    """The student's id by everything that may stand in the column ``key``."""
    if key in _BY_STUDENT or ledger is None:
        return {student.id: student.id for student in roster.students}
    if key == "code":
        return {entry.code: entry.student for entry in ledger.entries}
    numbers = {str(entry.number): entry.student for entry in ledger.entries}
    labels = {f"{entry.number:04d}-{entry.code}": entry.student for entry in ledger.entries}
    return {**numbers, **labels}


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=first.count)
