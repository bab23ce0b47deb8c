"""What a reader is told of each claim of the corpus beyond the word, and the list of it."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from tests.claims_corpus import PARTS, corpus
from tests.kernel.claims import claim, context
from tests.kernel.methods import key
from tests.kernel.verdicts import in_a_line, listed, told


@pytest.mark.parametrize("part", PARTS)
def test_range_conditions_evidence_and_witness_are_those_that_are_listed(part):
    known = listed()
    cases = [case for case in corpus(part) if key(case) in known]
    otherwise = {case.place: said for case in cases if (said := told(case)) not in known[key(case)]}
    assert otherwise == {}, "after a change on purpose: python -m tests.kernel.verdicts, and read the difference"
    assert len(cases) > 50


def test_a_verdict_is_told_with_its_conditions_and_an_undecided_one_not_at_all():
    reals = context("x: real")
    assert r"where x \ne 0" in in_a_line(check(claim(r"\frac{x}{x} = 1", reals)))
    assert in_a_line(check(claim("x = x + 1", reals))).startswith("refuted by refutation; message at x = ")
