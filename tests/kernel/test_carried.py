"""What becomes of a formula that is carried into the field of fractions: ``tests/cases/kernel/carried.txt``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from solgen.kernel.field import limits
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.notation.reading import read
from solgen.notation.terms import Term
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "carried.txt"
NAMES = context(
    """
    x, y, a, b: real
    p, q: real, positive
    s: real, nonnegative
    z: real, nonzero
    r: real, in (0, 1)
    n, m: size
    k: integer
    N: size, at least 2
    f: function
    u_i, w_i, D_i: real for i in 1..n
    u_{(k)}: order statistics of u, k in 1..n
    Z_{ij}: real for i in 1..n, j in 1..m
    v: vector[n]
    \\log: base 2
    """,
    let=("g(y) = y^2 + a", "c = (4, 1, 9)", "D_i = 2 u_i", "h = 2 x"),
)
Result = TypeVar("Result")


def _cases(mark: str) -> Iterator[tuple[str, str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if mark in line and not line.startswith("#"):
            latex, _, said = line.partition(mark)
            yield latex, said


def carried(scope: Scope, node: Term) -> Element:
    return limits._limit(scope, node) if node.head == "limit" else scope.translate(node)


def asked(latex: str, look: Callable[[Scope, Term], Result]) -> Result:
    node = read(latex, NAMES).term
    return attempted(NAMES, (node,), lambda scope: look(scope, node), hypotheses=True)


def is_equal(latex: str, value: str) -> bool:
    expected = read(value, NAMES).term
    return asked(latex, lambda scope, node: (carried(scope, node) - scope.translate(expected)).is_zero)


@pytest.mark.parametrize(("latex", "value"), list(_cases(" => ")))
def test_the_value(latex: str, value: str):
    assert is_equal(latex, value)


@pytest.mark.parametrize(("latex", "other"), list(_cases(" <> ")))
def test_what_is_not_the_same_is_not_the_same(latex: str, other: str):
    assert not is_equal(latex, other)


@pytest.mark.parametrize(("latex", "reason"), list(_cases(" ! ")))
def test_why_there_is_no_value(latex: str, reason: str):
    with pytest.raises((Undefined, Unsupported)) as raised:
        asked(latex, carried)
    assert str(raised.value) == reason
