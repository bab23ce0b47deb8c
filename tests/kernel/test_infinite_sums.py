r"""Infinite sums in closed form: what they come to, held against partial sums, and which of them are left alone."""

from __future__ import annotations

from fractions import Fraction
from math import exp, factorial

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

INSIDE = "q: real, in (-1, 1)\nm: size"
TRUE = [
    (INSIDE, r"\sum_{k=0}^{\infty} q^k = \frac{1}{1 - q}"),
    (INSIDE, r"\sum_{k=1}^{\infty} k q^{k-1} = \frac{1}{(1 - q)^2}"),
    (INSIDE, r"\sum_{k=1}^{\infty} k^2 q^k = \frac{q (1 + q)}{(1 - q)^3}"),
    (INSIDE, r"\sum_{k=m}^{\infty} k q^k = \frac{q^m (m - (m - 1) q)}{(1 - q)^2}"),
    (INSIDE, r"\sum_{k=0}^{\infty} (-1)^k q^{2k} = \frac{1}{1 + q^2}"),
    (INSIDE, r"\frac{d}{dq} \sum_{k=0}^{\infty} q^k = \sum_{k=1}^{\infty} k q^{k-1}"),
    ("p: real, in (0, 1)", r"\sum_{k=1}^{\infty} k (1 - p)^{k-1} p = \frac{1}{p}"),
    ("r, C: real, positive", r"\sum_{k=1}^{\infty} \frac{C}{(1 + r)^k} = \frac{C}{r}"),
    ("a: real, positive", r"\sum_{k=0}^{\infty} e^{-a k} = \frac{1}{1 - e^{-a}}"),
    ("a: real", r"\sum_{k=0}^{\infty} \frac{a^k}{k!} = e^a"),
    ("a: real", r"\sum_{k=0}^{\infty} k \frac{a^k}{k!} e^{-a} = a"),
    ("a: real", r"\sum_{k=2}^{\infty} \frac{a^k}{k!} e^{-a} = 1 - e^{-a} - a e^{-a}"),
    ("", r"\sum_{k=1}^{\infty} \frac{1}{2^k} + \sum_{k=0}^{\infty} \frac{1}{3^k} = \frac{5}{2}"),
]
FALSE = [
    (INSIDE, r"\sum_{k=1}^{\infty} q^k = \frac{1}{1 - q}"),
    (INSIDE, r"\sum_{k=1}^{\infty} k q^k = \frac{1}{(1 - q)^2}"),
    ("p: real, in (0, 1)", r"\sum_{k=1}^{\infty} k (1 - p)^{k-1} p = \frac{1 - p}{p}"),
    ("a: real", r"\sum_{k=1}^{\infty} \frac{a^k}{k!} = e^a"),
    ("", r"\sum_{k=1}^{\infty} \frac{k}{2^{k-1}} = 2"),
]
LEFT_ALONE = [
    ("q: real", r"\sum_{k=0}^{\infty} q^k = \frac{1}{1 - q}"),
    ("q: real, in (1, 2)", r"\sum_{k=0}^{\infty} q^k = \frac{1}{1 - q}"),
    ("", r"\sum_{k=0}^{\infty} 2^k = -1"),
    ("", r"\sum_{k=0}^{\infty} (-1)^k = \frac{1}{2}"),
    ("", r"\sum_{k=0}^{\infty} 1 = 0"),
    ("", r"\sum_{k=1}^{\infty} \frac{1}{k} = 7"),
    ("d: size\nA: matrix[d, d]", r"\sum_{k=0}^{\infty} A^k = (I - A)^{-1}"),
    ("x: real", r"\int_0^2 \sum_{k=0}^{\infty} x^k \, dx = 1"),
]


@pytest.mark.parametrize(("declare", "latex"), TRUE)
def test_a_true_value_of_an_infinite_sum_is_proved(declare: str, latex: str) -> None:
    verdict = check(claim(latex, context(declare)))
    assert verdict.word is Word.PROVED, verdict.message


