"""Long sides of a display are broken between summands, and nowhere else."""

from __future__ import annotations

import pytest

from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.source import to_source
from solgen.sheets.breaking import breakable, broken

LONG = " + ".join(["x_i y_i"] * 12)


def runs(latex: str) -> list[str]:
    return [to_source(run) for run in broken(tokenize(latex))]


def test_what_fits_on_a_line_is_left_whole():
    assert runs("= x + y - z") == ["= x + y - z"]


def test_a_long_sum_is_broken_before_a_plus_and_loses_nothing():
    found = runs(f"= {LONG}")
    assert len(found) > 1
    assert all(run.startswith("{}+ ") for run in found[1:])
    assert " ".join(found).replace("{}", "") == f"= {LONG}"


@pytest.mark.parametrize(
    "latex",
    [
        f"= \\left( {LONG} \\right)",
        f"= ({LONG})",
        f"= \\frac{{{LONG}}}{{2}} x^{{{LONG}}}",
        f"= \\{{ {LONG} \\}}",
        f"= |{LONG}|",
        f"= \\begin{{pmatrix}} {LONG} \\end{{pmatrix}}",
    ],
)
def test_nothing_is_broken_inside_brackets(latex: str):
    assert runs(latex) == [latex]


def test_the_sign_of_a_number_is_no_place_to_break():
    assert all(run.removeprefix("{}")[:2] in ("= ", "+ ") for run in runs("= " + " + ".join(["x \\cdot -y_i"] * 12)))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x = 1", ["x = 1"]),
        (
            "\\sigma(x) + \\sigma(-x) = \\frac{1 + e^x + e^{-x}}{2} + \\frac{1}{2} = 1 \\ne 2",
            ["\\sigma(x) + \\sigma(-x)", "= \\frac{1 + e^x + e^{-x}}{2} + \\frac{1}{2}", "= 1", "\\ne 2"],
        ),
        (
            "\\{ i : y_i = c \\} \\subset \\{ 1, 2, 3, 4, 5 \\} \\cup \\{ 6, 7, 8, 9 \\}",
            ["\\{ i : y_i = c \\}", "\\subset \\{ 1, 2, 3, 4, 5 \\} \\cup \\{ 6, 7, 8, 9 \\}"],
        ),
        (
            "f := \\sum_{i = 1}^N y_i + \\sum_{i = 1}^N z_i + z^{= 2} \\not= x_1 + x_2 + x_3",
            ["f := \\sum_{i = 1}^N y_i + \\sum_{i = 1}^N z_i + z^{= 2} \\not= x_1 + x_2 + x_3"],
        ),
    ],
)
def test_a_line_may_be_broken_before_the_relations_of_a_long_formula(latex: str, expected: list[str]):
    assert [to_source(run) for run in breakable(tokenize(latex))] == expected
