"""``solgen build``: an exam or a question to its sheets, key, claims and manifest."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solgen.cli.session import Json, Quiet, Session, counted, session
from solgen.cli.targets import bank_names, find
from solgen.diagnostics import Diagnostic, Failure

if TYPE_CHECKING:
    from solgen.building.manifest import Manifest
    from solgen.building.plan import Plan
    from solgen.building.sitting.making import Built


PRODUCTS = ("all-papers.pdf", "key.csv", "seats.csv", "claims.json", "report.md", "ledger.json", "manifest.json")


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
Formats = Annotated[
    str,
    typer.Option(
        "--formats",
        metavar="LIST",
        help="Which of pdf, md and tex to write.",
        show_default="pdf,md,tex; of a sitting pdf",
    ),
]
RosterFile = Annotated[
    Path | None,
    typer.Option("--roster", metavar="ROSTER.csv", help="Make a paper of its own for each student of this roster."),
]
SittingFile = Annotated[
    Path | None,
    typer.Option("--sitting", metavar="SITTING.yaml", help="Date, secret and accommodations of the sitting."),
]
ExecutorName = Annotated[
    str,
    typer.Option(
        "--executor", metavar="WHERE", help="Where papers are made: processes, processes:N, dask, dask:ADDRESS."
    ),
]
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
ALL_FORMATS = "pdf,md,tex"
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
    formats: Formats = "",
    templates: Templates = None,
    strict: Strict = False,
    sitting: SittingFile = None,
    roster: RosterFile = None,
    executor: ExecutorName = "processes",
    out: Out = Path("build"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compile an exam or a question to checked sheets: exam, solutions, marking scheme, key.

    The files stand in DIR/ID, or DIR/ID-seed-N for a seed. A claim that is not established stops the build, and
    nothing is written.

    With a roster, every student gets a paper of their own in DIR/ID-SITTING, beside solutions, key and seats. Run it
    again after an interruption, or when the roster has grown: what was made is kept.
    """
    with session(as_json=json, quiet=quiet) as current:
        if roster is not None or sitting is not None:
            _refuse_clash(seed=seed, engine=engine, roster=roster)
            assert roster is not None
            from solgen.building.plan import Look, formats_from  # noqa: PLC0415 -- quick --help
            from solgen.building.sitting.asked import Asked  # noqa: PLC0415 -- quick --help
            from solgen.building.sitting.run import build_sitting  # noqa: PLC0415 -- quick --help

            asked = Asked(find(target), sitting, Look(formats_from(formats or "pdf"), engine.value, templates), strict)
            with current.progress() as progress:
                papers = build_sitting(asked, roster, out, executor, progress)
            current.report(papers.diagnostics)
            tell_papers(current, papers)
            return
        from solgen.building.plan import Choice, Look, formats_from, plan, up_to_date  # noqa: PLC0415 -- quick --help

        look = Look(formats_from(formats or ALL_FORMATS), engine.value, templates)
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


def _refuse_clash(*, seed: int | None, engine: Engine, roster: Path | None) -> None:
    """Raise Failure where the options ask for a sitting and for something that a sitting has not."""
    if roster is None:
        message, hint = "a sitting needs to know its students", "name the roster: --roster ROSTER.csv"
    elif seed is not None:
        message, hint = "--seed asks for one open variant, --roster for everybody's own", "leave one of the two out"
    elif engine is not Engine.TYPST:
        message, hint = "papers of a sitting are made by typst", "leave --engine out"
    else:
        return
    raise Failure(Diagnostic("command-options-clash", message, hint=hint))


def tell_papers(current: Session, built: Built) -> None:
    """What came of the papers of a sitting."""
    manifest = built.manifest
    claims = {} if manifest is None else dict(manifest.claims)
    current.put(
        {
            "folder": str(built.folder),
            "made": built.made,
            "kept": built.kept,
            "judged": built.judged,
            "files": 0 if manifest is None else len(manifest.files) + 1,
            "claims": claims,
        }
    )
    if manifest is None:
        current.say("no paper could be made; nothing was issued")
        return
    kept = f", {built.kept} kept as they were" if built.kept else ""
    total = sum(claims.values())
    parts = ", ".join(f"{count} {word}" for word, count in sorted(claims.items(), key=lambda pair: -pair[1]))
    current.say(f"{manifest.target} ({manifest.variant}): {counted(built.made, 'paper')} made{kept}")
    current.say(f"{counted(total, 'claim')} checked: {parts}")
    if built.made:
        current.say(f"judged anew: {counted(built.judged, 'verdict')}, those about steps and mistakes among them")
    current.say(f"in {built.folder}/: papers, solutions, marking, {', '.join(PRODUCTS)}")