@pytest.mark.parametrize(("declare", "latex"), FALSE)
def test_a_false_value_of_an_infinite_sum_is_refuted(declare: str, latex: str) -> None:
    assert check(claim(latex, context(declare))).word is Word.REFUTED


@pytest.mark.parametrize(("declare", "latex"), LEFT_ALONE)
def test_a_sum_that_is_not_known_to_converge_is_neither_proved_nor_refuted(declare: str, latex: str) -> None:
    assert check(claim(latex, context(declare))).word is Word.UNDECIDED


def test_what_makes_a_sum_converge_may_stand_among_the_hypotheses_and_is_assumed() -> None:
    given = context("q: real", given=("|q| < 1",))
    verdict = check(claim(r"\sum_{k=0}^{\infty} q^k = \frac{1}{1 - q}", given))
    assert verdict.word is Word.PROVED
    assert verdict.assumed == (0,)


def test_a_name_may_stand_for_an_infinite_sum() -> None:
    named = context("a: real\nS: real", let=(r"S = \sum_{k=0}^{\infty} \frac{a^k}{k!}",))
    assert check(claim("S = e^a", named)).word is Word.PROVED
    assert check(claim("S = e^{2a}", named)).word is Word.REFUTED


@pytest.mark.parametrize("degree", range(6))
@pytest.mark.parametrize("low", [0, 1, 3])
@pytest.mark.parametrize("ratio", [Fraction(1, 2), Fraction(-2, 3), Fraction(1, 5)])
def test_powers_times_a_geometric_sequence_add_up_to_what_many_terms_come_to(
    degree: int, low: int, ratio: Fraction
) -> None:
    terms = sum(Fraction(place) ** degree * ratio**place for place in range(low, 400))
    written = rf"\left(\frac{{{ratio.numerator}}}{{{ratio.denominator}}}\right)^k"
    assert _rounded(rf"\sum_{{k={low}}}^{{\infty}} k^{degree} \cdot {written}", float(terms)) is Word.PROVED
    assert _rounded(rf"\sum_{{k={low}}}^{{\infty}} k^{degree} \cdot {written}", float(terms) + 1e-6) is Word.REFUTED


@pytest.mark.parametrize("degree", range(5))
@pytest.mark.parametrize("low", [0, 1, 4])
def test_powers_over_factorials_add_up_to_what_many_terms_come_to(degree: int, low: int) -> None:
    terms = sum(Fraction(3, 2) ** place * place**degree / factorial(place) for place in range(low, 60))
    written = rf"\sum_{{k={low}}}^{{\infty}} \frac{{k^{degree} \cdot 1.5^k}}{{k!}}"
    assert _rounded(written, float(terms)) is Word.PROVED
    assert degree or low or abs(float(terms) - exp(1.5)) < 1e-12


def _rounded(latex: str, value: float) -> Word:
    sign = "-" if value < 0 else ""
    return check(claim(rf"{latex} \approx {sign}{abs(value):.7f}", context(""))).word


