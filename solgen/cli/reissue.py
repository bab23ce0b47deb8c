"""``solgen reissue``: a new paper for one student of a sitting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, session

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of a sitting that `solgen build --roster` has made.")
]
StudentId = Annotated[str, typer.Option("--student", metavar="ID", help="The student's id, as in the roster.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Other variants of the same questions, not the same ones.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "reissue",
        short_help="Give one student of a sitting a new paper.",
        epilog="Example:  solgen reissue build/midterm-june --student s1048 --fresh",
    )(reissue)


def reissue(
    folder: Folder, *, student: StudentId, fresh: Fresh = False, json: Json = False, quiet: Quiet = False
) -> None:
    """Give one student of a sitting a new paper, under a new number and code.

    The variants are the same, or with --fresh others. The ledger keeps both papers, and the old one's files stay.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.sitting.reissuing import reissue_paper  # noqa: PLC0415 -- quick --help

        with current.progress() as progress:
            built, entry = reissue_paper(folder, student, progress, fresh=fresh)
        current.report(built.diagnostics)
        label = f"{entry.number:04d}-{entry.code}"
        made = built.manifest is not None
        current.put({"folder": str(folder), "paper": label if made else "", "replaces": entry.replaces})
        if made:
            current.say(f"{student}: paper {label} instead of {entry.replaces:04d}")
            current.say(f"in {folder}/: papers/{label}.pdf, solutions/{label}.pdf, marking/{label}.md")
        else:
            current.say("nothing was issued")
