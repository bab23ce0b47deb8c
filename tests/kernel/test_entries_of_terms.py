"""Numbers and entries of arrays written with sums over entries: ``tests/cases/kernel/entries.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from solgen.kernel.matrices.entry_terms import Entries
from solgen.kernel.matrices.letters import Outside
from solgen.notation.reading import read
from solgen.notation.terms import name
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "entries.txt"
NAMES = context(
    """
    n, m: size
    t, c: real
    A, B: matrix[n, n]
    X: matrix[n, m]
    S: matrix[n, n], symmetric
    D: matrix[n, n], diagonal s_k for k in 1..n
    s_k: real for k in 1..n
    E: matrix[n, n], diagonal
    u, v, w: vector[n]
    x: vector[m]
    y_i: real for i in 1..n
    a_i: vector[m] for i in 1..n
    f: function
    g: function, elementwise
    M: matrix[2, 2]
    k: integer
    """
)


def _cases() -> Iterator[tuple[str, str, str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, rest = line.partition(" ")
            latex, _, said = rest.partition(" => ")
            yield kind, latex, said


@pytest.mark.parametrize(("kind", "latex", "said"), list(_cases()))
def test_what_is_written_by_entries(kind: str, latex: str, said: str):
    assert written(kind, latex) == said


def written(kind: str, latex: str) -> str:
    """The number, or the entry in row i and column j; why there is none."""
    node, entries = read(latex, NAMES).term, Entries(NAMES)
    try:
        return to_latex(entries.number(node) if kind == "number" else entries.entry(node, name("i"), name("j")))
    except Outside as why:
        return f"refused: {why}"
