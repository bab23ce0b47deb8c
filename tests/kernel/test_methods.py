"""What each method says of the corpus by itself: refutation does not stand before it here, nor another method."""

from __future__ import annotations

import pytest

from tests.claims_corpus import corpus
from tests.kernel.methods import JUDGED, key, listed, proving


@pytest.mark.parametrize("part", JUDGED)
def test_no_method_proves_a_false_claim_even_if_nobody_refutes_it_before(part):
    assert [(case.place, methods) for case in corpus(part) if not case.holds and (methods := proving(case))] == []


@pytest.mark.parametrize("part", JUDGED)
def test_a_method_goes_on_proving_what_it_is_listed_for(part):
    known = listed()
    cases = [case for case in corpus(part) if case.holds and key(case) in known]
    lost = {case.place: missing for case in cases if (missing := known[key(case)] - set(proving(case)))}
    assert lost == {}
    assert len(cases) > 100
