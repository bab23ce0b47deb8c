"""What a command's end means to the shell: 0 done, 1 a claim not established, 2 the input is wrong, 3 the machine."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from solgen.diagnostics import Diagnostic, Severity


class ExitCode(IntEnum):
    """The four ends of a command."""

    DONE = 0
    NOT_ESTABLISHED = 1
    INPUT_WRONG = 2
    MACHINE_LACKS = 3


_MACHINE = ("machine-", "judge-not-started", "internal-error")
_MATHEMATICS = (
    "claim-",
    "goal-",
    "context-",
    "document-mistake-is-right",
    "document-mistake-not-told-apart",
    "document-mistake-within",
    "role-wrong-is-true",
    "judge-stopped",
    "build-paper-failed",
)


def exit_code(diagnostics: Iterable[Diagnostic]) -> ExitCode:
    """The gravest end among them: the machine before the input, the input before the mathematics."""
    worst = ExitCode.DONE
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            worst = max(worst, _code(diagnostic.code))
    return worst


def _code(code: str) -> ExitCode:
    if code.startswith(_MACHINE):
        return ExitCode.MACHINE_LACKS
    return ExitCode.NOT_ESTABLISHED if code.startswith(_MATHEMATICS) else ExitCode.INPUT_WRONG
