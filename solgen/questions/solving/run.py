"""A question's solver, run in a process of its own and killed at its limit.

The process sees the parameters and nothing else: an empty environment but for a few fixed variables, no arguments, no
open file but its pipes. A process is kept and forks for the solvers, which costs milliseconds, the fewer the smaller
the process is: so solvers that import SymPy have one of their own. That one ends when many variants were solved
without it. Processes that work together share one (``shared``).
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions.names import is_value_name
from solgen.questions.question import Question, Value
from solgen.questions.solving.lines import line_from
from solgen.questions.solving.shared import ENVIRONMENT, Asked

SECONDS = 20.0
GRACE = 10.0
"""How many seconds after its limit a process that does not stop itself is killed."""
IDLE = 400
"""How many variants are solved without it before a process ends that holds fifty megabytes; no result depends on it."""
BYTES = 4 << 30
_MODULE = "solgen.questions.solving.process"
_PACKAGE = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solver returned, and which of its names a stem may use."""

    values: Mapping[str, Value]
    public: frozenset[str]


_HINTS = {
    "solve-died": "the process ended before it answered; look for what kills it, such as too much memory",
    "solve-memory": "look for what grows without bound",
    "solve-no-function": "write `def solve(parameters): return {…}`",
    "solve-raised": "mend the solver, or exclude these values by a constraint",
    "solve-syntax": "mend this line; `python FILE` says the same",
    "solve-too-long": "look for a loop that does not end, or simplify less",
    "solve-value": 'return a dictionary of exact numbers, lists of them, or LaTeX as text, such as `{"total": 5}`',
}


def run(question: Question, values: Mapping[str, Value], *, seconds: float = SECONDS) -> Solved:
    """The values of the solver beside a question; no values where there is no solver. Raises Failure."""
    if question.solver is None:
        return Solved({}, frozenset())
    try:
        text = question.solver.read_bytes()
    except OSError as error:
        message = f"the solver cannot be read: {error.strerror}"
        raise Failure(Diagnostic("question-file", message, Place(str(question.solver)))) from None
    parameters = json.dumps({name: _encoded(value) for name, value in values.items()}, sort_keys=True)
    key = (str(question.solver), hashlib.sha256(text).digest(), parameters)
    known = _REMEMBERED.get(key)
    _SERVER_WITH_SYMPY.end_if_idle()
    if known is None:
        answer = _answer(question.solver, parameters, seconds, sympy=needs_sympy(text))
        known = _solved(answer, question.solver, text.decode("utf-8", "replace"), values)
        if len(_REMEMBERED) >= _MOST_REMEMBERED:
            _REMEMBERED.pop(next(iter(_REMEMBERED)), None)
        _REMEMBERED[key] = known
    return known


_MOST_REMEMBERED = 4096
_REMEMBERED: dict[tuple[str, bytes, str], Solved] = {}


@dataclass(slots=True)
class _Sharing:
    """The process that solvers run in for several processes, where this is one of these."""

    asked: Asked | None = None


_sharing = _Sharing()


def share(asked: Asked | None) -> None:
    """From now on, solvers run where ``asked`` leads, as long as somebody answers there."""
    _sharing.asked = asked


def _answer(solver: Path, parameters: str, seconds: float, *, sympy: bool) -> Mapping[str, Any]:
    """A solver's answer; one that says what went wrong where there was not any."""
    request = {
        "file": str(solver.absolute()),
        "package": str(_PACKAGE),
        "parameters": json.loads(parameters),
        "seconds": seconds,
        "bytes": BYTES,
    }
    if _sharing.asked is not None:
        line = _sharing.asked.answer({**request, "grace": GRACE, "sympy": sympy}, seconds + 2 * GRACE)
        if line:
            return _parsed(line)
    return (_SERVER_WITH_SYMPY if sympy else _SERVER).answer(request, seconds)


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if isinstance(found, dict) and ("error" in found or isinstance(found.get("values"), dict)):
        return found
    return {"error": "solve-died", "message": "gave no answer", "line": 0}


@lru_cache(maxsize=64)
def needs_sympy(program: bytes) -> bool:
    """Whether a solver seems to import SymPy, itself or by what it shares with others; a guess costs time only."""
    return any(word in program for word in _sympy_words())


@lru_cache(maxsize=1)
def _sympy_words() -> tuple[bytes, ...]:
    """SymPy, and the modules of ``solgen.solvers`` that import it."""
    shared = (file for file in _SHARED.glob("*.py") if _IMPORT_OF_SYMPY.search(file.read_bytes()))
    return (b"sympy", *(b"solvers." + file.stem.encode() for file in shared))


