r"""Groups in LaTeX: where the brace that opens one is closed."""

from __future__ import annotations

import re

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def group_end(text: str, start: int, end: int | None = None) -> int:
    """The position after the brace that closes the one at ``start``; -1 where there is none before ``end``."""
    depth = 0
    for found in _BRACE.finditer(text, start, len(text) if end is None else end):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        else:
            continue
        if depth <= 0:
            return found.end() if depth == 0 else -1
    return -1


def group_ends(text: str) -> dict[int, int]:
    """For each brace that opens a group, the position after the one that closes it; unclosed ones are left out."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            open_.append(found.start())
        elif found[0] == "}" and open_:
            ends[open_.pop()] = found.end()
    return ends
