"""Columns of a filled line, as columns of the template line that the author wrote."""

from __future__ import annotations

import re
from functools import lru_cache

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
    literals, insertions = _taken_apart(template)
    for position, (begin, end) in enumerate(insertions):
        agreeing = _agreeing(literals[position], filled, target)
        if at < target + agreeing:
            return source + at - target + 1
        source, target = source + agreeing, target + agreeing
        following = literals[position + 1]
        if following.strip():
            start = filled.find(following, target)
        else:  # a blank stands everywhere; only at the line's end is it clear which is meant
            start = len(filled) - len(following) if end + len(following) == len(template) else -1
        if start < 0 or at < start:
            return begin + 1
        source, target = end, start
    return min(source + at - target, len(template)) + 1


@lru_cache(maxsize=1024)
def _taken_apart(template: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The literals of a line, and the spans of the insertions between them."""
    return tuple(_INSERTION.split(template)), tuple(found.span() for found in _INSERTION.finditer(template))


def _agreeing(literal: str, filled: str, target: int) -> int:
    """How many characters of a literal stand in the filled line from ``target`` on."""
    if filled.startswith(literal, target):
        return len(literal)
    pairs = zip(literal, filled[target:], strict=False)
    return next((position for position, (one, other) in enumerate(pairs) if one != other), len(filled) - target)
