"""``solgen marks``: marks by paper to a table that Canvas or Moodle imports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, counted, session

Marks = Annotated[
    Path, typer.Argument(metavar="MARKS.csv", help="A table with a column marks, and one paper, code or student.")
]
RosterFile = Annotated[
    Path, typer.Option("--roster", metavar="ROSTER.csv", help="The roster, as the platform exported it.")
]
LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", metavar="LEDGER.json", help="The sitting's ledger, which knows the papers.")
]
Column = Annotated[str, typer.Option("--column", metavar="NAME", help="The heading that the platform is to see.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="The table to be written; it must be new.")]
Identifier = Annotated[str, typer.Option("--id", metavar="HEADING", help="The roster's column of ids, if not told.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "marks",
        short_help="Turn marks by paper into a table for the platform.",
        epilog="Example:  solgen marks marks.csv --roster roster.csv --ledger build/midterm-june/ledger.json",
    )(marks)


def marks(
    table: Marks,
    *,
    roster: RosterFile,
    ledger: LedgerFile = None,
    column: Column = "Exam",
    identifier: Identifier = "",
    out: Out = Path("marks-for-import.csv"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Turn marks by paper, code or student into a table that Canvas or Moodle imports.

    The table has the columns by which the platform knows its students, as they stand in the roster.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.files import create  # noqa: PLC0415 -- quick --help
        from solgen.exams.ledger_file import ledger_from  # noqa: PLC0415 -- quick --help
        from solgen.exams.marks import marks_back  # noqa: PLC0415 -- quick --help
        from solgen.exams.read_roster import load_roster, read_text  # noqa: PLC0415 -- quick --help
        from solgen.typeset.glyphs import covered  # noqa: PLC0415 -- quick --help

        students = load_roster(roster, covered(), id_column=identifier)
        known = None if ledger is None else ledger_from(read_text(ledger), str(ledger))
        found = marks_back(students, known, read_text(table), str(table), column)
        create(out, found.table)
        current.report(found.warnings)
        current.put({"file": str(out), "platform": students.platform.value, "marked": found.marked})
        current.say(f"{students.platform.value}: marks of {counted(found.marked, 'student')} in {out}")
