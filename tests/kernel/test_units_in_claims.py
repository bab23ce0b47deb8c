"""Units of different dimensions are never compared by the numbers that stand for them."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from tests.kernel.claims import claim, context


@pytest.mark.parametrize(
    "comparison",
    [
        r"1\,\mathrm{s} > 1",
        r"1\,\mathrm{km} > 1\,\mathrm{s}",
        r"997\,\mathrm{s} = 1009",
        r"1\,\mathrm{J} > 1\,\mathrm{s}",
        r"\ln(1\,\mathrm{s}) > 0",
    ],
)
def test_what_is_measured_in_different_units_is_not_compared(comparison):
    assert not check(claim(comparison, context())).established


@pytest.mark.parametrize(
    "conversion",
    [
        r"1\,\mathrm{km} = 1000\,\mathrm{m}",
        r"1\,\mathrm{min} > 59\,\mathrm{s}",
        r"2\,\mathrm{kB} = 2000\,\mathrm{B}",
        r"1\,\mathrm{J} = 1\,\mathrm{W} \cdot 1\,\mathrm{s}",
        r"1\,\mathrm{kWh} = 1\,\mathrm{kW} \cdot 1\,\mathrm{h}",
        r"6000\,\mathrm{N} = 1200\,\mathrm{kg} \cdot 5\,\mathrm{m/s^2}",
        r"6\,\mathrm{kN} \cdot 62.5\,\mathrm{m} = 375\,\mathrm{kJ}",
    ],
)
def test_units_of_one_dimension_are_converted(conversion):
    assert check(claim(conversion, context())).established
