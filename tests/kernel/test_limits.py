"""Limits: those that exist are found, one-sided where they must be; the others are not made up."""

from __future__ import annotations

import pytest

from solgen.kernel import equalities
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

WHERE = context(
    r"""
    d: size
    \sigma_k: real, positive, for k in 1..d
    \lambda: real, positive
    x: real
    f: function
    """,
    let=(r"\varphi_k = \frac{\sigma_k^2}{\sigma_k^2 + \frac{\lambda}{2}}",),
)


@pytest.mark.parametrize(
    "latex",
    [
        r"\lim_{\lambda \to 0^+} \varphi_k = 1",
        r"\lim_{\lambda \to \infty} \varphi_k = 0",
        r"\lim_{\lambda \to 0^+} \sum_{k=1}^{d} \varphi_k = d",
        r"\lim_{\lambda \to \infty} \sum_{k=1}^{d} \varphi_k = 0",
        r"\lim_{x \to \infty} \frac{1}{1 + e^{-x}} = 1",
        r"\lim_{x \to -\infty} \frac{1}{1 + e^{-x}} = 0",
        r"\lim_{x \to 2} \frac{x^2 - 4}{x - 2} = 4",
        r"\lim_{x \to \infty} \frac{x^2 + 1}{2 x^2 - x} = \frac{1}{2}",
        r"\lim_{x \to 0^+} \frac{|x|}{x} = 1",
        r"\lim_{x \to 0^-} \frac{|x|}{x} = -1",
        r"\lim_{x \to \infty} x e^{-x} = 0",
        r"\lim_{x \to 0} f(x) = f(0)",
    ],
)
def test_a_limit(latex):
    assert isinstance(equalities.attempt(claim(latex, WHERE)), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        r"\lim_{\lambda \to 0^+} \varphi_k = 0",
        r"\lim_{\lambda \to -1} \varphi_k = \varphi_k",
        r"\lim_{x \to 0} \frac{|x|}{x} = 1",
        r"\lim_{x \to 0} \frac{1}{x} = 0",
        r"\lim_{x \to 0} e^{\frac{1}{x}} = 0",
        r"\lim_{x \to \infty} e^{x} = 0",
        r"\lim_{x \to \infty} f(x) = f(0)",
        r"\lim_{x \to 0} \ln(x) = 0",
        r"\lim_{x \to 1} \frac{x - 1}{(x - 1)^2} = 0",
    ],
)
def test_no_limit(latex):
    assert not isinstance(equalities.attempt(claim(latex, WHERE)), Proof)


def test_a_hypothesis_on_a_name_says_nothing_about_the_limit_in_that_name():
    where = context("x: real", given=("x > 1",))
    assert not isinstance(equalities.attempt(claim(r"\lim_{x \to 0} |x - 1| = -1", where)), Proof)


def test_the_derivative_of_an_undefined_function_need_not_be_continuous():
    assert not isinstance(equalities.attempt(claim(r"\lim_{x \to 0} f'(x) = f'(0)", WHERE)), Proof)


@pytest.mark.parametrize("latex", [r"\lim_{p \to -1} p = -1", r"\lim_{n \to 2} n = 2"])
def test_a_name_has_no_limit_at_a_point_that_its_declaration_keeps_it_away_from(latex):
    assert not check(claim(latex, context("p: real, positive\nn: size"))).established


def test_a_positive_name_may_grow():
    assert check(claim(r"\lim_{p \to \infty} \frac{1}{p} = 0", context("p: real, positive"))).established


NEAR = context("x, h, a: real")


@pytest.mark.parametrize(
    "latex",
    [
        r"\lim_{x \to 0} \frac{\sin(x)}{x} = 1",
        r"\lim_{x \to 0} \frac{e^x - 1}{x} = 1",
        r"\lim_{x \to 0} \frac{\ln(1 + x)}{x} = 1",
        r"\lim_{x \to 1} \frac{\ln(x)}{x - 1} = 1",
        r"\lim_{x \to 0} \frac{\sqrt{1 + x} - 1}{x} = \frac{1}{2}",
        r"\lim_{x \to 0} \frac{\sin(a x)}{x} = a",
        r"\lim_{x \to 0} \frac{x}{\sin(x)} = 1",
        r"\lim_{h \to 0} \frac{\sin(x + h) - \sin(x)}{h} = \cos(x)",
        r"\lim_{h \to 0} \frac{e^{x + h} - e^x}{h} = e^x",
        r"\lim_{x \to 0} \frac{\arctan(x)}{x} = 1",
    ],
)
def test_a_quotient_that_is_0_by_0_goes_to_the_quotient_of_the_derivatives(latex):
    assert check(claim(latex, NEAR)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\lim_{x \to 0} \frac{\sin(x)}{x} = 0",
        r"\lim_{x \to 0} \frac{\sin(x)}{x^2} = 0",
        r"\lim_{x \to 0} \frac{|x|}{x} = 1",
        r"\lim_{x \to 0} \frac{\sqrt{x} - x}{x} = 1",
        r"\lim_{x \to 0} \frac{1 - \cos(x)}{x^2} = 1",
        r"\lim_{x \to 0} \frac{\sqrt{x^2}}{x} = 1",
        r"\lim_{h \to 0} \frac{|x + h| - |x|}{h} = \frac{|x|}{x}",
    ],
)
def test_a_false_limit_of_a_quotient_or_one_beyond_the_rule_is_not_established(latex):
    assert not check(claim(latex, NEAR)).established
