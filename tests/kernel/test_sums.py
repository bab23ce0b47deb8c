"""Sums for all sizes: what splits, renames and counts, and the traps that small sizes do not show."""

from __future__ import annotations

from math import factorial

import pytest

from solgen.kernel import equalities
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Proof, Word
from solgen.notation.terms import add, multiply, name, number, term
from tests.kernel.claims import claim, context

DECLARED = r"""
    n, N, M: size
    k, m: integer
    y_i, z_i: real for i in 1..n
    v_i: real for i in 1..n
    u_j: real for j in 1..M
    A_{ij}: real for i in 1..n, j in 1..M
    y_{(k)}: order statistics of y, k in 1..n
    c, \bar{y}, x: real
    f: function
    E: function
    """
LET = (r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i", r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2")
WHERE = context(DECLARED, let=LET)
SLOPE = (
    r"\frac{1}{n} \left(\sum_{i=1}^{k} (c - y_{(i)}) + \sum_{i=k+1}^{n} (y_{(i)} - c)\right) = "
    r"\frac{2k - n}{n} c + \frac{1}{n} \left(\sum_{i=k+1}^{n} y_{(i)} - \sum_{i=1}^{k} y_{(i)}\right)"
)
SPLIT = context(DECLARED, let=LET, given=(r"1 \le k \le n - 1",))


def proof(latex, where=WHERE):
    finding = equalities.attempt(claim(latex, where))
    return finding if isinstance(finding, Proof) else None


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} c = n c",
        r"\sum_{i=1}^{n} (y_i - \bar{y}) = 0",
        r"E(c) = E(\bar{y}) + (c - \bar{y})^2",
        r"\sum_{i=1}^{n} y_i^2 = \sum_{j=1}^{n} y_j^2",
        r"\sum_{i=1}^{n} \sum_{j=1}^{n} y_i z_j = \left(\sum_{i=1}^{n} y_i\right) \left(\sum_{i=1}^{n} z_i\right)",
        r"\sum_{i=1}^{n} \sum_{j=1}^{M} f(A_{ij}) = \sum_{j=1}^{M} \sum_{i=1}^{n} f(A_{ij})",
        r"\sum_{i=1}^{n} y_i \sum_{j=1}^{M} A_{ij} u_j = \sum_{j=1}^{M} u_j \sum_{i=1}^{n} A_{ij} y_i",
        r"\sum_{i=1}^{n} (\sum_{j=1}^{M} A_{ij})^2 = \sum_{j=1}^{M} \sum_{m=1}^{M} \sum_{i=1}^{n} A_{ij} A_{im}",
        r"\sum_{i=1}^{n} i = \frac{n (n + 1)}{2}",
        r"\sum_{i=1}^{n} i^3 = \left(\sum_{i=1}^{n} i\right)^2",
        r"\sum_{i=1}^{3} i^2 = 14",
        r"\sum_{i=1}^{n+1} i = \sum_{i=1}^{n} i + n + 1",
        r"\sum_{i=1}^{n} y_i = y_1 + \sum_{i=2}^{n} y_i",
        r"\sum_{i=0}^{n-1} y_{i+1} = \sum_{i=1}^{n} y_i",
        r"\sum_{i=1}^{n} |y_{(i)} - c| = \sum_{i=1}^{n} |y_i - c|",
        r"\sum_{i=1}^{n} e^{y_i + x} = e^x \sum_{i=1}^{n} e^{y_i}",
    ],
)
def test_for_all_sizes(latex):
    found = proof(latex)
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} y_i = \sum_{i=1}^{k} y_i + \sum_{i=k+1}^{n} y_i",
        r"\sum_{i=1}^{k} 1 = k",
        r"\sum_{i=k+1}^{n} c = (n - k) c",
        SLOPE,
    ],
)
def test_split_where_the_hypothesis_says_that_one_may(latex):
    found = proof(latex, SPLIT)
    assert found is not None
    assert found.assumed == (0,)
    assert proof(latex, WHERE) is None


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} y_i z_i = \left(\sum_{i=1}^{n} y_i\right) \left(\sum_{i=1}^{n} z_i\right)",
        r"\sum_{i=1}^{n} \sum_{i=1}^{n} y_i y_i = \left(\sum_{i=1}^{n} y_i\right)^2",
        r"\sum_{i=1}^{n} y_i^2 = \left(\sum_{i=1}^{n} y_i\right)^2",
        r"E(c) = E(\bar{y}) + (c + \bar{y})^2",
        r"\sum_{i=1}^{n} y_i = n \bar{y} + \bar{y} - y_1",
        r"\sum_{i=1}^{n} i = \frac{n (n - 1)}{2}",
        r"\sum_{i=2}^{n} y_i = \sum_{i=1}^{n} y_i",
        r"\sum_{i=1}^{n} y_{(i)} z_i = \sum_{i=1}^{n} y_i z_i",
        r"\sum_{i=1}^{n} \sum_{j=1}^{n} f(y_i - z_j) = \sum_{i=1}^{n} \sum_{j=1}^{n} f(z_i - y_j)",
        r"\sum_{i=1}^{n} y_{i+1} = \sum_{i=1}^{n} y_i",
        r"\sum_{i=1}^{M} y_i = \sum_{i=1}^{M} y_i",
        r"(n - 1) (n - 2) (n - 3) (n - 4) (n - 5) \sum_{i=1}^{n} y_i = 0",
        r"(n - 1) \left(\sum_{i=1}^{n} y_i^2 - \frac{1}{n} \left(\sum_{i=1}^{n} y_i\right)^2\right) = 0",
    ],
)
def test_false_or_outside_a_range(latex):
    assert proof(latex) is None


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} y_i = \sum_{i=1}^{k} y_i + \sum_{i=k}^{n} y_i",
        r"\sum_{i=1}^{k} 1 = k + 1",
        r"\sum_{i=k+1}^{n} c = (n - k + 1) c",
        r"\sum_{i=k+2}^{n} y_i = \sum_{i=k+1}^{n} y_i",
    ],
)
def test_a_wrong_split_is_not_proved(latex):
    assert proof(latex, SPLIT) is None


