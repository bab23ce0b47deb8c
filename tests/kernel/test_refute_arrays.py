"""Questions 2 and 4 of a submitted sheet: each false line is refuted, each true one supported; so are known traps."""

from __future__ import annotations

import pytest

from solgen.kernel.claim import Refutation
from solgen.kernel.refute import Supported, attempt
from tests.kernel.claims import claim, context

NETWORK = context(
    r"""N, D, H: size
x_{ik}: real for i in 1..N, k in 1..D
y_i: real for i in 1..N
W_{jk}: real for j in 1..H, k in 1..D
b_j: real for j in 1..H
w_j: real for j in 1..H
c: real
f: function
""",
    let=(
        r"a_{ij} = \sum_{k=1}^{D} W_{jk} x_{ik} + b_j",
        r"z_{ij} = f(a_{ij})",
        r"\hat{y}_i = \sum_{j=1}^{H} w_j z_{ij} + c",
        r"E = \frac{1}{2N} \sum_{i=1}^{N} (y_i - \hat{y}_i)^2",
    ),
)
SINGULAR = context(
    r"""N: size
d: size, at most N
T: vector[N]
w: vector[d]
U: matrix[N, d], orthonormal columns u_k for k in 1..d
V: matrix[d, d], orthogonal, columns v_k for k in 1..d
\Sigma: matrix[d, d], diagonal \sigma_k for k in 1..d
\sigma_k: real, positive, nonincreasing, for k in 1..d
A, B: matrix[d, d], invertible
\lambda: real, positive
""",
    let=(
        r"X = U \Sigma V^t",
        r"E(w) = \|X w - T\|^2 + \frac{\lambda}{2} \|w\|^2",
        r"w^* = V \Sigma^{-1} U^t T",
        r"w_\lambda = \arg\min_w E(w)",
        r"\varphi_k = \frac{\sigma_k^2}{\sigma_k^2 + \frac{\lambda}{2}}",
    ),
)

SUM_RULE = (
    r"\frac{\partial E}{\partial c}"
    r" = \sum_{i=1}^{N} \frac{\partial E}{\partial \hat{y}_i} \frac{\partial \hat{y}_i}{\partial c}"
)
PRODUCT_RULE = (
    r"\frac{\partial E}{\partial b_j}"
    r" = \frac{\partial E}{\partial y_i} \frac{\partial y_i}{\partial z_{ij}} \frac{\partial z_{ij}}{\partial b_j}"
)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial E}{\partial \hat{y}_i} = \frac{1}{N} (\hat{y}_i - y_i)",
        r"\frac{\partial \hat{y}_i}{\partial c} = 1",
        SUM_RULE,
        r"\frac{\partial \hat{y}_i}{\partial z_{ij}} = w_j",
        r"\frac{\partial z_{ij}}{\partial a_{ij}} = f'(a_{ij})",
        r"\frac{\partial a_{ij}}{\partial b_j} = 1",
        r"\frac{\partial E}{\partial b_j} = \frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{\partial E}{\partial W_{jk}} = \frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij}) x_{ik}",
    ],
)
def test_the_derivatives_of_question_2_are_supported(latex: str) -> None:
    found = attempt(claim(latex, NETWORK))
    assert isinstance(found, Supported)
    assert found.points >= 3


@pytest.mark.parametrize(
    "latex",
    [
        PRODUCT_RULE,
        r"\frac{\partial E}{\partial y_i} = N (y_i - \hat{y}_i)",
        r"\frac{\partial E}{\partial \hat{y}_i} = N (y_i - \hat{y}_i)",
        r"\frac{\partial \hat{y}_i}{\partial z_{ij}} = f'(z_{ij})",
        r"\frac{\partial z_{ij}}{\partial b_j} = 1",
        r"\frac{\partial E}{\partial b_j} = N (y_i - \hat{y}_i) f'(z_{ij}) \cdot 1",
        # the known mistakes
        r"\frac{\partial E}{\partial b_j} = (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{\partial E}{\partial b_j} = N \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{\partial E}{\partial b_j} = \frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(z_{ij})",
        r"\frac{\partial E}{\partial b_j} = \frac{1}{N} \sum_{i=1}^{N} (\hat{y}_i - y_i) f'(a_{ij})",
        r"\frac{\partial E}{\partial b_j} = \frac{1}{N} \sum_{i=1}^{N} (y_i - \hat{y}_i) w_j f'(a_{ij})",
        r"\frac{\partial E}{\partial b_j} = \sum_{i=1}^{N} (\hat{y}_i - y_i) w_j f'(a_{ij})",
        r"\frac{\partial E}{\partial c} = \sum_{i=1}^{N} (\hat{y}_i - y_i)",
    ],
)
def test_the_false_derivatives_of_question_2_are_refuted(latex: str) -> None:
    assert isinstance(attempt(claim(latex, NETWORK)), Refutation)


