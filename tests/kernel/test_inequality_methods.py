"""Inequalities by means, bounds, exponentials, signs of derivatives and induction; and those that fail somewhere."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context("x, y, z: real\na, b, c: real, positive\np: real, in (0,1)\nn: size")
TRUE = [
    (r"x^6+y^6 \ge x^4y^2", "signs"),
    (r"x^4+y^4 \ge x^3y", "signs"),
    (r"\sin x < 2", "cases"),
    (r"|\cos x| \le 1", "cases"),
    (r"e^x \ge 1+x", "cases"),
    (r"\ln a \le a-1", "signs"),
    (r"\ln(e^x+e^y) \ge \max(x,y)", "cases"),
    (r"\ln(e^x+e^y) \le \max(x,y)+\ln2", "cases"),
    (r"\sin a < a", "signs of derivatives"),
    (r"\cos x \ge 1-\frac{x^2}{2}", "signs of derivatives"),
    (r"-p\ln p-(1-p)\ln(1-p) \le \ln2", "signs of derivatives"),
    (r"n < 2^n", "induction"),
    (r"n! \ge 2^{n-1}", "induction"),
]


@pytest.mark.parametrize(("latex", "mechanism"), TRUE)
def test_an_inequality_is_proved(latex, mechanism):
    verdict = check(claim(latex, NAMES))
    assert verdict.word is Word.PROVED
    assert verdict.mechanism == mechanism


FAILS_SOMEWHERE = [
    r"x^6+y^6 \ge 2x^4y^2",
    r"x^2y^2+1\ge 3xy",
    r"a^3+b^3+c^3\ge 3.01abc",
    r"e^x > 1+x",  # at 0 only
    r"\ln a < a-1",
    r"\cos x > 1-\frac{x^2}{2}",
    r"\sin x < x",
    r"|\sin x+\cos x|\le 1",
    r"p(1-p)\le 0.2499",
    r"n^2 < 2^n",
    r"n! > 2^n",
    r"\frac{a}{b}+\frac ba>2",
    r"\cosh x>1",
    r"\max(x,y)>\frac{x+y}{2}",
    r"(x-1)^2+(y-2)^2>0",
    r"a \ln a \ge -0.36",
]


@pytest.mark.parametrize("latex", FAILS_SOMEWHERE)
def test_an_inequality_that_fails_at_a_simple_point_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


FALSE = [
    r"e^x > e x",  # at 1, where both sides are e
    r"\sin x < 1",
    r"(1+x)^n\ge 1+nx",
    r"\ln(1+x)\le x",
    r"-p\ln p-(1-p)\ln(1-p)<\ln2",
    r"\sin a>a-\frac{a^3}{7}",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_inequality_is_never_established(latex):
    assert not check(claim(latex, NAMES)).established


def test_a_point_of_a_counterexample_satisfies_the_declarations():
    where = context(r"x: real, in [2, 3]")
    assert check(claim(r"x^2 \ge 4", where)).word is Word.PROVED
    assert check(claim(r"x^2 > 4", where)).word is Word.REFUTED
    assert check(claim(r"x^2 > 4", context(r"x: real, in (2, 3]"))).word is Word.PROVED


@pytest.mark.parametrize(
    ("latex", "false"),
    [
        (r"\frac{u^2 + t}{v^2 + t} < \frac{u^2}{v}", True),  # where v and t are small
        (r"\frac{u^2 + t}{v^2 + t} < \frac{u^2}{v^2}", False),
        (r"u - v + t > 0", False),
        (r"u v + t w > t", True),
        (r"w (u - v) \le u - v", False),
    ],
)
def test_beside_hypotheses_only_what_they_do_not_hold_is_changed(latex: str, false: bool):  # noqa: FBT001 -- a row
    where = context("u, v, t: real, positive\nw: real", given=(r"u > v", r"w \le 1"))
    assert (check(claim(latex, where)).word is Word.REFUTED) is false


@pytest.mark.parametrize("latex", ["|x|^n = x^n", r"\sqrt{x^2}^n y = x^n y", r"|x y|^n = |x|^n y^n"])
def test_an_equation_that_fails_only_where_a_number_is_negative_and_a_size_odd_is_refuted(latex):
    assert check(claim(latex, context("n: size\nx, y: real"))).word is Word.REFUTED


@pytest.mark.parametrize("latex", [r"\max(x y, e^{y}) > e^{y}", r"\max(x y, e^{y}) \ge e^{y}"])
def test_a_sign_that_is_asked_on_the_way_to_itself_ends(latex):
    verdict = check(claim(latex, context("x, y: real")))
    assert verdict.word is (Word.PROVED if "ge" in latex else Word.REFUTED)
