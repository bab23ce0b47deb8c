"""Norm inequalities, signs of determinants and traces, Sylvester's criterion, pseudoinverses of any rank."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

ARRAYS = context(
    r"""n, m: size, at least 2
A: matrix[m, n]
B: matrix[m, n]
P: matrix[n, n], positive definite
Q: matrix[n, n], positive semidefinite
S: matrix[n, n], symmetric
u, v, w: vector[n]
y: vector[m]
a, c: real
""",
    given=("a > 1",),
)

PROVED = [
    r"\|u + v\| \le \|u\| + \|v\|",
    r"\|u - v\| \le \|u\| + \|v\|",
    r"\|u + v + w\| \le \|u\| + \|v\| + \|w\|",
    r"|u^\top v| \le \|u\| \|v\|",
    r"u^\top v \ge -\|u\| \|v\|",
    r"\|A u\| \le \|A\|_F \|u\|",
    r"\|A u + c y\| \le \|A\|_F \|u\| + |c| \|y\|",
    r"|\operatorname{tr}(A^\top B)| \le \|A\|_F \|B\|_F",
    r"\det(P) > 0",
    r"\operatorname{tr}(P + Q) > 0",
    r"\det(Q) \ge 0",
    r"\begin{pmatrix} a & 1 \\ 1 & a \end{pmatrix} \succ 0",
    r"\begin{pmatrix} a & a & 0 \\ a & a & 0 \\ 0 & 0 & 1 \end{pmatrix} \succeq 0",
    r"A A^+ A = A",
    r"(A^+ A)^2 = A^+ A",
    r"(A A^+)^\top = A A^+",
    r"(I - A^+ A) A^\top = 0",
    r"A^\top A A^+ y = A^\top y",
    r"(A^\top)^+ = (A^+)^\top",
    r"((A^\top)^+)^+ = A^\top",
]
NOT_ESTABLISHED = [
    r"\|u + v\| \le \|u\|",
    r"\|u + v\| \ge \|u\| + \|v\|",
    r"u^\top v \ge \|u\| \|v\|",
    r"\|c u\| \le c \|u\|",
    r"\|A u\| \le \|u\|",
    r"\det(Q) > 0",
    r"\det(S) > 0",
    r"\operatorname{tr}(S) > 0",
    r"\begin{pmatrix} 1 & a \\ a & 1 \end{pmatrix} \succ 0",
    r"\begin{pmatrix} a & 1 \\ 0 & a \end{pmatrix} \succ 0",
    r"\begin{pmatrix} a & a \\ a & a \end{pmatrix} \succ 0",
    r"\begin{pmatrix} 0 & 0 \\ 0 & -a \end{pmatrix} \succeq 0",
    r"A^+ A = I",
    r"A A^+ = I",
    r"A^+ = A^\top",
    r"A^+ B^+ = (B A)^+",
    r"A^+ A = (A^+ A)^\top + A^+ A",
]


@pytest.mark.parametrize("latex", PROVED)
def test_a_law_of_norms_signs_and_pseudoinverses_is_proved(latex):
    assert check(claim(latex, ARRAYS)).word is Word.PROVED


@pytest.mark.parametrize("latex", NOT_ESTABLISHED)
def test_what_only_looks_like_one_is_not(latex):
    assert not check(claim(latex, ARRAYS)).established


def test_the_norm_of_a_matrix_says_which():
    with pytest.raises(Failure, match="Which norm"):
        claim(r"\|A\| \ge 0", ARRAYS)


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        ((), r"\operatorname{tr}(A A^+) = \operatorname{tr}(A^+ A)"),
        ((), r"\operatorname{tr}(A A^+ A A^+) = \operatorname{tr}(A^+ A)"),
        ((r"P S = S P",), r"\operatorname{tr}(P S P S) = \operatorname{tr}(P^2 S^2)"),
    ],
)
def test_a_trace_of_words_that_turn_into_each_other_ends(given, latex):
    where = context("n, m: size, at least 2\nA: matrix[m, n]\nP, S: matrix[n, n]", given=given)
    assert check(claim(latex, where)).word is Word.PROVED


def test_a_claim_whose_sums_of_squares_need_a_larger_ring_is_tried_in_one():
    verdict = check(claim(r"\|A z\| = \sqrt{z^\top A^\top A z}", context("n, m: size\nA: matrix[m, n]\nz: vector[n]")))
    assert verdict.established, verdict.message
