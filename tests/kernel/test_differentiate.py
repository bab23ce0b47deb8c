"""Derivatives: by names, components and defined names; of sums, of undefined functions, of functions of functions."""

from __future__ import annotations

import pytest

from solgen.kernel import equalities
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NETWORK = r"""
    N, D, H: size
    x_{ik}: real for i in 1..N, k in 1..D
    y_i: real for i in 1..N
    W_{jk}: real for j in 1..H, k in 1..D
    b_j, w_j: real for j in 1..H
    c: real
    f: function
    """
LOSSES = {"SSE": ("", "2"), "SSE/2": (r"\frac{1}{2}", "1"), "MSE": (r"\frac{1}{N}", r"\frac{2}{N}"),
          "MSE/2": (r"\frac{1}{2N}", r"\frac{1}{N}")}  # fmt: skip


def network(loss):
    return context(
        NETWORK,
        let=(
            r"a_{ij} = \sum_{k=1}^{D} W_{jk} x_{ik} + b_j",
            r"z_{ij} = f(a_{ij})",
            r"\hat{y}_i = \sum_{j=1}^{H} w_j z_{ij} + c",
            rf"E = {LOSSES[loss][0]} \sum_{{i=1}}^{{N}} (\hat{{y}}_i - y_i)^2",
        ),
    )


def proof(latex, where):
    finding = equalities.attempt(claim(latex, where))
    return finding if isinstance(finding, Proof) else None


CHAIN = (
    r"\frac{\partial E}{\partial b_j} = \sum_{i=1}^{N} \frac{\partial E}{\partial \hat{y}_i} "
    r"\frac{\partial \hat{y}_i}{\partial z_{ij}} \frac{\partial z_{ij}}{\partial a_{ij}} "
    r"\frac{\partial a_{ij}}{\partial b_j}"
)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_gradients_of_a_network_for_all_sizes(loss):
    where, factor = network(loss), LOSSES[loss][1]
    for latex in (
        rf"\frac{{\partial E}}{{\partial \hat{{y}}_i}} = {factor} (\hat{{y}}_i - y_i)",
        r"\frac{\partial \hat{y}_i}{\partial c} = 1",
        r"\frac{\partial E}{\partial c} = \sum_{i=1}^{N} \frac{\partial E}{\partial \hat{y}_i} \frac{\partial \hat{y}_i}{\partial c}",  # noqa: E501 -- one formula
        rf"\frac{{\partial E}}{{\partial c}} = {factor} \sum_{{i=1}}^{{N}} (\hat{{y}}_i - y_i)",
        r"\frac{\partial \hat{y}_i}{\partial z_{ij}} = w_j",
        r"\frac{\partial z_{ij}}{\partial a_{ij}} = f'(a_{ij})",
        r"\frac{\partial a_{ij}}{\partial b_j} = 1",
        CHAIN,
        rf"\frac{{\partial E}}{{\partial b_j}} = {factor} \sum_{{i=1}}^{{N}} (\hat{{y}}_i - y_i) w_j f'(a_{{ij}})",
        rf"\frac{{\partial E}}{{\partial W_{{jk}}}} = {factor} \sum_{{i=1}}^{{N}} (\hat{{y}}_i - y_i) w_j f'(a_{{ij}}) x_{{ik}}",  # noqa: E501 -- one formula
        rf"\frac{{\partial E}}{{\partial w_j}} = {factor} \sum_{{i=1}}^{{N}} (\hat{{y}}_i - y_i) z_{{ij}}",
    ):
        found = proof(latex, where)
        assert found is not None, latex
        assert found.conditions == ()


@pytest.mark.parametrize(
    "right",
    [
        r"\frac{1}{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"N \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(z_{ij})",
        r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) f'(a_{ij})",
        r"\frac{1}{N} \sum_{i=1}^{N} (y_i - \hat{y}_i) w_j f'(a_{ij})",
        r"\sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij}) x_{i1}",
        r"\frac{1}{N} \sum_{i=1}^{N} \sum_{j=1}^{H} (\hat{y}_i - y_i) w_j f'(a_{ij})",
    ],
)
def test_known_mistakes_in_the_bias_gradient_are_not_proved(right):
    assert proof(rf"\frac{{\partial E}}{{\partial b_j}} = {right}", network("MSE/2")) is None


def test_a_delta_needs_its_index_in_the_range_of_the_sum():
    latex = r"\frac{\partial}{\partial y_j} \sum_{i=1}^{%s} y_i^2 = 2 y_j"
    declared = "n: size\ny_i: real for i in 1..n\nj, k: integer"
    assert proof(latex % "n", context(declared)) is None
    assert proof(latex % "n", context(declared, given=(r"1 \le j \le n",))) is not None
    within = (r"1 \le k \le n", r"1 \le j \le n")
    assert proof(latex % "k", context(declared, given=within)) is None
    assert proof(latex % "k", context(declared, given=(*within, r"j \le k"))) is not None
    free = context("n: size\ny_i: real for i in 1..n")
    assert proof(r"\frac{\partial}{\partial y_i} \sum_{m=1}^{n} y_m^2 = 2 y_i", free) is not None


SOFTMAX = (
    "K: size\nz_i: real for i in 1..K\ny_j: real for j in 1..K\nu_k: real for k in 1..K",
    (r"p_i = \frac{e^{z_i}}{\sum_{k=1}^{K} e^{z_k}}",),
)


