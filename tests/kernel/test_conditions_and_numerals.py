"""Conditions as alternatives and as clauses; which digit of a numeral is rounded, and how a wrong one is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.claim import Refutation
from solgen.kernel.conditions.normal_forms import comparisons, conjunctive, disjunctive
from solgen.kernel.refutation import numerals
from solgen.kernel.refutation.numerals import last_digit, widest_unit
from solgen.kernel.refutation.support import Supported
from solgen.notation.reading import read
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

NAMES = context("x, y: real\nn: size\nu_i: real for i in 1..n")


def shown(form: tuple[tuple[Term, ...], ...] | None) -> list[list[str]] | None:
    return None if form is None else [[to_latex(literal) for literal in literals] for literals in form]


@pytest.mark.parametrize(
    ("latex", "alternatives", "clauses"),
    [
        ("x = 1", [["x = 1"]], [["x = 1"]]),
        (r"x \ge 1 \land y < 2", [[r"x \ge 1", "y < 2"]], [[r"x \ge 1"], ["y < 2"]]),
        (r"x = 1 \lor x = 2", [["x = 1"], ["x = 2"]], [["x = 1", "x = 2"]]),
        (
            r"(x = 1 \lor x = 2) \land y = 3",
            [["x = 1", "y = 3"], ["x = 2", "y = 3"]],
            [["x = 1", "x = 2"], ["y = 3"]],
        ),
        (
            r"(x = 1 \land y = 2) \lor x = 3",
            [["x = 1", "y = 2"], ["x = 3"]],
            [["x = 1", "x = 3"], ["y = 2", "x = 3"]],
        ),
        ("0 < x < 1", [["0 < x", "x < 1"]], [["0 < x"], ["x < 1"]]),
        (r"x \in \{1, 2\}", [["x = 1"], ["x = 2"]], [["x = 1", "x = 2"]]),
        (r"x \notin \{1, 2\}", [[r"x \ne 1", r"x \ne 2"]], [[r"x \ne 1"], [r"x \ne 2"]]),
        (r"x \in [0, 1)", [[r"0 \le x", "x < 1"]], [[r"0 \le x"], ["x < 1"]]),
        (r"x \in (0, \infty)", [["0 < x"]], [["0 < x"]]),
        (r"x \in (-\infty, 1]", [[r"x \le 1"]], [[r"x \le 1"]]),
        (r"x = 1 \land x = 1", [["x = 1"]], [["x = 1"], ["x = 1"]]),
        (r"x \in (-\infty, \infty)", None, None),
        (r"x \notin [0, 1]", None, None),
        (r"\neg (x = 1)", None, None),
        (r"x = 1 \lor \neg (x = 2)", None, None),
        (r"x = 1 \land \neg (x = 2)", None, None),
        (r"x \in \mathbb{Z}", None, None),
        (r"x = 1 \implies x = 2", None, None),
        (r"\forall i: u_i > 0", None, None),
    ],
)
def test_a_condition_as_alternatives_and_as_clauses(
    latex: str, alternatives: list[list[str]] | None, clauses: list[list[str]] | None
):
    node = read(latex, NAMES).term
    assert shown(disjunctive(node)) == alternatives
    assert shown(conjunctive(node)) == clauses
    found = comparisons(node)
    once = None if alternatives is None else list(dict.fromkeys(text for texts in alternatives for text in texts))
    assert (None if found is None else list(map(to_latex, found))) == once


def test_more_alternatives_than_sixty_four_are_too_many():
    def either(count: int) -> str:
        return r" \land ".join(rf"(x = {place} \lor y = {place})" for place in range(count))

    most, more = read(either(6), NAMES).term, read(either(7), NAMES).term
    assert len(disjunctive(most) or ()) == 64
    assert disjunctive(more) is None
    assert len(conjunctive(more) or ()) == 7


@pytest.mark.parametrize(
    ("latex", "numeral", "step"),
    [
        ("3.14", "3.14", Fraction(1, 100)),
        ("-3.1", "3.1", Fraction(1, 10)),
        ("2.50", "2.50", Fraction(1, 100)),
        ("7", "7", Fraction(1)),
        ("671", "671", Fraction(1)),
        ("670", "670", Fraction(10)),
        ("600", "600", Fraction(100)),
        ("607", "607", Fraction(1)),
        ("0", "0", Fraction(1)),
        (r"3.2 \cdot 10^5", "3.2", Fraction(1, 10)),
        (r"4.5\,\mathrm{m}", "4.5", Fraction(1, 10)),
        (r"\frac{4.5\,\mathrm{m}}{2\,\mathrm{s}}", "4.5", Fraction(1, 10)),
        (r"11\,\mathrm{min} + 12\,\mathrm{s}", "12", Fraction(1)),
        ("2.5 x", None, None),
        ("x", None, None),
        (r"2 \cdot 3", None, None),
        (r"\pi", None, None),
    ],
)
def test_the_numeral_whose_last_digit_counts_and_what_it_counts(latex: str, numeral: str | None, step: Fraction | None):
    found = last_digit(read(latex, NAMES).term)
    assert (found and str(found.data)) == numeral
    assert (found and widest_unit(found)) == step


@pytest.mark.parametrize(
    ("latex", "left", "right"),
    [
        (r"\pi \approx 3.15", "3.14159", "3.15000"),
        (r"\frac{1}{3} \approx 0.34", "0.333333", "0.340000"),
        (r"-\pi \approx -3.13", "-3.14159", "-3.13000"),
        (r"1000 \pi \approx 3150", "3141.59", "3150.00"),
        (r"\sqrt{2} \approx 1.41422", "1.41421", "1.41422"),
        (r"\sqrt{2} \approx 1.4142137", "1.41421356", "1.41421370"),
        (r"\frac{1}{3}\,\mathrm{m} \approx 34\,\mathrm{cm}", "33.3333", "34.0000"),
        (r"700000 \approx 3 \cdot 10^5", "7.00000", "3.00000"),
    ],
)
def test_a_wrong_numeral_is_told_with_the_digits_that_show_it(latex: str, left: str, right: str):
    found = numerals.attempt(claim(latex, NAMES))
    assert isinstance(found, Refutation)
    assert (found.witness.left, found.witness.right) == (left, right)


@pytest.mark.parametrize(
    "latex",
    [r"\pi \approx 3.14", r"\pi \approx 3.142", r"\frac{2}{3} \approx 0.67", r"3149 \approx 3100", "x - x = 0.0"],
)
def test_a_right_numeral_is_supported(latex: str):
    assert isinstance(numerals.attempt(claim(latex, NAMES)), Supported)


@pytest.mark.parametrize("latex", [r"\pi \approx x", r"\ln(-1) \approx 3.1", r"\{1\} \approx 3.1"])
def test_of_what_is_no_number_nothing_is_said(latex: str):
    assert numerals.attempt(claim(latex, NAMES)) is None
