"""The pieces of commands: options, overlays, groups in braces; and where environments end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic
from solgen.documents.manuscripts.faults import environment_not_closed
from solgen.documents.manuscripts.lines import Source
from solgen.documents.manuscripts.traced import Traced

OPTION = re.compile(r"\s*\[((?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\]")
_OVERLAY = re.compile(r"<[\d\-,+.|a-z:]*>")
_GROUP = re.compile(r"\s*(?=\{)")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text, and where each of its groups in braces ends."""

    text: str
    closes: dict[int, int]

    def behind_overlay(self, position: int) -> int:
        """Where an overlay such as ``<2->`` ends."""
        found = _OVERLAY.match(self.text, position)
        return found.end() if found else position

    def behind_option(self, position: int) -> int:
        """Where an option in square brackets ends."""
        found = OPTION.match(self.text, position)
        return found.end() if found else position

    def behind_blank(self, position: int) -> int:
        """Where the blank ends that a command swallows, up to one end of a line."""
        found = re.compile(r"[ \t]*(?:\n[ \t]*(?!\s))?").match(self.text, position)
        return found.end() if found and found[0] else position

    def behind_arguments(self, position: int, count: int, end: int) -> int:
        """Where so many groups end, and the options before and behind each."""
        position = self.behind_option(position)
        for _ in range(count):
            group = self.group(position, end)
            if group is None:
                break
            position = self.behind_option(group[1] + 1)
        return position

    def group(self, position: int, end: int) -> tuple[int, int] | None:
        """What stands inside the next braces: from, to."""
        found = _GROUP.match(self.text, position, end)
        close = self.closes.get(found.end(), -1) if found else -1
        return (found.end() + 1, close - 1) if found and 0 < close <= end else None


def environment_ends(masked: Traced, source: Source, told: list[Diagnostic]) -> dict[int, tuple[int, int]]:
    r"""For each ``\begin`` where its ``\end`` begins and ends; those that have none are put in ``told``."""
    ends: dict[int, tuple[int, int]] = {}
    open_: list[re.Match[str]] = []
    for edge in re.finditer(r"(?<!\\)\\(begin|end)\s*\{([^{}\n]+)\}", masked.text):
        if edge[1] == "begin":
            open_.append(edge)
            continue
        if not any(one[2] == edge[2] for one in open_):
            continue
        while open_:
            begin = open_.pop()
            ends[begin.start()] = (edge.start(), edge.end())
            if begin[2] == edge[2]:
                break
            ends[begin.start()] = (edge.start(), edge.start())
            told.append(_not_closed(masked, source, begin))
    for begin in open_:
        ends[begin.start()] = (len(masked.text), len(masked.text))
        told.append(_not_closed(masked, source, begin))
    return ends


def _not_closed(masked: Traced, source: Source, begin: re.Match[str]) -> Diagnostic:
    place = source.place(masked.origin(begin.start()))
    return environment_not_closed(place, begin[2])