@pytest.mark.parametrize(
    "latex",
    [
        r"w^* = (X^t X)^{-1} X^t T",
        r"w^* = V \Sigma^{-2} \Sigma^t U^t T",
        r"w^* = \sum_{k=1}^{d} \frac{u_k^t T}{\sigma_k} v_k",
        r"w_\lambda = (X^t X + \frac{\lambda}{2} I)^{-1} X^t T",
        r"w_\lambda = V (\Sigma^2 + \frac{\lambda}{2} I)^{-1} \Sigma U^t T",
        r"\nabla E(w) = 2 X^t (X w - T) + \lambda w",
        r"\nabla E(w) = 0 \iff (X^t X + \frac{\lambda}{2} I) w = X^t T",
        r"\lim_{\lambda \to 0^+} w_\lambda = w^*",
        r"\lim_{\lambda \to \infty} w_\lambda = 0",
        r"\lim_{\lambda \to 0^+} \varphi_k = 1",
        r"0 < \varphi_k < 1",
        r"\sum_{k=1}^{d} \varphi_k < d",
        r"X^t X + \lambda I \succ 0",
        r"V V^t = I",
        r"(A B)^{-1} = B^{-1} A^{-1}",
    ],
)
def test_the_lines_of_question_4_are_supported(latex: str) -> None:
    found = attempt(claim(latex, SINGULAR))
    assert isinstance(found, Supported)
    assert found.points >= 2


@pytest.mark.parametrize(
    "latex",
    [
        r"w^* = (\Sigma^t \Sigma)^{-1} (U \Sigma V^t)^t T",
        r"w^* = (\Sigma^t \Sigma)^{-1} (V \Sigma^t U^t T)",
        r"(\frac{\lambda}{2} I)^t \frac{\lambda}{2} I = I",
        r"w_\lambda = (V (\Sigma \Sigma^t)^{-1} V^t + \frac{2}{\lambda} I) (U \Sigma V^t)^t T",
        r"w_\lambda = V \Sigma^{-2} V^t V \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T",
        r"w_\lambda = V \Sigma^{-2} \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T",
        r"\lim_{\lambda \to \infty} w_\lambda = w^*",
        r"\lim_{\lambda \to \infty} \varphi_k = 1",
        r"(A + B)^{-1} = A^{-1} + B^{-1}",
        r"\det V = 1",
        r"U U^t = I",
        r"\nabla E(w) = 2 X^t (X w - T) + 2 \lambda w",
        r"X^t X - \lambda I \succ 0",
    ],
)
def test_the_false_lines_of_question_4_are_refuted(latex: str) -> None:
    assert isinstance(attempt(claim(latex, SINGULAR)), Refutation)


REALS = context(
    "x, u, v: real\nn: size\ny_i: real for i in 1..n\nq_i: real, in {-1,1} for i in 1..n\nf: function\n"
    "t_A: quantity in s, positive\n"
)


@pytest.mark.parametrize(
    ("latex", "at"),
    [
        (r"\arctan(\tan x) = x", "2"),
        (r"x^2 > 0", "0"),
        (r"\sqrt{x^2} = x", "-3/2"),
        (r"x^2 = 4 \iff x = 2", "-2"),
        (r"\frac{x^2 - 4}{x - 2} = 0 \iff x^2 - 4 = 0", "2"),
        (r"x^2 = x \iff x = 1", "0"),
        (r"|x| = 1 \Rightarrow x = 1", "-1"),
    ],
)
def test_false_claims_about_a_real_have_a_simple_witness(latex: str, at: str) -> None:
    found = attempt(claim(latex, REALS))
    assert isinstance(found, Refutation)
    assert ("x", at) in found.witness.values


