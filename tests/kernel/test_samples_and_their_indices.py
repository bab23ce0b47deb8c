"""What may be said of a sample at which index, and which hypotheses a proof about it rests on."""

from __future__ import annotations

import pytest

from solgen.kernel import order_sums
from solgen.kernel.claim import Proof
from solgen.kernel.sequences import lengthened
from solgen.notation.reading import read
from solgen.notation.terms import add, name, number
from tests.kernel.claims import claim, context

SAMPLE = context("n: size\nx: real\ny_i: real for i in 1..n")


@pytest.mark.parametrize(
    ("latex", "inside"),
    [
        (r"\sum_{i=1}^{n} y_i", True),
        (r"\sum_{i=1}^{n} y_{n+1-i}", True),
        (r"y_n", True),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{j}", True),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{i-j+1}", True),
        (r"\sum_{i=1}^{n+1} y_i", False),
        (r"\sum_{i=0}^{n} y_i", False),
        (r"\sum_{i=0}^{n} y_{n-i}", False),
        (r"\sum_{i=1}^{n} y_{i+1}", False),
        (r"\sum_{i=1}^{n} y_{i-1}", False),
        (r"\sum_{i=1}^n \sum_{j=1}^{i+1} y_{j}", False),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{i-j}", False),
        (r"\sum_{i=1}^n y_{i^2}", False),
        ("y_{n+1}", False),
        ("y_0", False),
    ],
)
def test_a_sample_is_lengthened_only_where_no_index_lies_beyond_its_ends(latex, inside):
    found = lengthened(SAMPLE, (read(latex, SAMPLE).term,), "n")
    assert (found is not None) is inside
    if found is not None:
        (longer,) = [one for one in found.declarations if one.name == "y"]
        assert longer.indices[0].high == add(name("n"), number(8))


ORDER = """
n: size
c, x: real
y_i: real for i in 1..n
y_{(k)}: order statistics of y, k in 1..n
L: function
"""
LOSS = r"L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_i - c|"
BETWEEN = (r"1 \le k \le n - 1", r"y_{(k)} \le c \le y_{(k+1)}")
PIECES = r"L(c) = \frac{1}{n} \left( \sum_{i=1}^{k} (c - y_{(i)}) + \sum_{i=k+1}^{n} (y_{(i)} - c) \right)"


@pytest.mark.parametrize("other", [r"x \ne 1", "x = 2", r"x \in \{1, 2\}", r"\lnot (x = 3)"])
def test_a_proof_about_order_statistics_rests_on_no_hypothesis_about_other_names(other):
    where = context(ORDER, let=(LOSS,), given=(other, *BETWEEN))
    found = order_sums.attempt(claim(PIECES, where))
    assert isinstance(found, Proof)
    assert found.assumed == (1, 2)


def test_between_which_order_statistics_a_point_lies_is_needed():
    where = context(ORDER, let=(LOSS,), given=BETWEEN[:1])
    assert not isinstance(order_sums.attempt(claim(PIECES, where)), Proof)
