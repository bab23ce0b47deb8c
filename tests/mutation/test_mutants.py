"""The changes that ``make mutation`` makes are changes, and reach the module that is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from tests.claims_corpus import PARTS, corpus
from tests.mutation.__main__ import population, sample
from tests.mutation.fresh import survives_corpus
from tests.mutation.hook import ROOT
from tests.mutation.mutants import _places, mutants_of, mutated
from tests.mutation.tracing import Trace

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


def test_nothing_for_no_is_a_change_only_where_nothing_is_an_answer_of_its_own():
    for answer, changes in (
        ("bool", {"a truth is turned round"}),
        ("bool | None", {"a truth is turned round", "nothing is returned"}),
    ):
        tree = ast.parse(f"def f(a) -> {answer}:\n    return False")
        assert {place.what for place in _places(tree)} == changes
    assert _places(ast.parse("def f(a, b) -> None:\n    zip(a, b, strict=True)")) == []


def test_the_same_seed_draws_the_same_sample():
    assert sample(3, 20) == sample(3, 20)
    assert sample(3, 10) == sample(3, 20)[:10]
    assert sample(3, 20) != sample(4, 20)


def test_no_two_changes_are_one_of_which_a_sample_could_hold_either():
    identities = [mutant.identity for mutant in population()]
    assert len(set(identities)) == len(identities)


_BEFORE = """
class Sign:
    def of(self, a, b):
        return a < b

def first(a, b):
    if a < b:
        return 1
    return a - b
"""
_AFTER = '''
"""Another docstring."""

def new(a):
    return a > 3

def first(a, b):
    more = a < b
    if True:
        if a < b:
            return 1
    return a - b

class Sign:
    def of(self, a, b):
        return a < b
'''


def test_a_change_elsewhere_leaves_the_order_of_a_sample_as_it_is(tmp_path):
    path = tmp_path / "signs.py"
    path.write_text(_BEFORE, encoding="utf-8")
    before = list(mutants_of(path, tmp_path))
    path.write_text(_AFTER, encoding="utf-8")
    after = {mutant.identity: mutant for mutant in mutants_of(path, tmp_path)}
    assert len({mutant.identity for mutant in before}) == len(before)
    assert all(mutant.identity in after for mutant in before)
    assert [mutant.function for mutant in before[:2]] == ["Sign.of", "Sign.of"]
    assert all(mutant.line != after[mutant.identity].line for mutant in before)
    for seed in ("1", "2"):
        assert all(mutant.digest(seed) == after[mutant.identity].digest(seed) for mutant in before)
    assert sorted(before, key=lambda one: one.digest("1")) != sorted(before, key=lambda one: one.digest("2"))


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


_TRACED = """
import sys
from pathlib import Path
from tests.mutation.tracing import Recorder
recorder = Recorder(Path(sys.argv[1]), "corpus")
from tests.mutation.quick import differs, judged, ordered
cases = {case.place: case for case in ordered()}
for place in sys.argv[2:]:
    with recorder.during(place):
        assert not differs(cases[place], judged(cases[place]))
recorder.save()
"""


def test_a_mutant_is_shown_the_cases_that_execute_its_line_and_no_others(tmp_path):
    cases = {part: next(case for case in corpus(part) if case.holds and not case.undecided) for part in PARTS[:4]}
    places = [case.place for case in cases.values()]
    subprocess.run([sys.executable, "-c", _TRACED, str(tmp_path), *places], cwd=ROOT, check=True)
    seen = Trace(tmp_path, "corpus")
    file = ROOT / "solgen" / "kernel" / "field" / "signs.py"
    reached = {mutant: seen.reaching(mutant) for mutant in mutants_of(file, ROOT)}
    assert any(names and set(names) < set(places) for names in reached.values())
    assert not any(cases["matrices"].place in names for names in reached.values())
    everywhere = ROOT / "solgen" / "kernel" / "check.py"
    entry = next(m for m in mutants_of(everywhere, ROOT) if m.what == "nothing is returned" and "_check(" in line_of(m))
    assert set(seen.reaching(entry)) == set(places)
    assert not survives_corpus(entry, dict.fromkeys(places, 1.0))
    assert seen.between(entry) is False
    field = next(m for m in mutants_of(ROOT / "solgen" / "kernel" / "claim.py", ROOT) if "vacuous" in line_of(m))
    assert set(seen.reaching(field)) == set(places)  # the value of a field is worked out at the import


_LIVE = """
import sys
from solgen.kernel import rounding
from solgen.kernel.algebraic import tower
from tests.mutation.hook import ROOT
from tests.mutation.live import living, put_in_place
from tests.mutation.mutants import mutants_of, mutated_tree

def codes(code):
    return {one.co_qualname: one for one in code.co_consts if hasattr(one, "co_code")}

for module in (rounding, tower):
    path = ROOT / (module.__name__.replace(".", "/") + ".py")
    source = path.read_text(encoding="utf-8")
    for mutant in list(mutants_of(path, ROOT))[::3]:
        if not put_in_place(mutant):
            continue
        wanted = codes(compile(mutated_tree(source, mutant.number), str(path), "exec", dont_inherit=True))
        for (file, name, line), functions in living().items():
            if file == str(path) and name in wanted:
                assert all(function.__code__ == wanted[name] for function in functions), (mutant, name)
"""


def test_a_change_that_is_put_in_place_is_the_one_that_an_import_would_make():
    subprocess.run([sys.executable, "-c", _LIVE], cwd=ROOT, check=True)


_WARM = """
import sys
from pathlib import Path
from tests.mutation import warm
from tests.mutation.hook import ROOT
from tests.mutation.mutants import mutants_of

warm.TESTS = ("tests/notation/test_recent.py",)
file = ROOT / "solgen" / "notation" / "recent.py"
tests = {line: 1.0 for line in sys.argv[2:]}
every = [warm.Asked(mutant, {}, tests) for mutant in (None, *list(mutants_of(file, ROOT))[::3])]
warm.Warm(every, lambda asked, outcome, by: print(asked.mutant, outcome.name), Path(sys.argv[1])).run()
"""


def test_a_child_ends_at_the_first_test_that_notices_and_says_so(tmp_path):
    prefix = "tests/notation/test_recent.py::"
    names = [f"{prefix}{name}" for name in _tests_of(ROOT / "tests" / "notation" / "test_recent.py")]
    command = [sys.executable, "-c", _WARM, str(tmp_path), *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [
        line for line in done.stdout.splitlines() if line == "None SURVIVES" or " solgen/notation/recent.py:" in line
    ]
    assert lines[0] == "None SURVIVES"
    assert len(lines) > 5
    assert sum(line.endswith("BY_A_TEST") for line in lines) >= len(lines) / 3
    assert not any(line.endswith("FAILED") for line in lines)
    assert list(tmp_path.iterdir()) == []


def _tests_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def line_of(mutant):
    return (ROOT / mutant.file).read_text(encoding="utf-8").splitlines()[mutant.line - 1]
