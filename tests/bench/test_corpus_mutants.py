"""The oracle of the corpus knows what is true without the kernel, and the measurement tells wrong verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict
from tests.bench import corpus_mutants
from tests.bench.corpus_mutants import said
from tests.bench.corpus_worlds import points
from tests.claims_corpus import corpus
from tests.kernel.claims import claim, context

DECLARED = r"""
n, m: size, at least 2
x, a, b: real
z, w: complex
y_i: real for i in 1..n
c_k: real for k in 0..n
A, B: matrix[n, n]
S: matrix[n, n], symmetric
P: matrix[n, n], positive definite
X: matrix[m, n], rank n
u, v: vector[n]
"""


def proved() -> Verdict:
    """A proof of something else, as a lying kernel would give it."""
    return check(claim("x = x", context("x: real")))


class Saying:
    """What the oracle says at all its points, told that the kernel had established the claim."""

    def __call__(self, latex: str, *unknowns: str, given: tuple[str, ...] = ()) -> bool | None:
        stated = claim(latex, context(DECLARED, given=given), unknowns)
        return said(stated, proved(), 1).holds


@pytest.fixture
def oracle():
    return Saying()


@pytest.mark.parametrize(
    "latex",
    [
        r"\sqrt[3]{2+\sqrt5} + \sqrt[3]{2-\sqrt5} = 1",
        r"\arcsin(\sin(\arctan x)) = \arctan x",
        r"\overline{z w} = \overline{z} \, \overline{w}",
        r"\binom{n}{2} = \frac{n (n - 1)}{2}",
        r"\lim_{x \to 0} \frac{1 - \cos x}{x^2} = \frac{1}{2}",
        r"\lim_{x \to 0^+} \ln x = -\infty",
        r"e^x = 1 + x + \frac{x^2}{2} + O(x^3)",
        r"\frac{x}{x^2 + 1} = O(\frac{1}{x})",
        r"\sum_{k=0}^{n} c_k = \sum_{k=0}^{n} c_{n-k}",
        r"\nabla_u u^\top A u = (A + A^\top) u",
        r"\nabla_u^2 u^\top A u = A + A^\top",
        r"\frac{\partial A u}{\partial u} = A",
        r"\frac{\partial}{\partial y_j} \sum_{i=1}^{n} y_i^2 = 2 y_j",
        r"\det \begin{pmatrix} a & b \\ b & a \end{pmatrix} = a^2 - b^2",
        r"X^+ X = I",
        r"P + u u^\top \succ 0",
        r"x^2 = 4 \iff x = 2 \lor x = -2",
        r"\ln x = 0 \Rightarrow x = 1",
        r"x^2 < 9 \iff -3 < x < 3",
    ],
)
def test_what_is_true_holds_at_every_point(oracle, latex):
    assert oracle(latex, "x") is True


@pytest.mark.parametrize(
    "latex",
    [
        r"\sqrt{x^2} = x",
        r"|z + w| = |z| + |w|",
        r"\lim_{x \to 0} \frac{\tan x - x}{x^3} = \frac{1}{2}",
        r"e^x = 1 + x + x^2 + O(x^3)",
        r"\frac{1}{1 - x} = 1 + x + O(x^{-3})",
        r"\nabla_u u^\top A u = 2 A u",
        r"\frac{\partial}{\partial y_j} \sum_{i=1}^{n} y_i^2 = y_j",
        r"A B = B A",
        r"\det \begin{pmatrix} a & b \\ b & a \end{pmatrix} = a^2 + b^2",
        r"S \succ 0",
        r"x^2 = 4 \iff x = 2",
        r"x^2 \ge x",
        r"e^x > 1 + x",
        r"\ln(x^2) = 0 \iff 2 \ln x = 0",
        r"x^3 = x \Rightarrow x^2 = 1",
    ],
)
def test_what_is_false_fails_somewhere(oracle, latex):
    assert oracle(latex, "x") is False


def test_a_side_that_is_missing_on_an_open_region_counts_against_a_proof(oracle):
    assert oracle(r"2 \ln x = \ln(x^2)") is False


def test_a_side_that_is_missing_at_single_points_does_not(oracle):
    assert oracle(r"\frac{x^2}{x} = x") is True


def test_worlds_have_the_eigenvector_and_the_projection_that_hypotheses_ask_for(oracle):
    assert oracle(r"A^2 v = x^2 v", given=(r"A v = x v",)) is True
    assert oracle(r"A^2 v = x v", given=(r"A v = x v",)) is False
    assert oracle(r"A^3 = A", given=(r"A^2 = A",)) is True


def test_free_indices_differ_at_one_point_and_coincide_at_another():
    found = [point.world for point in points(claim(r"y_j = y_l", context(DECLARED)), 1, 4)]
    assert {world.base["j"] == world.base["l"] for world in found} == {True, False}


def test_one_wrong_verdict_is_told(monkeypatch):
    case = next(each for each in corpus("equations") if not each.holds)
    true = replace(case, holds=True)
    monkeypatch.setattr(corpus_mutants, "corpus", lambda _: [true])
    monkeypatch.setattr(corpus_mutants, "check", lambda _: proved())
    (part,) = corpus_mutants.measure(1, 0, ["equations"])
    assert [told.split(":")[0] for told in part.missed] == ["equations/exponentials.md"]


@pytest.mark.parametrize("seed", range(4))
def test_two_free_indices_coincide_only_where_both_ranges_let_them(seed):
    narrow = context("N, D: size\nx_{ik}: real for i in 1..N, k in 1..D\ny_k: real for k in 1..D")
    about = claim(r"x_{ik} y_k = y_k x_{ik}", narrow)
    assert all(each.world.base["k"] <= each.world.base["D"] for each in points(about, seed, 6) if each.generic)


def test_the_oracle_looks_at_a_witness_with_the_sizes_of_the_witness():
    stated = claim(r"\frac{n}{2} \ne 3 |\{ i : y_i \ge c \}|", context("n: size\ny_i: real for i in 1..n\nc: real"))
    verdict = check(stated)
    assert verdict.witness is not None
    assert dict(verdict.witness.values)["n"] == "6"
    assert said(stated, verdict, 1).holds is False
