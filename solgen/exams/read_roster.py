"""A roster as a learning platform exports it: CSV with commas, semicolons or tabs, recognised by its header."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.accommodations import extra_time, yes_or_no
from solgen.exams.headings import Columns, columns_of, recognized
from solgen.exams.printed_names import LONGEST_ID, LONGEST_NAME, complaint, tidied
from solgen.exams.roster import NO_ACCOMMODATION, Accommodation, Platform, Roster, Student

LARGEST = 100_000_000
MOST_SHOWN = 20
"""How many faults of one roster are told; the rest is counted."""
_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MANGLED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_TEST_STUDENTS = frozenset({"student, test", "test student"})

Row = tuple[int, list[str]]
"""A row and the line on which it begins, from 1."""


def load_roster(path: Path, printable: Container[str], *, id_column: str = "", name_column: str = "") -> Roster:
    """The students in a file. ``printable`` holds the characters that the sheets' fonts have.

    Raises Failure with what is wrong, each with the line of its row.
    """
    return read_roster(read_text(path), path, printable, id_column=id_column, name_column=name_column)


def read_roster(
    text: str, path: Path, printable: Container[str], *, id_column: str = "", name_column: str = ""
) -> Roster:
    """The students in a file's text; see ``load_roster``."""
    rows = _rows(text, path, named=bool(id_column and name_column))
    line, header = next(rows, (0, []))
    if not header:
        raise Failure(
            Diagnostic(
                "exam-roster-empty", "the roster is empty", Place(str(path)), "export it from the platform again"
            )
        )
    place = Place(str(path), line, 0, ",".join(header)[:200])
    columns = columns_of(header, place, id_column=id_column, name_column=name_column)
    reader = _RosterReader(path, columns, len(header), printable)
    for row in rows:
        reader.take(row)
    return reader.roster(tuple(header[position].strip() for position in columns.identifying))


def read_text(path: Path) -> str:
    """The text of a roster, in UTF-8, or in UTF-16 with its mark. Raises Failure."""
    place = Place(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else "the file cannot be read"
        hint = "check the name and the folder, and whether you may read it"
        raise Failure(Diagnostic("exam-roster-file", reason, place, hint)) from None
    if len(data) > LARGEST:
        hint = "a roster has one line a student"
        raise Failure(Diagnostic("exam-roster-file", f"the file is larger than {LARGEST:,} bytes", place, hint))
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the roster is not UTF-8 text: byte {data[error.start]:#04x} stands in this line"
        hint = "export it as UTF-8; in a spreadsheet, save it as “CSV UTF-8”"
        raise Failure(Diagnostic("exam-roster-not-text", message, Place(str(path), line), hint)) from None


def _rows(text: str, path: Path, *, named: bool) -> Iterator[Row]:
    """The rows that hold something, the header first."""
    separator = _SEPARATOR_LINE.match(text)
    skipped = 1 if separator else 0
    body = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else _delimiter(body, named=named)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                yield before + 1 + skipped, cells
            before = reader.line_num
    except csv.Error as error:
        hint = "a quotation mark may be missing"
        place = Place(str(path), before + 1 + skipped)
        raise Failure(Diagnostic("exam-roster-row", f"this row cannot be read: {error}", place, hint)) from None


def _delimiter(text: str, *, named: bool) -> str:
    """What stands between cells: that by which the first row is a header, else that which stands in it most often."""
    found = {}
    for delimiter in _DELIMITERS:
        try:
            found[delimiter] = next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), [])
        except csv.Error:
            found[delimiter] = []
    if not named:
        for delimiter, header in found.items():
            if recognized(header):
                return delimiter
    return max(found, key=lambda delimiter: len(found[delimiter]))


