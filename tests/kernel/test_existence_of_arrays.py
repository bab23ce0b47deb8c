"""What is said of norms and of derivatives by arrays is proved where all that stands in it exists."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from tests.kernel.claims import claim, context

ARRAYS = """n, d: size
A: matrix[n, n]
V: matrix[n, n], invertible
X: matrix[n, d]
u, v: vector[n]
w: vector[d]
a: real
r: real, positive
k: integer
f: function
g: function, elementwise"""


def judged(latex: str, *given: str) -> Verdict:
    return check(claim(latex, context(ARRAYS, given=given)))


@pytest.mark.parametrize(
    "latex",
    [
        r"\|\ln(a) u\| \ge 0",
        r"\|\sqrt{a} u\| \ge 0",
        r"\|\frac{1}{n - 1} u\|^2 \ge 0",
        r"\|\frac{1}{n - 1} A\|_F \ge 0",
        r"\|(n - 2)! u\| \ge 0",
        r"\|\frac{u}{k}\| \ge 0",
        r"\|A^{-1} u\| \ge 0",
        r"\|A^{-1}\|_F \ge 0",
        r"\|X (X^t X)^{-1} X^t u\| \ge 0",
        r"\|u - \ln(a) v\|^2 \ge 0",
        r"\|\frac{u}{n - 1} + v\| \le \|\frac{u}{n - 1}\| + \|v\|",
        r"\|A^{-1} u + v\| \le \|A^{-1} u\| + \|v\|",
    ],
)
def test_the_norm_of_what_need_not_exist_is_not_judged(latex):
    assert judged(latex).word is Word.UNDECIDED


@pytest.mark.parametrize(
    ("latex", "conditions"),
    [
        (r"\|\frac{1}{a} u\| \ge 0", (r"a \ne 0",)),
        (r"\|\frac{u}{a} + v\| \le \|\frac{u}{a}\| + \|v\|", (r"a \ne 0",)),
        (r"\|\frac{u}{\|u\|} + v\| \le \|\frac{u}{\|u\|}\| + \|v\|", (r"\sqrt{\sum_{k=1}^{n} u_{k}^{2}} \ne 0",)),
    ],
)
def test_single_points_at_which_there_is_no_array_are_conditions(latex, conditions):
    verdict = judged(latex)
    assert (verdict.word, verdict.conditions) == (Word.PROVED, conditions)


@pytest.mark.parametrize(
    "latex",
    [
        r"\|u + v\| \le \|u\| + \|v\|",
        r"\|X w\| \le \|X\|_F \|w\|",
        r"\|\ln(r) u + v\| \le \|\ln(r) u\| + \|v\|",
        r"\|\frac{u}{n} + v\| \le \|\frac{u}{n}\| + \|v\|",
        r"\|\frac{u}{r} + v\| \le \|\frac{u}{r}\| + \|v\|",
        r"\|V^{-1} u + v\| \le \|V^{-1} u\| + \|v\|",
        r"\|X^+ u + w\| \le \|X^+ u\| + \|w\|",
        r"\|A^2 u + v\| \le \|A^2 u\| + \|v\|",
        r"\|g(u) + v\| \le \|g(u)\| + \|v\|",
        r"\|f(a) u + v\| \le \|f(a) u\| + \|v\|",
    ],
)
def test_what_exists_everywhere_has_no_condition(latex):
    verdict = judged(latex)
    assert (verdict.word, verdict.conditions) == (Word.PROVED, ())


def test_a_hypothesis_by_which_an_array_exists_is_named():
    verdict = judged(r"\|\ln(a) u + v\| \le \|\ln(a) u\| + \|v\|", "a > 0")
    assert (verdict.word, verdict.assumed) == (Word.PROVED, (0,))


@pytest.mark.parametrize(
    "constant", [r"\ln(a)", r"\sqrt{a}", r"\frac{1}{n - 1}", r"(n - 2)!", r"\det(A^{-1})", r"\operatorname{tr}(A^{-1})"]
)
def test_a_summand_that_does_not_move_must_exist_where_a_gradient_is_taken(constant):
    assert judged(rf"\nabla_u (u^t u + {constant}) = 2 u").word is Word.UNDECIDED


@pytest.mark.parametrize(
    "constant",
    [r"\ln(r)", r"\sqrt{r}", r"\frac{1}{n}", r"n!", r"\det(A)", r"\det(V^{-1})", r"\operatorname{tr}(V^{-1})", "v^t v"],
)
def test_a_summand_that_exists_leaves_a_gradient_as_it_is(constant):
    verdict = judged(rf"\nabla_u (u^t u + {constant}) = 2 u")
    assert (verdict.word, verdict.conditions) == (Word.PROVED, ())


def test_where_it_does_not_exist_is_a_condition_of_the_gradient():
    verdict = judged(r"\nabla_A (\operatorname{tr}(A) + \frac{1}{a}) = I")
    assert (verdict.word, verdict.conditions) == (Word.PROVED, (r"a \ne 0",))
