"""What follows from hypotheses by substitution alone."""

from __future__ import annotations

import pytest

from solgen.documents.giveaway import given_away
from tests.documents.question_text import clean

DECLARE = "a, b, c, d, x: real\nf: function\nn: size\ny_i: real for i in 1..n"


def asked(question: str, hypotheses: list[str]) -> bool:
    assumed = " ".join(f"${hypothesis}${{.if}}" for hypothesis in hypotheses)
    (step,) = clean(f"{assumed} ${question}$", DECLARE).steps
    return given_away(step.claim.left, step.claim.right, step.claim.context.hypotheses)


@pytest.mark.parametrize(
    ("question", "hypotheses"),
    [
        ("a = b", ["a = b"]),
        ("a = b", ["b = a"]),
        ("a = c", ["a = b", "c = b"]),
        ("a = d", ["a = b = c = d"]),
        ("f(a) = f(c)", ["a = c"]),
        ("a + b = c + d", ["a = c", "b = d"]),
        ("f(f(a)) = a", ["f(a) = a"]),
        (r"\sum_{i=1}^{n} y_i = a", [r"a = \sum_{i=1}^{n} y_i"]),
        ("a = b", [r"a = b \land c = d"]),
    ],
)
def test_what_substitution_gives_is_given_away(question, hypotheses):
    assert asked(question, hypotheses)


@pytest.mark.parametrize(
    ("question", "hypotheses"),
    [
        ("a = b", []),
        ("a = b", [r"a \le b", r"b \le a"]),
        ("a = 2 b", ["a = b + b"]),
        ("a + b = d + c", ["a = c", "b = d"]),
        ("a = b", ["f(a) = f(b)"]),
        (r"\sum_{i=1}^{n} y_i = \sum_{i=1}^{n} a", ["y_1 = a"]),
        ("a = b", [r"a = b \lor c = d"]),
    ],
)
def test_what_needs_more_than_substitution_is_not(question, hypotheses):
    assert not asked(question, hypotheses)
