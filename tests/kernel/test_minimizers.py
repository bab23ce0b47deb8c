"""Minimizers by the completed square: the set of all minimizers is one point."""

from __future__ import annotations

import pytest

from solgen.kernel import minimizers
from solgen.kernel.claim import Proof
from tests.kernel.claims import claim, context

WHERE = context(
    r"""
    n: size
    y_i: real for i in 1..n
    v_i: real, positive for i in 1..n
    c, \bar{y}, x, m: real
    p: real, positive
    t: real, positive
    E, G: function
    """,
    let=(
        r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i",
        r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2",
        r"G(c) = \sum_{i=1}^{n} v_i (y_i - c)^2",
        r"m = \arg\min_c E(c)",
    ),
)


@pytest.mark.parametrize(
    "latex",
    [
        r"\arg\min_c E(c) = \bar{y}",
        r"m = \bar{y}",
        r"\arg\min_c G(c) = \frac{\sum_{i=1}^{n} v_i y_i}{\sum_{i=1}^{n} v_i}",
        r"\arg\min_c (c^2 - 2 c) = 1",
        r"\arg\min_c (c - x)^2 = \{ x \}",
        r"\arg\max_c (3 - p (c - x)^2) = x",
        r"\arg\min_t (t - p)^2 = p",
    ],
)
def test_a_minimizer(latex):
    assert isinstance(minimizers.attempt(claim(latex, WHERE)), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        r"\arg\min_c E(c) = 2 \bar{y}",
        r"\arg\min_c E(c) = \sum_{i=1}^{n} y_i",
        r"\arg\max_c E(c) = \bar{y}",
        r"\arg\min_c (c^2 - 2 c) = c",
        r"\arg\min_c x (c - 1)^2 = 1",
        r"\arg\min_c 0 = 0",
        r"\arg\min_t (t - x)^2 = x",
        r"\arg\min_c (c - 1)^2 (c - 2)^2 = 1",
        r"\arg\min_c \frac{c^3}{c} = 0",
        r"\arg\min_c E(c) = \{ \bar{y}, 0 \}",
    ],
)
def test_no_minimizer(latex):
    assert not isinstance(minimizers.attempt(claim(latex, WHERE)), Proof)


def test_a_hypothesis_on_a_name_says_nothing_about_the_bound_name_of_that_name():
    where = context("c, x: real", given=("c > 0", "x > 0"))
    assert not isinstance(minimizers.attempt(claim(r"\arg\min_c c |c| = 0", where)), Proof)
    assert isinstance(minimizers.attempt(claim(r"\arg\min_c (c - |x|)^2 = x", where)), Proof)
