"""``solgen judge``: formulas from another program, one JSON object a line, answered in order."""

from __future__ import annotations

import json as jsons
import sys
from typing import Any

import typer

from solgen.cli.outcome import ExitCode
from solgen.cli.session import Json, Quiet, session
from solgen.diagnostics import Diagnostic, Place

_EXAMPLE = (
    """Example:  echo '{"id": 1, "symbols": {"x": "real"}, "given": [], "latex": "2 x = x + x"}' | solgen judge"""
)
_LONGEST_LINE = 1_000_000
_SHORTER = "send one formula in a request; no formula that long can be read"


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
        from solgen.documents.statements import judge_request  # noqa: PLC0415 -- quick --help
        from solgen.judge import Judge  # noqa: PLC0415 -- see above

        worst = ExitCode.DONE
        with Judge() as one:
            for number, line in enumerate(sys.stdin, 1):
                if not line.strip():
                    continue
                request, fault = _request(line, number)
                answer = judge_request(request, one) if fault is None else _refused(fault)
                answer["diagnostics"] += [diagnostic.as_json() for diagnostic in one.diagnostics]
                one.diagnostics.clear()
                sys.stdout.write(jsons.dumps(answer, ensure_ascii=False) + "\n")
                sys.stdout.flush()
                worst = max(worst, _worth(answer))
        raise typer.Exit(int(worst))


def _request(line: str, number: int) -> tuple[Any, Diagnostic | None]:
    """The JSON of a line, or what is wrong with it."""
    place = Place("<stdin>", number)
    hint = 'write {"id": 1, "symbols": {"x": "real"}, "given": [], "latex": "2 x = x + x"} on one line'
    if len(line) > _LONGEST_LINE:
        return None, Diagnostic(
            "judge-not-json", f"the line is longer than {_LONGEST_LINE} characters", place, _SHORTER
        )
    try:
        return jsons.loads(line, parse_constant=_no_number), None
    except (ValueError, RecursionError) as error:
        return None, Diagnostic("judge-not-json", f"the line is no JSON: {error}", place, hint)


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python reads and writes, are no JSON."""
    message = f"{word} is no value of JSON"
    raise ValueError(message)


def _refused(fault: Diagnostic) -> dict[str, Any]:
    return {"id": None, "claims": [], "diagnostics": [fault.as_json()]}


def _worth(answer: dict[str, Any]) -> ExitCode:
    if any(row["severity"] == "error" for row in answer["diagnostics"]):
        return ExitCode.INPUT_WRONG
    established = {"proved", "certified"}
    good = all(row["verdict"] in established and row["follows"] in established for row in answer["claims"])
    return ExitCode.DONE if good else ExitCode.NOT_ESTABLISHED
