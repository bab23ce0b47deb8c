"""What hypotheses imply as conditions is proved like a step; nothing follows from a contradiction."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.kernel.implied import as_step
from tests.kernel.claims import claim, context

NUMBERS = "x, y: real"


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (("x^2 - 3x + 2 = 0",), "x = 1 \\lor x = 2"),
        (("2x + 3y = 7", "x - y = 1"), "x = 2"),
        (("x y = 1",), "x = \\frac1y"),
        (("x y = 0",), "x = 0 \\lor y = 0"),
        (("x^3 = y^3",), "x = y"),
    ],
)
def test_what_the_hypotheses_imply_is_proved_and_rests_on_them(given: tuple[str, ...], latex: str):
    verdict = check(claim(latex, context(NUMBERS, given=given)))
    assert verdict.established, verdict.message
    assert verdict.assumed == tuple(range(len(given)))


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (("x^2 - 3x + 2 = 0",), "x = 1"),
        (("x^2 - 3x + 2 = 0",), "x = 2"),
        (("2x + 3y = 7", "x - y = 1"), "y = 2"),
        (("x y = 0",), "x = 0"),
        (("x^2 = y^2",), "x = y"),
    ],
)
def test_what_they_do_not_imply_is_refuted(given: tuple[str, ...], latex: str):
    assert check(claim(latex, context(NUMBERS, given=given))).word is Word.REFUTED


@pytest.mark.parametrize("given", [("x^2 + 1 = 0",), ("x > 0", "x < 0"), ("x = y + 1", "x = y")])
def test_nothing_is_proved_from_a_contradiction(given: tuple[str, ...]):
    assert not check(claim("x = 5", context(NUMBERS, given=given))).established


def test_a_hypothesis_about_every_place_is_no_condition_of_a_step():
    """Of a family without such a place it says nothing, so nothing follows from it at one."""
    family = "n: size\na_k: real for k in 1..n\nc: real"
    assert as_step(claim("c = 1", context(family, given=("c a_k = a_k",)))) is None
    assert as_step(claim("c = 1", context(family, given=("c^3 = 1",)))) is not None
