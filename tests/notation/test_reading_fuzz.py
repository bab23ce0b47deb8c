"""Formulas nobody wrote end in a Reading or a Diagnostic; a Reading can be set, and no token of it goes unread."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.formulas import KINDS, TOKENS, context
from tests.fuzz.trial import reading_of, unread, within, written

SEEDS = st.integers(0, 2**32)
LATEX = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)


@given(LATEX)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_tokens_in_any_order_are_read_or_refused_at_their_place(latex):
    with within(10):
        reading = reading_of(latex, context())
        if reading is not None:
            written(reading)


@given(st.text(max_size=40))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_any_text_is_read_or_refused_at_its_place(latex):
    with within(10):
        reading_of(latex, context())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(seed=SEEDS)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_no_token_of_a_formula_nobody_wrote_goes_unread(kind, seed):
    latex, where = kind(Random(seed))  # noqa: S311 -- formulas, not secrets
    with within(30):
        reading = reading_of(latex, where)
        if reading is not None:
            written(reading)
            assert unread(latex, where) == []


@pytest.mark.parametrize(
    "latex",
    [
        "(" * 1500 + "x" + ")" * 1500,
        "x^{" * 900 + "x" + "}" * 900,
        "\\frac{" * 600 + "x" + "}{y}" * 600,
        "\\left|" * 500 + "x" + "\\right|" * 500,
        " \\pm x = ".join("x" * 300),
        "\\begin{cases} x & x = \\pm 1 \\\\ " * 60 + "x & x > 0" + " \\end{cases} & x = \\pm 1" * 59 + " \\end{cases}",
        "\\sum_{i<j} " * 400 + "z_i",
        "\\int_0^1 " * 400 + "x" + " \\, dx" * 400,
        "x_1 + " * 900 + "\\dots + x_n",
        "x (" * 800 + "x > 0" + ")" * 800,
        "1 + " * 1900 + "1",
    ],
    ids=lambda latex: latex[:24],
)
def test_what_is_nested_or_repeated_beyond_reason_ends_soon(latex):
    with within(20):
        reading_of(latex, context())
