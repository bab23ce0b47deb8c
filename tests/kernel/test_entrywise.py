"""Vectors and matrices entry by entry, for all sizes: products, gradients by vectors and matrices, Jacobians."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from solgen.kernel.entrywise import attempt
from tests.kernel.claims import claim, context

ARRAYS = context(
    r"""n, m: size, at least 2
A: matrix[m, n]
B: matrix[n, n]
S: matrix[n, n], symmetric
\Lambda: matrix[n, n], diagonal \lambda_k for k in 1..n
u, v, x: vector[n]
s: vector[m]
c: real
f: function
""",
    let=(r"E(x) = \frac{1}{2} \|A x - s\|^2", r"g(x) = e^{u^\top x}", r"h(x) = u^\top x + x^\top v"),
)

PROVED = [
    r"(A u)_i = \sum_{j=1}^{n} A_{ij} u_j",
    r"\langle A u, s \rangle = \langle u, A^\top s \rangle",
    r"u \odot v = \operatorname{diag}(u) v",
    r"\mathbf{1}_n^\top (u \odot v) = u^\top v",
    r"\operatorname{tr}(A^\top A) = \|A\|_F^2",
    r"\operatorname{tr}(I_n) = n",
    r"\Lambda u = \Lambda^\top u",
    r"(\Lambda u)_k = \lambda_k u_k",
    r"u u^\top x = (u^\top x) u",
    r"\nabla_A (s^\top A u) = s u^\top",
    r"\nabla_x \|A x - s\|^2 = 2 A^\top (A x - s)",
    r"\nabla E(x) = A^\top (A x - s)",
    r"\nabla^2 E(x) = A^\top A",
    r"\nabla g(x) = g(x) u",
    r"\nabla_x \ln(1 + e^{u^\top x}) = \frac{e^{u^\top x}}{1 + e^{u^\top x}} u",
    r"\nabla_x^2 (x^\top B x) = B + B^\top",
    r"\frac{\partial (A x)}{\partial x} = A",
    r"\frac{\partial (x_i u^\top x)}{\partial x_j} = \delta_{ij} u^\top x + x_i u_j",
    r"\nabla_B \operatorname{tr}(B^2) = 2 B^\top",
    r"\nabla_x f(u^\top x) = f'(u^\top x) u",
    r"\|u\|_1 = \sum_{i=1}^{n} |u_i|",
]
REFUTED = [
    r"u \odot v = u^\top v \, u",
    r"\nabla_A (s^\top A u) = s u^\top + A",
    r"\nabla^2 E(x) = 2 A^\top A",
    r"\nabla_x^2 (x^\top B x) = 2 B",
    r"\nabla_B \operatorname{tr}(B^2) = 2 B",
    r"\frac{\partial (x_i u^\top x)}{\partial x_j} = \delta_{ij} u^\top x",
    r"\nabla_x f(u^\top x) = f(u^\top x) u",
    r"\|u\|_1 = \|u\|_\infty",
]
ILL_FORMED = [
    r"\nabla_A (s^\top A u) = u s^\top",
    r"\frac{\partial (A x)}{\partial x} = A^\top",
    r"\langle A u, u \rangle = 0",
    r"A \odot B = A",
    r"I_m u = u",
]


@pytest.mark.parametrize("latex", PROVED)
def test_a_true_claim_is_proved(latex):
    assert check(claim(latex, ARRAYS)).word is Word.PROVED


@pytest.mark.parametrize("latex", REFUTED)
def test_a_near_miss_is_refuted(latex):
    assert check(claim(latex, ARRAYS)).word is Word.REFUTED


@pytest.mark.parametrize("latex", ILL_FORMED)
def test_sizes_that_do_not_fit_are_ill_formed(latex):
    assert check(claim(latex, ARRAYS)).word is Word.ILL_FORMED


def test_a_gradient_by_a_matrix_with_dependent_entries_is_not_proved_entry_by_entry():
    """Whether the two entries off the diagonal move together is a convention."""
    assert not check(claim(r"\nabla_S \operatorname{tr}(S^2) = 2 S", ARRAYS)).established


def test_a_function_is_differentiated_by_its_argument_and_not_by_what_its_formula_holds_besides():
    """The gradient of h at u is u + v; by the name u in its formula it would be another."""
    assert check(claim(r"\nabla h(u) = u + v", ARRAYS)).word is not Word.REFUTED
    assert check(claim(r"\nabla h(u) = 2 u + v", ARRAYS)).word is Word.REFUTED


def test_a_claim_without_arrays_is_none_of_its():
    assert attempt(claim("c + 0 = c", ARRAYS)) is None


LAYERS = context(
    r"""m, n, k: size, at least 2
W: matrix[m, n]
V: matrix[k, m]
x: vector[n]
b: vector[m]
t: vector[k]
z: vector[m]
f: function, elementwise
g: function
""",
    let=(r"E = \frac{1}{2} \|V f(W x + b) - t\|^2", r"\delta = V^\top (V f(W x + b) - t) \odot f'(W x + b)"),
)


@pytest.mark.parametrize(
    "latex",
    [
        r"f(z)_i = f(z_i)",
        r"\nabla_b E = V^\top (V f(W x + b) - t) \odot f'(W x + b)",
        r"\nabla_W E = \delta x^\top",
        r"\nabla_x E = W^\top \delta",
        r"\nabla_V E = (V f(W x + b) - t) f(W x + b)^\top",
        r"\frac{\partial f(z)}{\partial z} = \operatorname{diag}(f'(z))",
    ],
)
def test_the_rules_of_backpropagation_in_matrix_notation_are_proved(latex):
    assert check(claim(latex, LAYERS)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\nabla_b E = V^\top (V f(W x + b) - t) \odot f(W x + b)",
        r"\nabla_b E = V^\top (V f(W x + b) - t)",
        r"\nabla_W E = 2 \delta x^\top",
        r"\frac{\partial f(z)}{\partial z} = f'(z) \mathbf{1}_m^\top",
    ],
)
def test_a_slip_in_backpropagation_is_refuted(latex):
    assert check(claim(latex, LAYERS)).word is Word.REFUTED


@pytest.mark.parametrize("latex", [r"\nabla_W E = x \delta^\top", r"\nabla_x E = W \delta", r"f(z) = g(z)"])
def test_layers_that_do_not_fit_are_ill_formed(latex):
    assert check(claim(latex, LAYERS)).word is Word.ILL_FORMED


@pytest.mark.parametrize(
    "latex",
    [r"(c I) u = u", r"(I + I) u = u", r"\operatorname{diag}(\lambda_1, \dots, \lambda_n) u = u", r"I I u = 2 u"],
)
def test_no_factor_of_unknown_size_is_passed_over(latex):
    """By the proof alone: nothing is refuted here."""
    assert not isinstance(attempt(claim(latex, ARRAYS)), Proof)


def test_an_identity_beside_an_array_changes_nothing():
    assert check(claim(r"I A I u = A u", ARRAYS)).word is Word.PROVED
