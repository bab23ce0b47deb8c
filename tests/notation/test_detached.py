"""Contexts without the values that a claim has nothing to do with."""

from __future__ import annotations

import pytest

from solgen.notation.detached import detached
from tests.kernel.claims import context

DECLARED = "D, H: real\nn, m: size\nt: quantity in s, positive\nx: real, in [0, H]\na, b: real\ny_i: real for i in 1..n"
VALUES = ("D = 12", "t = 22\\,\\mathrm{s}", "P = (D + 1) a")


def names(found) -> set[str] | None:
    return None if found is None else {definition.name for definition in found.definitions}


@pytest.mark.parametrize(("letters", "kept"), [("m", {"P"}), ("b", {"P"}), ("ym", {"P"}), ("x", {"P"})])
def test_values_of_plain_numbers_and_quantities_are_left_out(letters, kept):
    assert names(detached(context(DECLARED, let=VALUES), frozenset(letters))) == kept


@pytest.mark.parametrize("letters", ["D", "P", "a", "t"])
def test_they_are_not_left_out_of_what_is_tied_to_them(letters):
    assert detached(context(DECLARED, let=VALUES), frozenset(letters)) is None


def test_a_hypothesis_ties_all_its_letters():
    where = context(DECLARED, let=VALUES, given=("b < D", "m > 3"))
    assert detached(where, frozenset("b")) is None
    assert names(detached(where, frozenset("m"))) == {"P"}


def test_a_bound_ties_what_lies_on_both_sides_of_it():
    where = context(DECLARED, let=("D = 12", "H = 3"))
    assert detached(where, frozenset("x")) is None


def test_a_size_that_indices_run_to_ties_what_they_stand_on():
    where = context(DECLARED, let=("D = 12", "n = 5"))
    assert detached(where, frozenset("y")) is None
    assert names(detached(where, frozenset("m"))) == set()


@pytest.mark.parametrize("value", ["D = 3 - 2", "D = a", "t = 5\\,\\mathrm{m}", "x = 1", "t = 5"])
def test_what_may_be_wrong_in_itself_stays(value):
    assert detached(context(DECLARED, let=(value,)), frozenset("m")) is None


def test_students_with_other_values_share_the_context():
    first, second = (context(DECLARED, let=(f"D = {value}", "P = D a")) for value in (12, 20))
    assert detached(first, frozenset("m")) == detached(second, frozenset("m"))
