"""Where in the sources something stands that is found to be wrong on a sheet only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from solgen.diagnostics import Place

Locate = Callable[[str], Place]
"""The first place of a text in the sources; an empty place where none of them holds it."""


def locator(files: Iterable[Path]) -> Locate:
    """Looks a text up in these files, in order. Nothing is read before something is wrong."""
    sources = tuple(dict.fromkeys(files))

    def locate(text: str) -> Place:
        for file in sources:
            for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
                if text in line:
                    return Place(str(file), number, line.index(text) + 1, line)
        return Place()

    return locate
