"""Each method by itself on claims of its kind and on false ones beside them; ``tests/cases/kernel/near_misses.txt``."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from solgen.kernel.claim import Proof, Strength
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "near_misses.txt"


_STRENGTHS = {"+": Strength.PROVED, "*": Strength.CERTIFIED}


def _cases():
    method, where = "", context("")
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("+ ", "* ", "- ")):
            yield pytest.param(method, where, line[0], line[2:], id=f"{method}: {line}")
        elif line and not line.startswith("#"):
            method, declared, *given = line.split(" | ")
            where = context(declared.replace("; ", "\n"), given=tuple(given[0].split("; ")) if given else ())


@pytest.mark.parametrize(("method", "where", "sign", "line"), list(_cases()))
def test_a_method_proves_its_own_and_no_near_miss(method, where, sign, line):
    said, _, assumed = line.partition(" from ")
    latex, _, conditions = said.partition(" where ")
    found = importlib.import_module(f"solgen.kernel.{method}").attempt(claim(latex, where))
    assert (found.strength if isinstance(found, Proof) else None) is _STRENGTHS.get(sign)
    if isinstance(found, Proof):
        assert ", ".join(dict.fromkeys(map(to_latex, found.conditions))) == conditions
        assert ", ".join(map(str, sorted(set(found.assumed)))) == assumed
