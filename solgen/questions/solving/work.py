"""In the fork: a solver's function called with the parameters, its limits, and its answer as data.

Request: ``{"file", "package", "parameters", "seconds", "bytes"}``; numbers travel as ``["n", "3/4"]``, texts as
``["t", "…"]``, truth values as ``["b", true]``, lists as ``["l", […]]``. Answer: ``{"values", "public"}`` or
``{"error", "message", "line"}``.
"""

from __future__ import annotations

import contextlib
import gc
import math
import resource
import signal
import traceback
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from solgen.questions.solving.program import Program, compiled

LONGEST_LIST = 1000
LONGEST_TEXT = 20_000


class Wrong(Exception):  # noqa: N818 -- it becomes an answer
    """What a solver did that it must not do."""

    def __init__(self, error: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.error, self.message, self.line = error, message, line


class OutOfTime(BaseException):
    """The time is over."""


def expect_limits() -> None:
    """Before the first fork: what the limits of the forks need is set up once, which leaves their memory shared."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _over)


def answer_to(request: dict[str, Any], program: Program | None) -> dict[str, Any]:
    """The answer of a solver, worked out in this process, within the limits of the request."""
    gc.disable()  # a collection would write to every page that the fork shares with its parent
    try:
        _limit(request)
        return _solved(request, program)
    except Wrong as wrong:
        return {"error": wrong.error, "message": wrong.message, "line": wrong.line}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _over(_signal: int, _frame: object) -> NoReturn:
    raise OutOfTime


def _limit(request: dict[str, Any]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (request["bytes"], request["bytes"]))
    signal.setitimer(signal.ITIMER_REAL, request["seconds"])


def _solved(request: dict[str, Any], program: Program | None) -> dict[str, Any]:
    file = request["file"]
    defined = 1
    try:
        if program is None:
            program = compiled(Path(file).read_text(encoding="utf-8", errors="replace"), file)
        defined = program.defined
        names: dict[str, Any] = {"__name__": "solver", "__file__": file}
        exec(program.code, names)  # noqa: S102 -- the author's own program, in a process of its own
        solve = names.get("solve")
        returned = _function(solve)({name: _decoded(value) for name, value in request["parameters"].items()})
        return _checked(returned, names.get("PUBLIC", ()), defined)
    except SyntaxError as error:
        raise Wrong("solve-syntax", f"the solver is not Python: {error.msg}", error.lineno or 1) from None
    except OutOfTime as error:
        seconds = request["seconds"]
        message = f"the solver was stopped after {seconds:g} seconds"
        raise Wrong("solve-too-long", message, _line(error, file) or defined) from None
    except MemoryError as error:
        message = "the solver needs more memory than it may have"
        raise Wrong("solve-memory", message, _line(error, file) or defined) from None
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        if isinstance(error, Wrong):
            raise
        message = f"the solver raised {type(error).__name__}: {str(error)[:300]}".rstrip(": ")
        raise Wrong("solve-raised", message, _line(error, file) or defined) from None


def _function(solve: Any) -> Callable[[dict[str, Any]], Any]:
    if not callable(solve):
        raise Wrong("solve-no-function", "the solver defines no function `solve(parameters)`", 1)
    return solve  # type: ignore[no-any-return]


def _line(error: BaseException, file: str) -> int:
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return lines[-1] if lines else 0


def _decoded(value: Any) -> Any:
    kind, data = value
    if kind == "n":
        number = Fraction(data)
        return number.numerator if number.denominator == 1 else number
    return [_decoded(item) for item in data] if kind == "l" else data


def _checked(returned: Any, public: Any, line: int) -> dict[str, Any]:
    if not isinstance(returned, dict) or not all(isinstance(name, str) for name in returned):
        raise Wrong("solve-value", "`solve` has to return a dict of names to values", line)
    if isinstance(public, str) or not all(isinstance(name, str) for name in public):
        raise Wrong("solve-value", '`PUBLIC` is a set of names, such as {"total"}', line)
    for name in public:
        if name not in returned:
            raise Wrong("solve-value", f"`PUBLIC` names `{name}`, which `solve` does not return", line)
    values = {name: _encoded(value, name, line, 0) for name, value in returned.items()}
    return {"values": values, "public": sorted(public), "line": line}


def _encoded(value: Any, name: str, line: int, depth: int) -> list[Any]:
    """A value as JSON: exact numbers, texts, truth values and lists of them, NumPy's and SymPy's own included."""
    if hasattr(value, "tolist") and type(value).__module__.partition(".")[0] == "numpy":
        value = value.tolist()
    if isinstance(value, bool) or type(value).__name__ in {"BooleanTrue", "BooleanFalse"}:
        return ["b", bool(value)]
    if isinstance(value, (int, Fraction)):
        return ["n", _digits(value, name, line)]
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise Wrong("solve-value", f"the text `{name}` is too long", line)
        return ["t", str(value)]
    if isinstance(value, (list, tuple)):
        if len(value) > LONGEST_LIST or depth > 4:
            raise Wrong("solve-value", f"the list `{name}` is too long or too deep", line)
        return ["l", [_encoded(item, name, line, depth + 1) for item in value]]
    if getattr(value, "is_Rational", False):
        return ["n", _digits(Fraction(int(value.p), int(value.q)), name, line)]
    raise Wrong("solve-value", f"`{name}` is {_called(value)}; {_wanted(value)}", line)


def _digits(value: int | Fraction, name: str, line: int) -> str:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4000:
        raise Wrong("solve-value", f"the number `{name}` is too large", line)
    return str(Fraction(value))


def _called(value: Any) -> str:
    if isinstance(value, float):
        return f"the float {value}" if math.isfinite(value) else f"{value}"
    if value is None:
        return "None"
    return f"of the type {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")


def _wanted(value: Any) -> str:
    if isinstance(value, float):
        return "values are exact: return an int or a Fraction"
    if type(value).__module__.startswith("sympy"):
        return "return `sympy.latex(…)` of an expression, or an exact number"
    return "values are exact numbers, texts, truth values and lists of them"
