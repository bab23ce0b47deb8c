"""Each rule names the mistake that it reproduces, and no other; what is true has none."""

from __future__ import annotations

import pytest

from solgen.audit.mistakes.rules import RULES, all_rules
from solgen.audit.recognizing.recognize import recognize
from solgen.judge import Judge
from tests.audit.mistakes.examples import ACTIVATIONS, EXAMPLES, MATRICES, NUMBERS, SHOWN, step, with_right

ALL = {**EXAMPLES, **SHOWN}


@pytest.fixture(scope="module")
def judge():
    with Judge() as judging:
        yield judging


@pytest.mark.parametrize("name", ALL)
def test_a_kind_is_named_where_its_rule_reproduces_the_line(judge, name):
    found = recognize([step(*ALL[name])], judge)[0]
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_corrected_line_is_established(judge, name):
    wrong = step(*EXAMPLES[name])
    found = recognize([wrong], judge)[0]
    assert found is not None
    if found.corrected:  # some rules say what was done, and not what should have been
        assert judge.verdicts([with_right(wrong, found.corrected)])[0].established


def test_no_rule_names_a_line_that_is_wrong_in_another_way(judge):
    """Each is as wrong as can be: no known rule leads there, so none may be named."""
    lines: list[tuple[str | tuple[str, ...], str]] = [
        (ACTIVATIONS, r"\sigma(x) = \sqrt{\frac{1 + \tau(x)}{2}}"),
        (ACTIVATIONS, r"\tau(x) = \sigma(x) + x^5"),
        (NUMBERS, r"a^2 + b = \cos(c)"),
        (NUMBERS, r"\ln(a) = b^7 - 13"),
        (MATRICES, r"w^* = 17 V \Sigma \Sigma \Sigma U^t T"),
    ]
    assert recognize([step(*line) for line in lines], judge) == [None] * len(lines)


def test_a_true_line_has_no_mistake(judge):
    lines: list[tuple[str | tuple[str, ...], str]] = [
        (NUMBERS, r"(a+b)^2 = a^2 + 2 a b + b^2"),
        (ACTIVATIONS, r"\tau(x) = 2\sigma(2x) - 1"),
    ]
    assert recognize([step(*line) for line in lines], judge) == [None, None]


def test_lines_are_recognized_alike_alone_and_together(judge):
    chosen = ["inverse-of-sum", "lost-sign", "missing-sum"]
    steps = [step(*EXAMPLES[name]) for name in chosen]
    assert recognize(steps, judge) == [recognize([one], judge)[0] for one in steps]


def test_names_of_rules_are_distinct():
    names = [rule.name for rule in all_rules()]
    assert len(names) == len(set(names))


def test_a_rule_yields_at_most_a_few_hundred_candidates():
    for world, latex in EXAMPLES.values():
        wrong = step(world, latex)
        for rule in RULES:
            assert sum(1 for _ in rule.apply(wrong)) <= 400