class _RosterReader:
    """Takes rows, keeps students and what is wrong."""

    def __init__(self, path: Path, columns: Columns, width: int, printable: Container[str]) -> None:
        self._file = str(path)
        self._path = path
        self._columns = columns
        self._width = width
        self._printable = printable
        self._students: dict[str, Student] = {}
        self._folded: dict[str, Student] = {}
        self._found: list[Diagnostic] = []
        self._wrong = 0

    def roster(self, identifying: Sequence[str]) -> Roster:
        """All students. Raises Failure where something was wrong, or there are none."""
        if self._wrong > len(self._found):
            message = f"{self._wrong - len(self._found)} more rows are wrong"
            hint = "mend those named first; the others are often of the same kind"
            self._found.append(Diagnostic("exam-roster-many", message, Place(self._file), hint))
        if self._found:
            raise Failure(*self._found)
        if not self._students:
            hint = "below the header stands one line a student"
            raise Failure(Diagnostic("exam-roster-empty", "the roster names no student", Place(self._file), hint))
        return Roster(tuple(self._students.values()), self._columns.platform, tuple(identifying), self._path)

    def take(self, row: Row) -> None:
        """A student, or nothing where the row is none."""
        line, cells = row
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            message = f"this row has {len(cells)} cells, and the header {self._width}"
            self._wrong_row(
                "exam-roster-row", message, row, "a cell that holds the separator stands in quotation marks"
            )
            return
        cells = cells + [""] * (self._width - len(cells))
        if self._no_student(cells):
            return
        identity = tidied(cells[self._columns.id])
        name = " ".join(filter(None, (tidied(cells[position]) for position in self._columns.names)))
        if not (self._right_id(identity, name, row) and self._right_name(name, identity, row)):
            return
        accommodation = self._accommodation(cells, row)
        identifiers = tuple(cells[position].strip() for position in self._columns.identifying)
        student = Student(identity, name, accommodation, line, identifiers)
        self._students[identity] = student
        self._folded[identity.casefold()] = student

    def _no_student(self, cells: Sequence[str]) -> bool:
        """Rows that a platform adds: points possible, its test student, teachers."""
        columns = self._columns
        if columns.role is not None and cells[columns.role].strip().casefold() not in {"student", ""}:
            return True
        if columns.platform is not Platform.CANVAS:
            return False
        name = cells[columns.names[0]]
        heads = columns.own_id is not None and not cells[columns.own_id].strip()
        heads = heads and (not name.strip() or name[0].isspace() or "possible" in name.casefold())
        return heads or (name.strip().casefold() in _TEST_STUDENTS and not cells[columns.id].strip())

    def _right_id(self, identity: str, name: str, row: Row) -> bool:
        if not identity:
            whose = f" of {name[:60]}" if name else ""
            hint = "complete it, or name another column in the sitting's file: `roster: {id: …}`"
            return self._wrong_row("exam-roster-missing-id", f"the id{whose} is missing", row, hint)
        if _MANGLED.fullmatch(identity):
            hint = "format the column as text in the spreadsheet, and export again"
            return self._wrong_row("exam-roster-id", f"`{identity}` is an id that a spreadsheet has rounded", row, hint)
        wrong = complaint(identity, self._printable, LONGEST_ID)
        if wrong:
            return self._wrong_row("exam-roster-id", wrong.message, row, wrong.hint)
        other = self._folded.get(identity.casefold())
        if other is not None:
            same = "" if other.id == identity else f", but for upper and lower case (`{other.id}`)"
            message = f"the id `{identity}` stands in line {other.line} too{same}"
            return self._wrong_row("exam-roster-duplicate", message, row, "leave one of the two rows out")
        return True

    def _right_name(self, name: str, identity: str, row: Row) -> bool:
        if not name:
            return self._wrong_row("exam-roster-missing-name", f"the name of {identity} is missing", row, "complete it")
        wrong = complaint(name, self._printable, LONGEST_NAME)
        return wrong is None or self._wrong_row("exam-roster-name", wrong.message, row, wrong.hint)

    def _accommodation(self, cells: Sequence[str], row: Row) -> Accommodation:
        columns = self._columns
        if columns.large_print is None and columns.extra_time is None:
            return NO_ACCOMMODATION
        large = yes_or_no(cells[columns.large_print]) if columns.large_print is not None else False
        extra = extra_time(cells[columns.extra_time]) if columns.extra_time is not None else NO_ACCOMMODATION.extra_time
        if large is None or extra is None:
            hint = "write `yes` or nothing for large print, and `25%` for extra time"
            self._wrong_row("exam-roster-accommodation", "what is granted here is not understood", row, hint)
            return NO_ACCOMMODATION
        return Accommodation(large, extra) if large or extra else NO_ACCOMMODATION

    def _wrong_row(self, code: str, message: str, row: Row, hint: str) -> bool:
        """Note what is wrong; always False."""
        self._wrong += 1
        if len(self._found) < MOST_SHOWN:
            line, cells = row
            excerpt = ",".join(cells)[:200].replace("\n", " ").replace("\r", " ")
            self._found.append(Diagnostic(code, message, Place(self._file, line, 0, excerpt), hint))
        return False
