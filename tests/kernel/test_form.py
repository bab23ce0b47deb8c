"""Whether an answer has the form that was asked for is read off the Term."""

from __future__ import annotations

import pytest

from solgen.kernel.form import in_form
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations

DECLARATIONS = r"""
x, o: real
\sigma, \tau: function
N, d: size
U: matrix[N, d], orthonormal columns u_k for k in 1..d
V: matrix[d, d], orthogonal, columns v_k for k in 1..d
\Sigma: matrix[d, d], diagonal s_k for k in 1..d
s_k: real, positive, for k in 1..d
T: vector[N]
X: matrix[N, d]
"""
CONTEXT: Context = read_declarations(DECLARATIONS)


@pytest.mark.parametrize(
    ("latex", "allowed"),
    [
        (r"o (1 - o)", ["o"]),
        (r"2 \sigma(2 x) - 1", [r"\sigma"]),
        (r"\frac{1}{2} \left(1 + \tau\left(\frac{x}{2}\right)\right)", [r"\tau"]),
        (r"V \Sigma^{-1} U^t T", ["U", r"\Sigma", "V", "T"]),
        (r"\sum_{k=1}^{d} \frac{u_k^t T}{s_k} v_k", ["U", r"\Sigma", "V", "T"]),
        (r"\sum_{x=1}^{3} x o", ["o"]),
    ],
)
def test_an_answer_in_allowed_names_has_the_form(latex, allowed):
    assert in_form(read(latex, CONTEXT).term, allowed, CONTEXT) is None


@pytest.mark.parametrize(
    ("latex", "allowed", "strangers"),
    [
        (r"o^2 e^{-x}", ["o"], "x"),
        (r"x \sigma(x)", [r"\sigma"], "x"),
        (r"2 \sigma(\tau(x)) - \tau(x)", [r"\sigma"], r"\tau, x"),
        (r"X^t T", ["U", r"\Sigma", "V", "T"], "X"),
    ],
)
def test_an_answer_with_another_name_says_which(latex, allowed, strangers):
    assert in_form(read(latex, CONTEXT).term, allowed, CONTEXT) == f"it still contains {strangers}"
