"""Numerals that optical character recognition has taken apart."""

from __future__ import annotations

import pytest

from solgen.documents.manuscripts.scanned import joined_numerals
from solgen.documents.manuscripts.traced import whole


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        (r"n _ { 1 } = \frac { 3 2 - 5 } { 1 } + 1 = 2 8", r"n _ { 1 } = \frac { 32 - 5 } { 1 } + 1 = 28"),
        (r"1 6 \times ( 5 ^ { 2 } + 1 ) = 1 , 2 1 6", r"16 \times ( 5 ^ { 2 } + 1 ) = 1,216"),
        (r"x _ { 1 } = 6 7 1 . 4 9", r"x _ { 1 } = 671.49"),
    ],
)
def test_digits_set_apart_are_one_numeral(scanned: str, meant: str) -> None:
    assert joined_numerals(whole(scanned)).text == meant


@pytest.mark.parametrize("typed", [r"2 3 x", r"\frac{1}{2} 3 4", r"x_1 2 3", r"f(1 , 2)", r"x ^ { 12 } 3 4"])
def test_what_somebody_typed_stays(typed: str) -> None:
    assert joined_numerals(whole(typed)).text == typed


def test_a_numeral_knows_where_it_stood() -> None:
    joined = joined_numerals(whole(r"a _ { 1 } = 2 8 + b"))
    assert joined.text == r"a _ { 1 } = 28 + b"
    assert joined.origin(joined.text.index("b")) == 18
