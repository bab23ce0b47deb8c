"""QR codes of pages: segno's own modules, read back by a reader that shares nothing with it."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.render.qr import qr_rows
from tests.render.qr_reader import read

TEXTS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=38)


def modules(text: str) -> list[list[int]]:
    return [[int(module) for module in row] for row in qr_rows(text)]


@given(TEXTS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_a_code_is_read_back_as_its_text(text: str):
    assert read(modules(text)) == text


@given(TEXTS)
@settings(max_examples=40, derandomize=True, deadline=None)
def test_a_code_is_the_one_that_segno_makes(text: str):
    version = 1 if len(text) <= 20 else 2
    made = segno.make(text, error="m", version=version, mode="alphanumeric", mask=0, micro=False, boost_error=False)
    assert modules(text) == [[module & 1 for module in row] for row in made.matrix]


@pytest.mark.parametrize("text", ["a", "Ä", "0" * 39])
def test_what_cannot_be_coded_is_refused(text: str):
    with pytest.raises(ValueError, match=r"substring|too long"):
        qr_rows(text)


@pytest.mark.parametrize(("y", "x"), [(0, 8), (9, 9), (12, 20), (20, 12)])
def test_the_reader_notices_a_wrong_module(y: int, x: int):
    rows = modules("0012-03-VQ375YYS")
    rows[y][x] ^= 1
    with pytest.raises(AssertionError):
        read(rows)
