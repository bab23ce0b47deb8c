"""What the kernel remembers between claims changes no verdict, and is bounded."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

import pytest

from solgen.kernel import mechanisms
from solgen.kernel.binding import attempt as binding_fault
from solgen.kernel.check import check
from solgen.kernel.claim import IllFormed, Word
from solgen.questions import bank
from solgen.questions.draw import reference_variant
from solgen.questions.load import load_question
from tests.bench.kernel_mutants import claims_of
from tests.kernel.claims import claim, context

ONCE = {"solgen.kernel.digest.kernel_digest", "solgen.kernel.mechanisms.prover", "solgen.notation.units._by_word"}
"""Memories of what the kernel itself is, which has an end."""


def memories():
    """Every remembering function of the kernel and the notation."""
    mechanisms.load()
    wrappers = [found for found in gc.get_objects() if isinstance(found, _lru_cache_wrapper)]
    rooms = ("solgen.kernel.", "solgen.notation.")
    return {f"{found.__module__}.{found.__name__}": found for found in wrappers if found.__module__.startswith(rooms)}


def test_each_memory_of_claims_is_bounded():
    unbounded = {name for name, found in memories().items() if found.cache_parameters()["maxsize"] is None}
    assert unbounded <= ONCE


def test_verdicts_with_full_memories_are_those_with_empty_ones():
    claims = [
        each
        for path in bank.questions()
        for each in claims_of(reference_variant(load_question(path)))
        if each.context.hypotheses or len(each.context.definitions) < 8
    ][::3]
    assert len(claims) > 50
    warm = [check(each) for each in claims]
    fresh = []
    for each in reversed(claims):
        for found in memories().values():
            found.cache_clear()
        fresh.append(check(each))
    assert fresh == warm[::-1]


def test_a_fault_of_the_context_is_found_for_its_first_claim_and_for_its_second():
    where = context(r"x, y: quantity in s" "\n" r"z: quantity in m", given=("x + z > y",))
    for latex in ("x = y", "y = x"):
        found = binding_fault(claim(latex, where))
        assert isinstance(found, IllFormed)
        assert "time" in found.message


def test_a_fault_of_a_claim_is_not_taken_for_one_of_its_context():
    where = context(r"x, y: quantity in s" "\n" r"z: quantity in m", given=("x > y",))
    assert check(claim("x = z", where)).word is Word.ILL_FORMED
    assert check(claim("y < x", where)).word is Word.PROVED


@pytest.mark.parametrize("latex", ["x + y = y + x", "x = y"])
def test_a_claim_that_is_judged_twice_gets_the_same_verdict(latex):
    where = context("x, y: real")
    assert check(claim(latex, where)) == check(claim(latex, where))
