"""Sums over rows of binomial coefficients, and induction with samples: what is proved for all n, what is not."""

from __future__ import annotations

import pytest

from solgen.kernel import binomial_sums, induction
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NAMES = context(
    "n: size\nm: integer, nonnegative\na, b, x, r: real\nq: real, in (0, 1)\nl: integer\n"
    "y_i: real for i in 1..n\nz_i: real for i in 1..n+1\nw_i: real, positive for i in 1..n"
)
ROWS = [
    r"\sum_{k=0}^{n}\binom{n}{k} = 2^n",
    r"\sum_{k=1}^{n}\binom{n}{k} = 2^n - 1",
    r"\sum_{k=0}^{n}(-1)^k\binom{n}{k} = 0",
    r"\sum_{k=0}^{n}\binom{n}{k}a^k b^{n-k} = (a+b)^n",
    r"\sum_{k=0}^{n}\binom{n}{n-k}x^k = (1+x)^n",
    r"\sum_{k=0}^{n}k\binom{n}{k}q^k(1-q)^{n-k} = nq",
    r"\sum_{k=0}^{n}k^2\binom{n}{k}q^k(1-q)^{n-k} = nq(1-q) + n^2 q^2",
    r"\sum_{k=0}^{n}\binom{n}{k}^2 = \binom{2n}{n}",
    r"\sum_{k=0}^{m}\binom{m}{k} = 2^m",
]


@pytest.mark.parametrize("latex", ROWS)
def test_a_sum_over_a_row_is_closed_for_all_n(latex):
    assert isinstance(binomial_sums.attempt(claim(latex, NAMES)), Proof)
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE_ROWS = [
    r"\sum_{k=0}^{m}(-1)^k\binom{m}{k} = 0",  # 1 for m = 0
    r"\sum_{k=1}^{n}\binom{n}{k} = 2^n",
    r"\sum_{k=0}^{n-1}\binom{n}{k} = 2^n",
    r"\sum_{k=0}^{n}k\binom{n}{k} = n \cdot 2^{n}",
    r"\sum_{k=0}^{n}(-1)^k k\binom{n}{k} = 0",  # -1 for n = 1
    r"\sum_{k=0}^{n}\binom{k}{n} = 2^n",
    r"\sum_{k=0}^{n}\binom{n}{k}^2 = 4^n",
    r"\sum_{k=0}^{n}\binom{n}{k}x^{2k} = (1+x)^{2n}",
]


@pytest.mark.parametrize("latex", FALSE_ROWS)
def test_a_false_row_is_refuted(latex):
    assert not isinstance(binomial_sums.attempt(claim(latex, NAMES)), Proof)
    assert check(claim(latex, NAMES)).word is Word.REFUTED


SAMPLES = [
    r"\prod_{i=1}^{n} (2y_i) = 2^n\prod_{i=1}^{n}y_i",
    r"\ln\prod_{i=1}^{n} w_i = \sum_{i=1}^{n}\ln w_i",
    r"\prod_{i=1}^{n} e^{y_i} = e^{\sum_{i=1}^{n}y_i}",
    r"\prod_{i=1}^{n}\frac{w_i}{w_i+1} = \frac{\prod_{i=1}^{n}w_i}{\prod_{i=1}^{n}(w_i+1)}",
    r"\sum_{i=1}^{n}(z_{i+1}^3-z_i^3) = z_{n+1}^3-z_1^3",
    r"\sum_{k=0}^{n-1} r^k (1-r) = 1-r^n",
]


@pytest.mark.parametrize("latex", SAMPLES)
def test_a_formula_about_a_sample_of_any_length_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


NOT_OF_SAMPLES = [
    r"\ln\prod_{i=1}^{n} y_i = \sum_{i=1}^{n}\ln y_i",  # two negative numbers
    r"\prod_{i=1}^{n} y_{i+1} = y_{n+1} \prod_{i=1}^{n-1} y_{i+1}",  # an index outside
    r"\prod_{i=1}^{n} (2y_i) = 2\prod_{i=1}^{n}y_i",
    r"\prod_{i=1}^{n} |y_i| = \prod_{i=1}^{n}y_i",
    r"\prod_{i=1}^{n}\sqrt{y_i}=\sqrt{\prod_{i=1}^{n}y_i}",
]


@pytest.mark.parametrize("latex", NOT_OF_SAMPLES)
def test_a_formula_that_fails_or_leaves_the_sample_is_not_proved(latex):
    assert not isinstance(induction.attempt(claim(latex, NAMES)), Proof)
    assert not check(claim(latex, NAMES)).established


def test_a_hypothesis_that_speaks_of_n_by_a_definition_forbids_induction():
    where = context(
        "n: size\ny_i: real for i in 1..n", let=(r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i",), given=(r"\bar{y} = 0",)
    )
    assert induction.attempt(claim(r"\prod_{i=1}^{n} (2y_i) = 2^n\prod_{i=1}^{n}y_i", where)) is None


@pytest.mark.parametrize("latex", [r"\sin(l\pi) = 0", r"\cos(l\pi) = (-1)^l", r"\sin(x + l\pi) = (-1)^l \sin x"])
def test_whole_multiples_of_pi_are_known(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", [r"\sin(r\pi) = 0", r"\cos(\frac{l\pi}{2}) = (-1)^l", r"\cos(l\pi) = -1"])
def test_other_multiples_of_pi_are_not(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED
