"""Numbers are named from only where they tell more than the choice among the ways that lead to some number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from solgen.audit.recognizing.recognize import recognize
from solgen.judge import Judge
from tests.audit.mistakes.examples import step

CONSTANTS = ("", "t = 40", "u = 20", "v = 10")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge() as judging:
        yield judging


@pytest.mark.parametrize("latex", ["8 - 3 = 6", r"14 \cdot 3 = 45", r"2 \cdot 3 + 4 = 17"])
def test_a_small_number_is_not_named_from(judge: Judge, latex: str):
    assert recognize([step("", latex)], judge) == [None]


def test_a_number_of_many_digits_is_named_from(judge: Judge):
    found = recognize([step("", r"(28 \cdot 28) \cdot 32 + 32 = 848")], judge)[0]
    assert found is not None
    assert found.name == "added-for-multiplied"


def test_what_agrees_only_in_given_values_yields_to_what_agrees_as_a_formula(judge: Judge):
    """With t = 40, u = 20, v = 10 a turned sign elsewhere gives the same value, as 40 - 20 = 2 * 10."""
    found = recognize([step(CONSTANTS, r"\frac{2}{\frac{t + v}{t} + \frac{t + u}{t}} = \frac{2 t}{t + u + v}")], judge)[
        0
    ]
    assert found is not None
    assert found.name == "lost-factor"
    assert found.corrected == r"\frac{2 t}{2 t + u + v}"


@pytest.mark.parametrize("latex", [r"f(2) = 8 + 12 + 4", r"f(2) = 8 - 12 - 4"])
def test_a_sign_is_named_where_all_summands_are_as_they_were_but_for_it(judge: Judge, latex: str):
    """The value alone, 0 or 12, would tell too little."""
    found = recognize([step(("x: real\nf: function", "f(x) = x^3 - 3 x^2 + 4"), latex)], judge)[0]
    assert found is not None
    assert found.name == "lost-sign"
    assert found.corrected == "8 - 12 + 4"


@pytest.mark.parametrize("latex", [r"f(2) = 8 + 11 + 4", r"f(2) = 6 + 2"])
def test_a_sign_is_not_named_where_the_summands_are_others(judge: Judge, latex: str):
    assert recognize([step(("x: real\nf: function", "f(x) = x^3 - 3 x^2 + 4"), latex)], judge) == [None]
