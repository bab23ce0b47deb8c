"""Where papers are made: in processes of this machine, on a Dask cluster, or here and now.

Any ``concurrent.futures.Executor`` will do. What differs is how one is begun, and how it is begun again after a worker
has died: a pool of processes is then lost as a whole, a Dask cluster is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, Protocol, TypeVar

from solgen.building.sitting.processes import Processes, prepare
from solgen.diagnostics import Diagnostic, Failure

NOT_WORTH_IT = 2
"""So many papers are made here, where a process for each core would be begun for them otherwise."""

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


class Crew:
    """The workers of one run: begun when first needed, kept for whatever else there is to do, ended with it."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._workers: Workers | None = None

    def workers(self, papers: int) -> Workers:
        """Those that ``--executor`` names. Raises Failure as ``workers_for`` does."""
        if self._workers is None:
            if self._wanted == "processes" and papers <= NOT_WORTH_IT:
                return InThisProcess()
            self._workers = workers_for(self._wanted, papers)
        return self._workers

    def expect(self, papers: int) -> None:
        """So many papers will be made: what their processes need to begin may begin now."""
        kind, _, rest = self._wanted.partition(":")
        if kind == "processes" and papers > (0 if rest else NOT_WORTH_IT):
            prepare()

    def beginners(self, pieces: int) -> Workers:
        """Others, for work on the files of this machine: the workers end first, and with them what they remember.

        Whoever works on a cluster does not see these files.
        """
        self.close()
        local = self._wanted.partition(":")[0] == "processes" and pieces > 1
        self._workers = workers_for(self._wanted, pieces) if local else InThisProcess()
        return self._workers

    def close(self) -> None:
        """End all of them."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None
