"""The changes that ``make mutation`` makes are changes, and reach the module that is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from tests.mutation.__main__ import sample
from tests.mutation.hook import ROOT
from tests.mutation.mutants import mutants_of, mutated

SMALL = ROOT / "solgen" / "kernel" / "rounding.py"


def test_each_change_gives_another_program_that_compiles():
    source = SMALL.read_text(encoding="utf-8")
    unchanged = ast.unparse(ast.parse(source))
    mutants = list(mutants_of(SMALL, ROOT))
    assert len(mutants) > 20
    texts = [mutated(source, mutant.number) for mutant in mutants]
    for text in texts:
        compile(text, str(SMALL), "exec")
    assert unchanged not in texts


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("def f(a):\n    return a < 2", "def f(a):\n    return a <= 2"),
        ("def f(a):\n    return -a", "def f(a):\n    return +a"),
        ("def f(a, b):\n    return a + b", "def f(a, b):\n    return a - b"),
        ("def f(a, b):\n    return a and b", "def f(a, b):\n    return a or b"),
        ("def f(a):\n    return not a", "def f(a):\n    return not not a"),
        ("def f(a, b):\n    return a if b else 0", "def f(a, b):\n    return 0 if b else a"),
        ("def f(a):\n    if a:\n        pass", "def f(a):\n    if False:\n        pass"),
    ],
)
def test_a_change_is_the_slip_that_it_says(source, changed):
    places = range(len(list(ast.walk(ast.parse(source)))))
    found = []
    for number in places:
        try:
            found.append(mutated(source, number))
        except IndexError:
            break
    assert changed in found


def test_the_same_seed_draws_the_same_sample():
    assert sample(3, 20) == sample(3, 20)
    assert sample(3, 20) != sample(4, 20)


def test_a_changed_module_is_the_one_that_is_imported():
    source = SMALL.read_text(encoding="utf-8")
    mutant = next(one for one in mutants_of(SMALL, ROOT) if one.what == "nothing is returned")
    assert mutated(source, mutant.number) != source
    code = "import tests.mutation.hook, inspect, solgen.kernel.rounding as m; print(type(m.__loader__).__module__)"
    environment = {**os.environ, "MUTANT": f"{mutant.file}:{mutant.number}"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "tests.mutation.hook", done.stderr
