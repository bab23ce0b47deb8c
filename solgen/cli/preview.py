"""``solgen preview``: one variant of a question as PDF and text, again after each saving if asked."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import INTERRUPTED, Json, Quiet, Session, session
from solgen.cli.targets import bank_names, find
from solgen.diagnostics import Diagnostic, Failure

_POLL_SECONDS = 0.15

Question = Annotated[
    str,
    typer.Argument(metavar="QUESTION.md", help="A question: a file, or a name in the bank.", autocompletion=bank_names),
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, metavar="N", help="Draw the variant of this seed.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Give a parameter a value; may be repeated.", show_default=False),
]
Watch = Annotated[bool, typer.Option("--watch", help="Go on, and preview again after each saving.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the preview's folder is made.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "preview",
        short_help="Set one variant of a question, quickly.",
        epilog="Example:  solgen preview my-question.md --set a=3 --watch",
    )(preview)


def preview(
    question: Question,
    *,
    seed: Seed = None,
    values: Set = None,
    watch: Watch = False,
    out: Out = Path("build"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Set one variant of a question, with its solution, as preview.pdf and preview.md in DIR/ID-preview."""
    with session(as_json=json, quiet=quiet) as current:
        given = _values(values or [])
        if seed is not None and given:
            raise Failure(
                Diagnostic(
                    "command-options-clash", "--seed and --set ask for different variants", hint="use one of the two"
                )
            )
        source = find(question)
        if not watch:
            _once(current, source, seed, given, out)
            return
        _watch(source, seed, given, out, as_json=json, quiet=quiet)


def _once(current: Session, source: Path, seed: int | None, given: dict[str, str], out: Path) -> tuple[Path, ...]:
    from solgen.building.plan import Choice  # noqa: PLC0415 -- quick --help
    from solgen.building.previewing import preview as run  # noqa: PLC0415 -- see above

    shown = run(source, Choice(seed, given), out)
    current.report(shown.diagnostics)
    current.put({"files": [str(path) for path in shown.files], "claims": dict(shown.claims)})
    for path in shown.files:
        current.say(f"wrote {path}")
    return shown.files


def _watch(source: Path, seed: int | None, given: dict[str, str], out: Path, *, as_json: bool, quiet: bool) -> None:
    """Preview after each change of the question or of its solver, until interrupted."""
    seen: tuple[float, ...] = ()
    try:
        while True:
            stamps = _stamps(source)
            if stamps != seen:
                seen = stamps
                try:
                    with session(as_json=as_json, quiet=quiet) as current:
                        _once(current, source, seed, given, out)
                        current.say(f"watching {source}; end with Ctrl-C")
                except typer.Exit as ended:  # whatever was wrong has been said; the author will save again
                    if ended.exit_code == INTERRUPTED:
                        raise
            time.sleep(_POLL_SECONDS)
    except KeyboardInterrupt:
        raise typer.Exit from None


def _stamps(source: Path) -> tuple[float, ...]:
    files = (source, source.with_suffix(".py"), source.parent / "course.yaml")
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)


def _values(given: list[str]) -> dict[str, str]:
    values = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name.strip():
            raise Failure(
                Diagnostic(
                    "command-set-form", f"`--set {item}` does not give a name a value", hint="write it as --set a=3"
                )
            )
        values[name.strip()] = value.strip()
    return values
