"""``solgen stress``: an exam's questions in a thousand variants, before anybody relies on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solgen.cli.session import Json, Quiet, Session, counted, session
from solgen.cli.targets import bank_names, find

if TYPE_CHECKING:
    from solgen.building.stress import Stressed

Target = Annotated[
    str,
    typer.Argument(
        metavar="EXAM|QUESTION.md",
        help="An exam or a question: a file, or a name in the bank.",
        autocompletion=bank_names,
    ),
]
Variants = Annotated[
    int, typer.Option("--variants", min=1, max=100_000, metavar="N", help="How many variants of each question to draw.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Accept no claim on the author's word.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folder ID-stress is made.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "stress",
        short_help="Draw and judge many variants; say how they spread.",
        epilog="Example:  solgen stress ftdl-take-home-1 --variants 1000",
    )(stress)


def stress(
    target: Target,
    *,
    variants: Variants = 1000,
    strict: Strict = False,
    out: Out = Path("build"),
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw many variants of each question and judge all their claims.

    Says how many variants a reader can tell apart, which constraints bind, which claims are not established in how
    many variants, how long a variant takes, and how its cost spreads; the last also as a picture in DIR/ID-stress.
    """
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.run import exam_of  # noqa: PLC0415 -- quick --help
        from solgen.building.stress import as_json, publish_stress  # noqa: PLC0415 -- quick --help
        from solgen.building.stress import stress as run  # noqa: PLC0415 -- quick --help

        source = find(target)
        exam = exam_of(source)
        with current.progress() as progress:
            results = run(source, variants, progress, strict=strict)
        files = publish_stress(out / f"{exam.id}-stress", results, exam.id, exam.title)
        for result in results:
            current.report([diagnostic for diagnostic, _ in result.faults])
            _tell(current, result)
        current.say(f"in {files[0].parent}/: {', '.join(file.name for file in files)}")
        current.put(
            {
                "folder": str(files[0].parent),
                "files": [file.name for file in files],
                "questions": [as_json(result, seconds=True) for result in results],
            }
        )


def _tell(current: Session, result: Stressed) -> None:
    """What came of one question, in a few lines."""
    from solgen.building.spread import spread_line  # noqa: PLC0415 -- quick --help

    name = result.slot if result.slot == result.question else f"{result.slot}: {result.question}"
    about = "" if result.space.exact else "about "
    space = "all there are" if result.every else f"of {about}{result.space.count:,}"
    current.say(f"{name}: {counted(result.drawn, 'variant')}, {space}; {result.distinct} distinct to a reader")
    for constraint in result.constraints:
        if constraint.held < constraint.asked:
            held = 100 * constraint.held / constraint.asked
            current.say(f"  binds: `{constraint.text}` holds in {held:.3g} % of {constraint.asked} draws")
    claims = ", ".join(f"{count} {word}" for word, count in result.claims.items()) or "nothing was judged"
    current.say(f"  claims: {claims}")
    for diagnostic, count in result.faults:
        current.say(
            f"  fault: {diagnostic.code} at line {diagnostic.place.line}, in {count} of {result.drawn} variants"
        )
    for measure, count in result.outside.items():
        current.say(f"  outside the band {measure}: {count} of {result.drawn} variants")
    for measure, values in result.spread.items():
        if values:
            current.say(f"  {measure}: {spread_line(values)}")
    spent = ", ".join(f"{phase} {1000 * seconds:.3g} ms" for phase, seconds in result.seconds.items())
    current.say(f"  time a variant: {spent}")
