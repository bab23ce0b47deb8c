"""The forks in which solvers work: one for each request, or one for many requests where the solver leaves nothing.

A fork costs milliseconds, of which most solvers need a hundredth. One that is kept waits until it is asked again; it
ends after any answer that is no result, and with the process that it comes from.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from solgen.questions.solving.lines import send
from solgen.questions.solving.program import Program
from solgen.questions.solving.work import answer_to

KEPT = 8
"""Forks that wait to be asked again, at most: one for each question of most exams."""
REQUESTS = 1000
"""After so many a fork ends, which collects no garbage."""

_Key = tuple[str, Program]


@dataclass(slots=True, eq=False)
class Fork:
    """A process in which a solver works."""

    process: int
    answers: int
    """The end of a pipe on which it answers, each answer a line."""
    requests: int | None
    """The end of a pipe on which it is asked again; None where it answers once."""
    key: _Key | None
    left: int = REQUESTS - 1


@dataclass(slots=True)
class Forks:
    """All forks of this process."""

    own_groups: bool
    """Whether each fork leads a group of processes, so that it can be ended with all that it has begun."""
    _waiting: dict[_Key, Fork] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    """Ends of pipes in this process, which no other fork may hold."""

    def begin(self, program: Program | None, request: dict[str, Any], private: Iterable[int]) -> Fork:
        """A fork that works on a request; the descriptors ``private`` are closed in it."""
        key = (request["file"], program) if program is not None and program.leaves_nothing else None
        fork = self._waiting.pop(key, None) if key is not None else None
        if fork is not None and fork.requests is not None:
            with contextlib.suppress(OSError):
                send(fork.requests, json.dumps(request).encode() + b"\n")
                fork.left -= 1
                return fork
            self.end(fork)
        read_end, write_end = os.pipe()
        heard, said = os.pipe() if key is not None else (None, None)
        process = os.fork()
        if process == 0:
            for descriptor in (read_end, said, *self._open, *private):
                if descriptor is not None:
                    os.close(descriptor)
            if self.own_groups:
                os.setpgid(0, 0)
            _work(request, program, write_end, heard)
        os.close(write_end)
        if heard is not None:
            os.close(heard)
        self._open.update(end for end in (read_end, said) if end is not None)
        return Fork(process, read_end, said, key)

    def keeps(self, fork: Fork, answer: bytes) -> bool:
        """Whether a fork that has answered waits now to be asked again; else it has to be ended."""
        if fork.key is None or not fork.left or not answer.startswith(b'{"values"') or fork.key in self._waiting:
            return False
        self._waiting[fork.key] = fork
        if len(self._waiting) > KEPT:
            self.end(self._waiting.pop(next(iter(self._waiting))))
        return True

    def let_go(self, fork: Fork) -> None:
        """Ask and hear a fork no more, so that it ends when it has answered."""
        for descriptor in self._open & {fork.answers, fork.requests}:
            os.close(descriptor)
            self._open.discard(descriptor)

    def end(self, fork: Fork) -> int:
        """Let go of a fork, and wait until it has ended: it must have answered, or been killed. Its status."""
        self.let_go(fork)
        return os.waitpid(fork.process, 0)[1]

    def end_all(self) -> None:
        """Let go of those that wait."""
        while self._waiting:
            self.end(self._waiting.popitem()[1])


def died(status: int) -> bytes:
    """The answer in place of one that a fork did not give."""
    reason = f"was killed by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "left the process"
    return json.dumps({"error": "solve-died", "message": reason, "line": 0}).encode()


def _work(request: dict[str, Any], program: Program | None, answers: int, requests: int | None) -> NoReturn:
    """In the fork: one request, or one after the other until nobody asks any more."""
    try:
        lines = os.fdopen(requests, "rb") if requests is not None else None
        while True:
            answer = answer_to(request, program)
            send(answers, json.dumps(answer).encode() + b"\n")
            line = lines.readline() if lines is not None and "values" in answer else b""
            if not line.endswith(b"\n"):
                os._exit(0)
            request = json.loads(line)
    finally:
        os._exit(1)  # whatever happens, the fork does not go on with what its parent does
