"""The makers of random claims make what can be read and is true, and a lying kernel is found out."""

from __future__ import annotations

import random

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.notation.reading import read, read_declarations
from tests.bench.differential import families
from tests.bench.differential.draws import tidy
from tests.bench.differential.families import FAMILIES, compare
from tests.bench.differential.tally import Tally
from tests.kernel.claims import claim, context


def proved() -> Verdict:
    """A proof of something else, as a lying kernel would give it."""
    return check(claim("x = x", context("x: real")))


@pytest.mark.parametrize("family", FAMILIES)
def test_what_a_family_makes_can_be_read(family):
    declared, maker, _ = FAMILIES[family]
    where = read_declarations(declared)
    draw = random.Random(3)  # noqa: S311 -- a test's dice
    for _ in range(40):
        read(tidy(maker(draw)), where)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_true_claim_is_never_refuted_and_never_false_to_the_oracle(family, monkeypatch):
    monkeypatch.setattr(families, "FAMILIES", {family: FAMILIES[family]})
    monkeypatch.setattr(families, "mutated", lambda each: [each])
    monkeypatch.setattr(families, "check", lambda _: proved())
    tally = Tally()
    compare(tally, [5], 6)
    assert tally.wrong == []
    assert sum(tally.words.values()) == 6


def test_a_kernel_that_establishes_everything_is_told(monkeypatch):
    monkeypatch.setattr(families, "FAMILIES", {"systems": FAMILIES["systems"]})
    monkeypatch.setattr(families, "check", lambda _: proved())
    tally = Tally()
    compare(tally, [5], 20)
    assert tally.wrong
    assert all(f"{Word.PROVED.value} by" in told for told in tally.wrong)
