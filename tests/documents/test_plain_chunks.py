"""Plain chunks are read as the parser reads them, over all questions of the bank and over texts made up at random."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solgen.documents.markdown import _chunks, parsed_chunk
from solgen.documents.plain_chunks import plain_chunk
from solgen.questions import bank
from solgen.questions.draw import reference_variant
from solgen.questions.fill import fill
from solgen.questions.load import load_question


def chunks_of_bank() -> list[str]:
    texts = [
        piece.source.text for file in bank.questions() for piece in fill(reference_variant(load_question(file))).pieces
    ]
    return [chunk for text in texts for _, chunk in _chunks(text)]


def test_every_chunk_of_the_bank_is_read_as_by_the_parser_and_most_without_it():
    chunks = chunks_of_bank()
    plain = [chunk for chunk in chunks if plain_chunk(chunk) is not None]
    assert all(plain_chunk(chunk) == parsed_chunk(chunk) for chunk in plain)
    assert len(plain) > 0.8 * len(chunks)


WORD = st.sampled_from(
    ["a", "Word", "of", "it's", "(or", "so)", "two,", "end.", "é", "3", "1.", "-", "#", ":", "|", "!", "=", "x*y", "*"]
)
PIECE = st.one_of(
    WORD,
    WORD.map(lambda word: f"*{word}*"),
    WORD.map(lambda word: f"**{word}**"),
    st.sampled_from(
        ["$x$", "$x_{i}$", "$\\$ 2$", "$a$*b*", "$a$$b$", "$$", "$", "$ $", "${.let}", "{.let}", "`a`", "[a](b)"]
    ),
    st.sampled_from(
        ["$x = 1${.let}", '$x${ask="a b"}', "$|x|$ ,", "$a\nb$", "$x$.", "($x$)", "\\alpha", "&amp;", "~", "<b>"]
    ),
)
LINE = st.lists(PIECE, max_size=6).flatmap(
    lambda pieces: st.sampled_from(["", "", "", "* ", "- ", "1. ", "  ", "> ", "| ", "$$", "{.let}"]).map(
        lambda begin: begin + " ".join(pieces)
    )
)
DISPLAYS = st.sampled_from(
    ["$$\nx\n$$", "{.if}\n$$\n  a &= b \\\\\n    &= c\n$$", "$$ x $$", "$$ a\n|x|\n$$", "$$\n\n$$", "$$x"]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.one_of(LINE, LINE, LINE, DISPLAYS), min_size=1, max_size=5).map("\n".join))
@example("$$ x | y\n|-|-\n$$")
@example("a $x$\nb")
@example("* **odd** (a): $x$. Words.\n* b\n* $y${.if}")
@example("* a\n- b")
@example("a  \nb")
@example("word *a*b c* d")
def test_a_plain_chunk_is_read_as_the_parser_reads_it(text):
    for _, chunk in _chunks(text):
        found = plain_chunk(chunk)
        assert found is None or found == parsed_chunk(chunk)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab (,$$**{}.|-:\n\\_", max_size=40))
def test_any_text_that_is_taken_is_read_as_the_parser_reads_it(text):
    for _, chunk in _chunks(text):
        found = plain_chunk(chunk)
        assert found is None or found == parsed_chunk(chunk)


@pytest.mark.parametrize(
    "chunk",
    [
        "a `b`",
        "# a",
        "> a",
        "1. a",
        "a\tb",
        "a\\ b",
        "a [b](c)",
        "{.let}",
        "$$ x $$ y",
        "$ $",
        "*a",
        "a_b_",
        "$x${",
        "a $b",
    ],
)
def test_what_may_be_more_than_plain_is_left_to_the_parser(chunk):
    assert plain_chunk(chunk) is None
