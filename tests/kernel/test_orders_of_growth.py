"""Taylor polynomials with an order of growth: proved, refuted, and what such an equation does not say."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.notation.reading import read
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

NAMES = context("x, a, h: real\nn: size\nf: function\nm: integer\ny: real, positive")
TRUE = [
    r"e^x = 1 + x + \frac{x^2}{2} + O(x^3)",
    r"\sin x = x - \frac{x^3}{6} + O(x^5)",
    r"(1+x)^a = 1 + ax + \frac{a(a-1)}{2}x^2 + O(x^3)",
    r"\ln x = (x - 1) - \frac{(x-1)^2}{2} + O((x-1)^3)",
    r"e^{a + h} = e^a + h e^a + O(h^2)",
    r"\frac{1}{1+x} = \frac1x - \frac{1}{x^2} + O\left(\frac{1}{x^3}\right)",
    r"\frac{n+1}{n^2} = O\left(\frac1n\right)",
    r"3n^2 + n = O(n^2)",
    r"x^3 + x^4 = O(x^3)",
    r"\tanh x = x + O(x^3)",
    r"e^x = 1 + x + \mathcal{O}(x^2)",
    r"x^5 = O(x^3)",
]


@pytest.mark.parametrize("latex", TRUE)
def test_an_expansion_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE = [
    r"e^x = 1 + x + x^2 + O(x^3)",
    r"\sin x = x - \frac{x^3}{3} + O(x^5)",
    r"(1+x)^a = 1 + ax + \frac{a^2}{2}x^2 + O(x^3)",
    r"x^2 + x^4 = O(x^3)",
    r"3n^2 + n = O(n)",
    r"\cos x = 1 + O(x^3)",
    r"e^{a + h} = e^a + O(h^2)",
    r"\ln x = (x - 1) + O((x-1)^3)",
    r"n = 2n + O\left(\frac1n\right)",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_expansion_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


NOT_ESTABLISHED = [
    r"f(x) = f(0) + O(x)",  # f need not have a bounded quotient of differences beyond what is declared
    r"\sqrt{x} = O(x^{1/2})",  # nothing to the left of 0
    r"|x| = x + O(x^2)",
    r"\sin\frac1x = O(1)",
    r"e^x = O(1) + O(x)",
    r"O(x) = O(x^2)",
    r"x \ln x = O(x)",
    r"m = O(m)",
]


@pytest.mark.parametrize("latex", NOT_ESTABLISHED)
def test_what_is_no_such_equation_is_not_established(latex):
    assert not check(claim(latex, NAMES)).established


@settings(max_examples=16, derandomize=True)
@given(st.integers(1, 4), st.integers(0, 4), st.sampled_from([0, 1, -1]), st.integers(-3, 3).filter(bool))
def test_a_taylor_polynomial_with_one_coefficient_changed_is_refuted_below_the_order(order, place, change, rate):
    terms = []
    for k in range(order + 1):
        coefficient = Fraction(rate**k, factorial(k)) + (change if k == place else 0)
        terms.append(f"\\left({coefficient.numerator}\\right) \\frac{{x^{{{k + 1}}}}}{{{coefficient.denominator} x}}")
    verdict = check(claim(f"e^{{{rate} x}} = {' + '.join(terms)} + O(x^{{{order + 1}}})", NAMES))
    wrong = change != 0 and place <= order
    assert verdict.word is (Word.REFUTED if wrong else Word.PROVED)


def test_an_order_is_read_back_as_written_and_a_declared_name_goes_first():
    term = read("x + O(x^2)", NAMES).term
    assert read(to_latex(term), NAMES).term is term
    assert read("O(x)", context("x: real\nO: function")).term.arguments[0].head == "name"
