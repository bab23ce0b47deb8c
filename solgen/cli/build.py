"""``solgen build``: an exam or a question to its sheets, key, claims and manifest."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solgen.cli.session import Json, Quiet, Session, counted, session
from solgen.cli.targets import bank_names, find

if TYPE_CHECKING:
    from solgen.building.manifest import Manifest
    from solgen.building.plan import Plan


class Engine(StrEnum):
    """What makes the PDF files."""

    TYPST = "typst"
    LATEX = "latex"


Target = Annotated[
    str,
    typer.Argument(
        metavar="EXAM|QUESTION.md",
        help="An exam or a question: a file, or a name in the bank.",
        autocompletion=bank_names,
    ),
]
Seed = Annotated[
    int | None, typer.Option("--seed", min=0, metavar="N", help="Draw the variant of this seed, not the reference.")
]
EngineOption = Annotated[Engine, typer.Option("--engine", help="What makes the PDF files.")]
Formats = Annotated[str, typer.Option("--formats", metavar="LIST", help="Which of pdf, md and tex to write.")]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Templates that take the place of ours, file by file.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Accept no claim on the author's word.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the exam's own folder is made.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "build",
        short_help="Compile an exam or a question to sheets.",
        epilog="Example:  solgen build ftdl-take-home-1 --seed 7 --formats pdf,md",
    )(build)


def build(
    target: Target,
    *,
    seed: Seed = None,
    engine: EngineOption = Engine.TYPST,
    formats: Formats = "pdf,md,tex",
    templates: Templates = None,
    strict: Strict = False,
    out: Out = Path("build"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compile an exam or a question to checked sheets: exam, solutions, marking scheme, key.

    The files stand in DIR/ID, or DIR/ID-seed-N for a seed. A claim that is not established stops the build, and
    nothing is written.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.plan import Choice, Look, formats_from, plan, up_to_date  # noqa: PLC0415 -- quick --help

        look = Look(formats_from(formats), engine.value, templates)
        planned = plan(find(target), Choice(seed), look, out, strict=strict)
        known = up_to_date(planned)
        if known is not None:
            current.say("nothing has changed since the last build; nothing was written")
            _tell(current, planned, known, ())
            return
        from solgen.building.run import build as run  # noqa: PLC0415 -- only now is there work to do

        with current.progress() as progress:
            built = run(planned, progress)
        current.report(built.diagnostics)
        if built.manifest is None:
            current.put({"folder": str(planned.folder), "changed": []})
            current.say("nothing was written")
        else:
            _tell(current, planned, built.manifest, built.changed)


def _tell(current: Session, planned: Plan, manifest: Manifest, changed: tuple[str, ...]) -> None:
    total = sum(manifest.claims.values())
    parts = ", ".join(f"{count} {word}" for word, count in sorted(manifest.claims.items(), key=lambda pair: -pair[1]))
    current.put(
        {
            "folder": str(planned.folder),
            "variant": manifest.variant,
            "files": sorted([*manifest.files, "manifest.json"]),
            "changed": list(changed),
            "claims": dict(manifest.claims),
        }
    )
    current.say(f"{planned.id} ({manifest.variant}): {counted(total, 'claim')} checked: {parts}")
    if changed:
        current.say(f"wrote {counted(len(changed), 'file')}")
    current.say(f"in {planned.folder}/: {', '.join(sorted([*manifest.files, 'manifest.json']))}")
