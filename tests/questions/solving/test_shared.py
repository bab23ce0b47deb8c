"""Solvers in one process for several workers: the same values, side by side, and no worker harmed by another's."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from solgen.diagnostics import Failure
from solgen.questions.load import load_question
from solgen.questions.question import Question
from solgen.questions.solving import run as run_solver
from solgen.questions.solving import shared as shared_solvers
from solgen.questions.solving.run import run
from solgen.questions.solving.shared import Asked, SharedSolvers
from tests.questions.solving.test_run import TEXT

Made = Callable[[str], Question]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A question with a solver, each in a folder of its own."""

    def question(code: str) -> Question:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "q.md").write_text(TEXT, encoding="utf-8")
        (folder / "q.py").write_text(code, encoding="utf-8")
        return load_question(folder / "q.md")

    return question


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedSolvers]:
    """For two workers, the first of which is this process."""
    monkeypatch.setattr(run_solver, "_REMEMBERED", {})
    monkeypatch.setattr(shared_solvers, "REST", 2.0)
    opened = SharedSolvers(2)
    run_solver.share(Asked(opened.ends[0]))
    yield opened
    run_solver.share(None)
    opened.close()


def as_other(shared: SharedSolvers) -> None:
    """From now on, this process is the second worker, which remembers nothing."""
    run_solver._REMEMBERED.clear()
    run_solver.share(Asked(shared.ends[1]))


def process_of(shared: SharedSolvers) -> int:
    assert shared._process is not None
    return shared._process.pid


WHERE = "import os\n\ndef solve(parameters):\n    return {'b': parameters['a'] + 1, 'process': os.getppid()}\n"


def test_two_workers_ask_one_process_and_what_one_has_asked_is_known(made, shared):
    question = made(WHERE.replace("getppid", "getpid"))
    first = run(question, {"a": Fraction(1)}).values
    as_other(shared)
    assert run(question, {"a": Fraction(1)}).values == first
    assert run(question, {"a": Fraction(2)}).values["process"] != first["process"]
    assert run(made(WHERE), {"a": Fraction(2)}).values == {"b": 3, "process": process_of(shared)}


def test_a_changed_solver_is_run_anew(made, shared):
    question = made(WHERE)
    assert run(question, {"a": Fraction(1)}).values["b"] == 2
    assert question.solver is not None
    question.solver.write_text(WHERE.replace("+ 1", "+ 7"), encoding="utf-8")
    as_other(shared)
    assert run(question, {"a": Fraction(1)}).values["b"] == 8


def test_a_slow_solver_holds_up_nobody_else(made, shared):
    slow = made("import time\n\ndef solve(parameters):\n    time.sleep(3)\n    return {'b': 1}\n")
    other = Asked(shared.ends[1])
    assert slow.solver is not None
    request = {"file": str(slow.solver), "package": str(run_solver._PACKAGE), "parameters": {}, "seconds": 9}
    line: list[bytes] = []
    thread = threading.Thread(
        target=lambda: line.append(other.answer({**request, "bytes": run_solver.BYTES, "grace": 1, "sympy": False}, 20))
    )
    thread.start()
    run(made(WHERE), {"a": Fraction(1)})
    assert not line
    thread.join()
    assert b'"values"' in line[0]


@pytest.mark.usefixtures("shared")
def test_nothing_of_one_solver_is_seen_by_the_next(made):
    leaving = "import builtins, fractions\n\ndef solve(parameters):\n    seen = hasattr(builtins, 'left')\n"
    question = made(leaving + "    builtins.left = 1\n    fractions.left = 1\n    return {'b': seen}\n")
    for number in range(3):
        assert run(question, {"a": Fraction(number)}).values == {"b": False}