def elementary_in_power_sums(degree):
    """``degree! e_degree(y)`` by Newton's identities, a Term that vanishes for n < degree and no further."""
    powers = [
        term(
            "sum", [name("i"), number(1), name("n"), term("power", [term("index", [name("y"), name("i")]), number(k)])]
        )
        for k in range(1, degree + 1)
    ]
    elementary = [number(1)]
    for m in range(1, degree + 1):
        parts = []
        for k in range(1, m + 1):
            scale = factorial(m - 1) // factorial(m - k)
            part = multiply(number(scale), elementary[m - k], powers[k - 1])
            parts.append(part if k % 2 else term("negate", [part]))
        elementary.append(add(*parts))
    return elementary[degree]


def test_an_identity_of_small_sizes_only_is_not_proved():
    for degree in (2, 3, 6):
        assert equalities.attempt(Claim(WHERE, elementary_in_power_sums(degree), "=", number(0))) is not None
        assert not isinstance(equalities.attempt(Claim(WHERE, elementary_in_power_sums(degree), "=", number(0))), Proof)


def test_powers_of_the_index_add_up_as_python_adds_them():
    for degree in range(1, 6):
        for high in (1, 2, 7):
            value = sum(i**degree for i in range(1, high + 1))
            latex = rf"\sum_{{i=1}}^{{n}} i^{degree} = {value}"
            assert proof(latex, context("n: size", given=(f"n = {high}",))) is not None
            assert proof(latex, context("n: size", given=(f"n = {high + 1}",))) is None


def test_a_hypothesis_that_fixes_a_sum_is_used_and_listed():
    declared = "n: size\nt_i: real for i in 1..n\ns: real"
    given = context(declared, given=(r"\sum_{i=1}^{n} t_i = 1",))
    found = proof(r"\sum_{i=1}^{n} s t_i = s", given)
    assert found is not None
    assert found.assumed == (0,)
    assert proof(r"\sum_{i=1}^{n} s t_i = s", context(declared)) is None


def test_a_sum_that_begins_at_an_unknown_integer_is_not_split_at_zero():
    where = context("n: size\nk: integer\nf: function", given=(r"k \le n",))
    assert proof(r"\sum_{i=k}^{n} f(i) = \sum_{i=1}^{n} f(i) - \sum_{i=1}^{k-1} f(i)", where) is None


