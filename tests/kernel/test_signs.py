"""Which sign is seen in a formula: ``tests/cases/kernel/signs.txt``, and that none is seen that does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import attempted
from solgen.notation.context import Context
from solgen.notation.reading import read
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "signs.txt"
_HOLDS = {
    "+": lambda value: value > 0,
    "-": lambda value: value < 0,
    "0+": lambda value: value >= 0,
    "0-": lambda value: value <= 0,
    "0": lambda value: value == 0,
    "≠": lambda value: value != 0,
    "?": lambda _value: True,
}
"""What each sign says of a value."""


def _cases() -> Iterator[object]:
    where = context()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word in _HOLDS:
            yield pytest.param(where, word, rest, id=line)
        elif line and not line.startswith("#"):
            declared, _, given = line.partition("|")
            hypotheses = tuple(filter(None, given.strip().split("; ")))
            where = context(declared.strip().replace("; ", "\n"), given=hypotheses)


def seen(where: Context, latex: str) -> tuple[str, set[int]]:
    """The sign, and the hypotheses that are named for it."""
    node = read(latex, where).term

    def found(scope: Scope) -> tuple[str, set[int]]:
        element: Element = scope.translate(node)
        return scope.sign_of(element), scope.used

    return attempted(where, (node,), found, hypotheses=True)


@pytest.mark.parametrize(("where", "sign", "line"), list(_cases()))
def test_the_sign_that_is_seen(where: Context, sign: str, line: str):
    latex, _, named = line.partition(" from ")
    found, used = seen(where, latex)
    assert found == sign
    if named:
        assert ", ".join(map(str, sorted(used))) == named


_NAMES = "x: real\np: real, positive\ns: real, nonnegative\nr: real, negative\nz: real, nonzero\nw: real, in [-1, 2)"
_VALUES = {
    "x": (-3, -1, 0, 1, Fraction(5, 2)),
    "p": (Fraction(1, 9), 1, 4),
    "s": (0, Fraction(1, 9), 2),
    "r": (-4, Fraction(-1, 9)),
    "z": (-3, Fraction(-1, 9), Fraction(1, 9), 2),
    "w": (-1, 0, 1, Fraction(19, 10)),
}
_monomials = st.dictionaries(
    st.tuples(st.integers(0, 2), st.integers(0, 2)), st.integers(-3, 3).filter(bool), min_size=1, max_size=4
)


@given(names=st.lists(st.sampled_from(sorted(_VALUES)), min_size=2, max_size=2, unique=True), terms=_monomials)
def test_a_sign_that_is_seen_in_a_polynomial_holds_at_every_point(names: list[str], terms: dict[tuple[int, int], int]):
    first, second = names
    latex = " + ".join(f"({factor}) {first}^{{{up}}} {second}^{{{over}}}" for (up, over), factor in terms.items())
    sign, _ = seen(context(_NAMES), latex)
    for one in _VALUES[first]:
        for other in _VALUES[second]:
            assert _HOLDS[sign](sum(factor * one**up * other**over for (up, over), factor in terms.items()))
