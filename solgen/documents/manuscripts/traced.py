"""Text that knows where each of its pieces comes from, however much was cut out of it and put in.

A manuscript's text is cut (comments, labels) and added to (macros) before anything is read in it. A message must name
the place that the author wrote all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """From ``start`` of a traced text on, what stands at ``origin`` of its source.

    ``moves`` is False where the text does not stand there letter by letter, as what a macro became.
    """

    start: int
    origin: int
    moves: bool = True


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and its runs, of which the first begins at 0 and no two at the same place."""

    text: str
    runs: tuple[Run, ...]

    def origin(self, offset: int) -> int:
        """The offset in the source of the character at ``offset``; at the text's end, just behind its last one."""
        if offset >= len(self.text) and self.text:
            run = self.runs[-1]
            return run.origin + (len(self.text) - run.start if run.moves else 1)
        run = self.runs[max(bisect_right(self.runs, offset, key=_start) - 1, 0)]
        return run.origin + (offset - run.start if run.moves else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch begins and ends in the source; it ends behind a macro that it ends in."""
        opens, last = self.origin(start), self.origin(end - 1)
        closes = self.origin(end) if end > 1 and self.origin(end - 2) == last else last + 1
        return opens, max(closes, opens + 1)

    def __getitem__(self, span: slice) -> Traced:
        start, end, _ = span.indices(len(self.text))
        return Traced(self.text[start:end], tuple(self._runs(start, max(end, start), 0)))

    def _runs(self, start: int, end: int, shift: int) -> Iterator[Run]:
        """The runs of a slice, its beginning at ``shift``."""
        first = max(bisect_right(self.runs, start, key=_start) - 1, 0)
        for position in range(first, len(self.runs)):
            run = self.runs[position]
            if position > first and run.start >= end:
                return
            skipped = max(start - run.start, 0)
            yield Run(run.start + skipped - start + shift, run.origin + (skipped if run.moves else 0), run.moves)

    def strip(self) -> Traced:
        """Without the white space around it."""
        text = self.text
        return self[len(text) - len(text.lstrip()) : len(text.rstrip())]

    def put(self, text: str, start: int) -> Traced:
        """``text`` in place of what stands at ``start``; it is no part of the source."""
        return Traced(text, (Run(0, self.origin(start), moves=False),))


def whole(text: str) -> Traced:
    """A source as it stands."""
    return Traced(text, (Run(0, 0),))


def join(parts: Iterable[Traced]) -> Traced:
    """Parts one after the other. Empty ones leave no trace."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for part in parts:
        if not part.text:
            continue
        for run in part.runs:
            _append(runs, Run(run.start + length, run.origin, run.moves))
        texts.append(part.text)
        length += len(part.text)
    return Traced("".join(texts), tuple(runs) or (Run(0, 0),))


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, unless it goes on where the last one is anyway."""
    if runs and runs[-1].moves and run.moves and runs[-1].origin + run.start - runs[-1].start == run.origin:
        return
    runs.append(run)


def _start(run: Run) -> int:
    return run.start


class Cutter:
    """Cuts spans out of a text from left to right, or puts others in their places."""

    def __init__(self, text: Traced) -> None:
        self.text = text
        self.parts: list[Traced] = []
        self.position = 0

    def replace(self, start: int, end: int, by: Traced | str = "") -> None:
        """Put ``by`` where ``start`` to ``end`` stands; spans come in order and do not overlap."""
        self.parts.append(self.text[self.position : start])
        self.parts.append(self.text.put(by, start) if isinstance(by, str) else by)
        self.position = end

    def done(self) -> Traced:
        """What is left."""
        if not self.parts:
            return self.text
        return join([*self.parts, self.text[self.position :]])
