"""Angles in degrees: ``30^\\circ`` is a part of pi, and nothing else has degrees."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations

NAMES = read_declarations("x, C: real")


@pytest.mark.parametrize(
    ("degrees", "radians"),
    [
        (r"\sin 30^\circ", r"\sin (30 \frac{\pi}{180})"),
        (r"\cos(x + 90^{\circ})", r"\cos(x + 90 \frac{\pi}{180})"),
        (r"22.5^\circ", r"22.5 \frac{\pi}{180}"),
    ],
)
def test_a_numeral_with_a_ring_is_so_many_parts_of_half_a_turn(degrees, radians):
    assert read(degrees, NAMES).term is read(radians, NAMES).term


@pytest.mark.parametrize("latex", [r"x = 20^\circ \mathrm{C}", r"x = 20^\circ C", r"x = 20^{\circ}\text{F}"])
def test_a_temperature_is_no_angle(latex):
    with pytest.raises(Failure) as caught:
        read(latex, NAMES)
    (found,) = caught.value.diagnostics
    assert "kelvin" in found.hint


def test_a_name_with_a_ring_is_no_angle():
    with pytest.raises(Failure):
        read(r"x^\circ = 1", NAMES)