def test_places_that_are_said_to_be_unequal_have_no_delta():
    declared, let = SOFTMAX
    unequal = context(declared, let=let, given=(r"i \neq j",))
    off_diagonal = r"\frac{\partial p_i}{\partial z_j} = -p_i p_j"
    found = proof(off_diagonal, unequal)
    assert found is not None
    assert found.assumed == (0,)
    assert proof(off_diagonal, context(declared, let=let, given=(r"j \neq i",))) is not None
    assert proof(off_diagonal, context(declared, let=let)) is None
    assert proof(off_diagonal, context(declared, let=let, given=(r"i \neq k",))) is None
    assert proof(r"\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)", unequal) is not None


def test_declared_places_may_be_unequal_as_well():
    where = context("n: size, at least 2\ni, j: integer, in [1, n]\ny_k: real for k in 1..n", given=(r"i \neq j",))
    assert proof(r"\frac{\partial y_i}{\partial y_j} = 0", where) is not None
    assert check(claim(r"\frac{\partial y_i}{\partial y_j} = 0", where)).word is Word.PROVED
    assert check(claim(r"\frac{\partial y_i}{\partial y_j} = 1", where)).word is Word.REFUTED


def test_a_bound_name_is_not_the_place_of_which_a_hypothesis_speaks():
    where = context("n: size\ny_i: real for i in 1..n\nz_j: real for j in 1..n", given=(r"i \neq j",))
    assert proof(r"\sum_{i=1}^{n} \frac{\partial y_i}{\partial y_j} = 1", where) is not None
    assert proof(r"\sum_{i=1}^{n} \frac{\partial y_i}{\partial y_j} = 0", where) is None


def test_a_claim_of_unequal_places_is_refuted_at_two_of_them():
    declared, let = SOFTMAX
    verdict = check(
        claim(r"\frac{\partial p_i}{\partial z_j} = p_i p_j", context(declared, let=let, given=(r"i \neq j",)))
    )
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    at = dict(verdict.witness.values)
    assert at["i"] != at["j"]


def test_a_range_that_may_be_empty_proves_nothing_about_its_ends():
    where = context("n: size\ny_i: real for i in 1..n\nk: integer", given=(r"0 \le k \le n",))
    assert proof(r"\frac{\partial}{\partial y_1} \sum_{i=1}^{k} y_i = 1", where) is None
    assert proof(r"\sum_{i=1}^{k} 1 = k", where) is not None
    assert proof(r"\sum_{i=1}^{k} |k| = k^2", where) is not None
    assert proof(r"\sum_{i=1}^{k - 1} 1 = k - 1", where) is None


def test_components_with_different_indices_are_not_taken_for_different():
    where = context("n: size\ny_i: real for i in 1..n\nj: integer", given=(r"1 \le j \le n",))
    assert proof(r"\frac{\partial}{\partial y_j} y_i = 0", where) is None
    assert proof(r"\frac{y_i - y_j}{y_i - y_j} = 1", where) is None
    assert proof(r"\frac{e^{y_i} - e^{y_j}}{e^{y_i} - e^{y_j}} = 1", where) is None
    assert proof(r"\frac{y_i}{y_i} = 1", where) is not None
    three = context("y_i: real for i in 1..3")
    assert proof(r"\frac{\partial}{\partial y_1} y_2 = 0", three) is not None
    assert proof(r"\frac{y_1 - y_2}{y_1 - y_2} = 1", three) is not None
    assert proof(r"y_4 = y_4", three) is None


CALCULUS = context(
    r"""
    x, u: real
    p: real, positive
    f, g: function
    h, \sigma: function
    """,
    let=(r"h(x) = \frac{x^2}{1 + x^2}", r"\sigma(x) = \frac{1}{1 + e^{-x}}", r"o = \sigma(x)", r"s = f(x) + x"),
)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{d}{dx} (f(x) g(x)) = f'(x) g(x) + f(x) g'(x)",
        r"\frac{d}{dx} f(g(x)) = f'(g(x)) g'(x)",
        r"\frac{d}{dx} f'(x) = f''(x)",
        r"h'(x) = \frac{2 x}{(1 + x^2)^2}",
        r"h'(2 u) = \frac{4 u}{(1 + 4 u^2)^2}",
        r"\frac{d}{du} h(2 u) = 2 h'(2 u)",
        r"\frac{d}{dp} p^x = x p^{x - 1}",
        r"\frac{d}{dx} p^x = p^x \ln(p)",
        r"\frac{d}{dp} \sqrt{p} = \frac{1}{2 \sqrt{p}}",
        r"\frac{d}{dx} \sin(x^2) = 2 x \cos(x^2)",
        r"\frac{d}{dx} \arctan(x) = \frac{1}{1 + x^2}",
        r"\frac{d}{dx} \tanh(x) = 1 - (\tanh(x))^2",
        r"\frac{ds}{dx} = f'(x) + 1",
        r"\frac{d}{do} \frac{1}{o} = -\frac{1}{o^2}",
    ],
)
def test_calculus(latex):
    found = proof(latex, CALCULUS)
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{d}{dx} f(g(x)) = f'(x) g'(x)",
        r"\frac{d}{dx} f(g(x)) = f'(g(x))",
        r"\frac{d}{du} h(2 u) = h'(2 u)",
        r"\frac{d}{dx} (f(x) g(x)) = f'(x) g'(x)",
        r"\sigma'(2 x) = \frac{d}{dx} \sigma(2 x)",
        r"\frac{d}{do} x = 1",
        r"\frac{d}{dx} |x| = 1",
        r"\frac{d}{dx} u = 1",
    ],
)
def test_wrong_rules_are_not_proved(latex):
    assert proof(latex, CALCULUS) is None
