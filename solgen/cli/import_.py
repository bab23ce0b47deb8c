"""``solgen import``: an exam written in LaTeX made into question files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, counted, session

File = Annotated[
    Path,
    typer.Argument(metavar="FILE.tex", help="A LaTeX file of the class `exam`.", show_default=False),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where the files are written; by default, a folder named like the file."),
]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "import",
        short_help="Make question files of a LaTeX exam.",
        epilog="Example:  solgen import midterm.tex --out questions",
    )(import_)


def import_(file: File, *, out: Out = None, json: Json = False, quiet: Quiet = False) -> None:
    """Make question files of an exam written with LaTeX's class `exam`, to be looked over.

    Declarations, roles and answers are inferred from the text and marked as such; what could not be carried over is
    told with its place. No file that exists is touched.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.audit.importing.import_exam import import_exam  # noqa: PLC0415 -- quick --help
        from solgen.building.files import create_all  # noqa: PLC0415 -- see above

        imported = import_exam(file)
        folder = out if out is not None else file.parent / imported.exam.name.removesuffix(".yaml")
        files = (*imported.questions, imported.exam)
        create_all(folder, {one.name: one.text for one in files})
        current.put({"folder": str(folder), "files": [one.name for one in files]})
        current.report(imported.diagnostics)
        current.say(f"wrote {counted(len(imported.questions), 'question')} and {imported.exam.name} to {folder}")
        current.say(f"next: look them over, then solgen check {folder}")
