"""``solgen judge``: formulas from another program, one JSON object a line, answered in order."""

from __future__ import annotations

import sys

import typer

from solgen.cli.outcome import ExitCode
from solgen.cli.session import Json, Quiet, session

_EXAMPLE = (
    """Example:  echo '{"id": 1, "symbols": {"x": "real"}, "given": [], "latex": "2 x = x + x"}' | solgen judge"""
)


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("judge", short_help="Judge formulas for another program.", epilog=_EXAMPLE)(judge)


def judge(*, json: Json = False, quiet: Quiet = False) -> None:
    """Judge formulas for another program: JSON lines in on standard input, JSON lines out in the same order.

    A request has the keys id, symbols, given and latex; an answer has id, claims and diagnostics. The exit code is 1 if
    some claim is not established and 2 if some request could not be read.
    """
    del json  # every answer is JSON already
    with session(quiet=quiet):
        from solgen.building.requests import answer_lines  # noqa: PLC0415 -- the kernel is loaded only to judge

        worst = ExitCode.DONE
        for text, good, established in answer_lines(sys.stdin):
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
            if not good:
                worst = ExitCode.INPUT_WRONG
            elif not established:
                worst = max(worst, ExitCode.NOT_ESTABLISHED)
        raise typer.Exit(int(worst))
