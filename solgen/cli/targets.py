"""Names that commands take: a file, or a question or an exam of the bank."""

from __future__ import annotations

from pathlib import Path


def bank_names(incomplete: str) -> list[str]:
    """Names of the bank for the shell's completion."""
    from solgen.building.plan import identity_of  # noqa: PLC0415 -- only the shell's completion needs it
    from solgen.questions import bank  # noqa: PLC0415 -- see above

    names = [identity_of(path) for path in (*bank.exams(), *bank.questions())]
    return [name for name in names if name.startswith(incomplete)]


def find(target: str) -> Path:
    """The file of a target. Raises Failure where there is none."""
    from solgen.questions import bank  # noqa: PLC0415 -- a command loads what it needs when it runs

    return bank.find(target)
