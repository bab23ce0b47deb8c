"""Claims for all values of a name, under a condition behind them, and solutions as elements of a set."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, y, a: real
    p: real, positive
    n: size
    z_i: real for i in 1..n
    """
)
TRUE = [
    r"x + 1 > x \quad \forall x \in \mathbb{R}",
    r"x + x = 2 x \text{ for all } x",
    r"x^2 \ge 0 \quad (x \in \mathbb{R})",
    r"\sqrt{x^2} = x \quad (x \ge 0)",
    r"\sqrt{p^2} = p",
    r"x y \ge 0 \quad (x, y \ge 0)",
    r"x^2 - 2 a x + a^2 \ge 0 \text{ for all } x, a \in \mathbb{R}",
    r"\frac{1}{x} > 0 \text{ where } 0 < x < 1",
    r"x^2 \le x \quad \forall x \in [0, 1]",
    r"z_i^2 \ge 0 \quad \text{for all } i",
    r"k^2 \ge k \quad \text{for } k = 1, \dots, n",
    r"x^2 = y^2, \text{ where } x = -y",
    r"x^2 = 4 \implies x \in \{-2, 2\}",
    r"x > 0 \quad \forall x \in (0, \infty)",
    r"x \ge 0 \quad \forall x \in [0, \infty)",
    r"x \le 3 \quad \forall x \in \{0, \dots, 3\}",
    r"x^2 < x \text{ for all } 0 < x < 1",
    r"x \in \{1, 2\} \iff x^2 - 3 x + 2 = 0",
]
FALSE = [
    r"x^2 > 0 \quad (x \in \mathbb{R})",
    r"\sqrt{x^2} = x \quad (x \in \mathbb{R})",
    r"\sqrt{p^2} = p \quad \forall p \in \mathbb{R}",
    r"x^2 \le x \quad \forall x \in [0, 2]",
    r"k^2 > k \quad \text{for } k = 1, \dots, n",
    r"x y > 0 \quad (x, y \ge 0)",
    r"x > 0 \quad \forall x \in [0, \infty)",
    r"x > 1 \quad \forall x \in (0, \infty)",
    r"x < 3 \quad \forall x \in \{0, \dots, 3\}",
    r"x^2 < x \text{ for all } 0 < x < 2",
    r"x^2 = 4 \implies x \in \{2, 3\}",
    r"x^2 = 4 \iff x \in \{2\}",
]


@pytest.mark.parametrize("latex", TRUE)
def test_what_holds_for_all_values_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_what_fails_for_a_value_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


def test_what_is_assumed_of_a_name_does_not_hold_for_all_values():
    two = context("x: real", given=("x = 2",))
    assert check(claim(r"x^2 = 4", two)).word is Word.PROVED
    assert check(claim(r"x^2 = 4 \quad \forall x \in \mathbb{R}", two)).word is Word.REFUTED
    assert check(claim(r"x^2 = 4 \text{ for all } x", two)).word is Word.REFUTED
    assert check(claim(r"x^2 = 4 \quad (x > 0)", two)).word is Word.REFUTED


def test_conditions_that_contradict_each_other_prove_nothing():
    assert not check(claim(r"x = x + 1 \text{ for all } x < x - 1", NAMES)).established


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"x + x = 2 x, \text{ where } x > 0", r"x + x = 2 x \text{ where } x > 0"),
        (r"x + x = 2 x \quad (x > 0)", r"x + x = 2 x \text{ for all } x > 0"),
        (r"x y = y x \quad (x, y \in \mathbb{R})", r"x y = y x \text{ for all } x, y \in \mathbb{R}"),
    ],
)
def test_a_condition_means_the_same_in_words_and_in_brackets(written, plain):
    assert read(written, NAMES).term is read(plain, NAMES).term
