"""``solgen verify``: whether a folder still is what was built, its claims judged afresh."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, counted, session
from solgen.diagnostics import Severity


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "verify",
        short_help="See whether built files still are as built.",
        epilog="Example:  solgen verify build/ftdl-take-home-1",
    )(verify)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that `solgen build` has made.")],
    *,
    executor: Annotated[
        str,
        typer.Option(
            "--executor", metavar="WHERE", help="Where a sitting's papers are made again; see solgen build --help."
        ),
    ] = "processes",
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare the files of a build with its manifest, and judge all its claims afresh.

    The papers of a sitting are also made again, and have to come out the same to the byte.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.verify import verify as run  # noqa: PLC0415 -- quick --help

        with current.progress() as progress:
            manifest, found = run(folder, executor, progress)
        current.report(found)
        current.put({"folder": str(folder), "files": sorted(manifest.files), "claims": dict(manifest.claims)})
        if not any(diagnostic.severity is Severity.ERROR for diagnostic in found):
            total = counted(sum(manifest.claims.values()), "claim")
            current.say(f"{folder}: {counted(len(manifest.files), 'file')} and {total} are as they were built")
