"""Signs: order relations, membership in intervals and "for no value equal", proved for every point."""

from __future__ import annotations

import pytest

from solgen.kernel import inequalities
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

WHERE = context(
    r"""
    d, n: size
    \sigma_k: real, positive, nonincreasing, for k in 1..d
    \lambda: real, positive
    x, y: real
    p, q: real, positive
    r: real, nonnegative
    m: integer
    a: real, in (0,1)
    b: real, in [0,1]
    """,
    let=(r"\varphi_k = \frac{\sigma_k^2}{\sigma_k^2 + \frac{\lambda}{2}}",),
    given=(r"\sigma_1 > \sigma_d",),
)
CONDITION = r"\frac{\sigma_1^2 + \frac{\lambda}{2}}{\sigma_d^2 + \frac{\lambda}{2}} %s \frac{\sigma_1^2}{\sigma_d^2}"


def proof(latex, where=WHERE):
    finding = inequalities.attempt(claim(latex, where))
    return finding if isinstance(finding, Proof) else None


@pytest.mark.parametrize(
    "latex",
    [
        r"0 < \varphi_k",
        r"\varphi_k < 1",
        r"\varphi_k \in (0, 1)",
        CONDITION % r"\le",
        r"\sum_{k=1}^{d} \varphi_k < d",
        r"\sum_{k=1}^{d} \varphi_k > 0",
        r"\varphi_1 \ge \varphi_k",
        r"\sigma_k \ge \sigma_d",
        r"\frac{2 m - n}{n} < \frac{2 (m + 1) - n}{n}",
        r"x^2 + 1 > 0",
        r"x^2 - x + 1 > 0",
        r"x^2 + y^2 \ge 2 x y",
        r"\frac{p}{p + q} < 1",
        r"a (1 - a) > 0",
        r"b (1 - b) \ge 0",
        r"a (1 - a) \le \frac{1}{4}",
        r"\frac{1}{1 + e^{-x}} < 1",
        r"e^p > 1",
        r"\ln(1 + p) > 0",
        r"\sqrt{2} < \frac{3}{2}",
        r"3 < \pi",
        r"n \ge 1",
        r"|x| + 1 > 0",
        r"x^2 + 1 \ne 0",
        r"\sum_{i=1}^{n} (x - i)^2 \ge 0",
        r"2 > 0",
    ],
)
def test_an_inequality_without_the_hypothesis(latex):
    found = proof(latex)
    assert found is not None
    assert found.conditions == ()
    assert found.assumed == ()


@pytest.mark.parametrize("latex", [CONDITION % "<", r"\varphi_1 > \varphi_d", r"\sigma_1 \ne \sigma_d"])
def test_an_inequality_by_the_hypothesis(latex):
    found = proof(latex)
    assert found is not None
    assert found.assumed == (0,)


@pytest.mark.parametrize(
    "latex",
    [
        r"\varphi_k < \frac{99}{100}",
        r"\varphi_k \in (0, \frac{1}{2})",
        r"\sum_{k=1}^{d} \varphi_k < d - 1",
        r"\sum_{k=1}^{d} \varphi_k > 1",
        CONDITION % ">",
        r"\sigma_1 > 2 \sigma_d",
        r"x^2 > 0",
        r"n > 1",
        r"b (1 - b) > 0",
        r"b < 1",
        r"r > 0",
        r"x \ne 0",
        r"p \ne q",
        r"\frac{1}{x} \ge 0",
        r"e^x > 1",
        r"\ln(p) > 0",
        r"\frac{22}{7} < \pi",
        r"\sqrt{x} \ge 0",
        r"x^2 + y^2 > 2 x y",
    ],
)
def test_what_fails_somewhere_is_not_proved(latex):
    assert proof(latex) is None


def test_the_slopes_increase_where_the_pieces_join():
    where = context("n: size\nk: integer", given=(r"1 \le k \le n - 1", r"2 k < n"))
    found = proof(r"\frac{2 k - n}{n} < 0", where)
    assert found is not None
    assert 1 in found.assumed
    assert proof(r"\frac{2 k - n}{n} < -1", where) is None


BOUNDED = [
    ("x: real", r"\sin 2x \le 1", Word.PROVED),
    (r"\theta: real, in (0, \pi/2)", r"\sin 2\theta \le 1", Word.PROVED),
    ("x: real\nv, g: real, positive", r"\frac{v^2 \sin 2x}{g} \le \frac{v^2}{g}", Word.PROVED),
    ("x, y: real", r"2 + \cos 2x + \sin 3y \ge 0", Word.PROVED),
    ("x: real", r"\frac{1}{2 - \cos 2x} > 0", Word.PROVED),
    ("x: real", r"\sin 2x < 1", Word.UNDECIDED),
    ("x: real", r"\frac{1}{1 - \cos 2x} > 0", Word.UNDECIDED),
    ("x: real", r"\sin 2x \le \frac{1}{2}", Word.REFUTED),
]


@pytest.mark.parametrize(("declare", "latex", "word"), BOUNDED, ids=[latex for _, latex, _ in BOUNDED])
def test_a_sine_of_any_angle_lies_between_minus_one_and_one(declare, latex, word):
    assert check(claim(latex, context(declare))).word is word
