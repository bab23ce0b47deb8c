"""Among which numbers the solutions of an equation in one unknown are; nothing where that is not known."""

from __future__ import annotations

import math

import pytest

from solgen.kernel.real_line.numbers import ball
from solgen.kernel.real_line.zeros import Line, zeros
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context("x, y: real")


def found(latex: str, *ends: str) -> set[float] | None:
    equation = read(latex, NAMES).term
    left, right = equation.arguments
    numbers = zeros(Line(NAMES, "x", *(read(end, NAMES).term for end in ends)), left, right)
    if numbers is None:
        return None
    balls = [ball(number) for number in numbers]
    return {round(float(value.mid()), 9) + 0.0 for value in balls if value is not None}


ROOT_5 = math.sqrt(5)
SOLVED: list[tuple[str, set[float]]] = [
    ("x = 3", {3}),
    ("2 x = 3", {1.5}),
    ("x = x", set()),
    ("1 = 2", set()),
    ("y = 0", set()),
    ("x^2 = 4", {2, -2}),
    ("x^2 + 2 x = 3", {1, -3}),
    ("x^2 - 2 x - 1 = 0", {1 + math.sqrt(2), 1 - math.sqrt(2)}),
    ("2 x^2 + 2 x = 12", {2, -3}),
    ("x^2 = 0", {0}),
    ("x^2 = -1", set()),
    ("x^2 + x + 1 = 0", set()),
    ("x^3 = 8", {2}),
    ("x^3 = -8", {-2}),
    ("x^4 = 16", {2, -2}),
    ("x^4 = 5", {5**0.25, -(5**0.25)}),
    ("x^4 = -5", set()),
    ("x^3 = x", {0, 1, -1}),
    ("x^4 + x^2 + 1 = 0", set()),
    ("x^4 + x + 3 = 0", set()),
    (r"\pi x^2 = 4", {2 / math.sqrt(math.pi), -2 / math.sqrt(math.pi)}),
    (r"x^2 = \ln \frac{1}{2}", set()),
    (r"\frac{1}{x} = 2", {0.5}),
    (r"\frac{x}{x^2 + 1} = \frac{1}{2}", {1}),
    ("e^x = 2", {math.log(2)}),
    ("e^x = -1", set()),
    (r"e^x = \pi - 3", {math.log(math.pi - 3)}),
    (r"e^x = 3 - \pi", set()),
    ("e^{2 x} - 3 e^x + 2 = 0", {0, math.log(2)}),
    ("e^{x^2} = e", {1, -1}),
    ("2^x = 8", {3}),
    ("x e^x = 0", {0}),
    ("e^{e^x} = 3", {math.log(math.log(3))}),
    (r"\ln x = 1", {math.e}),
    (r"\ln(x + 1) = 0", {0}),
    (r"\ln \ln x = 0", {math.e}),
    (r"\ln x + \ln(x + 1) = 0", {(ROOT_5 - 1) / 2, (-ROOT_5 - 1) / 2}),
    (r"2 \ln x - \ln(x + 2) = 0", {2, -1}),
    (r"\ln x + \ln(x - 1) = \ln 2", {2, -1}),
    (r"\sqrt{x} = 2", {4}),
    (r"\sqrt[3]{x} = 2", {8}),
    (r"\sqrt{x + 1} = x", {(1 + ROOT_5) / 2, (1 - ROOT_5) / 2}),
    (r"\sqrt{x} + \sqrt{x + 1} = 3", {16 / 9}),
    (r"|x| = 2", {2, -2}),
    (r"|x - 1| = 2 x", {1, -1, 1 / 3}),
    (r"|x^2 - 1| = 3", {1, -1, 2, -2}),
    (r"|x| + |x - 1| = 3", {0, 1, 2, -1}),
    (r"|x| = x", {0}),
]


@pytest.mark.parametrize(("latex", "numbers"), SOLVED, ids=[latex for latex, _ in SOLVED])
def test_the_numbers_among_which_every_isolated_solution_is(latex: str, numbers: set[float]):
    assert found(latex) == {round(number, 9) for number in numbers}


NOT_SOLVED = [
    "x^3 + x + 1 = 0",
    "x^2 = y",
    "x^2 + x = y",
    "x e^x = 1",
    "x + e^x = 0",
    r"\ln x + \ln(x + 1) + x = 0",
    r"\frac{1}{2} \ln x + \ln(x + 1) = 0",
    r"\ln x \ln(x + 1) = 1",
    r"\arctan x = 1",
    r"\lfloor x \rfloor = 1",
    r"\sin x = 0",
    "e^x = y",
    "e^{e^{e^{e^{e^{e^{e^x}}}}}} = e^{e^{e^{e^9}}}",
]


@pytest.mark.parametrize("latex", NOT_SOLVED)
def test_where_no_rule_fits_no_numbers_are_given(latex: str):
    assert found(latex) is None


TURN = 2 * math.pi
ANGLES: list[tuple[str, tuple[float, ...]]] = [
    (r"\sin x = 0", (0, math.pi)),
    (r"\cos x = 0", (math.pi / 2, -math.pi / 2)),
    (r"\sin x = 1", (math.pi / 2,)),
    (r"\cos x = \frac{1}{2}", (math.pi / 3, -math.pi / 3)),
    (r"\sin x = -\frac{1}{2}", (-math.pi / 6, -5 * math.pi / 6)),
]


@pytest.mark.parametrize(("latex", "principal"), ANGLES)
@pytest.mark.parametrize("ends", [("0", r"2 \pi", 0.0, TURN), ("-3", "7", -3.0, 7.0), ("40", "41", 40.0, 41.0)])
def test_over_a_bounded_domain_all_angles_and_nothing_but_angles_are_found(
    latex: str, principal: tuple[float, ...], ends: tuple[str, str, float, float]
):
    low, high = ends[2:]
    numbers = found(latex, *ends[:2])
    assert numbers is not None
    whole = {round(angle + turn * TURN, 9) for angle in principal for turn in range(-9, 10)}
    assert numbers <= {round(angle + turn * TURN, 9) for angle in principal for turn in range(-30, 31)}
    assert {angle for angle in whole if low <= angle <= high} <= numbers


def test_no_angle_has_a_sine_beyond_one():
    assert found(r"\sin x = 2", "0", "1") == found(r"\cos x = -\frac{3}{2}", "0", "1") == set()


@pytest.mark.parametrize("latex", [r"\sin x = 0", r"\cos x = 1"])
def test_of_an_angle_that_may_turn_too_often_or_moves_in_a_curve_nothing_is_said(latex: str):
    assert found(latex, "0", "1") is not None
    assert found(latex, "0", "1000") is None
    assert found(latex.replace("x", "(x^2)"), "0", "1") is None
    assert found(latex.replace("x", r"\frac{1}{x}"), "1", "2") is None
