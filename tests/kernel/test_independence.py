"""A denominator is excepted only where its zeros certainly fill no open set: functions that hide a relation do not."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from tests.kernel.claims import claim, context

NAMES = context(r"""
    x, v: real
    u: real
    p: real, positive
    w: real, at least u, at most u
    z: real, in [1, 1]
    W: matrix[2, 2], symmetric
    S: matrix[2, 2], diagonal s_k for k in 1..2
    s_k: real for k in 1..2
    n: size
    k: integer
    f: function
""")

ZERO_FOR_POSITIVE_V = [
    r"\ln(x^4) - 2 \ln(x^2)",
    r"\sin(\frac{2}{x}) - 2 \sin(\frac{1}{x}) \cos(\frac{1}{x})",
    r"e^{\sqrt[8]{x^4}} - e^{\sqrt[4]{x^2}}",
    r"e^{\sqrt[4]{4} x} - e^{\sqrt{2} x}",
    r"W_{12} - W_{21}",
    r"S_{11} - s_1",
    r"S_{12}",
    r"w - u",
    r"z - 1",
]


@pytest.mark.parametrize("hidden", ZERO_FOR_POSITIVE_V)
def test_a_difference_that_is_zero_in_disguise_is_no_denominator_on_a_half_line_either(hidden):
    """``hidden + |v| - v`` is zero for every nonnegative v, which is no exception that may be listed."""
    below = rf"{hidden} + |v| - v"
    assert not check(claim(rf"\frac{{{below}}}{{{below}}} = 1", NAMES)).established


def test_a_root_that_is_x_on_one_side_of_zero_only_is_not_taken_for_independent_of_x():
    below = r"e^{(\sqrt[4]{x^2})^2} - e^x"
    assert not check(claim(rf"\frac{{{below}}}{{{below}}} = 1", NAMES)).established


@pytest.mark.parametrize(
    "below", ["e^x - x", r"e^x + \ln(p) - x", r"\sin(x) + e^{-x}", r"\ln(1 + e^x) - x p", r"|x| + x + u", "k + x"]
)
def test_functions_without_a_relation_are_excepted_where_they_vanish(below):
    assert check(claim(rf"\frac{{{below}}}{{{below}}} = 1", NAMES)).established


@pytest.mark.parametrize("power", ["(n - 1)^0 = 1", "k^0 = 1", "f(x)^0 = 1"])
def test_the_power_0_of_what_may_be_0_on_an_open_set_is_not_1(power):
    assert not check(claim(power, NAMES)).established


def test_the_power_0_of_a_real_name_excepts_0():
    assert check(claim("x^0 = 1", NAMES)).conditions == (r"x \ne 0",)
