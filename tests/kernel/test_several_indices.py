"""Sums over several indices at once: all pairs, those off the diagonal, those in order."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    n: size
    a_i, b_i: real for i in 1..n
    x_{ij}: real for i in 1..n, j in 1..n
    """
)
TRUE = [
    r"\sum_{i,j} a_i b_j = \sum_i a_i \sum_j b_j",
    r"\sum_{i,j=1}^{n} x_{ij} = \sum_{j=1}^{n} \sum_{i=1}^{n} x_{ij}",
    r"\left(\sum_i a_i\right)^2 = \sum_i a_i^2 + \sum_{i \ne j} a_i a_j",
    r"\left(\sum_i a_i\right)^2 = \sum_i a_i^2 + 2 \sum_{i<j} a_i a_j",
    r"\left(\sum_i a_i\right)^2 = \sum_i a_i^2 + 2 \sum_{1 \le i < j \le n} a_i a_j",
    r"\sum_i a_i \sum_j b_j = \sum_i a_i b_i + \sum_{i \ne j} a_i b_j",
    r"\sum_{i<j} a_i a_j = \sum_{i>j} a_i a_j",
    r"\sum_{i<j} a_i b_j + \sum_{i<j} a_j b_i = \sum_{i \ne j} a_i b_j",
    r"\sum_{i<j} x_{ij} + \sum_{i>j} x_{ij} + \sum_i x_{ii} = \sum_{i,j} x_{ij}",
    r"\sum_{i<j} x_{ij} = \sum_{i=1}^{n} \sum_{j=i+1}^{n} x_{ij}",
    r"\sum_{i<j} (a_i - a_j)^2 = n \sum_i a_i^2 - \left(\sum_i a_i\right)^2",
    r"\sum_i a_i^2 \sum_j b_j^2 - \left(\sum_i a_i b_i\right)^2 = \sum_{i<j} (a_i b_j - a_j b_i)^2",
    r"\sum_{i \le j} a_i a_j = \frac{1}{2} \left(\left(\sum_i a_i\right)^2 + \sum_i a_i^2\right)",
    r"\sum_{j<i} a_i j = \sum_i a_i \frac{i (i - 1)}{2}",
    r"\sum_{i<j} a_i = \sum_i (n - i) a_i",
    r"\sum_{i<j} 1 = \binom{n}{2}",
    r"\sum_{i \ne j} 1 = n (n - 1)",
]
FALSE = [
    r"\left(\sum_i a_i\right)^2 = \sum_i a_i^2 + \sum_{i<j} a_i a_j",
    r"\left(\sum_i a_i\right)^2 = \sum_i a_i^2 + 2 \sum_{i \le j} a_i a_j",
    r"\left(\sum_i a_i\right)^2 = \sum_{i \ne j} a_i a_j",
    r"\sum_{i<j} a_i b_j = \sum_{i<j} a_j b_i",
    r"\sum_{i<j} x_{ij} = \sum_{i>j} x_{ij}",
    r"\sum_{i<j} 1 = \frac{n^2}{2}",
    r"\sum_{i<j} a_i = \sum_i (n - i + 1) a_i",
    r"\sum_{i<j} (a_i - a_j)^2 = 2 n \sum_i a_i^2 - 2 \left(\sum_i a_i\right)^2",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_sum_over_several_indices_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_sum_over_several_indices_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i<j} \ln(a_i - a_j) = \sum_{i>j} \ln(a_j - a_i)",
        r"\sum_{i \ne j} \frac{1}{a_i - a_j} = 1",
        r"\sum_{i<j} \frac{1}{a_i - a_j} = \sum_{i>j} \frac{1}{a_i - a_j}",
    ],
)
def test_pairs_at_which_a_term_does_not_exist_are_not_reflected(latex):
    assert not check(claim(latex, NAMES)).established
