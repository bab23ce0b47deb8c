"""What sentences say: each phrase of the closed list, and what only looks like one."""

from __future__ import annotations

import pytest

from solgen.audit.context.phrases.leads import Lead, condition_behind, lead_of
from solgen.audit.context.phrases.said import Passage
from solgen.audit.context.phrases.sets import sets_in_words
from solgen.audit.context.understand import said_in


def said(text: str) -> set[tuple[int, str, tuple[str, ...]]]:
    return {(one.formula, one.kind, one.properties) for one in said_in(Passage(text, "", 0)) if not one.asserted}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where ⟦0⟧ is the number of students", (0, "size", ())),
        ("⟦0⟧ the number of rows, ⟦1⟧ the number of columns", (1, "size", ())),
        ("let ⟦0⟧ be a symmetric matrix", (0, "matrix", ("symmetric",))),
        ("a ⟦0⟧ data matrix ⟦1⟧", (1, "matrix", ())),
        ("the column vector ⟦0⟧", (0, "vector", ())),
        ("with the learning rate ⟦0⟧", (0, "real", ())),
        ("a positive constant ⟦0⟧", (0, "real", ("positive",))),
        ("⟦0⟧ is the ground truth", (0, "data", ())),
        ("the activation function ⟦0⟧", (0, "function", ())),
        ("the ⟦0⟧ -th row", (0, "index", ())),
        ("independent random variables ⟦0⟧ and ⟦1⟧", (1, "random variable", ())),
        ("let ⟦0⟧ be an integer", (0, "integer", ())),
    ],
)
def test_a_phrase_declares(text, expected):
    assert expected in said(text)


def test_what_is_only_said_of_a_name_declares_nothing():
    assert not {kind for _, kind, _ in said("since ⟦0⟧ and ⟦1⟧ are orthogonal matrices")} & {"matrix"}


def test_what_is_not_so_gives_no_property():
    assert all("symmetric" not in properties for _, _, properties in said("a not necessarily symmetric matrix ⟦0⟧"))


@pytest.mark.parametrize(
    ("lead", "meaning"),
    [
        ("let", Lead.LET),
        ("the mean is defined as", Lead.LET),
        ("suppose that", Lead.LET),
        ("if", Lead.LOCAL),
        ("hence", Lead.CLAIM),
        ("using the fact that", Lead.CLAIM),
        ("then we arrive at", Lead.CLAIM),
        ("it is found at", Lead.MENTION),
        ("we look for the ⟦3⟧ with", Lead.MENTION),
        ("the total is", Lead.NOTHING),
        ("for example,", Lead.LOCAL),
        ("for the second,", Lead.NOTHING),
        ("for odd", Lead.LOCAL),
    ],
)
def test_words_before_a_formula_say_what_it_is(lead, meaning):
    assert lead_of(lead) is meaning


def test_a_condition_behind_a_claim_belongs_to_it_and_one_before_a_colon_to_what_follows():
    assert condition_behind("for all ⟦4⟧.") == [4]
    assert condition_behind("for ⟦4⟧:") == []


def test_a_set_in_words_takes_its_elements_from_the_one_before():
    text = "denote by ⟦0⟧ the set of the indices ⟦1⟧ with ⟦2⟧, and by ⟦3⟧ the set of those with ⟦4⟧"
    assert [(one.named, one.bound, one.condition) for one in sets_in_words(Passage(text, "", 0))] == [
        (0, 1, 2),
        (3, 1, 4),
    ]
