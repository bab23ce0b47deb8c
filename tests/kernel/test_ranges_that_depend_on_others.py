"""In ``T_{ij} for i in 1..n, j in 1..i`` the i is the index that stands there, whatever letters a claim writes."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.kernel.ranges import index_range
from solgen.notation.reading import read
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

TRIANGLE = """n: size
y_i, z_i: real for i in 1..n
T_{ij}: real for i in 1..n, j in 1..i
u_k: real for k in 1..n
w_l: real for l in 1..n"""


def judged(latex: str) -> Verdict:
    return check(claim(latex, context(TRIANGLE)))


@pytest.mark.parametrize(
    "latex",
    [
        r"|i - l| + T_{kl} + y_i = i - l + T_{kl} + y_i",
        r"\max(i, l) + 2 T_{kl} + y_i - y_i = i + 2 T_{kl}",
    ],
)
def test_another_letter_is_not_bounded_by_the_letter_of_the_declaration(latex):
    verdict = judged(latex)
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    values = dict(verdict.witness.values)
    assert int(values["i"]) < int(values["l"]) <= int(values["k"])


@pytest.mark.parametrize(
    "latex", [r"T_{kl}^2 + y_i^2 + i - l \ge 0", r"\sum_{j=l}^{i} 1 + T_{kl} - T_{kl} + y_i - y_i = i - l + 1"]
)
def test_nor_is_it_where_no_counterexample_is_found(latex):
    assert not judged(latex).established


@pytest.mark.parametrize(
    "latex",
    [
        r"2 T_{kl} + |k - l| - (k - l) = T_{kl} + T_{kl}",
        r"2 T_{ij} + |i - j| - (i - j) = T_{ij} + T_{ij}",
        r"2 T_{11} = T_{11} + T_{11}",
        r"2 T_{ni} = T_{ni} + T_{ni}",
        r"2 \sum_{i=1}^n \sum_{j=1}^i T_{ij} = \sum_{i=1}^n \sum_{j=1}^i 2 T_{ij}",
        r"2 \sum_{k=1}^n \sum_{l=1}^k T_{kl} = \sum_{i=1}^n \sum_{j=1}^i 2 T_{ij}",
    ],
)
def test_places_in_the_triangle_are_there(latex):
    assert judged(latex).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"2 T_{12} = T_{12} + T_{12}",
        r"2 T_{in} = T_{in} + T_{in}",
        r"2 \sum_{l=1}^n T_{li} = \sum_{l=1}^n 2 T_{li}",
        r"2 \sum_{j=1}^n \sum_{i=1}^j T_{ij} = \sum_{j=1}^n \sum_{i=1}^j 2 T_{ij}",
    ],
)
def test_places_beside_the_triangle_are_not(latex):
    assert judged(latex).word is Word.UNDECIDED


def test_the_range_of_a_letter_speaks_of_the_letter_before_it():
    where = context(TRIANGLE)
    found = index_range("l", read("T_{kl} + 1", where).term, where)
    assert found is not None
    assert tuple(map(to_latex, found)) == ("1", "k")


def test_a_range_that_a_bound_letter_gives_is_none_outside():
    where = context(TRIANGLE.replace("w_l: real for l in 1..n", "w_l: real for l in 1..2"))
    found = index_range("l", read(r"\sum_{k=1}^n T_{kl}", where).term, where)
    assert found is not None
    assert tuple(map(to_latex, found)) == ("1", "2")
