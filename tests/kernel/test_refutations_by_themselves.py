"""What a refutation says, and how many points it counts where it finds none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.claim import Refutation
from solgen.kernel.instances.models import Model
from solgen.kernel.refutation import conditions, numerals
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import point_of
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

NAMES = context("x, y: real", let=("u = x + 1",))


@pytest.mark.parametrize(
    ("numeral", "unit"),
    [
        ("0.50", Fraction(1, 100)),
        ("12.0", Fraction(1, 10)),
        ("3.125", Fraction(1, 1000)),
        ("670", 10),
        ("671", 1),
        ("100", 100),
        ("101", 1),
        ("5", 1),
        ("0", 1),
    ],
)
def test_the_widest_unit_of_a_numeral_is_that_of_its_last_digit_but_for_zeros_of_whole_numbers(numeral, unit):
    assert numerals.widest_unit(read(numeral, NAMES).term) == unit


@pytest.mark.parametrize(
    ("latex", "left", "right"),
    [
        (r"\frac{10}{3} \approx 3.34", "3.33333", "3.34000"),
        (r"676 \approx 670", "676.000", "670.000"),
        (r"\pi \approx 3.14160", "3.14159", "3.14160"),
        (r"\frac{1}{3} \approx 0.3333334", "0.333333333", "0.333333400"),
        (r"11\,\mathrm{s} \approx 12\,\mathrm{s}", "11.0000", "12.0000"),
    ],
)
def test_a_numeral_that_is_not_the_rounded_value_is_shown_beside_it(latex, left, right):
    found = numerals.attempt(claim(latex, NAMES))
    assert isinstance(found, Refutation)
    assert found.witness is not None
    assert (found.witness.left, found.witness.right, found.witness.note) == (left, right, "not the rounded value")


@pytest.mark.parametrize(
    ("latex", "given", "found"),
    [
        (r"\frac{10}{3} \approx 3.33", (), Supported(1)),
        (r"666 \approx 670", (), Supported(1)),
        (r"x - x + 2 \approx 2.0", (), Supported(3)),
        (r"x \approx 2.0", ("x = 2",), Supported(3)),
        (r"3 \approx x", (), None),
        (r"\sqrt{-1 - x^2} \approx 1", (), None),
    ],
)
def test_how_many_points_support_a_rounded_value(latex, given, found):
    assert numerals.attempt(claim(latex, context(given=given, base=NAMES))) == found


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"x = y \iff 0 \cdot x = 0 \cdot y", "the condition on the right held at all 27 points that were tried"),
        (r"0 \cdot x = 0 \cdot y \iff x = y", "the condition on the left held at all 27 points that were tried"),
    ],
)
def test_a_condition_that_held_everywhere_is_told_with_the_number_of_points(latex, message):
    found = conditions.attempt(claim(latex, NAMES))
    assert isinstance(found, Refutation)
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("latex", "note"),
    [
        (r"x = 1 \iff x = 2", "solutions lost: x = 1"),
        (r"x = 1 \iff x^2 = 1", "solutions gained: x = -1"),
        (r"x > 0 \iff x^2 > 0", "solutions gained: x = -1"),
        (r"x^2 = 1 \implies x = 1", "solutions lost: x = -1"),
    ],
)
def test_a_step_that_loses_or_gains_solutions_names_one(latex, note):
    found = conditions.attempt(claim(latex, NAMES))
    assert isinstance(found, Refutation)
    assert found.witness is not None
    assert (found.message, found.witness.note) == ("", note)


def test_a_point_has_the_names_that_are_asked_for_and_what_their_definitions_use():
    model = Model(NAMES, {"x": Fraction(1, 2), "y": Fraction(3)}, order=("y", "x", "u"))
    assert point_of(model, ["x"]) == (("x", "1/2"),)
    assert point_of(model, ["u"]) == (("x", "1/2"),)
    assert point_of(model, ["x", "y"]) == (("y", "3"), ("x", "1/2"))
    assert point_of(model, []) == ()
