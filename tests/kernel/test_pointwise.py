"""Functions without arguments mean their values; subscripts on partial derivatives; two kinds of indices."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, y, z: real
    \sigma, \tau, f: function
    L, d: size
    a^{(l)}_j, b^{(l)}_j: real for l in 1..L, j in 1..d
    W^{(l)}: matrix[d, d] for l in 1..L
    v: vector[d]
    """,
    let=(r"\sigma(z) = \frac{1}{1 + e^{-z}}", r"\tau(z) = \tanh(z)"),
)
TRUE = [
    r"\sigma' = \sigma \cdot (1 - \sigma)",
    r"\tau' = 1 - \tau \cdot \tau",
    r"\tau = 2 \sigma(2 z) - 1",
    r"f + f = 2 f",
    r"\partial_x (x^2 y) = 2 x y",
    r"\partial_{xy} (x^2 y) = 2 x",
    r"\partial_x^2 (x^3) = 6 x",
    r"\sum_{j=1}^{d} (a^{(l)}_j + b_j^{(l)}) = \sum_{j=1}^{d} a^{(l)}_j + \sum_{j=1}^{d} b^{(l)}_j",
    r"(W^{(l)} v)^\top = v^\top W^{(l)\top}",
    r"\ln |x| = \frac{1}{2} \ln x^2",
]
FALSE = [
    r"\sigma' = \sigma \cdot (1 + \sigma)",
    r"\tau' = 1 + \tau \cdot \tau",
    r"\tau = 2 \sigma(z) - 1",
    r"f' = f",
    r"\partial_x (x^2 y) = x^2",
    r"\partial_{xy} (x^2 y) = 2 y",
    r"a^{(l)}_j + b^{(l)}_j = b^{(l)}_j - a^{(l)}_j",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_claim_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_claim_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


def test_functions_of_different_names_are_not_compared_without_arguments():
    names = context("x, y: real\ns, t: function", let=(r"s(x) = x^2", r"t(y) = y^2"))
    assert check(claim(r"s + t = 2 t", names)).word not in (Word.PROVED, Word.REFUTED)


def test_a_partial_derivative_of_a_function_by_name_is_that_of_its_value():
    names = context(
        "x, y, z: real\nL: function",
        let=(r"L(x, y) = x y - z (2 x + 3 y - 12)",),
    )
    for latex, word in (
        (r"\frac{\partial L}{\partial x} = y - 2 z", Word.PROVED),
        (r"\frac{\partial L}{\partial x} = y - z", Word.REFUTED),
        (r"\frac{\partial^2 L}{\partial x \partial y} = 1", Word.PROVED),
        (r"\frac{\partial^2 L}{\partial x \partial y} = 2", Word.REFUTED),
        (r"\frac{\partial L}{\partial x} = 0 \iff y = 2 z", Word.PROVED),
        (r"\left. \frac{\partial L}{\partial x} \right|_{x=1,y=2} = 2 - 2 z", Word.PROVED),
    ):
        assert check(claim(latex, names)).word is word, latex


def test_a_partial_derivative_by_what_is_no_parameter_is_not_taken_for_one():
    names = context("x, y, z: real\nL: function", let=(r"L(x, y) = x y - z x",))
    assert check(claim(r"\frac{\partial L}{\partial z} = -x", names)).word is Word.ILL_FORMED
