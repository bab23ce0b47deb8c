"""A claim is judged without hypotheses that its declarations say, and without those that speak of other things."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.kernel.fewer_hypotheses import reduced
from tests.kernel.claims import claim, context

NAMES = "t, s, a: real\nn, m: size\nx: real, positive"


@pytest.mark.parametrize(
    ("latex", "given", "assumed"),
    [
        (r"\sin t \le t", ("t > 0",), (0,)),
        (r"\tanh t \le t", ("s > 1", r"t \ge 0"), (1,)),
        (r"(1 + t)^n \ge 1 + n t", ("t > 0", "s^2 = 4"), (0,)),
    ],
)
def test_a_method_that_knows_no_hypotheses_is_asked_without_them(latex, given, assumed):
    verdict = check(claim(latex, context(NAMES, given=given)))
    assert (verdict.word, verdict.assumed) == (Word.PROVED, assumed)


@pytest.mark.parametrize(
    ("latex", "given"),
    [
        (r"\sin t \le t", ()),
        (r"\sin t \le t", ("s > 0",)),
        (r"\sin t \le t", (r"t \ne 0",)),
        (r"\sin s \le s", ("t > 0", "s > -t")),
        (r"\sin t < t", (r"t \ge 0",)),
    ],
)
def test_what_does_not_hold_is_not_proved(latex, given):
    assert not check(claim(latex, context(NAMES, given=given))).established


def test_nothing_is_proved_from_a_contradiction_elsewhere():
    """The points at which the claim is evaluated have no value for s."""
    for latex in (r"\sin t \le t", r"\tanh t \le t", r"|t| \le t^2 + 1"):
        verdict = check(claim(latex, context(NAMES, given=("s > 1", "s < 0", "t > 0"))))
        assert verdict.word is not Word.PROVED or not {0, 1} & set(verdict.assumed)


@pytest.mark.parametrize(
    ("given", "said", "kept"),
    [
        (("t > 0", "s > 1"), (0,), ()),
        (("t > 0", "s > t"), (0,), (1,)),
        (("s > t", "a > s", "m > 2"), (), (0, 1)),
        (("s^2 = 4", "t^2 = 9"), (), (1,)),
    ],
)
def test_what_shares_no_name_with_the_claim_and_what_is_kept_is_left_out(given, said, kept):
    found = reduced(claim(r"\sin t \le t", context(NAMES, given=given)), said)
    assert found is not None
    assert found.places == kept
    assert len(found.claim.context.hypotheses) == len(kept)


def test_nothing_is_left_out_where_no_instance_is_known():
    assert reduced(claim(r"\sin t \le t", context(NAMES, given=("s > 1", "s < 0"))), ()) is None


def test_a_declaration_ties_names_that_no_hypothesis_does():
    where = context("t, b, d: real\nm: size\nc: real, in [t, b]", given=("b > 0", "m > 2", "d > 1"))
    found = reduced(claim(r"\sin t \le t", where), ())
    assert found is not None
    assert found.places == (0,)
