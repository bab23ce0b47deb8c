"""``solgen publish``: the solution sheets of a sitting as a static folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, counted, session

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of a sitting that `solgen build --roster` has made.")
]
Site = Annotated[Path, typer.Option("--to", metavar="SITE", help="The folder to be put on a web server.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "publish",
        short_help="Put a sitting's solution sheets into a static folder.",
        epilog="Example:  solgen publish build/midterm-june --to site",
    )(publish)


def publish(folder: Folder, *, site: Site, json: Json = False, quiet: Quiet = False) -> None:
    """Put the solution sheets of a sitting into a folder for the web, each found by the code of its paper.

    No name goes there. Students find their code on the pages of their paper.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.sitting.publishing import publish_solutions  # noqa: PLC0415 -- quick --help

        with current.progress() as progress:
            changed = publish_solutions(folder, site, progress)
        current.put({"folder": str(site), "changed": list(changed)})
        current.say(f"{site}: {counted(len(changed), 'file')} written")
