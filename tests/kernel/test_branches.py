"""Absolute values, maxima, signs, cases, floors, roots: proved case by case, and what must not be proved."""

from __future__ import annotations

import pytest

from solgen.kernel import branches, inequalities
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

NAMES = context(
    "x, y, z: real\na, b: real, positive\nc: real, nonnegative\nn: size\nm: integer\nf: function",
)
TRUE = [
    r"|x+y| \le |x|+|y|",
    r"||x|-|y|| \le |x-y|",
    r"\max(x, \max(y, z)) = \max(x, y, z)",
    r"\min(x,\max(y,z)) = \max(\min(x,y),\min(x,z))",
    r"\begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases} = |x|",
    r"\begin{cases} 1 & x>0 \\ 0 & x = 0 \\ -1 & x<0\end{cases} = \operatorname{sign}(x)",
    r"\lfloor \frac{m}{2} \rfloor + \lceil \frac{m}{2} \rceil = m",
    r"\lfloor x + m \rfloor = \lfloor x \rfloor + m",
    r"x < \lfloor x \rfloor + 1",
    r"\sqrt[3]{x^3} = x",
    r"\sqrt[4]{x^4} = |x|",
    r"\sqrt{a+b+2\sqrt{ab}} = \sqrt a+\sqrt b",
    r"\sqrt{\sqrt a} = \sqrt[4]{a}",
    r"a^{1/2} a^{1/3} = a^{5/6}",
    r"\max(x, y) - \min(x, y) = |x - y|",
]


@pytest.mark.parametrize("latex", TRUE)
def test_what_holds_in_every_case_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


NOT_PROVED = [
    r"|x| = x",
    r"|x+y| < |x|+|y|",
    r"|x-y| \ge |x|+|y|",
    r"\begin{cases} 1 & x>0 \\ -1 & x\le 0\end{cases} = \operatorname{sign}(x)",
    r"\begin{cases} 1 & x>0 \\ -1 & x<0\end{cases} = \operatorname{sign}(x)",  # the left side does not exist at 0
    r"\lfloor -x\rfloor=-\lfloor x\rfloor",
    r"\lfloor\frac{m+1}{2}\rfloor = \frac{m}{2}+\frac12",
    r"\lfloor x\rfloor < x",
    r"\sqrt{a+b-2\sqrt{ab}}=\sqrt a-\sqrt b",
    r"\sqrt{c+1-2\sqrt{c}}=1-\sqrt c",
    r"\sqrt[4]{x^2}=\sqrt{x}",
    r"x^{1/3}=\sqrt[3]{x}",  # the power does not exist for negative x, the root does
    r"\sqrt[6]{x^3}=\sqrt{x} + |x| - x",
    r"\frac{x+|x|}{x+|x|}=1",
    r"\frac{1}{\max(x,y)-x}\cdot 0=0",
    r"\max(x,y)>\min(x,y)",
    r"\frac{d}{dx}|x| = 1",
    r"|\cos x| = \cos x",
    r"\sum_{k=1}^{n}|k-3| = \sum_{k=1}^{n}(k-3)",
]


@pytest.mark.parametrize("latex", NOT_PROVED)
def test_what_fails_or_does_not_exist_in_one_case_is_not_proved(latex):
    assert not check(claim(latex, NAMES)).established
    assert not isinstance(branches.attempt(claim(latex, NAMES)), Proof)


def test_a_case_under_hypotheses_says_which_of_them_were_used():
    where = context("x, y: real", given=("x > y", "y > 0"))
    verdict = check(claim(r"\max(x, y) = x", where))
    assert verdict.word is Word.PROVED
    assert 0 in verdict.assumed


def test_more_cases_than_the_budget_allows_leave_a_claim_undecided():
    names = [f"x_{{{i}}}" for i in range(9)]
    where = context(", ".join(names) + ": real")
    sides = (f"|{' + '.join(names)}|", " + ".join(f"|{name}|" for name in names))
    verdict = check(claim(r" \le ".join(sides), where))
    assert verdict.word is Word.UNDECIDED


@pytest.mark.parametrize("latex", [r"\lceil a\rceil > a", r"a > \lfloor -y \rfloor", r"\lceil |x+y|\rceil \ge 1"])
def test_an_inequality_about_a_floor_that_fails_somewhere_is_not_proved(latex):
    assert not isinstance(inequalities.attempt(claim(latex, NAMES)), Proof)
    assert not isinstance(branches.attempt(claim(latex, NAMES)), Proof)


def test_a_fact_that_is_kept_follows_when_a_later_one_is_solved():
    """Of -1 < y + z <= 0 one bound is solved for z; the other one must then speak of the new parameter."""
    where = context("y, z: real\na: real, positive", given=(r"y + z \le 0", "y + z > -1"))
    assert not isinstance(inequalities.attempt(claim("a > z", where)), Proof)
    assert isinstance(inequalities.attempt(claim("z < 1 - y", where)), Proof)


@pytest.mark.parametrize(
    ("latex", "given"),
    [
        ("|x - y| = 0", (r"x \le y", r"y \le x")),
        ("|x| = 0", (r"x \le 0", r"x \ge 0")),
        ("|x| y = 0", (r"x y \le 0", r"x y \ge 0")),
        ("|x| + y = 0", (r"x + y \le 0", r"x + y \ge 0", r"x \ge 0")),
        (r"\max(x, y) = x", (r"x \ge y",)),
        (r"\min(x, y) = y", (r"x \ge y + 1",)),
    ],
)
def test_what_two_hypotheses_leave_between_them_is_equal_and_with_one_alone_is_not(latex, given):
    assert isinstance(branches.attempt(claim(latex, context(base=NAMES, given=given))), Proof)
    assert not isinstance(branches.attempt(claim(latex, context(base=NAMES, given=given[:-1]))), Proof)
