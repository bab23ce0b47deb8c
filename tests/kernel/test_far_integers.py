"""Integers and sizes that are declared to lie far from 0 are drawn there."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context


@pytest.mark.parametrize(
    ("declared", "latex", "word"),
    [
        ("k: integer, at least 20", r"\sqrt{k^2} = k", Word.PROVED),
        ("k: integer, at least 20", r"\sqrt{k^2} = -k", Word.REFUTED),
        ("k: integer, at most -40", r"\sqrt{k^2} = -k", Word.PROVED),
        ("k: integer, in [-40, -35]", "k^2 > 1225", Word.REFUTED),
        ("k: integer, at least 20, at most 22", r"k \le 21", Word.REFUTED),
        ("n: size, at least 30\nx_i: real for i in 1..n", r"\sum_{i=1}^{n} x_i = x_1", Word.REFUTED),
        ("n: size, at least 30\nx_i: real for i in 1..n", r"\sum_{i=1}^{n} 2 x_i = 2 \sum_{i=1}^{n} x_i", Word.PROVED),
    ],
)
def test_a_claim_about_what_is_far_from_zero_is_judged_there(declared, latex, word):
    assert check(claim(latex, context(declared))).word is word


def test_of_an_empty_range_there_is_no_point():
    assert check(claim("k^2 = k k", context("k: integer, at least 20, at most 19"))).word is Word.UNDECIDED
