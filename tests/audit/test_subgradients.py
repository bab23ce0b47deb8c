"""``\\partial |u|`` without a point is read in both ways; by cases it is a definition."""

from __future__ import annotations

from solgen.audit.audited import AuditWord

SAMPLE = "n: size\ny_i: real for i in 1..n\nc, x: real\nL: function\n"
LOSS = "{.let}\n$$\nL(c) = \\frac{1}{n} \\sum_{i=1}^{n} |y_i - c|\n$$\n\n"
CASES = r"\begin{cases} %s & \text{if } x < 0 \\ [-1, 1] & \text{if } x = 0 \\ %s & \text{if } x > 0 \end{cases}"


def test_the_subdifferential_by_cases_is_a_definition_of_sets(audited):
    claim = audited(rf"$\partial |x| = {CASES % (-1, 1)}$", SAMPLE)[CASES % (-1, 1)]
    assert claim.word is AuditWord.DEFINITION
    assert claim.conditions[0].startswith("as sets")


def test_with_the_wrong_values_it_is_none(audited):
    assert audited(rf"$\partial |x| = {CASES % (1, -1)}$", SAMPLE)[CASES % (1, -1)].word is not AuditWord.DEFINITION


def test_a_value_that_holds_under_one_reading_has_its_condition(audited):
    right = r"\frac{1}{n} \sum_{i=1}^{n} \partial |y_i - c|"
    claim = audited(LOSS + rf"$\partial L(c) = {right}$", SAMPLE)[right]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions == ("with ∂|u| taken by c",)


def test_a_condition_that_does_not_depend_on_the_sign_has_none(audited):
    condition = r"0 \in \frac{1}{n} \sum_{i=1}^{n} \partial |y_i - c|"
    text = LOSS + rf"We look for $c$ with $0 \in \partial L(c)${{.say}}, which is equivalent to ${condition}$."
    claim = audited(text, SAMPLE)[condition]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions == ()


def test_a_wrong_factor_is_wrong_under_both(audited):
    right = r"\frac{2}{n} \sum_{i=1}^{n} \partial |y_i - c|"
    assert audited(LOSS + rf"$\partial L(c) = {right}$", SAMPLE)[right].word is AuditWord.REFUTED
