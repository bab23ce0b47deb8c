"""A chain, "and" and several statements are proved where each part is, by whatever proves it."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.kernel.conjunctions import MECHANISM, parts_of
from solgen.notation.terms import constant, term
from tests.kernel.claims import claim, context

NAMES = context(
    """
    n, m: size
    x, y: real, positive
    z: real
    A, B: matrix[n, m]
    C: matrix[m, n]
    S: matrix[n, n], positive definite
    """
)


def chain(signs, *members, where=NAMES):
    """``members`` in a row, with ``signs`` between them, as one claim."""
    read = [claim(f"{member} = {member}", where).left for member in members]
    return Claim(where, term("chain", read, tuple(signs)), "⊢", constant("true"))


@pytest.mark.parametrize(
    "whole",
    [
        chain("≥>", "(1 + x)^n", "1 + n x", "n x"),
        chain("≤≤", r"\sin x", "x", "e^x - 1"),
        chain("==", r"(A C)^\top", r"C^\top A^\top", r"(A C)^\top"),
        claim(r"2^n \ge n + 1 \land S \succ 0", NAMES),
    ],
)
def test_each_part_is_proved_by_the_method_for_its_kind(whole):
    verdict = check(whole)
    assert (verdict.word, verdict.mechanism) == (Word.PROVED, MECHANISM)
    assert all(check(part).word is Word.PROVED for part in parts_of(whole))


@pytest.mark.parametrize(
    "whole",
    [
        chain("≥>", "(1 + x)^n", "1 + n x", "1 + n"),
        chain("≥≥", "(1 + x)^n", "1 + n x", "1 + n y"),
        chain("≤≤", r"\sin z", "z", "e^z"),
        chain("==", r"(A C)^\top", r"C^\top A^\top", "A C"),
        claim(r"2^n \ge n + 1 \land S \succ I", NAMES),
        claim(r"2^n > n + 1 \land S \succ 0", NAMES),
    ],
)
def test_a_part_that_does_not_hold_is_enough_for_it_not_to_be_proved(whole):
    assert not check(whole).established


def test_a_part_that_is_certified_makes_no_proof():
    where = context("n: size\nA, B: matrix[n, n], invertible")
    whole = claim(r"\det(A B) = \det(A) \det(B) \land (A B)^\top = B^\top A^\top", where)
    assert [check(part).word for part in parts_of(whole)] == [Word.CERTIFIED, Word.PROVED]
    assert check(whole).word is not Word.PROVED


def test_conditions_and_assumptions_of_all_parts_are_told():
    members = "(1 + x)^n", "1 + n x", r"(1 + n x) \frac{z}{z}", r"(1 + n x) \frac{z - 3}{z - 3}"
    verdict = check(chain("≥==", *members))
    assert (verdict.word, set(verdict.conditions)) == (Word.PROVED, {r"z \ne 0", r"z \ne 3"})
    assert verdict.range == "for all n"
    where = context("A, S: matrix[n, n], symmetric\nn: size\na: real", given=("a > 1",))
    assumed = check(claim(r"(A S)^\top = S A \land a^2 > 1", where))
    assert (assumed.word, assumed.mechanism, assumed.assumed) == (Word.PROVED, MECHANISM, (0,))


def test_nothing_follows_from_a_contradiction():
    where = context("n: size\nz: real", given=("z > 1", "z < 0"))
    assert not check(claim(r"2^n \ge n + 1 \land z = 3", where)).established


def test_what_is_not_put_together_by_and_has_no_parts():
    assert parts_of(claim("x = x", NAMES)) == ()
    assert parts_of(claim(r"x = 0 \lor x = y", NAMES)) == ()
