"""Text that knows where it comes from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.documents.manuscripts.traced import Cutter, join, whole

SOURCE = "abcdefghijklmnopqrstuvwxyz0123456789"
CUTS = st.lists(st.tuples(st.integers(0, 36), st.integers(0, 5), st.sampled_from(["", "=", "##"])), max_size=6)


def cut(text, cuts):
    """Cut spans out of a text, and put marks in; letters of the source stay letters of the source."""
    cutter = Cutter(text)
    for start, length, by in sorted(cuts):
        if cutter.position <= start <= len(text.text):
            cutter.replace(start, min(start + length, len(text.text)), by)
    return cutter.done()


def assert_traced(text):
    for offset, character in enumerate(text.text):
        if character not in "=#":
            assert SOURCE[text.origin(offset)] == character
        assert 0 <= text.origin(offset) <= len(SOURCE)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(CUTS, CUTS, st.integers(0, 40), st.integers(0, 40))
def test_every_letter_knows_where_it_stood(first, second, start, end):
    text = cut(cut(whole(SOURCE), first), second)
    assert_traced(text)
    assert_traced(text[start:end])
    assert text[start:end].text == text.text[start:end]
    halves = join([text[:start], text[start:]])
    assert halves.text == text.text
    assert [halves.origin(offset) for offset in range(len(text.text))] == [
        text.origin(offset) for offset in range(len(text.text))
    ]


def test_what_is_put_in_stands_where_it_was_put():
    text = cut(whole(SOURCE), [(3, 2, "##")])
    assert text.text.startswith("abc##fg")
    assert [text.origin(offset) for offset in range(6)] == [0, 1, 2, 3, 3, 5]
