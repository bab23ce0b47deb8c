"""Each method by itself on claims of its kind and on false ones beside them; ``tests/cases/kernel/near_misses.txt``."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from solgen.kernel.claim import Proof, Strength
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "near_misses.txt"


def _cases():
    method = declared = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("+ ", "- ")):
            latex, _, conditions = line[2:].partition(" where ")
            yield pytest.param(method, declared, latex, line[0] == "+", conditions, id=f"{method}: {line}")
        elif line and not line.startswith("#"):
            method, declared = line.split(" | ")


@pytest.mark.parametrize(("method", "declared", "latex", "holds", "conditions"), list(_cases()))
def test_a_method_proves_its_own_and_no_near_miss(method, declared, latex, holds, conditions):
    judged = claim(latex, context(declared.replace("; ", "\n")))
    found = importlib.import_module(f"solgen.kernel.{method}").attempt(judged)
    assert isinstance(found, Proof) is holds
    if isinstance(found, Proof):
        assert ", ".join(dict.fromkeys(map(to_latex, found.conditions))) == conditions
        assert found.strength is Strength.PROVED
        assert found.assumed == ()
