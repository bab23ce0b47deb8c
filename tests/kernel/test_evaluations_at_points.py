"""Expressions at a point: derivatives are taken before the point is put in, and definitions follow."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, a, b, u, z: real
    p: real, positive
    n: size
    y_i: real for i in 1..n
    f: function
    \sigma: function
    """,
    let=(r"\sigma(u) = \frac{1}{1 + e^{-u}}", r"o = \sigma(x)"),
)

TRUE = [
    r"\left. \frac{d}{dx} x^3 \right|_{x=2} = 12",
    r"\frac{d}{dx} x^3 \Big|_{x=2} = 12",
    r"\left. \frac{do}{dx} \right|_{x=0} = \frac{1}{4}",
    r"\left. o \right|_{x=0} = \frac{1}{2}",
    r"\left. \frac{d}{dx} f(x) \right|_{x=a} = f'(a)",
    r"\left. \frac{\partial}{\partial x} (x^2 z) \right|_{x=1, z=b} = 2 b",
    r"\left[ \frac{x^3}{3} \right]_0^1 = \frac{1}{3}",
    r"\left[ x^2 \right]_{x=a}^{x=b} = (b - a)(b + a)",
    r"\left. \sum_{i=1}^{n} (y_i - x)^2 \right|_{x=0} = \sum_{i=1}^{n} y_i^2",
    r"\left. \frac{d}{dx} \sum_{i=1}^{n} (y_i - x)^2 \right|_{x=0} = -2 \sum_{i=1}^{n} y_i",
    r"\left. \frac{d}{dp} \sqrt{p} \right|_{p=4} = \frac{1}{4}",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_value_at_a_point_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE = [
    r"\left. \frac{d}{dx} x^3 \right|_{x=2} = 0",
    r"\left. \frac{d}{dx} x^3 \right|_{x=2} = 3 x^2",
    r"\left. \frac{do}{dx} \right|_{x=0} = \frac{1}{2}",
    r"\left[ x^2 \right]_1^3 = -8",
    r"\left. x^2 + a \right|_{x=a} = 2 a^2",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_value_at_a_point_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


@pytest.mark.parametrize(
    "latex",
    [r"\left. \sqrt{p^2} \right|_{p=-2} = -2", r"\left. \frac{1}{x} \right|_{x=0} = \left. \frac{1}{x} \right|_{x=0}"],
)
def test_a_point_outside_of_what_is_declared_or_where_nothing_exists_proves_nothing(latex):
    assert not check(claim(latex, NAMES)).established
