"""Where papers are made: in processes of this machine, on a Dask cluster, or here and now.

Any ``concurrent.futures.Executor`` will do. What differs is how one is begun, and how it is begun again after a worker
has died: a pool of processes is then lost as a whole, a Dask cluster is not.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, Protocol, TypeVar

from solgen.building.sitting.work import limit_each_paper
from solgen.diagnostics import Diagnostic, Failure

SECONDS_A_PAPER = 600.0
"""Processor time after which a process is ended that is at one paper; nearly all take less than one second."""

P = ParamSpec("P")
T = TypeVar("T")


class Workers(Protocol):
    """An executor that can be begun anew."""

    count: int
    """How many pieces of work are done at the same time."""
    fall_together: bool
    """Whether the work of all is lost when one of them dies."""

    def executor(self) -> Executor:
        """The executor, begun if need be. Raises Failure."""

    def lost(self, error: BaseException) -> bool:
        """Whether an exception of a future means that its worker died, and not that the work is at fault."""

    def renew(self) -> None:
        """Make ready for work again after a worker has died."""

    def none_left(self) -> bool:
        """Whether nobody is there to do what was handed out."""

    def close(self) -> None:
        """End all workers; what they have not finished is dropped."""


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 -- it belongs to whoever asks for the result
            future.set_exception(error)
        return future


class InThisProcess:
    """For a paper or two, which are not worth the start of a process."""

    count = 1
    fall_together = False

    def executor(self) -> Executor:
        """One that works at once."""
        return Here()

    def lost(self, error: BaseException) -> bool:
        """Never: there is no worker besides this process."""
        del error
        return False

    def renew(self) -> None:
        """Nothing to be done."""

    def none_left(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Nothing to be done."""


class Processes:
    """Processes of this machine, spawned: after a fork, Typst would stand still."""

    fall_together = True

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def executor(self) -> Executor:
        """The pool."""
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, mp_context=spawn, initializer=_begin)
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


def _begin() -> None:
    """In a new process: end with the one that began it, even if that is killed; leave Ctrl-C and messages to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = io.StringIO()
    limit_each_paper(SECONDS_A_PAPER)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def cores() -> int:
    """How many processes this one may keep busy."""
    try:
        return max(len(os.sched_getaffinity(0)), 1)
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def workers_for(wanted: str, papers: int) -> Workers:
    """The workers that ``--executor`` names: ``here``, ``processes``, ``processes:4``, ``dask``, ``dask:ADDRESS``.

    Raises Failure: build-executor, machine-no-dask, machine-no-workers.
    """
    kind, _, rest = wanted.partition(":")
    if kind == "here" and not rest:
        return InThisProcess()
    if kind == "processes" and (not rest or (rest.isascii() and rest.isdigit() and 0 < int(rest) <= 1024)):
        return Processes(min(int(rest) if rest else cores(), max(papers, 1)))
    if kind == "dask":
        from solgen.building.sitting.dask_workers import DaskWorkers  # noqa: PLC0415 -- an extra, slow to import

        return DaskWorkers(rest, min(cores(), max(papers, 1)))
    hint = "write processes, processes:4, dask or dask:tcp://ADDRESS"
    raise Failure(Diagnostic("build-executor", f"there is no executor `{wanted[:60]}`", hint=hint))
