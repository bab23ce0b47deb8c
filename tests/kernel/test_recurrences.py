"""Sequences given by a recurrence: what follows is proved by induction, what does not is refuted by running it."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

SEQUENCE = "n: size\na_k: real for k in 0..n\nr, c: real"
SHORT = "a_k: real for k in 0..6\nr, c: real"

FOLLOWS = [
    (SEQUENCE, ("a_0 = 1", "a_{k+1} = r a_k"), "a_n = r^n"),
    (SEQUENCE, ("a_0 = 1", "a_k = r a_{k-1}"), "a_n = r^n"),
    (SEQUENCE, ("a_{k+1} = r a_k",), "a_n = r^n a_0"),
    (SEQUENCE, ("a_{k+1} = a_k + 2k + 1", "a_0 = 0"), "a_n = n^2"),
    (SEQUENCE, ("a_{k+1} = a_k - r (a_k - c)",), "a_n - c = (1 - r)^n (a_0 - c)"),
    (SEQUENCE, ("a_0 = 1", "a_{k+1} = (k + 1) a_k"), "a_n = n!"),
    (SEQUENCE, ("a_0 = c", "a_{k+1} = a_k + c"), "a_n = (n + 1) c"),
    (SEQUENCE, ("a_0 = 0", "a_{k+1} = 2 a_k + 1 \\text{ for all } k"), "a_n = 2^n - 1"),
    (SHORT, ("a_0 = 1", "a_{k+1} = r a_k + c"), "a_3 = r^3 + c (1 + r + r^2)"),
]
DOES_NOT = [
    (SEQUENCE, ("a_0 = 1", "a_{k+1} = r a_k"), "a_n = r^{n+1}"),
    (SEQUENCE, ("a_{k+1} = a_k + 2k + 1", "a_0 = 0"), "a_n = n (n + 1)"),
    (SEQUENCE, ("a_{k+1} = a_k - r (a_k - c)",), "a_n = (1 - r)^n a_0"),
    (SEQUENCE, ("a_0 = 1", "a_{k+1} = (k + 1) a_k"), "a_n = (n + 1)!"),
    (SHORT, ("a_0 = 1", "a_{k+1} = r a_k + c"), "a_3 = r^3 + c (1 + r)"),
]


@pytest.mark.parametrize(("declare", "given", "latex"), FOLLOWS)
def test_what_follows_from_a_recurrence_is_proved_and_assumes_it(declare: str, given: tuple[str, ...], latex: str):
    verdict = check(claim(latex, context(declare, given=given)))
    assert verdict.word is Word.PROVED, verdict.message
    assert set(verdict.assumed) == set(range(len(given)))
    assert check(claim(latex, context(declare))).word is Word.REFUTED


@pytest.mark.parametrize(("declare", "given", "latex"), DOES_NOT)
def test_what_does_not_follow_is_refuted_by_a_sequence_of_the_recurrence(
    declare: str, given: tuple[str, ...], latex: str
):
    assert check(claim(latex, context(declare, given=given))).word is Word.REFUTED


def test_a_recurrence_without_its_beginning_does_not_say_what_the_members_are():
    assert check(claim("a_n = r^n", context(SEQUENCE, given=("a_{k+1} = r a_k",)))).word is Word.REFUTED


def test_a_place_that_need_not_exist_is_not_computed():
    assert check(claim("a_3 = r^3", context(SEQUENCE, given=("a_0 = 1", "a_{k+1} = r a_k")))).word is Word.UNDECIDED


def test_a_letter_that_is_declared_as_one_number_gives_no_induction_and_no_refutation():
    """``t: integer`` is one number, ``x_t for t in 0..T`` any: what is meant is not known, so nothing is said."""
    names = "T: size\nt: integer\nx_t: real for t in 0..T\nr: real"
    assert check(claim("x_T = r^T x_0", context(names, given=("x_{t+1} = r x_t",)))).word is Word.UNDECIDED
