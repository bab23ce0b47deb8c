"""One process in which solvers run for several that work together, in place of one, or two, for each of them.

Who begins the workers opens ``SharedSolvers`` and hands each worker an end of a socket without a name; the process at
the other ends is begun when a worker asks first. A worker that gets no answer there, because a solver has killed the
process or for whatever reason, asks no more, and begins a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from solgen.questions.solving.lines import line_from, send

_MODULE = "solgen.questions.solving.shared_process"
_SECONDS_TO_END = 5.0
REST = 8.0
"""Seconds without a solver that needs SymPy after which the process ends. Each time that it is begun again, they are
twice as many: importing SymPy takes a second of processor time, or several on a busy machine.
"""
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""All that a process in which solvers run has in its environment."""


class SharedSolvers:
    """The process, begun when asked, and begun again when asked after it has ended for being idle."""

    def __init__(self, workers: int) -> None:
        pipes = [Pipe() for _ in range(workers)]
        self._ours = [ours for ours, _ in pipes]
        self.ends: Sequence[Connection] = tuple(theirs for _, theirs in pipes)
        """One for each worker."""
        self._ended, self._end = Pipe(duplex=False)
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = REST
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the process, and with it all solvers that are at work."""
        self._end.close()
        for end in self.ends:
            end.close()
        self._thread.join(_SECONDS_TO_END)  # nobody is left to ask: it ends by itself
        if self._thread.is_alive() and self._process is not None:
            self._process.kill()
            self._thread.join()
        self._ended.close()

    def _serve(self) -> None:
        while self._ended not in wait([self._ended, *self._ours]):
            if not self._asked():
                break
        for end in self._ours:
            end.close()  # who asks from now on is told that nobody answers

    def _asked(self) -> bool:
        """Let the process answer until it ends. Whether it did as it should."""
        numbers = [end.fileno() for end in self._ours]
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own program, with numbers as arguments
                [sys.executable, "-I", "-B", "-m", _MODULE, str(self._rest), *map(str, numbers)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                pass_fds=numbers,
                start_new_session=True,
            )
        except OSError:
            return False
        self._rest *= 2
        return self._process.wait() == 0


class Asked:
    """A worker's way to them."""

    def __init__(self, end: Connection) -> None:
        self._end: Connection | None = end
        self._lock = threading.Lock()

    def answer(self, request: Mapping[str, Any], seconds: float) -> bytes:
        """The line that is answered; empty where nobody answers in time, and from then on."""
        with self._lock:
            if self._end is None:
                return b""
            line = b""
            try:
                send(self._end.fileno(), json.dumps(request).encode() + b"\n")
                line = line_from(self._end.fileno(), seconds)
            except OSError:
                line = b""
            finally:  # also after an interrupt: an answer may still come, and must not be taken for the next one
                if not line:
                    self._end.close()
                    self._end = None
            return line