NAMES = context("q: real, in (0, 1)\nx: real\np: real, positive\na: real")
WORDS = {
    Word.PROVED: r"""
        \sum_{k=0}^\infty q^k = \frac{1}{1 - q}
        \sum_{k=1}^\infty q^k = \frac{q}{1 - q}
        \sum_{k=0}^\infty k q^k = \frac{q}{(1 - q)^2}
        \sum_{k=0}^\infty k^2 q^k = \frac{q (1 + q)}{(1 - q)^3}
        \sum_{k=2}^\infty q^k = \frac{q^2}{1 - q}
        \sum_{k=0}^\infty (k + 1) q^k = \frac{1}{(1 - q)^2}
        \sum_{k=0}^\infty q^{2 k} = \frac{1}{1 - q^2}
        \sum_{k=0}^\infty q^{2 k + 1} = \frac{q}{1 - q^2}
        \sum_{k=0}^\infty q^{k - 1} = \frac{1}{q (1 - q)}
        \sum_{k=0}^\infty (-q)^k = \frac{1}{1 + q}
        \sum_{k=0}^\infty (-1)^k q^k = \frac{1}{1 + q}
        \sum_{k=0}^\infty a q^k = \frac{a}{1 - q}
        \sum_{k=0}^\infty \frac{a}{2^k} = 2 a
        \sum_{k=0}^\infty \frac{1}{2^k 3^k} = \frac{6}{5}
        \sum_{k=0}^\infty \frac{2^k}{3^k} = 3
        \sum_{k=0}^\infty \frac{k}{2^k} = 2
        \sum_{k=1}^\infty \frac{k^2}{2^k} = 6
        \sum_{k=0}^\infty \frac{1}{p 2^k} = \frac{2}{p}
        \sum_{k=0}^\infty \frac{x^k}{k!} = e^x
        \sum_{k=1}^\infty \frac{x^k}{k!} = e^x - 1
        \sum_{k=0}^\infty \frac{1}{k!} = e
        \sum_{k=0}^\infty \frac{k}{k!} = e
        \sum_{k=0}^\infty \frac{k^2}{k!} = 2 e
        \sum_{k=0}^\infty \frac{(-1)^k}{k!} = \frac{1}{e}
        \sum_{k=0}^\infty \frac{2^k}{k!} = e^2
        \sum_{k=0}^\infty \frac{k x^k}{k!} = x e^x
        \sum_{k=0}^\infty \frac{x^{2 k}}{k!} = e^{x^2}
        \sum_{k=0}^\infty \frac{x^{k + 1}}{k!} = x e^x
        \sum_{k=0}^\infty \frac{x^k}{2^k k!} = e^{x/2}
        \sum_{k=0}^\infty e^{-k} = \frac{e}{e - 1}
        \sum_{k=0}^\infty e^{-p k} = \frac{1}{1 - e^{-p}}
        \sum_{k=0}^\infty (q^k + 2^{-k}) = \frac{1}{1 - q} + 2
        \sum_{k=0}^\infty (1 - q) q^k = 1
        \sum_{k=0}^\infty k (1 - q) q^k = \frac{q}{1 - q}
        \sum_{k=0}^\infty (q^k)^2 = \frac{1}{1 - q^2}
        \sum_{k=0}^\infty \frac{(k + 1)^2}{2^k} = 12
        \sum_{k=0}^\infty (k - 1)(k + 1) q^k = \frac{q (1 + q)}{(1 - q)^3} - \frac{1}{1 - q}
        \sum_{k=3}^\infty q^{k - 3} = \frac{1}{1 - q}
        \sum_{k=3}^\infty \frac{1}{2^k} = \frac{1}{4}
    """,
    Word.REFUTED: r"""
        \sum_{k=0}^\infty q^k = \frac{q}{1 - q}
        \sum_{k=0}^\infty k^2 q^k = \frac{q}{(1 - q)^3}
        \sum_{k=0}^\infty \frac{2^k}{3^k} = 2
        \sum_{k=0}^\infty \frac{x^k}{k!} = e^x - 1
        \sum_{k=0}^\infty \frac{k^2}{k!} = e
        \sum_{k=3}^\infty \frac{1}{2^k} = \frac{1}{8}
    """,
    Word.UNDECIDED: r"""
        \sum_{k=0}^\infty \frac{3^k}{2^k} = -2
        \sum_{k=0}^\infty x^k = \frac{1}{1 - x}
        \sum_{k=0}^\infty \frac{x^k}{k! k!} = e^x
        \sum_{k=0}^\infty e^{-a k} = \frac{1}{1 - e^{-a}}
        \sum_{k=0}^\infty q^{k^2} = \frac{1}{1 - q}
        \sum_{k=1}^\infty \frac{1}{k} = 1
        \sum_{k=0}^\infty k^7 q^k = 0
        \sum_{k=0}^\infty \sin(k) q^k = 0
        \sum_{k=0}^\infty 1 = 0
    """,
}


@pytest.mark.parametrize(
    ("latex", "word"), [(line.strip(), word) for word, lines in WORDS.items() for line in lines.strip().splitlines()]
)
def test_what_becomes_of_a_value_of_a_sum_of_powers(latex: str, word: Word) -> None:
    assert check(claim(latex, NAMES)).word is word
