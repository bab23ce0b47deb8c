"""The prose around formulas."""

from __future__ import annotations

import pytest

from solgen.documents.manuscripts.read import parse_manuscript
from solgen.documents.manuscripts.sentences import prose, sentences, split, words_before

TEXT = (
    "Let $x$ be given. Then\n\n$$ y = x $$\n\nwhere $y$ is a number, i.e. $y$ is real. **(b)** Also $z$.\n\n(b) So $w$."
)


@pytest.fixture(scope="module")
def manuscript():
    return parse_manuscript(TEXT, "text")


def test_a_run_of_prose_has_numbers_for_its_formulas(manuscript):
    assert [(run.text, run.block, run.part) for run in prose(manuscript)] == [
        ("Let ⟦0⟧ be given. Then", 0, ""),
        ("⟦1⟧", 1, ""),
        ("where ⟦2⟧ is a number, i.e. ⟦3⟧ is real. (b) Also ⟦4⟧.", 2, ""),
        ("(b) So ⟦5⟧.", 3, "(b)"),
    ]


def test_the_words_before_a_formula_go_back_to_the_one_before_it_in_the_same_part(manuscript):
    assert words_before(manuscript) == (
        "Let",
        "be given. Then",
        "where",
        "is a number, i.e.",
        "is real. (b) Also",
        "(b) So",
    )


def test_sentences_know_their_formulas_and_their_first_one_s_place(manuscript):
    found = [(one.text, one.formulas, one.spot.line + 1, one.spot.column) for one in sentences(manuscript)]
    assert found == [
        ("Let ⟦0⟧ be given.", (0,), 1, 5),
        ("Then", (), 1, 1),
        ("where ⟦2⟧ is a number, i.e. ⟦3⟧ is real.", (2, 3), 5, 7),
        ("(b) Also ⟦4⟧.", (4,), 5, TEXT.split("\n")[4].index("$z$") + 1),
        ("(b) So ⟦5⟧.", (5,), 7, 8),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two", ["One.", "Two"]),
        ("By eq. 3 it holds. Hence ⟦0⟧. ⟦1⟧ is real.", ["By eq. 3 it holds.", "Hence ⟦0⟧.", "⟦1⟧ is real."]),
        ("(a) Is it? Yes! “So.” Then", ["(a) Is it?", "Yes!", "“So.”", "Then"]),
        ("3. Ridge by B. Author et al. 1999", ["3. Ridge by B. Author et al. 1999"]),
        ("", []),
    ],
)
def test_abbreviations_and_labels_end_no_sentence(text, pieces):
    assert split(text) == pieces
