"""What the kernel says of the corpus and of claims beside it, in all its parts, and the list of it."""

from __future__ import annotations

import pytest

from tests.claims_corpus import corpus
from tests.kernel.methods import key
from tests.kernel.near_claims import in_a_word, judged, listed, said


@pytest.mark.parametrize("case", judged(), ids=lambda case: case.place)
def test_verdicts_findings_and_values_of_a_claim_and_of_those_beside_it_are_as_listed(case):
    """A case that is new in the corpus is held to nothing until the list is written anew."""
    found = in_a_word(case)
    hint = f"python -m tests.kernel.near_claims {case.place} tells more; after a change on purpose, write the list anew"
    assert not found or found in listed().get(key(case), {found}), hint


def test_beside_a_claim_stand_one_that_differs_in_a_node_and_one_that_supposes_less():
    case = next(case for case in corpus("scalars") if case.setting.fixed and "positive" in case.setting.declare)
    itself, *beside = said(case)
    assert itself.name == "itself"
    assert {one.name for one in beside} >= {"changed", "declaring-less"}
    assert all(one.verdict != itself.verdict or one.values or one.methods for one in beside)
