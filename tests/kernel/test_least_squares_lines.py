"""The lines of a submitted solution of least squares and ridge regression: each gets the verdict it deserves."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.notation.context import Context, Definition, Property
from solgen.notation.reading import read
from solgen.notation.terms import name
from tests.kernel.matrix_contexts import D, N, matrix, vector
from tests.kernel.test_matrix_words import MU, SVD, claims_of, with_error

OLS = SVD.with_declarations(vector("w^*", D)).with_definition(
    Definition(name("w^*"), read(r"(X^t X)^{-1} X^t T", SVD).term)
)
RIDGE = with_error(OLS, r"\|X w - T\|^2", r"\frac{\lambda}{2}")
FULL = OLS.with_declarations(
    matrix("U", N, N, "orthogonal"), matrix("\\Sigma", N, D, "diagonal", Property("rank", (D,)))
)

RIGHT = [
    (OLS, r"w^* = ((U \Sigma V^t)^t U \Sigma V^t)^{-1} (U \Sigma V^t)^t T"),
    (OLS, r"w^* = (V \Sigma^t U^t U \Sigma V^t)^{-1} V \Sigma^t U^t T"),
    (OLS, r"\Sigma^t = \Sigma"),
    (OLS, r"w^* = V \Sigma^{-2} \Sigma^t U^t T"),
    (OLS, r"w^* = V \Sigma^{-1} U^t T"),
    (RIDGE, r"w_\lambda = (X^t X + \frac{\lambda}{2} I)^{-1} X^t T"),
    (RIDGE, r"(V \Sigma \Sigma^t V^t + \frac{\lambda}{2} I)^{-1} = (X^t X + \frac{\lambda}{2} I)^{-1}"),
    (RIDGE, r"w_\lambda = V (\Sigma^t \Sigma + \frac{\lambda}{2} I)^{-1} \Sigma^t U^t T"),
    (RIDGE, r"w_\lambda = \sum_{k=1}^{d} \frac{\sigma_k}{\sigma_k^2 + \frac{\lambda}{2}} (u_k^t T) v_k"),
    (RIDGE, r"\lim_{\lambda \to 0^+} w_\lambda = w^*"),
    (RIDGE, r"\lim_{\lambda \to \infty} w_\lambda = 0"),
    (FULL, r"w^* = V (\Sigma^t \Sigma)^{-1} \Sigma^t U^t T"),
]
WRONG = [
    (OLS, r"w^* = (\Sigma^t \Sigma)^{-1} (U \Sigma V^t)^t T"),
    (OLS, r"w^* = (\Sigma^t \Sigma)^{-1} V \Sigma^t U^t T"),
    (OLS, r"w^* = V \Sigma U^t T"),
    (OLS, r"w^* = V \Sigma^{-2} U^t T"),
    (RIDGE, r"(\frac{\lambda}{2} I)^t \frac{\lambda}{2} I = I"),
    (RIDGE, r"w_\lambda = (V (\Sigma \Sigma^t)^{-1} V^t + \frac{2}{\lambda} I) (U \Sigma V^t)^t T"),
    (RIDGE, r"w_\lambda = V \Sigma^{-2} V^t V \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T"),
    (RIDGE, r"w_\lambda = V \Sigma^{-2} \Sigma^t U^t T + \frac{2}{\lambda} V \Sigma^t U^t T"),
    (RIDGE, r"w_\lambda = V (\Sigma + \frac{\lambda}{2} I)^{-1} U^t T"),
    (RIDGE, r"w_\lambda = \sum_{k=1}^{d} \frac{\sigma_k}{\sigma_k + \frac{\lambda}{2}} (u_k^t T) v_k"),
    (RIDGE, r"\lim_{\lambda \to 0^+} w_\lambda = 0"),
    (RIDGE, r"(A + B)^{-1} = A^{-1} + B^{-1}"),
    (RIDGE, r"\det V = 1"),
]
SHAPELESS = [
    (OLS, r"w^* = U \Sigma^{-1} V^t T", "an N × d matrix and a vector of N"),
    (RIDGE, r"((U \Sigma V^t) U \Sigma V^t + \frac{\lambda}{2} I)^{-1} = I", "an N × d matrix and an N × d matrix"),
    (FULL, r"\Sigma^t = \Sigma", "a d × N matrix and an N × d matrix"),
    (FULL, r"V \Sigma \Sigma^t V^t = X^t X", "a d × d matrix and an N × d matrix"),
]


def verdict_on(latex: str, base: Context) -> Verdict:
    ((claim, _),) = claims_of(latex, base)
    return check(claim)


@pytest.mark.parametrize(("base", "latex"), RIGHT, ids=[latex for _, latex in RIGHT])
def test_a_right_line_is_proved_for_all_shapes(base: Context, latex: str) -> None:
    assert verdict_on(latex, base).word is Word.PROVED


@pytest.mark.parametrize(("base", "latex"), WRONG, ids=[latex for _, latex in WRONG])
def test_a_wrong_line_is_refuted_with_a_witness(base: Context, latex: str) -> None:
    verdict = verdict_on(latex, base)
    assert verdict.word is Word.REFUTED, verdict.message
    assert verdict.witness is not None
    assert verdict.witness.values
    assert verdict.witness.left != verdict.witness.right


@pytest.mark.parametrize(("base", "latex", "shapes"), SHAPELESS, ids=[latex for _, latex, _ in SHAPELESS])
def test_a_line_whose_shapes_do_not_fit_is_ill_formed_and_names_them(base: Context, latex: str, shapes: str) -> None:
    verdict = verdict_on(latex, base)
    assert verdict.word is Word.ILL_FORMED
    assert shapes in verdict.message


def test_the_parameter_of_another_normalization_is_refuted() -> None:
    for convention, beside in MU.items():
        defined = with_error(OLS, *convention)
        other = r"\lambda" if beside != r"\lambda" else r"\frac{\lambda}{2}"
        line = r"w_\lambda = V (\Sigma^2 + {} I)^{{-1}} \Sigma U^t T"
        assert verdict_on(line.format(beside), defined).word is Word.PROVED
        assert verdict_on(line.format(other), defined).word is Word.REFUTED
