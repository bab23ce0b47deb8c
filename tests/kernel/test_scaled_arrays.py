"""Inequalities that fail for short vectors or small matrices only; what keeps arrays from being scaled is honoured."""

from __future__ import annotations

import pytest

from solgen.kernel import scaled_arrays
from solgen.kernel.check import check
from solgen.kernel.claim import Refutation, Word
from tests.kernel.claims import claim, context

ARRAYS = r"""
n: size
A, B: matrix[n, n]
S: matrix[n, n], symmetric
P: matrix[n, n], positive definite
R: matrix[n, n], positive semidefinite
Q: matrix[n, n], orthogonal
u, v: vector[n]
"""

FALSE = [
    r"u^\top v \le \|u\|^2",
    r"\|u\| \le u^\top u",
    r"\operatorname{tr}(P) > n",
    r"\det P > 1",
    r"\operatorname{tr}(P R) > 0",
    r"\|A + B\|_F \ge \|A\|_F",
    r"P \succ S",
    r"P \succeq I",
    r"I \succeq P",
    r"u^\top P u \ge \|u\|^2",
]
TRUE = [
    r"\|Q u\|^2 \ge \|u\|^2",
    r"\operatorname{tr}(P R) \ge 0",
    r"\det P > 0",
    r"\|A + B\|_F \le \|A\|_F + \|B\|_F",
    r"|u^\top v| \le \|u\| \|v\|",
    r"\det(Q)^2 \ge 1",
    r"\operatorname{tr}(A)^2 \le n \|A\|_F^2",
]


@pytest.mark.parametrize("latex", FALSE)
def test_what_fails_for_small_arrays_is_refuted_by_one(latex):
    assert check(claim(latex, context(ARRAYS))).word is Word.REFUTED


@pytest.mark.parametrize("latex", TRUE)
def test_what_holds_for_all_is_not_refuted_by_any(latex):
    assert scaled_arrays.attempt(claim(latex, context(ARRAYS))) is None


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (r"\|u\| = 1", r"\|u\|^2 \ge 1"),
        (r"u^\top u = 4", r"\|u\| \ge 2"),
        (r"P \succ I", r"\det P > 1"),
        (r"u \ne 0", r"\|u\| > 0"),
    ],
)
def test_what_a_hypothesis_says_of_an_array_is_kept(given, latex):
    assert scaled_arrays.attempt(claim(latex, context(ARRAYS, given=(given,)))) is None


def test_rows_of_a_matrix_are_not_scaled_without_it():
    where = context("n, d: size\nX: matrix[n, d], rows x_i for i in 1..n")
    assert not isinstance(scaled_arrays.attempt(claim(r"\|X\|_F^2 \ge \sum_{i=1}^n \|x_i\|^2", where)), Refutation)


@pytest.mark.parametrize(
    ("latex", "word"),
    [
        (r"P + I \succ I", Word.PROVED),
        (r"R + S \succeq S", Word.PROVED),
        (r"A^\top A \succ I", Word.REFUTED),
        (r"S \succeq A", Word.REFUTED),
        (r"I \succ S", Word.REFUTED),
        (r"P \succ -I", Word.PROVED),
    ],
)
def test_an_order_between_matrices_is_looked_at_where_neither_is_0(latex, word):
    assert check(claim(latex, context(ARRAYS))).word is word
