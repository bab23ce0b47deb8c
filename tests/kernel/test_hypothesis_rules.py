"""Equations of vectors and matrices among the hypotheses: claims that follow are proved, others refuted at a model."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

DECLARED = r"""n: size, at least 2
A, B, P: matrix[n, n]
K: matrix[n, n], invertible
S: matrix[n, n], symmetric
u, v, x: vector[n]
\lambda, \mu: real, nonzero
c: real
"""

FOLLOWS = [
    ((r"A v = \lambda v",), r"(A^2 + c A) v = (\lambda^2 + c \lambda) v"),
    ((r"A v = \lambda v",), r"v^\top A^\top A v = \lambda^2 v^\top v"),
    ((r"K v = \lambda v",), r"K^{-1} v = \frac{1}{\lambda} v"),
    ((r"P^2 = P",), r"P (I - P) = 0"),
    ((r"P^2 = P",), r"(I - 2P)^2 = I"),
    ((r"P^2 = P", r"P^\top = P"), r"\|x\|^2 = \|P x\|^2 + \|x - P x\|^2"),
    ((r"A B = B A",), r"(A + B)^2 = A^2 + 2 A B + B^2"),
    ((r"A^\top A = I",), r"\|A x\|^2 = \|x\|^2"),
    ((r"u^\top v = 0",), r"\|u + v\|^2 = \|u\|^2 + \|v\|^2"),
    ((r"\|v\| = 1",), r"(v v^\top)^2 = v v^\top"),
    ((r"\|v\|^2 = 1",), r"(I - 2 v v^\top)^2 = I"),
    ((r"S v = \mu v",), r"v^\top S u = \mu v^\top u"),
]
FAILS = [
    ((r"A v = \lambda v",), r"A^2 v = \lambda v"),
    ((r"A v = \lambda v",), r"A^\top v = \lambda v"),
    ((r"K v = \lambda v",), r"K^{-1} v = \lambda v"),
    ((r"P^2 = P",), r"P^\top = P"),
    ((r"P^2 = P",), r"P = I"),
    ((r"P^2 = P",), r"(I - P)^2 = I + P"),
    ((r"u^\top v = 0",), r"\|u + v\|^2 = \|u\|^2 - \|v\|^2"),
    ((r"\|v\|^2 = 1",), r"v v^\top = I"),
]


@pytest.mark.parametrize(("given", "latex"), FOLLOWS)
def test_what_follows_is_proved_and_says_from_what(given, latex):
    verdict = check(claim(latex, context(DECLARED, given=given)))
    assert verdict.word is Word.PROVED
    assert verdict.assumed


@pytest.mark.parametrize(("given", "latex"), FAILS)
def test_what_does_not_follow_is_refuted_where_the_hypotheses_hold(given, latex):
    assert check(claim(latex, context(DECLARED, given=given))).word is Word.REFUTED


@pytest.mark.parametrize("latex", [latex for _, latex in FOLLOWS])
def test_it_is_not_proved_without_the_hypothesis(latex):
    assert not check(claim(latex, context(DECLARED))).established


@pytest.mark.parametrize(
    ("latex", "word"),
    [
        (r"A v = \lambda v \Rightarrow A^3 v = \lambda^3 v", Word.PROVED),
        (r"K v = \lambda v \Rightarrow v = \lambda K^{-1} v", Word.PROVED),
        (r"A v = \lambda v \Rightarrow A^2 v = \lambda v", Word.REFUTED),
        (r"A^2 v = \lambda^2 v \Rightarrow A v = \lambda v", Word.REFUTED),
        (r"P^2 = P \Rightarrow P^3 = P", Word.PROVED),
        (r"P^2 = P \Rightarrow P = I", Word.REFUTED),
    ],
)
def test_a_step_is_judged_where_its_first_equation_holds(latex, word):
    assert check(claim(latex, context(DECLARED))).word is word


def test_nothing_is_proved_from_equations_that_contradict_each_other():
    where = context(DECLARED, given=(r"\|v\|^2 = 1", r"\|v\|^2 = 2"))
    assert not check(claim(r"u = v", where)).established
