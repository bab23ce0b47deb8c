from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.questions.seeds import Stream, seed_for
from solgen.questions.specification import Rows, Unreadable, specification

SMALL = [
    "1 | 2 | 3",
    "1/2 | 1 | 2",
    "half | whole",
    "true | false",
    "20..200 step 10",
    "0..1 step 1/4",
    "-3..3 except 0",
    "0.1..0.5 step 0.1",
    7,
    {"choice": ["a", "b", "c"]},
    {"choice": [[1, 2], [3]]},
    "list of 2..3 of 1..4, distinct",
    "list of 2 of 1 | 2",
    {"list": "1..4", "length": [1, 3], "distinct": True},
    {"list": [1, 5], "length": "1 | 2"},
    {"rows": [{"p": 3, "q": "x"}, {"p": 5, "q": "y"}]},
]


@pytest.mark.parametrize("data", SMALL, ids=str)
def test_the_count_is_the_number_of_different_values(data):
    found = specification(data)
    every = list(found.every())
    assert len(every) == len(set(every)) == found.count()


@pytest.mark.parametrize("data", SMALL, ids=str)
def test_what_is_picked_is_one_of_the_values_and_each_is_picked(data):
    found = specification(data)
    stream = Stream(seed_for(3, "q"), "a")
    picked = {found.pick(stream.below) for _ in range(60 * found.count())}
    assert picked == set(found.every())
    if not isinstance(found, Rows):
        assert all(found.holds(value) for value in picked)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ("1 | 2", Fraction(3)),
        ("20..200 step 10", Fraction(25)),
        ("20..200 step 10", Fraction(210)),
        ("1..3", "two"),
        ("1..3", True),
        ("0 | 1", False),
        ("list of 2 of 1..3, distinct", (Fraction(1), Fraction(1))),
        ("list of 2 of 1..3", (Fraction(1), Fraction(1), Fraction(1))),
    ],
)
def test_other_values_do_not_belong(data, value):
    found = specification(data)
    assert not isinstance(found, Rows)
    assert not found.holds(value)


@given(st.text(max_size=30) | st.text(alphabet="0123456789.|-/ abstepofli,", max_size=30))
@settings(derandomize=True, max_examples=200)
def test_no_text_raises_anything_but_a_refusal(text):
    with suppress(Unreadable):
        specification(text)
