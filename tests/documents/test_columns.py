"""A caret stands under what the author wrote, not under what was put in for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.documents.columns import source_column


@pytest.mark.parametrize(
    ("template", "filled", "found", "meant"),
    [
        (r"\frac{<<2*a>> x}{2} = <<a>> x", r"\frac{4 x}{2} = 2 x", "= ", "= "),
        (r"\frac{<<2*a>> x}{2} = <<a>> x", r"\frac{4 x}{2} = 2 x", "4 x", "<<2*a>>"),
        (r"\frac{<<2*a>> x}{2} = <<a>> x", r"\frac{4 x}{2} = 2 x", "2 x", "<<a>>"),
        ("a <<b>>", "a 12", "2", "<<b>>"),
        ("no insertion", "no insertion", "insertion", "insertion"),
        ("<<a>> = q", "1 = q", "q", "q"),
        ("<<a>><<b>> = q", "12 = q", "q", "<<a>>"),
    ],
)
def test_a_column_is_found_again_in_the_template(template, filled, found, meant):
    assert source_column(template, filled, filled.index(found) + 1) == template.index(meant) + 1


def test_a_changed_sign_before_an_insertion_points_close_before_it():
    assert source_column("x + <<a>> y", "x - 3 y", 7) in {3, 5, 11}


@given(st.text("ab <>%=+", max_size=30), st.text("ab <>%=+", max_size=30), st.integers(-3, 40))
@settings(max_examples=300, deadline=None)
def test_any_two_lines_give_a_column(template, filled, column):
    found = source_column(template, filled, column)
    assert found == column if column < 1 or template == filled else 1 <= found <= len(template) + 1
