"""Witnesses of claims about quantities are in units that a person knows."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

SPEED = r"{} \frac{{\mathrm{{m}}}}{{\mathrm{{s}}}}"


@pytest.mark.parametrize(
    ("latex", "left", "right"),
    [
        (r"36\,\mathrm{km/h} = 12\,\mathrm{m/s}", SPEED.format(10), SPEED.format(12)),
        (r"2\,\mathrm{min} = 100\,\mathrm{s}", "120 s", "100 s"),
        (r"5\,\mathrm{m/s} \cdot 2\,\mathrm{s} = 11\,\mathrm{m}", "10 m", "11 m"),
        (r"\frac{9\,\mathrm{m}}{3\,\mathrm{s}} = 4\,\text{m/s}", SPEED.format(3), SPEED.format(4)),
    ],
)
def test_both_sides_stand_in_the_unit_of_the_right_one(latex, left, right):
    verdict = check(claim(latex, context("")))
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    assert (verdict.witness.left, verdict.witness.right) == (left, right)


def test_speeds_in_two_units_are_equal_where_they_are():
    assert check(claim(r"36\,\mathrm{km/h} = 10\,\mathrm{m/s}", context(""))).word is Word.PROVED


def test_a_speed_is_no_length():
    assert check(claim(r"5\,\mathrm{m/s} = 5\,\mathrm{m}", context(""))).word is Word.ILL_FORMED
