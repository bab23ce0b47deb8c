"""The nearest true line is suggested, and only what the judge establishes."""

from __future__ import annotations

import pytest

from solgen.audit.audited import Recognized
from solgen.audit.recognizing.recognize import recognize
from solgen.audit.repair import repair, repairs
from solgen.judge import Judge
from tests.audit.mistakes.examples import ACTIVATIONS, EXAMPLES, MATRICES, NETWORK, NUMBERS, UNITS, step, with_right


@pytest.fixture(scope="module")
def judge():
    with Judge() as judging:
        yield judging


@pytest.mark.parametrize(
    ("world", "latex", "suggested"),
    [
        (NUMBERS, r"(a+b)^2 = a^2 + 3 a b + b^2", r"a^{2} + 2 a b + b^{2}"),
        (ACTIVATIONS, r"\tau(x) = 2\tau(2x) - 1", r"2 \sigma(2 x) - 1"),
        (ACTIVATIONS, r"\tau(x) = 2\sigma(x) - 1", r"2 \sigma(2 x) - 1"),
        (MATRICES, r"w^* = U \Sigma^{-1} V^t T", r"V \Sigma^{-1} U^\top T"),
        (NETWORK, r"\frac{\partial E}{\partial \hat{y}_i} = \hat{y}_i - y_i", r"\frac{1}{N} (\hat{y}_{i} - y_{i})"),
        (UNITS, r"5\,\mathrm{min} = 5000\,\mathrm{s}", r"300\,\mathrm{s}"),
        (NUMBERS, r"\frac{10}{7} \approx 1.42", "1.43"),
        (NUMBERS, r"2 \cdot 3 + 4 = 14", "10"),
    ],
)
def test_the_nearest_true_line_is_suggested(judge, world, latex, suggested):
    wrong = step(world, latex)
    assert repair(wrong, recognize([wrong], judge)[0], judge) == suggested


def test_what_the_recognized_mistake_corrects_is_taken_first(judge):
    wrong = step(NUMBERS, r"(a+b)^2 = a^2 + b^2")
    assert repair(wrong, Recognized("a-kind", "feedback", "X"), judge) == "X"


def test_nothing_is_suggested_where_nothing_near_is_true(judge):
    assert repair(step(NUMBERS, r"\ln(a) = b^7 - 13"), None, judge) == ""


def test_every_suggestion_is_established(judge):
    chosen = [name for name in EXAMPLES if name != "solution-lost"]
    steps = [step(*EXAMPLES[name]) for name in chosen]
    for name, latex in zip(chosen, repairs([(one, None) for one in steps], judge), strict=True):
        if latex:
            assert judge.verdicts([with_right(step(*EXAMPLES[name]), latex)])[0].established, name
