"""The application: its commands in the order in which they are met, and the last resort behind them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from solgen import __version__
from solgen.cli import (
    audit,
    build,
    check,
    explain,
    import_,
    judge,
    marks,
    new,
    preview,
    publish,
    reissue,
    stress,
    verify,
)
from solgen.cli.outcome import ExitCode
from solgen.cli.session import drop_what_cannot_be_written, internal_error, silence_broken_pipe

application = typer.Typer(
    name="solgen",
    help="A solutions compiler: questions in Markdown in, checked exam and solution sheets out.",
    epilog="Example:  solgen build ftdl-take-home-1",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command in (build, check, preview, new, explain, judge, verify, audit, import_, stress, reissue, publish, marks):
    command.register(application)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"solgen {__version__}")
        raise typer.Exit


@application.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A solutions compiler: questions in Markdown in, checked exam and solution sheets out."""
    del version


def main() -> None:
    """Run the command line; whatever happens, no traceback reaches the user."""
    try:
        application()
    except BrokenPipeError:
        silence_broken_pipe()
        sys.exit(int(ExitCode.DONE))
    except Exception as error:  # noqa: BLE001 -- the last resort: a traceback never reaches a user
        diagnostic = internal_error(error)
        sys.stderr.write(f"error[{diagnostic.code}]: {diagnostic.message}\n  = help: {diagnostic.hint}\n")
        sys.exit(int(ExitCode.MACHINE_LACKS))
    finally:
        drop_what_cannot_be_written()
