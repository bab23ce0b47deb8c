"""``≈`` means correctly rounded to the digits that are written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel import rounding
from solgen.kernel.claim import Proof
from solgen.kernel.written_digits import numeral_and_unit
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

WHERE = context("x: real\nt: quantity in s")


def holds(latex):
    return isinstance(rounding.attempt(claim(latex, WHERE)), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{10}{3} \approx 3.33",
        r"\frac{8260050000000}{12301000000} \approx 671.49",
        r"671.49 \approx 670",
        r"671.49 \approx 671",
        r"\pi \approx 3.14",
        r"\sqrt{2} \approx 1.414",
        r"0.125 \approx 0.13",
        r"-0.125 \approx -0.13",
        r"671.49\,\mathrm{s} \approx 671\,\mathrm{s}",
        r"671.49\,\mathrm{s} \approx 11\,\mathrm{min} + 11\,\mathrm{s}",
        r"\frac{1}{1000} \approx 0",
        r"\sqrt{49} \frac{\mathrm{m}}{\mathrm{s}} \approx 7.00 \frac{\mathrm{m}}{\mathrm{s}}",
        r"9.80665 \frac{\mathrm{m}}{\mathrm{s}^2} \approx 9.81 \frac{\mathrm{m}}{\mathrm{s}^2}",
    ],
)
def test_rounded(latex):
    assert holds(latex)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{10}{3} \approx 3.34",
        r"\frac{10}{3} \approx 3.3333334",
        r"676 \approx 670",
        r"\pi \approx 3.15",
        r"\pi \approx 3.141",
        r"671.51\,\mathrm{s} \approx 671\,\mathrm{s}",
        r"671.49\,\mathrm{s} \approx 671",
        r"671.49\,\mathrm{s} \approx 12\,\mathrm{min}",
        r"0.125 \approx 0.12",
        r"9.80665 \frac{\mathrm{m}}{\mathrm{s}^2} \approx 9.80 \frac{\mathrm{m}}{\mathrm{s}^2}",
        r"x \approx 3",
        r"3 \approx x",
    ],
)
def test_not_rounded(latex):
    assert not holds(latex)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 999), st.integers(1, 4), st.integers(-1, 1))
def test_a_decimal_is_accepted_exactly_when_decimal_arithmetic_rounds_to_it(above, below, places, off):
    step = Decimal(1).scaleb(-places)
    exact = Decimal(above) / Decimal(below)
    shown = exact.quantize(step, ROUND_HALF_UP) + off * step
    if shown <= 0:
        return
    right = exact.quantize(step, ROUND_HALF_UP) == shown
    assert holds(rf"\frac{{{above}}}{{{below}}} \approx {shown}") == right


@pytest.mark.parametrize(
    "latex", [r"0.33 \approx \frac{1}{3}", r"0.4 \approx \frac{1}{3}", r"0.166 \approx \frac{0.5}{3}"]
)
def test_a_quotient_of_numbers_is_no_numeral_that_something_is_rounded_to(latex):
    assert not holds(latex)


@pytest.mark.parametrize(
    ("latex", "numeral", "unit"),
    [
        ("2.5", "2.5", "1"),
        ("-2.5", "2.5", "1"),
        (r"1\,\mathrm{h} + 2\,\mathrm{min} + 3.5\,\mathrm{s}", "3.5", r"\mathrm{s}"),
        (r"\frac{2.5\,\mathrm{m}}{\mathrm{s}}", "2.5", r"\frac{\mathrm{m}}{\mathrm{s}}"),
        (r"\frac{2.5}{\mathrm{s}}", "2.5", r"\frac{1}{\mathrm{s}}"),
        (r"2.5 \cdot 10^3", "2.5", "10^3"),
        (
            r"\frac{2.5\,\mathrm{kg}}{\mathrm{m}\,\mathrm{s}}",
            "2.5",
            r"\frac{\mathrm{kg}}{\mathrm{m}\,\mathrm{s}}",
        ),
        (r"2.5 \frac{\mathrm{m}}{\mathrm{s}^2}", "2.5", r"\frac{\mathrm{m}}{\mathrm{s}^2}"),
        (r"2.5 \cdot 3^2 \cdot 2", None, None),
        (r"2.5 x", None, None),
        (r"2 \cdot 3", None, None),
        (r"\frac{1}{3}", None, None),
        ("x", None, None),
        (r"\frac{x}{\mathrm{s}}", None, None),
    ],
)
def test_the_last_digit_counts_of_the_last_numeral_and_is_worth_its_unit(latex, numeral, unit):
    found = numeral_and_unit(read(latex, WHERE).term)
    if numeral is None:
        assert found is None
    else:
        assert found == (read(numeral, WHERE).term, read(unit, WHERE).term)
