"""Claims in which every name has its value from definitions: one evaluation decides them, each in its own context."""

from __future__ import annotations

import pytest

from solgen.kernel import refute
from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

DECLARED = "y_i: real for i in 1..n\nn: size\nc: real\na: real\nL: function"


def test_a_true_claim_about_given_values_draws_no_models_to_refute_it(monkeypatch: pytest.MonkeyPatch) -> None:
    within = context(DECLARED, let=("y = (4, 1, 9)", "a = 5"))

    def fail(*_: object, **__: object) -> object:
        raise AssertionError

    monkeypatch.setattr(refute, "_at_models", fail)
    verdict = check(claim(r"\sum_{i=1}^{n} y_i = 3 a - 1", within))
    assert (verdict.word, verdict.mechanism) == (Word.PROVED, "exact evaluation")


def test_what_is_remembered_of_one_context_says_nothing_in_another() -> None:
    first = context(DECLARED, let=("a = 5", "L(c) = c + a"))
    second = context(DECLARED, let=("a = 6", "L(c) = c + a"))
    words = [check(claim("L(1) = 6", within)).word for within in (first, second, first)]
    assert words == [Word.PROVED, Word.REFUTED, Word.PROVED]


def test_a_function_at_other_values_is_another_value() -> None:
    within = context(DECLARED, let=("a = 5", "L(c) = c^2 + a"))
    words = [check(claim(latex, within)).word for latex in ("L(1) = 6", "L(2) = 6", "L(2) = 9", "L(-1) = L(1)")]
    assert words == [Word.PROVED, Word.REFUTED, Word.PROVED, Word.PROVED]


def test_a_name_left_open_is_not_decided_by_one_evaluation() -> None:
    within = context(DECLARED, let=("a = 5",))
    assert check(claim("a + c = 5 + c", within)).mechanism != "exact evaluation"
    assert check(claim("a + c = 5", within)).word is Word.REFUTED