@pytest.mark.parametrize(
    "latex",
    [
        r"(2^{61} - 1) x = 0",
        r"(n - 1) (n - 2) (n - 3) (n - 4) (n - 5) \sum_{i=1}^{n} y_i = 0",
        r"\sum_{i=1}^{n} y_i^2 = (\sum_{i=1}^{n} y_i)^2",
        r"\sum_{i=1}^{n} q_i = n",
        r"f(u + v) = f(u) + f(v)",
        r"f'(x) = 1",
        r"\sum_{i=1}^{n} x y_i = \sum_{i=1}^{n} y_i",
        r"2100 + 10100 + 101 = 12300",
        r"12301 \cdot 1000 \cdot 1000 = 12301000001",
        r"10\,\mathrm{s} = 10",
        r"1\,\mathrm{min} = 61\,\mathrm{s}",
        r"\frac{10 \cdot 826005000000}{12301000000} \approx 671.48",
        r"671.49\,\mathrm{s} \approx 12\,\mathrm{min} + 11\,\mathrm{s}",
        r"t_A = 2 t_A",
    ],
)
def test_other_false_claims_are_refuted(latex: str) -> None:
    assert isinstance(attempt(claim(latex, REALS)), Refutation)


@pytest.mark.parametrize(
    "latex",
    [
        r"x = 2 \Rightarrow x^2 = 4",
        r"x^2 = 4 \iff x = 2 \lor x = -2",
        r"2 x + 1 = 3 \iff x = 1",
        r"\sum_{i=1}^{n} q_i^2 = n",
        r"\frac{10 \cdot 826005000000}{12301000000} \approx 671.49",
        r"671.49\,\mathrm{s} \approx 11\,\mathrm{min} + 11\,\mathrm{s}",
        r"1\,\mathrm{min} = 60\,\mathrm{s}",
        r"671.49 \approx 670",
        r"\frac{d}{dx} f(2 x) = 2 f'(2 x)",
        r"x \le |x|",
        r"e^{u + v} = e^u e^v",
    ],
)
def test_true_claims_are_not_refuted(latex: str) -> None:
    found = attempt(claim(latex, REALS))
    assert isinstance(found, Supported)
    assert found.points >= 1


def test_points_at_which_one_side_does_not_exist_are_counted_and_refute_nothing() -> None:
    logarithm = attempt(claim(r"\ln(x^2) = 2 \ln(x)", REALS))
    assert isinstance(logarithm, Supported)
    assert logarithm.only_left >= 1
    assert logarithm.points >= 1
    nowhere = attempt(claim(r"0 \cdot \ln(-1 - x^2) = 0", REALS))
    assert isinstance(nowhere, Supported)
    assert nowhere.points == 0
    nothing = attempt(claim(r"\sqrt{-1 - x^2} = 7", REALS))
    assert isinstance(nothing, Supported)
    assert nothing.points == 0


def test_a_contradictory_context_supports_nothing() -> None:
    where = context("x: real\n", given=("x > 1", "x < 0"))
    assert attempt(claim("x = 7", where)) is None


def test_a_step_says_which_solutions_are_lost_or_gained() -> None:
    lost = attempt(claim(r"x^2 = 9 \iff x = 3", REALS))
    gained = attempt(claim(r"x = 3 \iff x^2 = 9", REALS))
    assert isinstance(lost, Refutation)
    assert isinstance(gained, Refutation)
    assert lost.witness.note == "solutions lost: x = -3"
    assert gained.witness.note == "solutions gained: x = -3"


def test_a_chain_of_equivalences_is_refuted_where_one_link_fails() -> None:
    assert isinstance(attempt(claim(r"2 x = 4 \iff x = 2 \iff x^2 = 4", REALS)), Refutation)
    assert isinstance(attempt(claim(r"2 x = 4 \iff x = 2 \iff x + 1 = 3", REALS)), Supported)


@pytest.mark.parametrize(
    ("latex", "holds"),
    [
        (r"\forall u \in [0, 1] : u^2 \le u", True),
        (r"\forall u \in [0, 2] : u^2 \le u", False),
        (r"\forall u \in [-1, 1] : u > -1", False),
    ],
)
def test_a_statement_for_all_of_an_interval_is_tried_inside_it(latex: str, *, holds: bool) -> None:
    found = attempt(claim(latex, REALS))
    assert isinstance(found, Supported if holds else Refutation)


def test_a_limit_that_is_not_rational_is_evaluated_by_growth_and_compared_with_values_nearby() -> None:
    right = attempt(claim(r"\lim_{x \to 0} \frac{\sin x}{x} = 1", REALS))
    wrong = attempt(claim(r"\lim_{x \to 0} \frac{\sin x}{x} = 0", REALS))
    assert isinstance(right, Supported)
    assert isinstance(wrong, Refutation)


def test_a_vector_that_is_declared_nonzero_is_not_made_zero():
    names = "n: size\nA: matrix[n, n], positive definite\nu: vector[n], nonzero"
    assert not isinstance(attempt(claim("u^\\top A u > 0", context(names))), Refutation)
    assert isinstance(attempt(claim("u^\\top A u > 0", context(names.replace(", nonzero", "")))), Refutation)
