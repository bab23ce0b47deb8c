"""The reader's golden cases, read from Markdown: sections with a block of declarations and a list of formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from solgen.notation.context import Context
from solgen.notation.reading import read_declarations

FOLDER = Path(__file__).parents[1] / "cases" / "reading"


@dataclass(frozen=True)
class Case:
    """One list item: the texts between its backticks, the line it stands on, its section's declarations."""

    texts: tuple[str, ...]
    line: int
    declare: str

    @property
    def latex(self) -> str:
        return self.texts[0]

    @property
    def context(self) -> Context:
        return context_of(self.declare)


@cache
def context_of(declare: str) -> Context:
    return read_declarations(declare)


def cases(file: str) -> Iterator[Case]:
    """Every list item of a file of cases."""
    declare: list[str] = []
    inside = False
    for number, line in enumerate((FOLDER / file).read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("```"):
            inside = not inside
            declare = [] if inside else declare
        elif inside:
            declare.append(line)
        elif line.startswith("* "):
            yield Case(tuple(re.findall(r"`([^`]*)`", line)), number, "\n".join(declare))
