"""What hypotheses state of a matrix counts like its declaration, and the verdict says which it rests on."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = """
n, m: size
A: matrix[n, n]
B: matrix[n, n]
X: matrix[m, n]
u: vector[n]
v: vector[n]
p: vector[2]
D: matrix[2, 2]
"""

FOLLOWS = [
    (("A^\\top A = I",), "A A^\\top = I"),
    (("A A^\\top = I",), "A^{-1} = A^\\top"),
    (("A^{-1} = A^\\top",), "\\|A v\\| = \\|v\\|"),
    (("A A^\\top = A^\\top A = I",), "(A u)^\\top (A v) = u^\\top v"),
    (("X^\\top X = I",), "(X X^\\top)^2 = X X^\\top"),
    (("A = A^\\top",), "u^\\top A v = v^\\top A u"),
    (("A B = I",), "B A = I"),
    (("I = A B",), "B = A^{-1}"),
    (("A^2 = 0",), "(I - A) (I + A) = I"),
    (("A = X^\\top X",), "A^\\top = A"),
    (("A \\succ 0", "A^\\top = A"), "A^{-1} \\succ 0"),
    (("\\|u\\| = 1", "\\|v\\| = 1"), "\\|u - v\\|^2 = 2 - 2 u^\\top v"),
    (("u^\\top u = 1",), "(I - 2 u u^\\top)^\\top (I - 2 u u^\\top) = I"),
    (("u = 0",), "A u = 0"),
    (("B = 0",), "A B = B A"),
    (("u = A v",), "v^\\top A^\\top u = \\|u\\|^2"),
    (("p = (3, 4)",), "\\|p\\| = 5"),
    (("p = (3, 4)",), "D p = 3 D (1, 0)^\\top + 4 D (0, 1)^\\top"),
]
DOES_NOT = [
    (("A^\\top A = I",), "A^\\top = A"),
    (("A^\\top A = I",), "A = I"),
    (("X^\\top X = I",), "X X^\\top = I"),
    (("A = A^\\top",), "A B = (A B)^\\top"),
    (("A B = I",), "A = B"),
    (("A^2 = 0",), "A = 0"),
    (("A = X^\\top X",), "A = X X^\\top"),
    (("\\|u\\| = 1", "\\|v\\| = 1"), "\\|u - v\\|^2 = 2"),
    (("u^\\top u = 1",), "\\|v - u u^\\top v\\|^2 = \\|v\\|^2"),
    (("u = 0",), "A u = v"),
    (("B = 0",), "A B = I"),
    (("p = (3, 4)",), "\\|p\\| = 7"),
    (("p = (3, 4)", "D p = p"), "D = I"),
]


@pytest.mark.parametrize(("given", "latex"), FOLLOWS)
def test_what_follows_is_proved_and_rests_on_the_hypotheses(given: tuple[str, ...], latex: str):
    verdict = check(claim(latex, context(NAMES, given=given)))
    assert verdict.established, verdict.message
    assert set(verdict.assumed) == set(range(len(given)))
    assert not check(claim(latex, context(NAMES))).established


@pytest.mark.parametrize(("given", "latex"), DOES_NOT)
def test_what_does_not_follow_has_no_proof(given: tuple[str, ...], latex: str):
    verdict = check(claim(latex, context(NAMES, given=given)))
    assert verdict.word in (Word.REFUTED, Word.ILL_FORMED), verdict.message


@pytest.mark.parametrize(
    ("given", "latex", "word"),
    [
        (("k \\le n",), "\\binom{n}{k} = \\binom{n}{n-k}", Word.PROVED),
        (("n \\ge k",), "\\binom{n}{k} = \\frac{n!}{k! (n-k)!}", Word.PROVED),
        (("k < n",), "\\binom{n}{k+1} = \\frac{n-k}{k+1} \\binom{n}{k}", Word.PROVED),
        (("2 \\le k \\le n",), "\\binom{n}{k} = \\frac{n (n-1)}{k (k-1)} \\binom{n-2}{k-2}", Word.PROVED),
        (("k \\le n",), "\\binom{n}{k} = \\binom{n}{n-k+1}", Word.REFUTED),
    ],
)
def test_bounds_between_whole_numbers_count_like_declared_ones(given: tuple[str, ...], latex: str, word: Word):
    assert check(claim(latex, context("n, k: size", given=given))).word is word


def test_a_product_of_other_shapes_gives_no_inverse():
    names = "n, m: size\nX: matrix[m, n]\nY: matrix[n, m]"
    assert check(claim("Y X = I", context(names, given=("X Y = I",)))).word is not Word.PROVED


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (("a \\ne 0", "b^2 \\ge 4 a c"), "\\frac{\\sqrt{b^2 - 4 a c}^2}{a} = \\frac{b^2}{a} - 4 c"),
        (("0 < a", "b = a"), "\\sqrt{a b} = a"),
        (("a \\ge 0", "b^2 \\ge a"), "\\sqrt{a^2 b^2} = a |b|"),
    ],
)  # fmt: skip
def test_the_sign_of_a_number_counts_like_a_declared_one(given: tuple[str, ...], latex: str):
    assert check(claim(latex, context("a, b, c: real", given=given))).word is Word.PROVED
    assert check(claim(latex, context("a, b, c: real", given=given[1:]))).word is not Word.PROVED
