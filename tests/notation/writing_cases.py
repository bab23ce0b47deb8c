"""The writers' golden cases: a formula, and under it the same formula in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[1] / "cases" / "writing" / "formulas.txt"


@dataclass(frozen=True)
class Case:
    """One formula; ``expected`` by format."""

    latex: str
    line: int
    expected: dict[str, str]


def cases() -> Iterator[Case]:
    """Every case of the file: a line with ``latex``, then one line a format."""
    current: Case | None = None
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        key, _, value = line.partition(": ")
        if key == "latex":
            if current is not None:
                yield current
            current = Case(value, number, {})
        elif current is not None and value and not line.startswith("#"):
            current.expected[key.strip()] = value
    if current is not None:
        yield current
