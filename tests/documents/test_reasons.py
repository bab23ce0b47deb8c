r"""What a line's reason says, behind ``&&``, is claimed like everything else."""

from __future__ import annotations

from tests.documents.question_text import clean, said

REALS = "a, b, c, x: real"


def steps(display: str, brace: str = ""):
    text = f"{brace}\n$$\n\\begin{{aligned}}\n{display}\n\\end{{aligned}}\n$$\n"
    return clean(text, REALS).steps


def test_a_relation_in_a_reason_is_a_claim_of_its_line():
    found = steps(r"a &= b && \text{since } c = x \\ &= c")
    assert [(said(step.claim), step.member) for step in found] == [("a = b", 1), ("a = c", 2), ("c = x", 1)]


def test_a_chain_in_a_reason_makes_the_claims_of_a_chain():
    found = steps(r"a &= b && \text{since } c = x = a")
    assert [(said(step.claim), said(step.follow)) for step in found[1:]] == [("c = x", ""), ("c = a", "x = a")]


def test_a_term_in_a_reason_claims_nothing():
    assert [said(step.claim) for step in steps(r"a &= b && \text{divide by } c")] == ["a = b"]


def test_a_reason_does_not_become_part_of_the_chain():
    first = "$$\n\\begin{aligned}\na &= b && \\text{since } c = x\n\\end{aligned}\n$$\n"
    found = clean(f"{first}\n$$\n= c\n$$\n", REALS).steps
    assert said(found[-1].claim) == "a = c"


def test_the_reason_of_a_line_that_is_meant_to_be_wrong_is_not_judged_with_it():
    found = steps(r"a &= b && \text{as if } c = x", "{.wrong}")
    assert [said(step.claim) for step in found] == ["a = b"]
