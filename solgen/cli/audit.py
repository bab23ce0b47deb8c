"""``solgen audit``: somebody's solution sheet judged line by line."""

from __future__ import annotations

import json as jsons
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solgen.cli.outcome import ExitCode
from solgen.cli.session import Json, Progress, Session, session
from solgen.cli.targets import bank_names
from solgen.diagnostics import Diagnostic, Failure, Severity

if TYPE_CHECKING:
    from solgen.audit.audited import Audit
    from solgen.audit.context.given import Given
    from solgen.judge import Judge

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Texts to be audited: Markdown, LaTeX, notebooks.", show_default=False),
]
ContextOption = Annotated[
    Path | None,
    typer.Option("--context", metavar="CTX.yaml", help="What the names mean; it overrides what the text shows."),
]
WriteContext = Annotated[
    Path | None,
    typer.Option("--write-context", metavar="CTX.yaml", help="Write down what was understood, to be edited."),
]
QuestionOption = Annotated[
    str,
    typer.Option(
        "--question",
        metavar="ID",
        help="The bank question that the text answers.",
        autocompletion=bank_names,
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Also write the text with its corrections, as PDF, Markdown and HTML."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what is wrong, not what was understood.")]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command(
        "audit",
        short_help="Judge somebody's solution sheet line by line.",
        epilog="Example:  solgen audit solutions.md notes.tex --out corrected",
    )(audit)


def audit(
    files: Files,
    *,
    context: ContextOption = None,
    write_context: WriteContext = None,
    question: QuestionOption = "",
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Judge somebody's solution sheet line by line and say which lines are wrong, why, and what was meant.

    What the names mean is found in the text and listed, to be looked over. With --json, one object a file a line. The
    exit code is 1 if a line is false or makes no sense, and 2 if a text could not be read.
    """
    with session(quiet=quiet) as current:
        from solgen.judge import Judge  # noqa: PLC0415 -- see above
        from solgen.notation.garbage import few_collections  # noqa: PLC0415 -- quick --help

        worst = ExitCode.DONE
        if write_context is not None and len(files) > 1:
            raise Failure(_one_context_a_text())
        with few_collections(), Judge() as judge, current.progress() as progress:
            given = _given(context)
            work = _Work(current, judge, given, question, write_context, as_json=json)
            folders = _folders(files, out)
            for position, file in enumerate(files):
                progress(f"auditing {file.name}", position, len(files))
                worst = max(worst, work.audit(file, folders[position] if folders else None, progress))
        raise typer.Exit(int(worst))


class _Work:
    """What all files of one run share."""

    def __init__(
        self,
        current: Session,
        judge: Judge,
        given: Given | None,
        question: str,
        write_context: Path | None,
        *,
        as_json: bool,
    ) -> None:
        self.current = current
        self.judge = judge
        self.given = given
        self.question = question
        self.write_context = write_context
        self.as_json = as_json

    def audit(self, file: Path, folder: Path | None, progress: Progress) -> ExitCode:
        """Audit one file, say what came of it, and write what was asked for."""
        try:
            found = self._audited(file)
        except Failure as failure:
            return self._refused(file, failure)
        progress(f"writing about {file.name}", 0, 0)
        self._tell(found)
        if self.write_context is not None:
            _write_context(self.write_context, found)
        if folder is not None:
            self._write(found, folder)
        if found.wrong:
            return ExitCode.NOT_ESTABLISHED
        broken = any(one.severity is Severity.ERROR for one in found.diagnostics)
        return ExitCode.INPUT_WRONG if broken else ExitCode.DONE

    def _audited(self, file: Path) -> Audit:
        from solgen.audit.audit import audit as judged  # noqa: PLC0415 -- quick --help
        from solgen.audit.comparing.compare import with_comparisons  # noqa: PLC0415 -- see above
        from solgen.audit.context.understand import understand  # noqa: PLC0415 -- see above
        from solgen.documents.manuscripts.read import read_manuscript  # noqa: PLC0415 -- see above

        found = judged(understand(read_manuscript(file), self.given), self.judge)
        asked = self.question or (self.given.question if self.given is not None else "")
        return with_comparisons(found, self.judge, asked)

    def _refused(self, file: Path, failure: Failure) -> ExitCode:
        if self.as_json:
            from solgen.audit.rows import refused_row  # noqa: PLC0415 -- quick --help

            _line(refused_row(str(file), [one.as_json() for one in failure.diagnostics]))
        else:
            self.current.report(failure.diagnostics)
        return ExitCode.INPUT_WRONG

    def _tell(self, found: Audit) -> None:
        if self.as_json:
            from solgen.audit.rows import audit_row  # noqa: PLC0415 -- quick --help

            _line(audit_row(found))
            return
        from rich.console import Console  # noqa: PLC0415 -- rich is loaded only when something is shown

        from solgen.cli.findings import show_audit  # noqa: PLC0415 -- see above

        self.current.report([one for one in found.diagnostics if not self.current.quiet or _is_error(one)])
        show_audit(Console(file=sys.stdout, soft_wrap=True, highlight=False), found, quiet=self.current.quiet)

    def _write(self, found: Audit, folder: Path) -> None:
        from solgen.building.auditing import write_corrections  # noqa: PLC0415 -- only where they are wanted

        written = write_corrections(found, folder)
        if not self.as_json:
            self.current.say(f"in {folder}/: {', '.join(path.name for path in written)}")


def _one_context_a_text() -> Diagnostic:
    return Diagnostic(
        "command-options-clash",
        "`--write-context` is for one text, and several were given",
        hint="audit them one by one, each with a context file of its own",
    )


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _line(row: dict[str, Any]) -> None:
    typer.echo(jsons.dumps(row, ensure_ascii=False))


def _given(context: Path | None) -> Given | None:
    if context is None:
        return None
    from solgen.audit.context.given import read_given  # noqa: PLC0415 -- only where it is wanted

    return read_given(context)


def _write_context(path: Path, found: Audit) -> None:
    from solgen.audit.context.given import write_context  # noqa: PLC0415 -- only where it is wanted
    from solgen.building.files import create  # noqa: PLC0415 -- see above

    create(path, write_context(found.understanding))


def _folders(files: list[Path], out: Path | None) -> tuple[Path, ...]:
    if out is None:
        return ()
    from solgen.building.auditing import folders_of  # noqa: PLC0415 -- only where they are wanted

    return folders_of([str(file) for file in files], out)
