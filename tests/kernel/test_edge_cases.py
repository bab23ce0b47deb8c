"""Strict inequalities are refuted where all values are alike, or vectors are 0; what excludes that is honoured."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

SAMPLE = "n: size\nx_i: real for i in 1..n"
VECTORS = "n: size\nu: vector[n]\nv: vector[n]"

FAIL = [
    (SAMPLE, "\\frac1n \\sum_{i=1}^n x_i^2 > \\left(\\frac1n \\sum_{i=1}^n x_i\\right)^2", "all alike"),
    (SAMPLE, "\\sum_{i=1}^n \\sum_{j=1}^n |x_i - x_j| > 0", "all alike"),
    (SAMPLE, "\\sum_{i=1}^n x_i^2 \\ne 0", "all zero"),
    (VECTORS, "\\|u\\| > 0", "u zero"),
    (VECTORS, "\\|u + v\\| < \\|u\\| + \\|v\\|", "one zero"),
    (VECTORS, "(u^\\top v)^2 < \\|u\\|^2 \\|v\\|^2", "one zero"),
]


@pytest.mark.parametrize(("declare", "latex", "where"), FAIL)
def test_what_fails_only_at_the_edge_is_refuted_there(declare: str, latex: str, where: str):
    verdict = check(claim(latex, context(declare)))
    assert verdict.word is Word.REFUTED, where
    assert verdict.witness is not None
    assert verdict.witness.left == verdict.witness.right


ORDERED = SAMPLE + "\nx_{(j)}: order statistics of x, j in 1..n\nk: integer, in [1, n]"


@pytest.mark.parametrize(
    "latex",
    [
        "x_{(1)} < x_{(n)}",
        "x_{(n)} > \\frac1n \\sum_{i=1}^n x_i",
        "|\\{i : x_i \\le x_{(k)}\\}| = k",
        "|\\{i : x_i < x_{(k)}\\}| = k - 1",
        "|\\{i : x_i > x_{(k)}\\}| \\ge n - k",
    ],
)
def test_what_is_said_of_values_in_order_is_tried_where_they_are_alike(latex: str):
    assert check(claim(latex, context(ORDERED))).word is Word.REFUTED


@pytest.mark.parametrize("latex", ["x_{(1)} \\le x_{(n)}", "|\\{i : x_i \\le x_{(k)}\\}| \\ge k"])
def test_what_holds_of_values_that_are_alike_too_is_not_refuted(latex: str):
    assert check(claim(latex, context(ORDERED))).word is not Word.REFUTED


@pytest.mark.parametrize(
    ("declare", "given", "latex"),
    [
        ("n: size\nx_i: real, positive for i in 1..n", (), "\\sum_{i=1}^n x_i^2 > 0"),
        (VECTORS, ("u \\ne 0",), "\\|u\\| > 0"),
        ("n: size\nA: matrix[n, n], positive definite", (), "\\det A > 0"),
        ("n, m: size\nX: matrix[m, n], rows x_i for i in 1..m\nv: vector[n]", ("X v \\ne 0",), "\\|v\\| > 0"),
        (SAMPLE, ("\\sum_{i=1}^n x_i = 1",), "\\sum_{i=1}^n x_i > 0"),
        ("n: size, at least 2\nx_i: real, distinct for i in 1..n", (), "\\sum_{i=1}^n \\sum_{j=1}^n |x_i - x_j| > 0"),
    ],
)
def test_an_edge_that_is_excluded_refutes_nothing(declare: str, given: tuple[str, ...], latex: str):
    assert check(claim(latex, context(declare, given=given))).word is not Word.REFUTED


def test_an_equality_is_not_looked_at_at_its_edge():
    assert check(claim("\\frac{\\|u\\|^2}{u^\\top u} = 1", context(VECTORS))).word is not Word.REFUTED
