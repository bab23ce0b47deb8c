"""Processes of this machine that make papers, forked from one that has imported what they need and done nothing else.

After a fork, Typst would stand still, if it had set a sheet before; so workers are not forked from this process, which
may have, but from one that is begun for that alone. It costs one import for all of them, and what was imported is in
memory once. Where a system has no such forks, each process is spawned.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

from solgen.building.sitting.exchange import Exchange, Seats
from solgen.building.sitting.semaphores import clear_away_silently
from solgen.building.sitting.work import begin_worker
from solgen.notation.garbage import few_collections_from_now_on
from solgen.questions.solving.run import share
from solgen.questions.solving.shared import Asked, SharedSolvers

SECONDS_A_PAPER = 600.0
"""Processor time after which a process is ended that is at one paper; nearly all take less than one second."""
BEFORE_FORKING = "solgen.building.sitting.before_forking"


class Processes:
    """Processes of this machine, which tell each other their verdicts and share the process that solvers run in."""

    fall_together = True

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None
        self._exchange: Exchange | None = None
        self._solvers: SharedSolvers | None = None

    def executor(self) -> Executor:
        """The pool."""
        if self._pool is None:
            clear_away_silently()
            self._exchange = Exchange(self.count)
            self._solvers = SharedSolvers(self.count) if self._exchange.seats is not None else None
            ends = () if self._solvers is None else self._solvers.ends
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=_context(), initializer=_begin, initargs=(self._exchange.seats, ends)
            )
        return self._pool

    def lost(self, error: BaseException) -> bool:
        """Whether the pool has broken."""
        return isinstance(error, BrokenExecutor)

    def renew(self) -> None:
        """End what is left of the pool; the next one is begun when it is needed."""
        self.close()

    def none_left(self) -> bool:
        """Never: a pool that has lost a process says so."""
        return False

    def close(self) -> None:
        """End the processes, at once."""
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((pool._processes or {}).values())  # noqa: SLF001 -- ending them is not offered before 3.14
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            pool.shutdown(wait=True)
        if self._exchange is not None:
            self._exchange.close()
            self._exchange = None
        if self._solvers is not None:
            self._solvers.close()
            self._solvers = None


def prepare() -> None:
    """Begin the process that others are forked from, which imports what they need while this one does other things.

    Nothing where it runs already, or where a system has no such forks.
    """
    if _context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # noqa: PLC0415 -- not on every system

        clear_away_silently()
        forkserver.ensure_running()


def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([BEFORE_FORKING])
    return context


def _begin(seats: Seats | None, ends: Sequence[Connection]) -> None:
    """In a new process: end with the one that began it, even if that is killed; leave Ctrl-C and messages to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = io.StringIO()
    few_collections_from_now_on()
    seat = None if seats is None else seats.take()
    begin_worker(SECONDS_A_PAPER, seat)
    for place, end in enumerate(ends):
        if seat is not None and place == seat.place:
            share(Asked(end))
        else:
            end.close()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
