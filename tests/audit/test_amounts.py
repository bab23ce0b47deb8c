"""Numbers in a sentence are compared with the formula before them, units included."""

from __future__ import annotations

import pytest

from solgen.audit.audited import AuditWord

EXACT = "The time taken is\n\n$$= \\frac{10 \\times 826,005}{12,301}$$\n\n"


def test_a_number_behind_a_formula_is_a_member_of_its_chain(audited):
    claim = audited("In all $2 + 3$ = 6 units.")[r"\text{6}"]
    assert claim.word is AuditWord.REFUTED
    assert claim.sentence


def test_an_amount_in_several_units_is_compared_as_a_whole(audited):
    claims = audited(EXACT + r"$\approx 671.49$ seconds $\approx$ **11 minutes and 11 seconds**.")
    assert claims["671.49"].word is AuditWord.PROVED
    assert claims[r"\text{11 minutes and 11 seconds}"].word is AuditWord.PROVED


@pytest.mark.parametrize("amount", ["11 minutes and 12 seconds", "12 minutes", "671 minutes"])
def test_a_wrong_amount_is_refuted(audited, amount):
    claims = audited(EXACT + rf"$\approx 671.49$ seconds $\approx$ {amount}.")
    assert claims[rf"\text{{{amount}}}"].word is AuditWord.REFUTED


def test_a_sign_between_words_is_no_unreadable_formula(audited):
    claims = audited("The first $\\approx$ the second, but $1 + 1 = 2$.")
    assert [claim.word for claim in claims.values()] == [AuditWord.PROVED]


def test_words_that_give_a_name_its_value_claim_nothing(audited):
    assert audited("Here $x$ = 5 metres.", "x: real") == {}


def test_a_unit_in_another_measure_is_converted(audited):
    assert audited(r"We wait $4 \cdot 60$ seconds = 4 minutes.")[r"\text{4 minutes}"].word is AuditWord.PROVED
