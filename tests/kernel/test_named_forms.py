"""What keeps a formula from being in a form that a question asks for: ``tests/cases/kernel/forms.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from solgen.kernel.forms.named import form_fault
from solgen.notation.reading import read
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "forms.txt"
NAMES = context("x, y, a: real\nn: size\nu_i: real for i in 1..n\n\\log: base 2")


def _cases() -> Iterator[list[str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(" | ", 2)


@pytest.mark.parametrize(("words", "latex", "fault"), list(_cases()))
def test_what_keeps_a_formula_from_being_in_a_form(words: str, latex: str, fault: str):
    assert (form_fault(words, read(latex, NAMES).term) or "yes") == fault
