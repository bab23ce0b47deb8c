"""Columns of a filled line, as columns of the template line that the author wrote."""

from __future__ import annotations

import re

_INSERTION = re.compile(r"<<.*?>>|<%.*?%>")


def source_column(template: str, filled: str, column: int) -> int:
    """Where the character at ``column`` (from 1) of ``filled`` stands in ``template``.

    A character that was put in for ``<< >>`` stands at the insertion. The text between insertions is found again in
    order; where an insertion has changed its neighbours (``+ <<a>>`` to ``- 3``), the nearest place before is given.
    """
    if template == filled or column < 1:
        return column
    at = column - 1
    source = target = 0
    for found in _INSERTION.finditer(template):
        literal = template[source : found.start()]
        target, source = _past(literal, filled, target, source)
        if at < target:
            return max(1, source - (target - at) + 1)
        rest = template[found.end() :]
        following = _INSERTION.split(rest, maxsplit=1)[0]
        start = filled.find(following, target) if following.strip() else _end(following, rest, filled)
        if start < 0 or at < start:
            return found.start() + 1
        target, source = start, found.end()
    return min(source + at - target, len(template)) + 1


def _past(literal: str, filled: str, target: int, source: int) -> tuple[int, int]:
    """The ends of a literal in both lines; as far as they agree where they do not."""
    agreeing = 0
    while agreeing < len(literal) and filled[target + agreeing : target + agreeing + 1] == literal[agreeing]:
        agreeing += 1
    return target + agreeing, source + agreeing


def _end(following: str, rest: str, filled: str) -> int:
    """Where a blank literal begins: at the line's end if nothing follows it, else it cannot be found."""
    return len(filled) - len(following) if following == rest else -1
