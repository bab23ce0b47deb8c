"""``solgen explain``: the page of text for a code."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, session
from solgen.diagnostics import Diagnostic, Failure, explanation, known_codes


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "explain", short_help="Say what a message means.", epilog="Example:  solgen explain claim-refuted"
    )(explain)


def _codes(incomplete: str) -> list[str]:
    return [code for code in known_codes() if code.startswith(incomplete)]


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="A code from a message; without one, all are listed.", autocompletion=_codes
        ),
    ] = "",
    *,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what a message's code means, with an example and the remedy."""
    with session(as_json=json, quiet=quiet) as current:
        if not code:
            current.put({"codes": list(known_codes())})
            if not json:
                typer.echo("\n".join(known_codes()))
            return
        page = explanation(code.strip("[]"))
        if page is None:
            near = get_close_matches(code, known_codes(), 3, 0.5)
            hint = f"did you mean {' or '.join(f'`{word}`' for word in near)}?" if near else ""
            raise Failure(
                Diagnostic(
                    "command-unknown-code", f"there is no code `{code}`", hint=hint or "`solgen explain` lists all"
                )
            )
        current.put({"code": code, "page": page})
        if not json:
            typer.echo(page.rstrip())
