"""Sums and products with dots are judged as the sums and products that they stand for, for every n."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    n: size
    a: real
    r: real, in (0, 1)
    x_i: real for i in 1..n
    """
)
TRUE = [
    r"1 + 2 + \dots + n = \frac{n (n + 1)}{2}",
    r"1^2 + 2^2 + \dots + n^2 = \frac{n (n + 1) (2 n + 1)}{6}",
    r"1 + 3 + \dots + (2 n - 1) = n^2",
    r"x_1 + x_2 + \dots + x_n = \sum_{i=1}^{n} x_i",
    r"(x_1 - a) + \dots + (x_n - a) = \sum_{i=1}^{n} x_i - n a",
    r"a + a r + \dots + a r^{n - 1} = a \frac{1 - r^n}{1 - r}",
    r"1 \cdot 2 \cdots n = n!",
    r"2 \cdot 4 \cdots 2n = 2^n n!",
    r"\frac{1}{1 \cdot 2} + \frac{1}{2 \cdot 3} + \dots + \frac{1}{n (n + 1)} = \frac{n}{n + 1}",
]
FALSE = [
    r"1 + 2 + \dots + n = \frac{n (n - 1)}{2}",
    r"1^2 + 2^2 + \dots + n^2 = \frac{n (n + 1) (2 n - 1)}{6}",
    r"1 + 3 + \dots + (2 n - 1) = n (n + 1)",
    r"a + a r + \dots + a r^{n - 1} = a \frac{1 - r^{n - 1}}{1 - r}",
    r"1 \cdot 2 \cdots n = (n + 1)!",
    r"x_1 + x_2 + \dots + x_n = n x_1",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_sum_with_dots_is_proved_for_every_n(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_sum_with_dots_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED
