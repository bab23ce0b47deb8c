from __future__ import annotations

import time
from fractions import Fraction

import pytest

from solgen.diagnostics import Failure
from solgen.questions.load import load_question
from solgen.questions.question import Value
from solgen.questions.solving.run import needs_sympy, run

TEXT = """---
id: q
title: A sample
parts:
  only: {marks: 1}
---
Write.

# Solution
Done.
"""


@pytest.fixture
def solver(tmp_path):
    def made(code: str):
        (tmp_path / "q.md").write_text(TEXT, encoding="utf-8")
        (tmp_path / "q.py").write_text(code, encoding="utf-8")
        return load_question(tmp_path / "q.md")

    return made


def refused(question, **options):
    with pytest.raises(Failure) as caught:
        run(question, {"a": Fraction(2)}, **options)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_a_solver_that_hangs_is_stopped_and_its_line_named(solver):
    question = solver("def solve(parameters):\n    while True:\n        pass\n")
    before = time.monotonic()
    diagnostic = refused(question, seconds=0.3)
    assert time.monotonic() - before < 5
    assert diagnostic.code == "solve-too-long"
    assert diagnostic.place.line in {2, 3}


def test_a_solver_that_catches_everything_is_stopped_too(solver):
    code = (
        "def solve(parameters):\n    while True:\n        try:\n            x = 1\n"
        "        except Exception:\n            pass\n"
    )
    assert refused(solver(code), seconds=0.3).code == "solve-too-long"


def test_a_solver_that_blocks_the_alarm_is_killed(solver, monkeypatch):
    monkeypatch.setattr("solgen.questions.solving.run.GRACE", 0.5)
    code = (
        "import signal\n\ndef solve(parameters):\n"
        "    signal.signal(signal.SIGALRM, signal.SIG_IGN)\n    while True:\n        pass\n"
    )
    assert refused(solver(code), seconds=0.3).code == "solve-too-long"
    after = solver("def solve(parameters):\n    return {'b': parameters['a'] + 1}\n")
    assert run(after, {"a": Fraction(2)}).values == {"b": 3}


def test_a_solver_that_eats_memory_is_stopped(solver):
    question = solver("def solve(parameters):\n    return {'b': len(bytearray(1 << 36))}\n")
    diagnostic = refused(question)
    assert (diagnostic.code, diagnostic.place.line) == ("solve-memory", 2)


def test_a_solver_leaves_nothing_behind_for_the_next(solver):
    code = (
        "import fractions\n\ndef solve(parameters):\n"
        "    seen = getattr(fractions, 'seen', 0)\n    fractions.seen = seen + 1\n    return {'b': seen}\n"
    )
    question = solver(code)
    assert [run(question, {"a": Fraction(number)}).values["b"] for number in range(3)] == [0, 0, 0]


def test_a_solver_sees_whole_numbers_as_int_and_others_as_fractions(solver):
    told = "{name + '_is': type(value).__name__ for name, value in parameters.items()}"
    code = f"def solve(parameters):\n    return {told}\n"
    values: dict[str, Value] = {"a": Fraction(2), "b": Fraction(1, 2), "c": (Fraction(1),), "d": "word", "e": True}
    found = run(solver(code), values).values
    assert found == {"a_is": "int", "b_is": "Fraction", "c_is": "list", "d_is": "str", "e_is": "bool"}


def test_a_solver_cannot_write_into_files(solver, tmp_path):
    target = tmp_path / "left-behind"
    write = f"    with open({str(target)!r}, 'w') as stream:\n        stream.write('x')\n"
    assert refused(solver(f"def solve(parameters):\n{write}    return {{}}\n")).code == "solve-raised"
    assert target.read_text(encoding="utf-8") == ""


def test_results_are_remembered_until_the_solver_changes(solver, monkeypatch):
    question = solver("def solve(parameters):\n    return {'b': 1}\n")
    assert run(question, {"a": Fraction(2)}).values == {"b": 1}
    monkeypatch.setattr("solgen.questions.solving.run._SERVER", None)
    assert run(question, {"a": Fraction(2)}).values == {"b": 1}
    monkeypatch.undo()
    changed = solver("def solve(parameters):\n    return {'b': 2}\n")
    assert run(changed, {"a": Fraction(2)}).values == {"b": 2}


def test_without_a_solver_there_are_no_values(tmp_path):
    (tmp_path / "q.md").write_text(TEXT, encoding="utf-8")
    assert run(load_question(tmp_path / "q.md"), {}).values == {}


def test_a_solver_reads_nothing_from_its_input(solver):
    question = solver("import sys\n\ndef solve(parameters):\n    return {'b': sys.stdin.read() + 'end'}\n")
    assert run(question, {"a": Fraction(2)}).values == {"b": "end"}


def test_an_interrupt_does_not_leave_an_answer_for_the_next_request(solver, monkeypatch):
    question = solver("import time\n\ndef solve(parameters):\n    time.sleep(0.3)\n    return {'b': parameters['a']}\n")
    server = run.__globals__["_SERVER"]

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(server), "_line", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(question, {"a": Fraction(1)})
    assert run(question, {"a": Fraction(2)}).values == {"b": 2}


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("import sympy\n", True),
        ("from solgen.solvers.calculus import derivative\n", True),
        ("from solgen.solvers.networks import layer_sizes\n", False),
        ("import numpy as np\n", False),
    ],
)
def test_a_solver_without_sympy_runs_in_the_smaller_process(program, expected):
    assert needs_sympy(program.encode()) is expected


def test_a_solver_that_imports_sympy_unseen_has_the_same_values(solver):
    code = "import importlib\n\ndef solve(parameters):\n    m = importlib.import_module('sym' + 'py')\n"
    question = solver(code + "    return {'b': m.Integer(int(parameters['a'])) ** 2}\n")
    assert run(question, {"a": Fraction(3)}).values == {"b": 9}


def test_a_change_of_a_solver_is_seen_by_the_process_that_has_compiled_it(solver):
    for number in range(3):
        question = solver(f"def solve(parameters):\n    return {{'b': {number}}}\n")
        assert run(question, {"a": Fraction(2)}).values == {"b": number}


def test_a_process_with_sympy_that_nobody_asks_ends_and_is_there_again_when_asked(solver, monkeypatch):
    question = solver(
        "import sympy\ndef solve(parameters):\n    return {'b': int(sympy.Integer(parameters['a']) + 1)}\n"
    )
    server = run.__globals__["_SERVER_WITH_SYMPY"]
    assert run(question, {"a": Fraction(1)}).values == {"b": 2}
    assert server._process is not None
    monkeypatch.setattr("solgen.questions.solving.run.IDLE", 0)
    assert run(question, {"a": Fraction(1)}).values == {"b": 2}
    assert server._process is None
    assert run(question, {"a": Fraction(2)}).values == {"b": 3}