def test_a_solver_has_its_own_pipe_and_nothing_else_open(made, shared):
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux shows what is open")
    code = "import os\n\ndef solve(parameters):\n    open_ones = []\n    for n in range(3, 60):\n"
    code += "        if os.path.exists(f'/proc/self/fd/{n}'):\n"
    code += "            open_ones.append(os.readlink(f'/proc/self/fd/{n}').split(':')[0])\n"
    question = made(code + "    return {'b': open_ones}\n")
    slow = made("import time\n\ndef solve(parameters):\n    time.sleep(1)\n    return {}\n")
    thread = threading.Thread(target=lambda: run(slow, {}))
    thread.start()
    time.sleep(0.5)  # so that the other one is at work, whose pipe must not be seen
    run_solver.share(Asked(shared.ends[1]))
    assert run(question, {"a": Fraction(1)}).values["b"] == ("pipe",)
    thread.join()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("os._exit(3)", "solve-died"),
        ("os.kill(os.getpid(), 9)", "solve-died"),
        ("1 / 0", "solve-raised"),
        ("[0] * 10**12", "solve-memory"),
    ],
)
def test_a_solver_that_fails_is_told_as_ever_and_the_process_stays(made, shared, line, code):
    assert run(made(WHERE), {"a": Fraction(1)}).values["b"] == 2
    before = process_of(shared)
    with pytest.raises(Failure) as caught:
        run(made(f"import os\n\ndef solve(parameters):\n    {line}\n"), {"a": Fraction(1)})
    assert caught.value.diagnostics[0].code == code
    assert run(made(WHERE), {"a": Fraction(3)}).values == {"b": 4, "process": before}


def test_a_solver_that_blocks_the_alarm_is_killed_and_nothing_else(made, shared, monkeypatch):
    monkeypatch.setattr("solgen.questions.solving.run.GRACE", 0.5)
    assert run(made(WHERE), {"a": Fraction(1)}).values["b"] == 2
    before = process_of(shared)
    blocked = (
        "import signal\n\ndef solve(parameters):\n    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\n"
    )
    with pytest.raises(Failure) as caught:
        run(made(blocked + "    while True:\n        pass\n"), {"a": Fraction(1)}, seconds=0.2)
    assert caught.value.diagnostics[0].code == "solve-too-long"
    assert run(made(WHERE), {"a": Fraction(3)}).values == {"b": 4, "process": before}


def test_where_a_solver_kills_the_shared_process_each_worker_begins_its_own(made, shared):
    killing = "import os\n\ndef solve(parameters):\n    os.kill(os.getppid(), 9)\n    return {'b': 1}\n"
    run(made(WHERE), {"a": Fraction(1)})
    with pytest.raises(Failure) as caught:
        run(made(killing), {"a": Fraction(1)})
    assert caught.value.diagnostics[0].code == "solve-too-long"
    alone = run(made(WHERE), {"a": Fraction(5)}).values
    assert alone["b"] == 6
    as_other(shared)
    assert run(made(WHERE), {"a": Fraction(5)}).values == alone


def test_it_is_begun_when_asked_and_ends_with_who_began_it(made, monkeypatch):
    opened = SharedSolvers(2)
    assert opened._process is None
    monkeypatch.setattr(run_solver, "_REMEMBERED", {})
    run_solver.share(Asked(opened.ends[0]))
    run(made(WHERE), {"a": Fraction(1)})
    number = process_of(opened)
    run_solver.share(None)
    opened.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_with_sympy_it_ends_when_that_is_not_needed_and_is_there_again(made, shared):
    code = "import sympy\n\ndef solve(parameters):\n    return {'b': int(sympy.Integer(parameters['a']) + 1)}\n"
    question = made(code)
    assert run(question, {"a": Fraction(1)}).values == {"b": 2}
    process = shared._process
    assert process is not None
    process.wait(60)
    assert process.returncode == 0
    assert run(question, {"a": Fraction(2)}).values == {"b": 3}
    assert shared._process is not process
    assert shared._rest == 4 * shared_solvers.REST  # it stays longer each time


@pytest.mark.usefixtures("shared")
def test_an_interrupt_does_not_leave_an_answer_for_the_next_request(made, monkeypatch):
    question = made("import time\n\ndef solve(parameters):\n    time.sleep(0.3)\n    return {'b': parameters['a']}\n")

    def interrupted(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shared_solvers, "line_from", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(question, {"a": Fraction(1)})
    assert run(question, {"a": Fraction(2)}).values == {"b": 2}
