"""What all commands share: where output goes, how a failure ends, how a defect of ours is said."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solgen.cli.outcome import exit_code
from solgen.diagnostics import Diagnostic, Failure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


INTERRUPTED = 130
"""The shell's code for a command that was ended by Ctrl-C."""


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``3 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, of how many."""


class Session:
    """One run of one command: results go to standard output, everything else to standard error."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.diagnostics: list[Diagnostic] = []
        self.result: dict[str, Any] = {}

    def report(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Show diagnostics at once, or keep them for the JSON object."""
        self.diagnostics.extend(diagnostics)
        if not self.as_json and diagnostics:
            from solgen.cli.display import show  # noqa: PLC0415 -- rich is loaded only when something is shown

            show(error_console(), diagnostics)

    def say(self, text: str) -> None:
        """A line of result, unless quiet or JSON was asked for."""
        if not (self.quiet or self.as_json):
            typer.echo(text)

    def put(self, values: Mapping[str, Any]) -> None:
        """Add to the JSON object."""
        self.result.update(values)

    def end(self) -> int:
        """Print the JSON object, if asked for; the exit code."""
        code = exit_code(self.diagnostics)
        if self.as_json:
            self.result["diagnostics"] = [diagnostic.as_json() for diagnostic in self.diagnostics]
            self.result["exit_code"] = int(code)
            typer.echo(json.dumps(self.result, ensure_ascii=False, indent=2))
        return int(code)

    def progress(self) -> AbstractContextManager[Progress]:
        """A bar on standard error, where that is a terminal and text is wanted; else nothing."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            return nullcontext(_no_progress)
        from solgen.cli.progress import bar  # noqa: PLC0415 -- rich is loaded only for a terminal

        return bar(error_console())


@contextmanager
def session(*, as_json: bool = False, quiet: bool = False) -> Iterator[Session]:
    """Run a command's body: every failure becomes Diagnostics, then the command ends with its exit code."""
    current = Session(as_json=as_json, quiet=quiet)
    try:
        yield current
    except Failure as failure:
        current.report(failure.diagnostics)
    except (typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; no file is half-written\n")
        raise typer.Exit(INTERRUPTED) from None
    except MemoryError:
        current.report([memory_exhausted()])
    except Exception as error:  # noqa: BLE001 -- the last resort: a traceback never reaches a user
        current.report([disk_full() if _is_disk_full(error) else internal_error(error)])
    raise typer.Exit(current.end())


def internal_error(error: BaseException) -> Diagnostic:
    """A defect of solgen itself, in one line that is worth reporting."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "solgen" in Path(frame.filename).parts] or frames
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "unknown place"
    message = " ".join(str(error).split())[:300]
    return Diagnostic(
        "internal-error",
        f"solgen has a defect: {type(error).__name__} at {where}: {message}",
        hint="nothing was written; please report this line together with the file that was read",
    )


def memory_exhausted() -> Diagnostic:
    """The machine gave no more memory."""
    return Diagnostic(
        "machine-no-memory", "the machine has no more memory", hint="close other programs, or build fewer at once"
    )


def disk_full() -> Diagnostic:
    """What a command says, its results, could not be written down."""
    return Diagnostic(
        "machine-disk-full", "there is no room left to write what this command says", hint="free some space"
    )


def _is_disk_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


def error_console() -> Console:
    """Standard error as rich sees it: colours only on a terminal and without NO_COLOR."""
    from rich.console import Console  # noqa: PLC0415 -- rich is loaded only when something is shown

    return Console(file=sys.stderr, soft_wrap=True, highlight=False)


def silence_broken_pipe() -> None:
    """What to do when the reader of our output has gone: say nothing more, end as the shell expects."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def drop_what_cannot_be_written() -> None:
    """Output that found no room was said to be lost; tried again at the end, it would change the exit code to 120."""
    try:
        sys.stdout.flush()
    except OSError:
        silence_broken_pipe()


def _no_progress(_what: str, _done: int, _of: int) -> None:
    return None
