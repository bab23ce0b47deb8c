"""Solvers for several processes: ``python -I -m solgen.questions.shared_solver_process 8 5 7``.

The numbers are seconds, and those of open sockets.

On each socket it answers what is asked there, as ``solver_process`` does: a fork for each request, here several at
once, so that nobody waits for somebody else's solver. A fork that does not end in time is killed. What is asked again
is remembered: a solver's values follow from its parameters. It ends when nobody is left to ask and, to give memory
back, when no solver has needed SymPy for so many seconds.

A request says two things more: ``grace``, the seconds after which a fork is killed that should have stopped itself, and
whether the solver needs SymPy.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from solgen.questions.solver_process import Program, died, expect_limits, import_early, work

ANSWERS_KEPT = 256
LONGEST_ANSWER_KEPT = 10_000

_Key = tuple[str, str, Program]


@dataclass(slots=True)
class _Fork:
    """A solver at work."""

    process: int
    asked_by: int
    """The socket on which its answer is waited for."""
    seconds: float
    deadline: float
    key: _Key | None
    data: bytearray = field(default_factory=bytearray)


class Server:
    """Answers on several sockets."""

    def __init__(self, rest: float, sockets: list[int]) -> None:
        self._rest = rest
        self._asked = dict.fromkeys(sockets, b"")
        """What has come in on each that no line has ended yet."""
        self._forks: dict[int, _Fork] = {}
        """By the end of a pipe on which each answers."""
        self._known: dict[_Key, bytes] = {}
        self._sympy_needed = time.monotonic()

    def serve(self) -> None:
        """Until nobody is left to ask, or the memory is worth more than being there."""
        while self._asked and not self._may_rest():
            for descriptor in select.select([*self._asked, *self._forks], [], [], self._seconds_left())[0]:
                (self._hear if descriptor in self._asked else self._read)(descriptor)
            now = time.monotonic()
            for pipe, fork in list(self._forks.items()):
                if now > fork.deadline:
                    self._end(pipe, fork)
        for fork in self._forks.values():
            _kill(fork.process)

    def _may_rest(self) -> bool:
        idle = "sympy" in sys.modules and not self._forks and not any(self._asked.values())
        return idle and time.monotonic() > self._sympy_needed + self._rest

    def _seconds_left(self) -> float | None:
        """Until something has to be done that nobody asks for."""
        moments = [fork.deadline for fork in self._forks.values()]
        if "sympy" in sys.modules and not self._forks:
            moments.append(self._sympy_needed + self._rest)
        return max(min(moments) - time.monotonic(), 0.01) if moments else None

    def _hear(self, socket: int) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(socket, 1 << 16)
        if not data:
            del self._asked[socket]
            os.close(socket)
            return
        *lines, rest = (self._asked[socket] + data).split(b"\n")
        self._asked[socket] = rest
        for line in lines:
            self._begin(socket, json.loads(line))

    def _begin(self, socket: int, request: dict[str, Any]) -> None:
        if request["sympy"]:
            self._sympy_needed = time.monotonic()
        program = import_early(request)
        key = None if program is None else (request["file"], json.dumps(request["parameters"], sort_keys=True), program)
        known = None if key is None else self._known.get(key)
        if known is not None:
            _send(socket, known)
            return
        read_end, write_end = os.pipe()
        process = os.fork()
        if process == 0:
            os.setpgid(0, 0)
            for descriptor in (read_end, *self._asked, *self._forks):
                os.close(descriptor)
            work(request, program, write_end)
        os.close(write_end)
        seconds = request["seconds"]
        self._forks[read_end] = _Fork(process, socket, seconds, time.monotonic() + seconds + request["grace"], key)

    def _read(self, pipe: int) -> None:
        fork = self._forks[pipe]
        data = os.read(pipe, 1 << 16)
        fork.data += data
        if not data:
            self._end(pipe, fork)

    def _end(self, pipe: int, fork: _Fork) -> None:
        """Tell what came of a fork, once it has ended; one that does not in time is killed."""
        del self._forks[pipe]
        os.close(pipe)
        in_time = _ended(fork)
        _kill(fork.process)  # and what it has begun
        _, status = os.waitpid(fork.process, 0)
        if not in_time:
            message = f"the solver did not answer within {fork.seconds:g} seconds and was killed"
            answer = json.dumps({"error": "solve-too-long", "message": message, "line": 0}).encode()
        else:
            answer = bytes(fork.data) if fork.data and not status else died(status)
        if fork.key is not None and answer.startswith(b'{"values"') and len(answer) <= LONGEST_ANSWER_KEPT:
            if len(self._known) >= ANSWERS_KEPT:
                del self._known[next(iter(self._known))]
            self._known[fork.key] = answer
        if fork.asked_by in self._asked:
            _send(fork.asked_by, answer)


def _ended(fork: _Fork) -> bool:
    """Whether a fork ends by its deadline. It stays known to the system, so that its number is nobody else's."""
    look = os.WEXITED | os.WNOWAIT | os.WNOHANG
    while os.waitid(os.P_PID, fork.process, look) is None:
        if time.monotonic() > fork.deadline:
            return False
        time.sleep(0.0005)
    return True


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _send(socket: int, answer: bytes) -> None:
    data = memoryview(answer + b"\n")
    with contextlib.suppress(OSError):
        while data:
            data = data[os.write(socket, data) :]


if __name__ == "__main__":
    expect_limits()
    Server(float(sys.argv[1]), [int(word) for word in sys.argv[2:]]).serve()
