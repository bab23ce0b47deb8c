"""The makers of random claims make what can be read and is true, and a lying kernel is found out."""

from __future__ import annotations

import random

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.notation.reading import read, read_declarations
from tests.bench.corpus_mutants import said
from tests.bench.differential import families
from tests.bench.differential.comparison import steps_of_families
from tests.bench.differential.draws import tidy
from tests.bench.differential.families import FAMILIES, compare, steps_of_laws
from tests.bench.differential.parts import PARTS, of_part
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
    assert tally.compared + tally.repeated == 6


def test_a_kernel_that_establishes_everything_is_told(monkeypatch):
    monkeypatch.setattr(families, "FAMILIES", {"systems": FAMILIES["systems"]})
    monkeypatch.setattr(families, "check", lambda _: proved())
    tally = Tally()
    compare(tally, [5], 20)
    assert tally.wrong
    assert all(f"{Word.PROVED.value} by" in told for told in tally.wrong)


def test_every_family_belongs_to_one_part():
    parted = [family for families_of_part in PARTS.values() for family in families_of_part]
    assert sorted(parted) == sorted([*steps_of_families(), *steps_of_laws()])


@pytest.mark.parametrize("part", PARTS)
def test_a_part_compares_as_many_different_claims_as_are_asked_for(part):
    tally, _ = of_part(part, 3, 12)
    assert tally.compared == len(tally.seen) == 12
    assert {word.rpartition(" ")[0] for word in tally.words} == set(PARTS[part])
    assert tally.wrong == []


def test_a_claim_that_was_compared_is_not_compared_again():
    tally = Tally()
    for _ in range(2):
        steps_of_laws()["systems"](random.Random(4), tally)  # noqa: S311 -- a test's dice
    assert (tally.compared, tally.repeated) == (1, 1)


def test_numbers_that_nearly_cancel_are_no_failure_to_the_oracle():
    wide = claim(r"\cosh^2(x^2) - \sinh^2(x^2) = 1", context("x: real", given=("x = 6.5",)))
    assert said(wide, check(wide), 1).holds is True
