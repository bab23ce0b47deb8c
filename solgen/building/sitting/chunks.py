"""Work handed out in chunks that are neither too small to be worth sending nor too large to be lost, and taken back.

Never more than two chunks a worker are under way, so that memory does not grow with the number of papers. The work of a
worker that died is done again; a paper that ends every worker is found out by making it alone, and left out.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import islice

from solgen.building.sitting.executors import Workers
from solgen.building.sitting.made import NotMade, Outcome
from solgen.building.sitting.work import Job, Work
from solgen.diagnostics import Diagnostic, Failure

SECONDS_A_CHUNK = 1.0
"""About how long a chunk takes. No result depends on it."""
MOST_A_CHUNK = 64
AHEAD = 2
"""Chunks a worker that are under way."""
LOOKED_AFTER = 5.0
"""Seconds between two looks at whether workers are left."""
MOST_DEATHS = 3
"""How many workers one paper may end, the last of them while it is made alone."""

Make = Callable[[Job, Sequence[Work]], tuple[Outcome, ...]]


@dataclass(slots=True, eq=False)
class _Chunk:
    works: tuple[Work, ...]
    deaths: int = 0
    begun: float = 0.0


@dataclass(slots=True)
class _Pace:
    """How many papers make a chunk, from how long they take."""

    seconds: float = 0.0
    papers: float = 0.0

    def size(self) -> int:
        if not self.papers:
            return 1
        return min(max(math.ceil(SECONDS_A_CHUNK * self.papers / max(self.seconds, 1e-6)), 1), MOST_A_CHUNK)

    def learn(self, seconds: float, papers: int) -> None:
        # what was long ago counts less: the first papers of a process are slow
        self.seconds = self.seconds / 2 + seconds
        self.papers = self.papers / 2 + papers


@dataclass(slots=True)
class Spreader:
    """Hands out work until there is none; ``run`` yields what came of it as it comes."""

    job: Job
    workers: Workers
    make: Make
    _under_way: dict[Future[tuple[Outcome, ...]], _Chunk] = field(default_factory=dict)
    _again: deque[_Chunk] = field(default_factory=deque)
    _pace: _Pace = field(default_factory=_Pace)
    _any_done: bool = False
    _deaths_in_vain: int = 0

    def run(self, works: Iterable[Work]) -> Iterator[tuple[Outcome, ...]]:
        """The outcomes of chunks, in the order in which they are done. Raises Failure where the machine is at fault."""
        waiting = iter(works)
        while True:
            self._hand_out(waiting)
            if not self._under_way:
                return
            yield from self._take_back()

    def _hand_out(self, waiting: Iterator[Work]) -> None:
        while self._again and self._room(alone=self._again[0].deaths > 1):
            self._submit(self._again.popleft())
        if any(chunk.deaths > 1 for chunk in (*self._again, *self._under_way.values())):
            return  # a suspect is made alone, so that it is known what it does
        while self._room(alone=False):
            works = tuple(islice(waiting, self._pace.size()))
            if not works:
                return
            self._submit(_Chunk(works))

    def _room(self, *, alone: bool) -> bool:
        return not self._under_way if alone else len(self._under_way) < AHEAD * self.workers.count

    def _submit(self, chunk: _Chunk) -> None:
        chunk.begun = time.monotonic()
        try:
            future = self.workers.executor().submit(self.make, self.job, chunk.works)
        except Exception as error:
            if not self.workers.lost(error):
                raise
            self._again.appendleft(chunk)
            self.workers.renew()
        else:
            self._under_way[future] = chunk

    def _take_back(self) -> Iterator[tuple[Outcome, ...]]:
        done, _ = wait(self._under_way, timeout=LOOKED_AFTER, return_when=FIRST_COMPLETED)
        if not done and self.workers.none_left():
            message = "no worker is left to make the papers"
            hint = "start workers and run the same command again: what was made is kept"
            raise Failure(Diagnostic("machine-no-workers", message, hint=hint))
        lost: list[_Chunk] = []
        for future in done:
            yield from self._settled(future, lost)
        if lost:
            self.workers.renew()
            if self.workers.fall_together:
                for future in tuple(self._under_way):
                    yield from self._settled(future, lost)
        for chunk in lost:
            yield from self._lost(chunk)

    def _settled(self, future: Future[tuple[Outcome, ...]], lost: list[_Chunk]) -> Iterator[tuple[Outcome, ...]]:
        """What came of a chunk; where its worker died, the chunk goes to ``lost``. Raises whatever else went wrong."""
        chunk = self._under_way.pop(future)
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or (error is not None and self.workers.lost(error)):
            lost.append(chunk)
        elif error is not None:
            raise error
        else:
            self._any_done, self._deaths_in_vain = True, 0
            self._pace.learn(time.monotonic() - chunk.begun, len(chunk.works))
            yield future.result()

    def _lost(self, chunk: _Chunk) -> Iterator[tuple[Outcome, ...]]:
        """A chunk whose worker died: it is handed out again, at last each of its papers alone."""
        self._deaths_in_vain += 1
        if not self._any_done and self._deaths_in_vain > 2 * AHEAD * self.workers.count:
            message = "the workers end before they have made a single paper"
            hint = "try one paper alone: a roster of one student, with --executor here"
            raise Failure(Diagnostic("machine-no-workers", message, hint=hint))
        deaths = chunk.deaths + 1
        if len(chunk.works) == 1 and deaths >= MOST_DEATHS:
            plan = chunk.works[0].plan
            message = "every process that made this paper was ended: it took too long, or the memory was too small"
            hint = "see whether the machine has memory enough; then run the same command again"
            yield (NotMade(plan.number, plan.label, (Diagnostic("build-worker-died", message, hint=hint),)),)
        elif deaths > 1:
            self._again.extend(_Chunk((work,), deaths) for work in chunk.works)
        else:
            self._again.append(_Chunk(chunk.works, deaths))
