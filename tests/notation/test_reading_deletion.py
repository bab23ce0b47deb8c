"""Nothing that is written goes unread: the deletion test over all formulas of the cases."""

from __future__ import annotations

import pytest

from solgen.notation.reading import read_declarations
from tests.notation.cases import Case, cases
from tests.notation.deletion import definition_key, reading_key, unread_tokens

CASES = [*cases("values.md"), *cases("formulas.md")]
DEFINITIONS = list(cases("definitions.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex)
def test_no_token_of_a_formula_can_be_removed_unnoticed(case: Case):
    assert unread_tokens(case.latex, reading_key(case.context)) == []


@pytest.mark.parametrize("case", DEFINITIONS, ids=lambda case: case.latex)
def test_no_token_of_a_definition_can_be_removed_unnoticed(case: Case):
    assert unread_tokens(case.latex, definition_key(case.context)) == []


def test_the_deletion_test_finds_what_a_key_does_not_see():
    seen = unread_tokens("x + y", lambda _latex: "nothing")
    assert [token.text for token in seen] == ["x", "+", "y"]


def test_products_spacing_and_final_punctuation_are_exempt():
    context = read_declarations("x, y: real")
    assert unread_tokens("x \\cdot y \\, .", reading_key(context)) == []
