"""Solvers for several processes: ``python -I -m solgen.questions.solving.shared_process 8 5 7``.

The numbers are seconds, and those of open sockets.

On each socket it answers what is asked there, as ``process`` does: in forks, here several at once, so that nobody waits
for somebody else's solver. A fork that does not answer in time is killed. What is asked again is remembered: a solver's
values follow from its parameters. It ends when nobody is left to ask and, to give memory back, when no solver has
needed SymPy for so many seconds.

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

from solgen.questions.solving.forks import Fork, Forks, died
from solgen.questions.solving.lines import send
from solgen.questions.solving.program import Program, import_early
from solgen.questions.solving.work import expect_limits

ANSWERS_KEPT = 256
LONGEST_ANSWER_KEPT = 10_000

_Key = tuple[str, str, Program]


@dataclass(slots=True)
class _Work:
    """A solver at work."""

    fork: Fork
    asked_by: int
    """The socket on which its answer is waited for."""
    seconds: float
    deadline: float
    key: _Key | None
    """Under which the answer is remembered."""
    data: bytearray = field(default_factory=bytearray)


class Server:
    """Answers on several sockets."""

    def __init__(self, rest: float, sockets: list[int]) -> None:
        self._rest = rest
        self._asked = dict.fromkeys(sockets, b"")
        """What has come in on each that no line has ended yet."""
        self._forks = Forks(own_groups=True)
        self._works: dict[int, _Work] = {}
        """By the end of a pipe on which each answers."""
        self._known: dict[_Key, bytes] = {}
        self._sympy_needed = time.monotonic()

    def serve(self) -> None:
        """Until nobody is left to ask, or the memory is worth more than being there."""
        while self._asked and not self._may_rest():
            for descriptor in select.select([*self._asked, *self._works], [], [], self._seconds_left())[0]:
                (self._hear if descriptor in self._asked else self._read)(descriptor)
            now = time.monotonic()
            for work in list(self._works.values()):
                if now > work.deadline:
                    self._give_up(work)
        for work in self._works.values():
            _kill(work.fork.process)
        self._forks.end_all()

    def _may_rest(self) -> bool:
        idle = "sympy" in sys.modules and not self._works and not any(self._asked.values())
        return idle and time.monotonic() > self._sympy_needed + self._rest

    def _seconds_left(self) -> float | None:
        """Until something has to be done that nobody asks for."""
        moments = [work.deadline for work in self._works.values()]
        if "sympy" in sys.modules and not self._works:
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
            _tell(socket, known)
            return
        fork = self._forks.begin(program, request, self._asked)
        seconds = request["seconds"]
        self._works[fork.answers] = _Work(fork, socket, seconds, time.monotonic() + seconds + request["grace"], key)

    def _read(self, pipe: int) -> None:
        work = self._works[pipe]
        data = os.read(pipe, 1 << 16)
        work.data += data
        if not data or data.endswith(b"\n"):
            self._end(work)

    def _end(self, work: _Work) -> None:
        """Tell what a solver has answered; a fork that has ended its work, but does not end, is killed."""
        del self._works[work.fork.answers]
        answer = bytes(work.data.rstrip(b"\n"))
        if not self._forks.keeps(work.fork, answer):
            self._forks.let_go(work.fork)
            if not _ends(work):
                self._stop(work)
                return
            _kill(work.fork.process)  # it has ended; what it has begun may have not
            status = self._forks.end(work.fork)
            answer = answer if answer and not status else died(status)
        if work.key is not None and answer.startswith(b'{"values"') and len(answer) <= LONGEST_ANSWER_KEPT:
            if len(self._known) >= ANSWERS_KEPT:
                del self._known[next(iter(self._known))]
            self._known[work.key] = answer
        self._answer(work, answer)

    def _give_up(self, work: _Work) -> None:
        del self._works[work.fork.answers]
        self._stop(work)

    def _stop(self, work: _Work) -> None:
        """End a fork whose time is over, and say so."""
        _kill(work.fork.process)
        self._forks.end(work.fork)
        message = f"the solver did not answer within {work.seconds:g} seconds and was killed"
        self._answer(work, json.dumps({"error": "solve-too-long", "message": message, "line": 0}).encode())

    def _answer(self, work: _Work, answer: bytes) -> None:
        if work.asked_by in self._asked:
            _tell(work.asked_by, answer)


def _ends(work: _Work) -> bool:
    """Whether a fork ends by its deadline. It stays known to the system, so that its number is nobody else's."""
    look = os.WEXITED | os.WNOWAIT | os.WNOHANG
    while os.waitid(os.P_PID, work.fork.process, look) is None:
        if time.monotonic() > work.deadline:
            return False
        time.sleep(0.0005)
    return True


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _tell(socket: int, answer: bytes) -> None:
    with contextlib.suppress(OSError):
        send(socket, answer + b"\n")


if __name__ == "__main__":
    expect_limits()
    Server(float(sys.argv[1]), [int(word) for word in sys.argv[2:]]).serve()