_SHARED = _PACKAGE / "solgen" / "solvers"
_IMPORT_OF_SYMPY = re.compile(rb"^\s*(?:from|import)\s+sympy", re.MULTILINE)


def _encoded(value: Value) -> list[Any]:
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, Fraction):
        return ["n", str(value)]
    return ["t", value] if isinstance(value, str) else ["l", [_encoded(item) for item in value]]


def _decoded(data: Any) -> Value:
    """A value as the process sent it. Raises ValueError where it is none: the process is not trusted."""
    if isinstance(data, list) and len(data) == 2:
        kind, inner = data
        if kind == "b" and isinstance(inner, bool):
            return inner
        if kind == "n" and isinstance(inner, str) and len(inner) < 3000:
            return Fraction(inner)
        if kind == "t" and isinstance(inner, str) and inner.isprintable():
            return inner
        if kind == "l" and isinstance(inner, list):
            return tuple(_decoded(item) for item in inner)
    raise ValueError("no value")


def _solved(answer: Mapping[str, Any], solver: Path, text: str, given: Mapping[str, Value]) -> Solved:
    def wrong(code: str, message: str, line: int = 0, hint: str = "") -> Failure:
        lines = text.splitlines()
        excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
        told = ", ".join(f"{name} = {value}" for name, value in _told(given))
        place = Place(str(solver), line, 0, excerpt, f"with {told}" if told else "")
        return Failure(Diagnostic(code, message, place, hint))

    if "error" in answer:
        code = str(answer["error"])
        if code not in _HINTS:
            code = "solve-died"
        line = answer.get("line")
        message = str(answer.get("message"))
        message = f"the solver {message}" if code == "solve-died" else message
        raise wrong(code, message, line if isinstance(line, int) else 0, _HINTS[code])
    values: dict[str, Value] = {}
    defined = answer.get("line")
    at = defined if isinstance(defined, int) else 0
    for name, data in answer.get("values", {}).items():
        if name in given or not is_value_name(name):
            message = f"the solver returns a value called `{name}`"
            why = "a parameter or a derived value has this name already" if name in given else "that cannot be a name"
            raise wrong("solve-value", message, at, why)
        try:
            values[name] = _decoded(data)
        except (ValueError, ZeroDivisionError, RecursionError):
            message = f"`{name}` is no value, or holds a line break or an invisible character"
            raise wrong("solve-value", message, at, "return one list item for each line") from None
    return Solved(values, frozenset(str(name) for name in answer.get("public", ())))


def _told(given: Mapping[str, Value]) -> list[tuple[str, Value]]:
    return [(name, value) for name, value in list(given.items())[:6] if not isinstance(value, tuple)]


class _Server:
    """The process that forks for each request; started when first needed, anew after it had to be killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._owner = 0
        self._done_without = 0

    def answer(self, request: Mapping[str, Any], seconds: float) -> Mapping[str, Any]:
        """The process's answer; one that says what went wrong where it did not give any."""
        with self._lock:
            process = self._running()
            self._done_without = 0
            try:
                assert process.stdin is not None
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
                line = self._line(process, seconds + GRACE)
            except OSError:
                line = b""
            except BaseException:  # an interrupt: an answer may still come, and must not be taken for the next one
                self.stop()
                raise
            if not line:
                self.stop()
                message = f"did not answer within {seconds:g} seconds and was killed"
                return {"error": "solve-too-long", "message": f"the solver {message}", "line": 0}
        return _parsed(line)

    def end_if_idle(self) -> None:
        """One more variant is solved. End the process if it was not asked for long; it is started again when it is."""
        self._done_without += 1
        if self._process is not None and self._done_without > IDLE:
            with self._lock:
                self.stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        if self._owner == os.getpid():
            self.stop()
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, by this interpreter
            [sys.executable, "-I", "-B", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        self._owner = os.getpid()
        return self._process

    @staticmethod
    def _line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """One line of output; empty if none comes in time, or one beyond all size."""
        assert process.stdout is not None
        return line_from(process.stdout.fileno(), seconds)

    def stop(self) -> None:
        """End the process and all that it started."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


_SERVER = _Server()
_SERVER_WITH_SYMPY = _Server()
atexit.register(_SERVER.stop)
atexit.register(_SERVER_WITH_SYMPY.stop)
