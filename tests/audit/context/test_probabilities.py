"""Probabilities of events become names and values of functions, in texts that speak of events, in the same length."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.probabilities import speaks_of_events, with_probabilities
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from solgen.judge import Judge


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"P(D | A) = 0.02", r"P_{D|A}  = 0.02"),
        (r"P(D \mid A) = 0.02", r"P_{D|A}     = 0.02"),
        (r"P(D|A) = 0.02", r"P_{D|A}= 0.02"),
        (r"P(X = k)", r"P_X(k)  "),
        (r"\Pr(X \geq 2)", r"P_{X\ge2}    "),
        (r"P(Y = 2)", r"P_{Y=2} "),
        (r"P(+)", r"P^+ "),
        (r"P(A)", r"P_A "),
        (r"\mathbb{P}(A \cap B)", r"P_{A\cap B}         "),
        (r"\frac{P(D | A)}{P(D)}", r"\frac{P_{D|A} }{P_D }"),
        (r"P(x) = x^2", r"P(x) = x^2"),
    ],
)
def test_a_probability_is_respelled_in_its_own_length(written, read):
    assert with_probabilities(written, frozenset({"X"})) == read
    assert len(read) == len(written)


@pytest.mark.parametrize(
    ("formula", "events"),
    [(r"P(A | B)", True), (r"P(X = 2)", True), (r"P(A \cup B)", True), (r"P(x)", False), (r"P(I - P) = 0", False)],
)
def test_only_events_make_a_text_speak_of_events(formula, events):
    assert speaks_of_events([formula]) is events


def test_the_arithmetic_of_probabilities_is_judged():
    text = """
It is $P(A) = 0.6$, $P(B) = 0.4$, $P(D | A) = 0.02$ and $P(D | B) = 0.05$, so

$$P(D) = P(D | A) P(A) + P(D | B) P(B) = 0.032, \\qquad P(B | D) = \\frac{P(D | B) P(B)}{P(D)} = 0.652 .$$
"""
    with Judge() as judge:
        found = {
            claim.right: claim
            for claim in audit(understand(parse_manuscript(text, "sheet.md", "markdown")), judge).claims
        }
    assert found["0.032"].word is AuditWord.PROVED
    assert found["0.652"].word is AuditWord.REFUTED
