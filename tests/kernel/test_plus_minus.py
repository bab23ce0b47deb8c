"""Relations with the sign of plus or minus: solutions of equations, and identities in both of their signs."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    x, y, b, c: real
    a: real, nonzero
    p: real, positive
    v, w: vector[2]
    """
)
TRUE = [
    r"x^2 - 4 = 0 \iff x = \pm 2",
    r"x = \pm 2 \Rightarrow x^2 = 4",
    r"x^2 = p \iff x = \pm \sqrt{p}",
    r"x^2 = y^2 \iff x = \pm y",
    r"x^2 = y \Rightarrow x = \pm \sqrt{y}",
    r"x^2 + 2 b x + c = 0 \Rightarrow x = -b \pm \sqrt{b^2 - c}",
    r"a x^2 + b x + c = 0 \Rightarrow x = \frac{-b \pm \sqrt{b^2 - 4 a c}}{2 a}",
    r"(x - 1)^2 = 9 \iff x = 1 \pm 3 \iff x = 4 \lor x = -2",
    r"(a \pm b)^2 = a^2 \pm 2 a b + b^2",
    r"\cos(x \pm y) = \cos x \cos y \mp \sin x \sin y",
    r"|x| = \pm x",
    r"\sqrt{x^2} = \pm x",
]
FALSE = [
    r"x^2 - 4 = 0 \iff x = 2",
    r"x^2 = 4 \Rightarrow x = \pm 3",
    r"x^2 = 4 \iff x = 1 \pm 1",
    r"a x^2 + b x + c = 0 \Rightarrow x = \frac{b \pm \sqrt{b^2 - 4 a c}}{2 a}",
    r"(a \pm b)^2 = a^2 \pm a b + b^2",
    r"\cos(x \pm y) = \cos x \cos y \pm \sin x \sin y",
    r"x = \pm 2",
]


@pytest.mark.parametrize("latex", TRUE)
def test_a_true_relation_with_both_signs_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_relation_with_both_signs_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


def test_vectors_whose_squares_agree_need_not_agree_up_to_sign():
    assert check(claim(r"v^\top v = w^\top w \Rightarrow v = \pm w", NAMES)).word is not Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        # the discriminant of the premise is known not to be negative; that of another quadratic is not
        r"a x^2 + b x + c = 0 \Rightarrow \sqrt{b^2 + 4 a c} = \sqrt{4 a c + b^2}",
        r"x^3 = y \Rightarrow \sqrt{y} = \sqrt{y} + 0 x",
        r"x^2 \ne y \Rightarrow \sqrt{y} = \sqrt{y} + 0 x",
    ],
)
def test_only_what_holds_with_the_premise_is_taken_from_it(latex):
    assert not check(claim(latex, NAMES)).established
