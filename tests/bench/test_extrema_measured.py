"""The measurement of claims about extrema notices a kernel that is wrong, and finds ours right."""

from __future__ import annotations

import pytest

from solgen.kernel.claim import Verdict, Word
from tests.bench import extrema


def test_a_few_random_claims_are_judged_rightly_and_some_are_decided_each_way():
    tally = extrema.measure(3, 40)
    assert tally.wrong == []
    assert min(tally.words["proved"], tally.words["refuted"]) > 0


@pytest.mark.parametrize("word", [Word.PROVED, Word.REFUTED])
def test_a_kernel_that_says_the_same_of_everything_is_found_out(word: Word, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extrema, "check", lambda _: Verdict(word))
    assert extrema.measure(3, 40).wrong != []
