"""What follows from the verdicts on a document is found once, and only for these verdicts and rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from solgen.documents import check as checking
from solgen.documents.check import check
from solgen.documents.goals import AnswerRule
from solgen.kernel.claim import Verdict
from tests.documents.question_text import PROVED, REFUTED, ToldJudge, clean

REALS = "a, b, c, d, x: real"


def test_the_same_verdicts_on_the_same_document_are_looked_at_once() -> None:
    document = clean("$a = b = c$ and $a < d$.", REALS)
    assert check(document, ToldJudge()) is check(document, ToldJudge())


def test_the_judge_is_asked_each_time() -> None:
    document, judge = clean("$a = b = c$.", REALS), ToldJudge()
    for _ in range(3):
        check(document, judge)
    assert len(judge.batches) == 3
    assert judge.batches[0] == judge.batches[2]


def test_other_verdicts_are_looked_at_again() -> None:
    document = clean("$a = b = c$ and $a < d$.", REALS)
    assert check(document, ToldJudge()).acceptable
    refused = check(document, ToldJudge({"a < d": REFUTED}))
    assert [fault.code for fault in refused.diagnostics] == ["claim-refuted"]
    assert check(document, ToldJudge()).acceptable


def test_an_equal_verdict_that_is_another_object_makes_no_difference_to_what_is_found() -> None:
    document = clean("$a = b$.", REALS)
    told: dict[str, Verdict] = {"a = b": replace(PROVED)}
    assert check(document, ToldJudge(told)) == check(document, ToldJudge())


@pytest.mark.parametrize(
    "other",
    [
        {"strict": True},
        {"answers": {"result": AnswerRule("a", "number", Fraction(1, 2))}},
        {"answers": {}},
        {"marks": {"only": 3}},
        {"marks": {"only": 0}},
    ],
    ids=str,
)
def test_what_is_asked_of_a_document_is_not_mixed_up(other: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    document = clean("$a = b${.vouch} and $b = c${marks=3}.", REALS)
    first = check(document, ToldJudge())
    changed = check(document, ToldJudge(), **other)  # type: ignore[arg-type]
    assert check(document, ToldJudge()) is first
    monkeypatch.setattr(checking._outcome, "_known", {})
    monkeypatch.setattr(checking._batches, "_known", {})
    assert check(document, ToldJudge(), **other) == changed  # type: ignore[arg-type]
    assert check(document, ToldJudge()) == first
