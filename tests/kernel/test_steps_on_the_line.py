"""Steps and inequalities in one real unknown: what the survey of the line decides, and what it leaves open."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel import inequalities_on_the_line, steps_on_the_line
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Refutation, Word
from solgen.kernel.real_line.numbers import ball, between, equal
from solgen.kernel.real_line.zeros import Line, zeros
from solgen.notation.reading import read
from solgen.notation.terms import number
from tests.kernel.claims import claim, context

HOLD = [
    ("x: real", (), r"\sqrt{-x^2} = 0 \iff x = 0"),
    ("x: real", (), r"\ln(1 - x^2) = 0 \iff x = 0"),
    ("x: real", (), r"|x| = x \iff x \ge 0"),
    ("x: real", (), r"\max(x, 1) = 1 \iff x \le 1"),
    ("x: real", (), r"\sqrt{x}\sqrt{x} = x \iff x \ge 0"),
    ("x: real", (), r"\sqrt{x^2} = x \iff x \ge 0"),
    ("x: real", (), r"e^{\ln x} = x \iff x > 0"),
    ("x: real", (), r"\frac{x - 1}{x - 1} = 1 \iff x \ne 1"),
    ("x: real", (), r"x \in \{1, 2\} \iff (x - 1)(x - 2) = 0"),
    ("x: real", (), r"|x| < 0 \Rightarrow x = 5"),
    ("x: real, in [0, 10]", (), r"\sin x = 0 \iff x = 0 \lor x = \pi \lor x = 2\pi \lor x = 3\pi"),
    ("x: real", (r"x < 1 \lor x > 3",), r"x^2 = 4 \iff x = -2"),
    ("x: real", ("x > 1",), r"\sqrt{x + 2} = x \iff (x - 2)(x + 1) = 0"),
    ("x: integer", (), r"x^2 < 2 \iff x = 0 \lor x = 1 \lor x = -1"),
    ("n: size", (), r"n^2 \le 4 \iff n = 1 \lor n = 2"),
]

FAIL = [
    ("x: real", (), r"\sqrt{-x^2} = 0 \iff 0 = 0"),
    ("x: real", (), r"\ln(1 - x^2) < 0 \iff x \ne 0"),
    ("x: real", (), r"|x| = x \iff x > 0"),
    ("x: real", (), r"\sqrt{x}\sqrt{x} = x \iff x = x"),
    ("x: real", (), r"\frac{0}{x} = 0 \iff 0 = 0"),
    ("x: real", (), r"e^x = 3 \iff x = e^3"),
    ("x: real", (), r"\sin x = 0 \iff x = 0"),
    ("x: real, in [0, 10]", (), r"\sin x = 0 \iff x = 0 \lor x = \pi \lor x = 2\pi"),
    ("x: real, in [0, 10]", (), r"\sin(2x) = 0 \iff \sin x = 0"),
    ("x: integer", (), r"2x = 1 \iff x = 7"),
    ("k: real, positive\nx: real", (), r"e^{-k x} = \frac{1}{2} \iff x = k \ln 2"),
]

OPEN = [
    ("x: real", (), r"x^3 - x - 1 = 0 \Rightarrow x > 1", "an irrational number without a formula"),
    ("x: real, in [-10, 10]", (), r"\sin(x^3 - 100x) = 2 \iff x = 20", "an angle that is not linear"),
    ("x: real\ny: real, in [0, x]", (), r"x^2 = 4 \iff x = 2", "another name confines the unknown"),
]


@pytest.mark.parametrize(("declare", "assumed", "latex"), HOLD, ids=[case[2] for case in HOLD])
def test_a_step_that_holds_at_every_place_where_it_can_change_is_proved(declare, assumed, latex):
    verdict = check(claim(latex, context(declare, given=assumed), (declare[0],)))
    assert verdict.word is Word.PROVED
    assert not verdict.conditions


@pytest.mark.parametrize(("declare", "assumed", "latex"), FAIL, ids=[case[2] for case in FAIL])
def test_a_step_that_fails_somewhere_is_refuted_with_the_place(declare, assumed, latex):
    verdict = check(claim(latex, context(declare, given=assumed), ("x",)))
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    assert "x" in dict(verdict.witness.values)


@pytest.mark.parametrize(("declare", "assumed", "latex", "why"), OPEN, ids=[case[3] for case in OPEN])
def test_what_the_survey_cannot_see_wholly_it_leaves_open(declare, assumed, latex, why):
    found = steps_on_the_line.attempt(claim(latex, context(declare, given=assumed), ("x",)))
    assert not isinstance(found, Proof | Refutation), why


@pytest.mark.parametrize(
    ("declare", "latex", "holds"),
    [
        ("x: real", r"x^6 + 1 \ge x^4", True),
        ("x: real", r"x^6 + 1 > x^4 + \frac{2}{3}", True),
        ("x: real", r"x^2 + 1 > x + \frac{4}{5}", False),
        (r"x: real, in [0, \pi]", r"\sin x \ge 0", True),
        (r"x: real, in [0, \pi]", r"\sin x > 0", False),
        ("x: real", r"|x - 1| + |x + 1| \ge 2", True),
        ("x: real", r"\sqrt{x^2 + 1} > x", True),
        ("n: size", r"n^2 \ge 2n - 1", True),
        ("n: size", r"n^2 \ge 3n - 2", True),
        ("x: real", r"x^2 \ge 3x - 2", False),
    ],
)
def test_an_inequality_on_the_whole_domain_is_decided(declare, latex, holds):
    found = inequalities_on_the_line.attempt(claim(latex, context(declare)))
    assert isinstance(found, Proof if holds else Refutation)


def test_an_inequality_says_nothing_where_a_side_does_not_exist():
    found = inequalities_on_the_line.attempt(claim(r"\sqrt{x} \ge 0", context("x: real")))
    assert not isinstance(found, Proof | Refutation)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(-6, 6), min_size=1, max_size=4), st.integers(-3, 3).filter(bool))
def test_the_zeros_of_a_product_of_linear_factors_are_among_those_found(roots, scale):
    latex = f"{scale}" + "".join(f"(x - {root})" if root >= 0 else f"(x + {-root})" for root in roots)
    where = context("x: real")
    found = zeros(Line(where, "x"), read(latex, where).term, number(0))
    assert found is not None
    values = [ball(value) for value in found]
    assert all(any(near is not None and near == arb(root) for near in values) for root in roots)


def test_numbers_written_differently_are_known_to_be_equal():
    where = context("")
    one, other = read(r"\arcsin\frac{1}{2}", where).term, read(r"\frac{\pi}{6}", where).term
    assert equal(one, other)
    assert not equal(one, read(r"\frac{\pi}{7}", where).term)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.fractions(max_denominator=40), st.fractions(max_denominator=40))
def test_a_number_between_two_others_lies_between_them(one, other):
    low, high = sorted((one, other))
    found = between(arb(low.numerator) / low.denominator, arb(high.numerator) / high.denominator)
    assert found is None if low == high else low < Fraction(str(found)) < high
