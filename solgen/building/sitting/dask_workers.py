"""Workers of a Dask cluster: one that runs somewhere, by its address, or one that is begun on this machine.

Dask itself gives the work of a worker that died to another one; here is said when that went wrong too often, and when
no worker is left at all.
"""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, Executor
from typing import Any

from solgen.building.sitting.semaphores import clear_away_silently
from solgen.diagnostics import Diagnostic, Failure

CONNECTING = 30
"""Seconds until a scheduler that does not answer is given up."""
MOST_WAITING = 60.0
"""Seconds without a single worker after which nobody is waited for any more."""


class DaskWorkers:
    """The workers of a cluster. Raises Failure: machine-no-dask, machine-no-workers."""

    fall_together = False

    def __init__(self, address: str, count: int) -> None:
        try:
            import distributed  # noqa: PLC0415 -- an extra
        except ImportError:
            hint = "install it: pip install 'solgen[dask]'"
            raise Failure(Diagnostic("machine-no-dask", "Dask is not installed", hint=hint)) from None
        self._distributed: Any = distributed  # its functions are without types
        self._cluster: Any = None
        self._empty_since: float | None = None
        if not address:
            clear_away_silently()
            self._cluster = self._distributed.LocalCluster(
                n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None
            )
        try:
            self._client: Any = self._distributed.Client(
                self._cluster or address, timeout=CONNECTING, set_as_default=False
            )
        except (OSError, ValueError, TimeoutError) as error:
            message = f"no Dask scheduler answers at `{address[:80]}`"
            hint = "begin one: dask scheduler; and workers: dask worker ADDRESS --nthreads 1"
            raise Failure(Diagnostic("machine-no-workers", message, hint=hint)) from error
        self._executor: Executor = self._client.get_executor(pure=False)
        self.count = max(self._threads(), 1)

    def executor(self) -> Executor:
        """The cluster's."""
        return self._executor

    def lost(self, error: BaseException) -> bool:
        """Whether the work was lost with several workers, one after the other, or with the scheduler."""
        return isinstance(error, self._distributed.scheduler.KilledWorker | CancelledError)

    def renew(self) -> None:
        """Nothing to be done: a cluster mends itself."""

    def none_left(self) -> bool:
        """Whether there has been no worker for a minute, or the scheduler has gone."""
        if self._client.status != "running":
            return True
        if self._threads():
            self._empty_since = None
            return False
        self._empty_since = self._empty_since or time.monotonic()
        return time.monotonic() - self._empty_since > MOST_WAITING

    def close(self) -> None:
        """Leave the cluster; one that was begun here ends."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _threads(self) -> int:
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        except (OSError, KeyError):
            return 0
        return sum(int(worker["nthreads"]) for worker in workers)