def test_a_size_that_is_replaced_is_still_positive():
    where = context("n: size\nm: integer\ny_i: real for i in 1..n", given=("n = 2 m",))
    assert proof(r"\sum_{i=1}^{2 m} y_i = \sum_{i=1}^{n} y_i", where) is not None
    assert proof(r"\sum_{i=1}^{n} 1 = 2 m", where) is not None


INDEXED = context("n: size\nx_i: real for i in 0..n\ny_i: real for i in 1..n\np_i: real, positive, for i in 0..n")


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} (x_i - x_{i-1}) = x_n - x_0",
        r"\sum_{i=1}^{n-1} (y_{i+1} - y_i) = y_n - y_1",
        r"\sum_{i=1}^{n-1} (y_{i+1} - y_i) (y_{i+1} + y_i) = y_n^2 - y_1^2",
        r"\sum_{i=1}^{n} \ln\frac{p_i}{p_{i-1}} = \ln\frac{p_n}{p_0}",
        r"\sum_{i=1}^{n} i x_{i-1} = \sum_{i=0}^{n-1} (i+1) x_i",
        r"\sum_{i=1}^{n} p_i (x_i - x_{i-1}) = p_n x_n - p_0 x_0 - \sum_{i=1}^{n} x_{i-1} (p_i - p_{i-1})",
        r"\sum_{i=1}^{n} y_{n+1-i} = \sum_{i=1}^{n} y_i",
        r"\sum_{i=0}^{n-1} y_{n-i} = \sum_{i=1}^{n} y_i",
    ],
)
def test_sums_telescope_and_may_be_counted_from_elsewhere(latex):
    assert check(claim(latex, INDEXED)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^{n} (x_i - x_{i-1}) = x_n",
        r"\sum_{i=1}^{n} x_{i-1} = \sum_{i=0}^{n} x_i",
        r"\sum_{i=1}^{n} i x_{i-1} = \sum_{i=0}^{n-1} i x_i",
        r"\sum_{i=1}^{n} y_{n+1-i} y_i = \sum_{i=1}^{n} y_i^2",
    ],
)
def test_a_telescope_with_a_wrong_end_is_refuted(latex):
    assert check(claim(latex, INDEXED)).word is Word.REFUTED


def test_an_index_beyond_the_declared_range_is_not_summed():
    assert not check(claim(r"\sum_{i=1}^{n} (y_{i+1} - y_i) = y_{n+1} - y_1", INDEXED)).established


CONVOLVED = context("n: size\na_i, b_i: real for i in 0..n\nz_i: real for i in 0..n")


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{k=0}^{n} a_k b_{n-k} = \sum_{k=0}^{n} a_{n-k} b_k",
        r"\sum_{k=0}^{n} a_{n-k} b_k z_k = \sum_{k=0}^{n} a_k b_{n-k} z_{n-k}",
        r"\sum_{i=0}^{n} \frac{e^{z_i}}{1 + e^{z_i}} + \sum_{i=0}^{n} \frac{1}{1 + e^{z_i}} = n + 1",
        r"\sum_{i=0}^{n} \frac{z_i^2}{(1 + z_i^2)^2} = \sum_{i=0}^{n} (\frac{1}{1 + z_i^2} - \frac{1}{(1 + z_i^2)^2})",
    ],
)
def test_convolutions_turn_round_and_quotients_are_divided_out(latex):
    assert check(claim(latex, CONVOLVED)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{k=0}^{n} a_k b_{n-k} = \sum_{k=0}^{n} a_k b_k",
        r"\sum_{k=0}^{n} a_{n-k} b_k z_k = \sum_{k=0}^{n} a_k b_{n-k} z_k",
        r"\sum_{i=0}^{n} \frac{e^{z_i}}{1 + e^{z_i}} = n + 1",
    ],
)
def test_a_convolution_turned_round_in_part_is_refuted(latex):
    assert check(claim(latex, CONVOLVED)).word is Word.REFUTED


def test_two_free_indices_are_tried_where_they_are_equal():
    """This holds for all indices that differ."""
    softmax = context(
        "K: size, at least 2\nz_k: real for k in 1..K", let=(r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}",)
    )
    assert check(claim(r"\frac{\partial p_i}{\partial z_j} = -p_i p_j", softmax)).word is Word.REFUTED
