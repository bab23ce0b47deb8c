"""Which cases of the corpus and which tests execute which lines of kernel and reader, and what each of them costs.

``python -m tests.mutation.tracing FOLDER`` runs the corpus, then the tests of kernel and notation, each in one process
under coverage.py, and leaves in the folder what was seen of both. What is remembered from one case to the next is
forgotten before each, so that a line is put down to all that need it. As a plugin of pytest this module traces tests.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import coverage
import pytest

from tests.mutation.memories import ROOT, import_rooms, memories
from tests.mutation.mutants import ROOMS, Mutant

TESTS = ("tests/kernel", "tests/notation", "tests/bench")
REPEATED = ("tests/kernel/test_corpus.py", "tests/kernel/test_methods.py", "tests/kernel/test_verdicts.py")
"""Tests that judge the corpus; every case of it is tried before them."""
_FOLDER = "MUTATION_TRACE"


@dataclass
class Recorder:
    """Coverage under one context after the other, with the seconds of those that ended well."""

    folder: Path
    kind: str
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tracer = coverage.Coverage(
            data_file=str(self.folder / self.kind), source=[str(ROOT / room) for room in ROOMS], config_file=False
        )
        self.tracer.start()
        self.forget: list[Callable[[], None]] = []

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """What is executed here is put down to this name; after an exception, or ``fail``, the name does not count."""
        if not self.forget:
            self.forget = memories()
        for forget in self.forget:
            forget()
        self.tracer.switch_context(name)
        begun = time.process_time()
        yield
        self.seconds[name] = time.process_time() - begun
        self.tracer.switch_context("")

    def save(self) -> None:
        """Write both files."""
        self.tracer.stop()
        self.tracer.save()
        (self.folder / f"{self.kind}.json").write_text(json.dumps(self.seconds), encoding="utf-8")


class Plugin:
    """Traces each test of a run of pytest."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder, self.passed = recorder, set[str]()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with self.recorder.during(item.nodeid):
            return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        seconds = self.recorder.seconds
        self.recorder.seconds = {name: seconds[name] for name in seconds if name in self.passed}
        self.recorder.save()


def pytest_configure(config: pytest.Config) -> None:
    """Trace, where the environment says so."""
    if _FOLDER in os.environ:
        import_rooms()
        config.pluginmanager.register(Plugin(Recorder(Path(os.environ[_FOLDER]), "tests")))


def trace_corpus(folder: Path) -> None:
    """Run all cases of the corpus, traced."""
    recorder = Recorder(folder, "corpus")
    import_rooms()
    from tests.mutation.quick import noticed, ordered  # noqa: PLC0415 -- imported under the tracer

    for case in ordered():
        with recorder.during(case.place):
            noticed(case)
    recorder.save()


def trace(folder: Path) -> None:
    """Run corpus and tests, traced, in a process each."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "tests.mutation.tracing", str(folder), "corpus"], cwd=ROOT, check=True)
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "tests.mutation.tracing", *TESTS]
    tests += [f"--ignore={path}" for path in REPEATED]
    subprocess.run(tests, cwd=ROOT, env={**os.environ, _FOLDER: str(folder)}, check=False)


class Trace:
    """What was seen, by kind: ``corpus`` or ``tests``."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.data = coverage.CoverageData(str(folder / kind))
        self.data.read()
        self.seconds: dict[str, float] = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
        self.lines = cache(self._lines)

    def _lines(self, file: str) -> dict[int, list[str]]:
        return self.data.contexts_by_lineno(str(ROOT / file))

    def reaching(self, mutant: Mutant) -> list[str]:
        """The names that execute the changed line, or its statement up to there, cheapest first.

        Of what stands in no function, as the value that a field has unless it is given, those that execute anything in
        the file.
        """
        if mutant.line in in_functions(ROOT / mutant.file):
            found = self._at(mutant)
        else:
            found = set[str]().union(*self.lines(mutant.file).values())
        return sorted(found & self.seconds.keys(), key=lambda name: self.seconds[name])

    def between(self, mutant: Mutant) -> bool:
        """Whether the line is executed outside of all that has a name: while modules are imported."""
        return "" in self._at(mutant)

    def _at(self, mutant: Mutant) -> set[str]:
        lines, first = self.lines(mutant.file), statements(ROOT / mutant.file)[mutant.line]
        return set[str]().union(*(lines.get(line, []) for line in range(first, mutant.line + 1)))


@cache
def statements(path: Path) -> dict[int, int]:
    """The line where the innermost statement begins, for each line."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.stmt)]
    return {line: node.lineno for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1)}


@cache
def in_functions(path: Path) -> frozenset[int]:
    """The lines of functions."""
    nodes = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    return frozenset(line for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1))


if __name__ == "__main__":
    (trace_corpus if "corpus" in sys.argv[2:] else trace)(Path(sys.argv[1]))
