"""``solgen check``: read, draw, solve and judge; nothing is set."""

from __future__ import annotations

from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, counted, session
from solgen.cli.targets import bank_names, find_or_folder

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Questions or exams: files, folders, or names in the bank.",
        autocompletion=bank_names,
        show_default=False,
    ),
]
Variants = Annotated[
    int, typer.Option("--variants", min=0, metavar="N", help="Also check N drawn variants of each question.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Accept no claim on the author's word.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "check",
        short_help="Judge every claim; set nothing.",
        epilog="Example:  solgen check my-question.md --variants 20",
    )(check)


def check(
    paths: Paths = None, *, variants: Variants = 0, strict: Strict = False, json: Json = False, quiet: Quiet = False
) -> None:
    """Judge every claim of questions and exams, without setting anything.

    Without a PATH, the questions of the bank are checked. A question that has no more than N variants is checked in
    all of them.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.checking import check_files, question_files  # noqa: PLC0415 -- quick --help

        files = question_files([find_or_folder(path) for path in paths] if paths else [])
        with current.progress() as progress:
            results = check_files(files, variants, progress, strict=strict)
        for result in results:
            current.report(result.diagnostics)
            claims = ", ".join(f"{count} {word}" for word, count in result.claims.items()) or "nothing was judged"
            total = counted(sum(result.claims.values()), "claim")
            current.say(f"{result.id}: {counted(result.variants, 'variant')}, {total}: {claims}")
        current.put(
            {
                "questions": [
                    {"id": r.id, "file": str(r.file), "variants": r.variants, "claims": dict(r.claims)} for r in results
                ]
            }
        )
