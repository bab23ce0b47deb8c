"""What the algebra of counts reads: the weight of a sum of distances, sums of constants; all else it leaves alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.integers.counts.losses import absolute_loss
from solgen.kernel.integers.counts.numbers import number_of
from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import TOTAL, NotCounting, Share, single
from solgen.notation.reading import read
from solgen.notation.terms import Term, name, term
from tests.kernel.claims import context

NAMES = context(
    """
    n: size
    c, x, a: real
    k: integer
    y_i, r_i: real for i in 1..n
    y_{(k)}: order statistics of y, k in 1..n
    f: function
    """,
    let=(r"E(c) = \sum_{i=1}^n |y_i - c|", r"G(c, a) = \sum_{i=1}^n |y_i - c|"),
)


def reading() -> Reading:
    return Reading(NAMES, "y", name("n"))


def term_of(latex: str) -> Term:
    return read(latex, NAMES).term


@pytest.mark.parametrize(
    ("latex", "whole", "part"),
    [
        (r"\sum_{i=1}^n |y_i - c|", 1, 0),
        (r"\sum_{i=1}^n |c - y_i|", 1, 0),
        (r"\sum_{i=1}^n |-c + y_i|", 1, 0),
        (r"\sum_{i=1}^n |y_{(i)} - c|", 1, 0),
        (r"2 \sum_{i=1}^n |y_i - c|", 2, 0),
        (r"3 \cdot 2 \cdot \sum_{i=1}^n |y_i - c|", 6, 0),
        (r"\frac{1}{n} \sum_{i=1}^n |y_i - c|", 0, 1),
        (r"\frac{\sum_{i=1}^n |y_i - c|}{2}", Fraction(1, 2), 0),
        (r"\frac{3 \sum_{i=1}^n |y_i - c|}{n}", 0, 3),
        ("E(c)", 1, 0),
    ],
)
def test_the_weight_of_a_loss_is_what_its_sum_is_multiplied_by(latex, whole, part):
    own = reading()
    assert absolute_loss(own, term_of(latex), name("c")) == Share(Linear.number(whole), Linear.number(part))
    assert own.point is name("c")


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^n |y_i + c|",
        r"\sum_{i=1}^n |y_i - x|",
        r"\sum_{i=1}^n |y_i - c - 1|",
        r"\sum_{i=1}^n |1 - c + y_i|",
        r"\sum_{i=1}^n |y_i - c + y_i|",
        r"\sum_{i=1}^n |r_i - c|",
        r"\sum_{i=1}^n |y_{(k)} - c|",
        r"\sum_{i=2}^n |y_i - c|",
        r"\sum_{i=1}^k |y_i - c|",
        r"\sum_{i=1}^n (y_i - c)^2",
        r"\sum_{i=1}^n |y_i|",
        r"-\sum_{i=1}^n |y_i - c|",
        r"0 \sum_{i=1}^n |y_i - c|",
        r"a \sum_{i=1}^n |y_i - c|",
        r"k \sum_{i=1}^n |y_i - c|",
        r"\frac{\sum_{i=1}^n |y_i - c|}{-2}",
        r"\frac{\sum_{i=1}^n |y_i - c|}{a}",
        r"\left(\sum_{i=1}^n |y_i - c|\right) \left(\sum_{i=1}^n |y_i - c|\right)",
        "f(c)",
        "G(c, a) + 1",
    ],
)
def test_what_is_no_positive_multiple_of_a_sum_of_distances_is_left_alone(latex):
    with pytest.raises(NotCounting):
        absolute_loss(reading(), term_of(latex), name("c"))


def test_a_function_with_other_arguments_than_its_definition_is_left_alone():
    for arguments in ([name("c")], [name("c")] * 3):
        with pytest.raises(NotCounting):
            absolute_loss(reading(), term("apply", [name("G"), *arguments]), name("c"))


def test_a_sum_of_constants_over_the_sample_counts_all_of_it():
    assert single(number_of(reading(), term_of(r"\sum_{i=1}^n 2"))).whole == TOTAL.scaled(2)
    assert single(number_of(reading(), term_of(r"\sum_{i=1}^n 1"))).whole == TOTAL
    for latex in (r"\sum_{i=1}^n y_i", r"\sum_{i=1}^n i", r"\sum_{i=2}^n 2", r"\sum_{i=1}^k 2", r"\sum_{i=1}^{n-1} 2"):
        with pytest.raises(NotCounting):
            number_of(reading(), term_of(latex))
