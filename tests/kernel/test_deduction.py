"""A step from an open condition is the claim behind the arrow under that condition."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.kernel.deduction import reduced
from tests.kernel.claims import claim, context

NAMES = context("q, x, a, b, c: real\nn, k: size, at least 1\nu, v: vector[n]\n")


@pytest.mark.parametrize(
    "latex",
    [
        r"|q| < 1 \Rightarrow \sum_{k=0}^\infty q^k = \frac{1}{1 - q}",
        r"\sum_{k=0}^\infty q^k = \frac{1}{1 - q} \quad (|q| < 1)",
        r"x > 0 \Rightarrow \|x u\| = x \|u\|",
    ],
)
def test_what_holds_under_an_open_condition_follows_from_it(latex: str):
    assert check(claim(latex, NAMES)).established


@pytest.mark.parametrize(
    "latex",
    [
        r"q < 1 \Rightarrow \sum_{k=0}^\infty q^k = \frac{1}{1 - q}",
        r"|q| < 2 \Rightarrow \sum_{k=0}^\infty q^k = \frac{1}{1 - q}",
        r"1 - v^\top u \ne 0 \Rightarrow (I + u v^\top)^{-1} = I - \frac{u v^\top}{1 + v^\top u}",
        r"x \ne 0 \Rightarrow \|x u\| = x \|u\|",
        r"x \ne 2 \Rightarrow \frac{x^2 - 1}{x - 1} = x + 1",
    ],
)
def test_what_needs_another_condition_is_not_established(latex: str):
    assert not check(claim(latex, NAMES)).established


def test_the_condition_of_a_step_is_not_among_what_its_verdict_assumes():
    where = context("q, x: real", given=("x > 0",))
    verdict = check(claim(r"|q| < 1 \Rightarrow \sum_{k=0}^\infty x q^k = \frac{x}{1 - q}", where))
    assert verdict.established
    assert set(verdict.assumed) <= {0}


@pytest.mark.parametrize(
    "latex", [r"x = 1 \Rightarrow \frac{x^2 - 1}{x - 1} = 2", r"x \le 1 \Rightarrow x < 2", "x = x"]
)
def test_conditions_that_may_be_thin_are_left_to_other_methods(latex: str):
    assert reduced(claim(latex, NAMES)) is None


def test_from_a_thin_condition_no_exception_is_taken():
    assert check(claim(r"x = 1 \Rightarrow \frac{x^2 - 1}{x - 1} = 2", NAMES)).word is Word.REFUTED
