"""Which denominators are known to be 0 on a set without interior at most: ``tests/cases/kernel/denominators.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from solgen.kernel import equalities
from solgen.kernel.claim import Proof
from solgen.notation.context import Context
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "denominators.txt"


def _cases() -> Iterator[object]:
    where = context()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("+ ", "- ")):
            yield pytest.param(where, line[0] == "+", line[2:], id=line)
        elif line and not line.startswith("#"):
            declared, _, given = line.partition(" | ")
            where = context(declared.replace("; ", "\n"), given=(given,) if given else ())


@pytest.mark.parametrize(("where", "known", "line"), list(_cases()))
def test_a_quotient_exists_outside_of_what_is_named(where: Context, known: bool, line: str):  # noqa: FBT001 -- a table
    said, _, assumed = line.partition(" from ")
    latex, _, conditions = said.partition(" where ")
    found = equalities.attempt(claim(rf"\frac{{{latex}}}{{{latex}}} = 1", where))
    assert isinstance(found, Proof) is known
    if isinstance(found, Proof):
        assert ", ".join(dict.fromkeys(map(to_latex, found.conditions))) == conditions
        assert ", ".join(map(str, sorted(set(found.assumed)))) == assumed
