"""A mutant tried in new processes, which import the changed module: slow, and right for every kind of change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.mutation.memories import ROOT
from tests.mutation.mutants import Mutant


def survives_corpus(mutant: Mutant, cases: Mapping[str, float]) -> bool:
    """Whether these cases, with the seconds that each took without the change, do not notice it."""
    return not cases or _passes(mutant, cases, [sys.executable, "-m", "tests.mutation.quick"])


def survives_tests(mutant: Mutant, tests: Mapping[str, float]) -> bool:
    """The same of tests."""
    files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
    plugins = ("-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.mutation.hook")
    return not tests or _passes(mutant, tests, [sys.executable, "-m", "pytest", "-x", "-q", *plugins, *files])


def _passes(mutant: Mutant, asked: Mapping[str, float], command: list[str]) -> bool:
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "asked.json"
        listed.write_text(json.dumps(asked), encoding="utf-8")
        environment = {
            **os.environ,
            "MUTANT": f"{mutant.file}:{mutant.number}",
            "MUTANT_TESTS": str(listed),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        seconds = 120 + 10 * sum(asked.values())
        try:
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return False
    return done.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED)
