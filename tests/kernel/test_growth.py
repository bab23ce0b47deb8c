"""Limits by growth: what they are, also at infinity and of undetermined forms, and what must not be claimed of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context("x, a, b: real\nc: real, positive\nn: size\np: real, in (0,1)\nl: real, nonnegative\nm: integer")
TRUE = [
    r"\lim_{x \to 0}\frac{1-\cos x}{x^2} = \frac12",
    r"\lim_{x \to 0}\frac{\tan x-\sin x}{x^3}=\frac12",
    r"\lim_{x \to \infty}\frac{(\ln x)^3}{x}=0",
    r"\lim_{x \to 0^+} x^x = 1",
    r"\lim_{x \to \infty}\tanh x = 1",
    r"\lim_{x \to \infty}(e^x+x)^{1/x}=e",
    r"\lim_{x \to \infty}x^{1/\ln x}=e",
    r"\lim_{x \to \infty}\left(1+\frac{a}{x}\right)^{bx}=e^{ab}",
    r"\lim_{n \to \infty} n\left(c^{1/n}-1\right) = \ln c",
    r"\lim_{x \to 0}\left(\frac{1}{\sin^2 x}-\frac{1}{x^2}\right)=\frac13",
    r"\lim_{x \to \pi/2}\frac{\cos x}{x-\pi/2}=-1",
    r"\lim_{x \to \infty}x\left(\frac{\pi}{2}-\arctan x\right)=1",
    r"\lim_{x \to \infty}\frac{x^c}{e^x}=0",
    r"\lim_{p \to 0}p\ln p=0",
    r"\lim_{l \to 0}\sqrt{l}=0",
    r"\lim_{x \to 0}\frac{\arcsin x-x}{x^3}=\frac16",
    r"\lim_{x \to 0}\frac{1}{x^2}=\infty",
    r"\lim_{x \to 0^+}\ln x=-\infty",
    r"\lim_{x \to \infty}\left(\ln(1+e^x)-x\right) = 0",
    r"\lim_{x \to a}\frac{x^3-a^3}{x-a} = 3a^2",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_limit_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE = [
    r"\lim_{x \to 0}\frac{1-\cos x}{x^2} = 1",
    r"\lim_{x \to \infty}\left(1+\frac1x\right)^x=1",
    r"\lim_{x \to -\infty}\arctan x=\frac{\pi}{2}",
    r"\lim_{x \to \infty}\frac{2^x}{3^x}=\frac23",
    r"\lim_{x \to 0}\frac{(1+x)^a-1}{x}=1",
    r"\lim_{x \to \infty}\frac{\ln x}{x}=1",
    r"\lim_{x \to 0^-}\frac1x=\infty",
    r"\lim_{x \to \infty}\tanh x=\infty",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_limit_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


NOT_ESTABLISHED = [
    r"\lim_{x \to 0}\frac{|x|}{x}=1",  # the sides differ
    r"\lim_{x \to 0}\frac1x=\infty",
    r"\lim_{x \to 0}\arctan\frac1x=\frac{\pi}{2}",
    r"\lim_{x \to 0}e^{1/x}=0",
    r"\lim_{x \to 0}\sqrt{x}=0",  # nothing to the left
    r"\lim_{x \to \infty}\sin x=0",
    r"\lim_{x \to \infty}x^a=\infty",  # the sign of a decides
    r"\lim_{x \to \infty}\frac{\ln x}{x^a}=0",
    r"\lim_{x \to a}\frac{|x-a|}{x-a}=1",
    r"\lim_{c \to -1}c=-1",  # outside the declared range
    r"\lim_{m \to 0}m=0",  # an integer does not come near
    r"\lim_{n \to \infty}(-1)^n=1",
]


@pytest.mark.parametrize("latex", NOT_ESTABLISHED)
def test_what_is_no_limit_is_not_established(latex):
    assert not check(claim(latex, NAMES)).established


def test_a_name_that_a_hypothesis_speaks_of_does_not_move():
    where = context("x, y: real", given=("y = x^2",))
    assert not check(claim(r"\lim_{x \to 0}\frac{\ln(1+y)}{x} = 0", where)).established


@settings(max_examples=60, derandomize=True)
@given(
    st.lists(st.integers(-4, 4), min_size=3, max_size=3),
    st.lists(st.integers(-4, 4), min_size=3, max_size=3),
    st.integers(-3, 3),
)
def test_a_limit_of_a_quotient_is_what_values_near_it_say(above, below, claimed):
    top = f"{above[0]} \\sin x + ({above[1]}) (e^{{x}} - 1) + ({above[2]}) x^2"
    bottom = f"{below[0]} x + ({below[1]}) \\ln(1+x) + ({below[2]}) (1 - \\cos x)"
    verdict = check(claim(f"\\lim_{{x \\to 0}} \\frac{{{top}}}{{{bottom}}} = {claimed}", NAMES))
    x = 1e-4
    over = above[0] * math.sin(x) + above[1] * math.expm1(x) + above[2] * x * x
    under = below[0] * x + below[1] * math.log1p(x) + below[2] * (1 - math.cos(x))
    if abs(under) > 1e-12:
        near = over / under
        if verdict.word is Word.PROVED:
            assert abs(near - claimed) < 1e-2
        if verdict.word is Word.REFUTED:
            assert abs(near - claimed) > 1e-2
