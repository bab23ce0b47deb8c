"""A module imported with one change: ``MUTANT=solgen/kernel/signs.py:17`` in the environment names file and change.

As a plugin of pytest, it runs the tests that the file ``MUTANT_TESTS`` lists, in its order, and no others, each within
a limit of time.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.mutants import mutated

ROOT = Path(__file__).parents[2]


class _Loader(importlib.machinery.SourceFileLoader):
    number = 0

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- importlib's signature
        source = Path(self.path).read_text(encoding="utf-8")
        return compile(mutated(source, self.number), self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, file: Path, number: int) -> None:
        parts = file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.file, self.number = file, number

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 -- importlib's signature
        target: ModuleType | None = None,  # noqa: ARG002 -- importlib's signature
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.file))
        loader.number = self.number
        return importlib.util.spec_from_file_location(fullname, self.file, loader=loader)


def install() -> None:
    """Put the change of the environment in place, before anything of solgen is imported."""
    chosen = os.environ.get("MUTANT")
    if chosen:
        file, _, number = chosen.rpartition(":")
        sys.meta_path.insert(0, _Finder(ROOT / file, int(number)))


def asked() -> dict[str, float]:
    """What is to be run, cheapest first, with the seconds that each took without a change."""
    listed: dict[str, float] = json.loads(Path(os.environ["MUTANT_TESTS"]).read_text(encoding="utf-8"))
    return listed


def may_take(seconds: float) -> None:
    """End this process where what follows takes far longer than these seconds of its time."""
    signal.setitimer(signal.ITIMER_PROF, 5 + 10 * seconds)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only the tests that are asked for, in this order."""
    if "MUTANT_TESTS" in os.environ:
        place = {name: position for position, name in enumerate(asked())}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test has its own limit of time."""
    if "MUTANT_TESTS" in os.environ:
        may_take(asked()[item.nodeid])


install()
