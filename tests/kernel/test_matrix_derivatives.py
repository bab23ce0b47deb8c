"""Gradients by matrices through traces, inverses, determinants and logarithms, in the shape of the matrix."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from solgen.kernel.matrix_derivatives import attempt
from tests.kernel.claims import claim, context

ARRAYS = r"""n, m: size, at least 2
K: matrix[n, n], invertible
X: matrix[n, m]
S: matrix[n, n], symmetric
A: matrix[m, n]
B: matrix[n, n]
a, b, w: vector[n]
\mu: real, positive
"""
POSITIVE = (r"\det(K) > 0",)

ESTABLISHED = [
    r"\frac{\partial \ln \det K}{\partial K} = K^{-\top}",
    r"\frac{\partial \det K}{\partial K} = \det(K) K^{-\top}",
    r"\frac{\partial (a^\top K^{-1} b)}{\partial K} = -K^{-\top} a b^\top K^{-\top}",
    r"\frac{\partial \operatorname{tr}(K^{-1} B)}{\partial K} = -(K^{-1} B K^{-1})^\top",
    r"\nabla_K (a^\top K^{-1} a + \ln \det K) = K^{-\top} - K^{-\top} a a^\top K^{-\top}",
    r"\nabla_X \operatorname{tr}(X A X A) = 2 (A X A)^\top",
    r"\nabla_w \ln(1 + w^\top w) = \frac{2}{1 + w^\top w} w",
]
REFUTED = [
    r"\frac{\partial \ln \det K}{\partial K} = K^{-1}",
    r"\frac{\partial \det K}{\partial K} = K^{-\top}",
    r"\frac{\partial (a^\top K^{-1} b)}{\partial K} = K^{-\top} a b^\top K^{-\top}",
    r"\nabla_X \operatorname{tr}(X A X A) = (A X A)^\top",
]


@pytest.mark.parametrize("latex", ESTABLISHED)
def test_a_gradient_of_the_textbooks_is_established(latex):
    assert check(claim(latex, context(ARRAYS, given=POSITIVE))).established


@pytest.mark.parametrize("latex", REFUTED)
def test_a_near_miss_is_refuted(latex):
    assert check(claim(latex, context(ARRAYS, given=POSITIVE))).word is Word.REFUTED


def test_a_logarithm_that_may_not_exist_is_not_differentiated():
    """Where the determinant is negative, the right side exists and the left does not."""
    assert not check(claim(ESTABLISHED[0], context(ARRAYS))).established


def test_a_matrix_with_dependent_entries_is_not_differentiated_by():
    assert not check(claim(r"\nabla_S \operatorname{tr}(S B) = B^\top", context(ARRAYS))).established


def test_the_derivative_of_a_vector_is_no_gradient():
    """The differential is A H, which is also the transpose of A^t times H."""
    assert not isinstance(attempt(claim(r"\frac{\partial (B w)}{\partial w} = B^\top", context(ARRAYS))), Proof)
