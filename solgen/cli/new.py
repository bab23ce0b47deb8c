"""``solgen new``: a commented question or exam to start from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from solgen.cli.session import Json, Quiet, session


class What(StrEnum):
    """What can be begun."""

    QUESTION = "question"
    EXAM = "exam"


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "new", short_help="Begin a question or an exam.", epilog="Example:  solgen new question chain-rule"
    )(new)


def new(
    what: Annotated[What, typer.Argument(metavar="question|exam", help="What to begin.")],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its id, in lower case with hyphens; also the file's name.")
    ],
    *,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a commented skeleton that compiles as it is: NAME.md for a question, NAME.yaml for an exam."""
    with session(as_json=json, quiet=quiet) as current:
        from solgen.building.files import create  # noqa: PLC0415 -- a command loads what it needs when it runs
        from solgen.questions.skeleton import exam_text, question_text  # noqa: PLC0415 -- see above

        question = what is What.QUESTION
        text = question_text(name) if question else exam_text(name)
        path = Path(f"{name}.md" if question else f"{name}.yaml")
        create(path, text)
        current.put({"file": str(path)})
        current.say(f"wrote {path}")
        current.say(f"next: solgen preview {path}" if question else f"next: solgen build {path}")
