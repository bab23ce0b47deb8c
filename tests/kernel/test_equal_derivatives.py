"""Inverse functions and constants of integration: what is proved on which interval, and what is refuted beside it."""

from __future__ import annotations

import pytest

from solgen.kernel import equal_derivatives
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, y: real
    p: real, positive
    m: real, negative
    z: real, nonzero
    u: real, in (-1, 1)
    v: real, in [-1, 1]
    t: real, in (1, \infty)
    q: real, nonnegative
    """
)

TRUE = [
    r"\arctan(p) + \arctan(\frac{1}{p}) = \frac{\pi}{2}",
    r"\arctan(m) + \arctan(\frac{1}{m}) = -\frac{\pi}{2}",
    r"2\arctan(e^x) - \frac{\pi}{2} = \arctan(\sinh(x))",
    r"\arctan(\sqrt{q}) = \frac{1}{2} \arccos\left(\frac{1-q}{1+q}\right)",
    r"\arcsin(v) + \arccos(v) = \frac{\pi}{2}",
    r"\sin(\arccos(v)) = \sqrt{1 - v^2}",
    r"\tan(\arcsin(u)) = \frac{u}{\sqrt{1 - u^2}}",
    r"\cos(2\arctan(x)) = \frac{1 - x^2}{1 + x^2}",
    r"\frac{d}{du} \arccos(u) = -\frac{1}{\sqrt{1 - u^2}}",
    r"\operatorname{arsinh}(x) = \ln(x + \sqrt{x^2 + 1})",
    r"\sinh(\operatorname{arsinh}(x)) = x",
    r"\cosh(\operatorname{arcosh}(t)) = t",
    r"\frac{d}{dx} \operatorname{arsinh}(x) = \frac{1}{\sqrt{x^2 + 1}}",
    r"\ln(x + \sqrt{x^2 + 1}) = -\ln(\sqrt{x^2 + 1} - x)",
    r"\arctan(-x) = -\arctan(x)",
    r"4\arctan(1) = \pi",
    r"\arcsin(-\frac{1}{2}) = -\frac{\pi}{6}",
    r"\arctan(\sqrt{3}) = \frac{\pi}{3}",
    r"x \operatorname{sign}(x) = |x|",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_identity_between_inverse_functions_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE = [
    r"\arctan(x) + \arctan(\frac{1}{x}) = \frac{\pi}{2}",
    r"\arctan(z) + \arctan(\frac{1}{z}) = \frac{\pi}{2}",
    r"\arctan(\tan(x)) = x",
    r"\arctan(p) + \arctan(\frac{1}{p}) = \pi",
    r"\frac{d}{du} \arccos(u) = \frac{1}{\sqrt{1 - u^2}}",
    r"\arctan(x) + \arctan(y) = \arctan\left(\frac{x+y}{1-xy}\right)",
    r"\arcsin(\frac{1}{2}) = \frac{\pi}{3}",
    r"\operatorname{sign}(x) = 1",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_identity_between_inverse_functions_is_refuted_and_never_proved(latex):
    assert not isinstance(equal_derivatives.attempt(claim(latex, NAMES)), Proof)
    assert check(claim(latex, NAMES)).word is Word.REFUTED


def test_a_point_at_which_the_derivative_does_not_exist_cuts_the_interval():
    # both derivatives are 0 but at x = 0, and the two sides agree at x = 1
    assert not isinstance(equal_derivatives.attempt(claim(r"\operatorname{sign}(x) = x^0", NAMES)), Proof)


def test_the_closed_ends_of_an_interval_are_listed_as_exceptions():
    proof = equal_derivatives.attempt(claim(r"\arctan(\sqrt{q}) = \frac{1}{2} \arccos(\frac{1-q}{1+q})", NAMES))
    assert isinstance(proof, Proof)
    assert [condition.arguments[0].data for condition in proof.conditions] == ["q"]


def test_a_name_that_a_hypothesis_holds_fast_is_not_moved():
    held = context("x: real", given=("x = 1",))
    assert equal_derivatives.attempt(claim(r"\arctan(x) = \frac{\pi}{4}", held)) is None


@pytest.mark.parametrize(
    ("latex", "holds"),
    [
        (r"\sqrt{x^2 + 1} - x > 0", True),
        (r"x + \sqrt{x^2 + 1} > 0", True),
        (r"x - \sqrt{x^2 + 1} < 0", True),
        (r"2 \sqrt{x^2 + 1} + x > 0", True),
        (r"\sqrt{x^2 + 1} - 2x > 0", False),
        (r"p - \sqrt{p^2 + 1} > 0", False),
    ],
)
def test_a_square_root_is_compared_with_what_stands_beside_it(latex, holds):
    assert check(claim(latex, NAMES)).word is (Word.PROVED if holds else Word.REFUTED)
