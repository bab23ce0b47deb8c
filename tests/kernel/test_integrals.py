"""Definite integrals over a checked path, and antiderivatives by differentiating."""

from __future__ import annotations

import pytest

from solgen.kernel import equalities
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, t, y, k: real
    a, b: real
    p: real, positive
    f: function
    n: size
    """
)
TRUE = [
    r"\int_0^1 x^2 \, dx = \frac{1}{3}",
    r"\int_a^b x \, dx = \frac{b^2 - a^2}{2}",
    r"\int_0^1 e^{2 x} \, dx = \frac{e^2 - 1}{2}",
    r"\int_0^\pi \sin x \, dx = 2",
    r"\int_0^\pi \sin^2 x \, dx = \frac{\pi}{2}",
    r"\int_1^p \frac{dx}{x} = \ln p",
    r"\int_0^1 \frac{dx}{1 + x^2} = \frac{\pi}{4}",
    r"\int_0^1 x e^x \, dx = 1",
    r"\int_0^1 \frac{x \, dx}{1 + x^2} = \frac{1}{2} \ln 2",
    r"\int_1^2 \ln x \, dx = 2 \ln 2 - 1",
    r"\int_0^1 \sqrt{x} \, dx = \frac{2}{3}",
    r"\int_{-1}^1 |x| \, dx = 1",
    r"\int_0^1 x^n \, dx = \frac{1}{n + 1}",
    r"\int_0^{2 \pi} \sin(n x) \, dx = 0",
    r"\int_0^1 \int_0^x x y \, dy \, dx = \frac{1}{8}",
    r"\int_0^1 2 x e^{x^2} \, dx = e - 1",
    r"\int_0^1 \frac{dx}{1 + e^{-x}} = \ln(1 + e) - \ln 2",
    r"\int_0^\infty e^{-x} \, dx = 1",
    r"\int_0^\infty x e^{-p x} \, dx = \frac{1}{p^2}",
    r"\int_1^\infty \frac{dx}{x^2} = 1",
    r"\int_a^b f'(x) \, dx = f(b) - f(a)",
    r"\int_a^b f(x) \, dx = -\int_b^a f(t) \, dt",
    r"\int_0^1 (y f(x) + x) \, dx = y \int_0^1 f(x) \, dx + \frac{1}{2}",
    r"\frac{d}{dx} \int_0^x e^{-t^2} \, dt = e^{-x^2}",
    r"\frac{d}{dx} \int_a^x f(t) \, dt = f(x)",
    r"\frac{d}{dx} \int_0^{x^2} f(t) \, dt = 2 x f(x^2)",
    r"\int_0^1 x^2 \, dx = \left[ \frac{x^3}{3} \right]_0^1",
    r"\int x e^x \, dx = (x - 1) e^x + C",
    r"\int \frac{dx}{x} = \ln |x| + C",
    r"\int x \cos x \, dx = x \sin x - \int \sin x \, dx",
    r"\int x \, dx = \frac{x^2}{2} + k",
    r"\int f'(x) \, dx = f(x) + C",
    r"2 \int x \, dx = x^2 - C",
]
FALSE = [
    r"\int_0^1 x^2 \, dx = \frac{1}{2}",
    r"\int_a^b x \, dx = \frac{a^2 - b^2}{2}",
    r"\int_0^1 \int_0^x x y \, dy \, dx = \frac{1}{6}",
    r"\int_0^\pi \sin x \, dx = 0",
    r"\int_1^p \frac{dx}{x} = -\frac{1}{p^2} + 1",
    r"\int_0^1 x e^x \, dx = e",
    r"\int_0^\infty e^{-p x} \, dx = p",
    r"\int_a^b f'(x) \, dx = f(a) - f(b)",
    r"\int_0^1 f(x)^2 \, dx = \left( \int_0^1 f(x) \, dx \right)^2",
    r"\frac{d}{dx} \int_0^{x^2} e^t \, dt = e^{x^2}",
    r"\frac{d}{dx} \int_0^x e^{-t^2} \, dt = -2 x e^{-x^2}",
    r"\int x e^x \, dx = x e^x + C",
    r"\int x \, dx = x^2",
    r"\int x \cos x \, dx = x \sin x + \int \sin x \, dx",
    r"\int f(x) \, dx = f'(x) + C",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_integral_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_integral_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


@pytest.mark.parametrize(
    "latex",
    [
        r"\int_{-1}^1 \frac{dx}{x} = 0",
        r"\int_{-1}^1 \frac{dx}{x^2} = -2",
        r"\int_0^2 \frac{dx}{(x - 1)^2} = -2",
        r"\int_0^\infty \frac{dx}{(x - 1)^2} = -1",
        r"\int_a^b \frac{dx}{x} = \ln |b| - \ln |a|",
        r"\int_{-\infty}^\infty x \, dx = 0",
        r"\int_0^\pi \frac{dx}{\cos^2 x} = 0",
        r"\int_{-1}^1 \ln(x^2) \, dx = -4",
        r"\int_0^x \frac{dt}{t - 1} = \ln |x - 1|",
        r"\frac{d}{dx} \int_{-1}^x \frac{dt}{t} = \frac{1}{x}",
    ],
)
def test_a_pole_on_the_path_keeps_an_integral_from_being_established(latex):
    assert not check(claim(latex, NAMES)).established


def test_a_missing_constant_is_named():
    verdict = check(claim(r"\int x e^x \, dx = (x - 1) e^x", NAMES))
    assert verdict.word is Word.UNDECIDED
    assert "constant of integration" in verdict.message


def test_a_constant_that_depends_on_the_name_or_stands_elsewhere_is_none():
    for latex in (r"\int x \, dx = \frac{x^2}{2} + k x", r"\int k \, dx = k x + k"):
        assert not check(claim(latex, NAMES)).established


def test_an_equation_at_a_point_says_nothing_about_antiderivatives():
    at_a_point = context("x: real", given=("x = 2",))
    assert not check(claim(r"\int x \, dx = 2 x - 2 + C", at_a_point)).established


def test_a_name_that_takes_two_values_only_has_no_antiderivatives():
    signs = context("x: real, in {-1, 1}")
    assert not check(claim(r"\int x \, dx = \frac{x^4}{4} + C", signs)).established


DEFINED = context("x, t, a: real", let=("s = a^2", "r = s + t"))


@pytest.mark.parametrize(
    ("latex", "holds"),
    [
        (r"\frac{d}{da} \int_0^s x \, dx = 2 a^3", True),
        (r"\frac{d}{da} \int_0^s x \, dx = 0", False),
        (r"\frac{d}{da} \int_0^1 x r \, dx = a", True),
        (r"\frac{d}{da} \int_0^1 x r \, dx = 0", False),
        (r"\frac{d}{da} \left( s \int_0^a x \, dx \right) = 2 a^3", True),
        (r"\frac{d}{da} \left( s \int_0^a x \, dx \right) = a^3", False),
        (r"\frac{d}{ds} \int_0^s x \, dx = s", True),
        (r"\frac{d}{ds} \int_0^1 x r \, dx = \frac{1}{2}", True),
        (r"\frac{d}{ds} \int_0^1 x a^2 \, dx = 0", False),
    ],
)
def test_a_derivative_of_an_integral_sees_what_names_stand_for(latex, holds):
    """By itself, too: that a false one is refuted before is no reason to prove it."""
    judged = claim(latex, DEFINED)
    assert isinstance(equalities.attempt(judged), Proof) is holds
    assert check(judged).word is (Word.PROVED if holds else Word.REFUTED)
