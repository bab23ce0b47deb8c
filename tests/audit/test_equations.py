"""Equations that are solved are conditions, not identities; what holds of everything is vacuous as a condition."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from tests.audit.sheets import CASES
from tests.audit.texts import understood

X = "x, y: real"
SAMPLE = "n: size\ny_i: real for i in 1..n\nc: real\nE, L: function\nS, T: set"


def test_an_equation_with_its_unknown_alone_at_the_end_is_solved(audited):
    claims = audited("$$3 x + 1 = 7$$\n\n$$3 x = 6$$\n\n$$x = 2$$", X)
    assert {claim.word for claim in claims.values()} == {AuditWord.PROVED}
    assert set(claims) == {"3 x = 6", "x = 2"}


def test_a_wrong_step_loses_the_solution_and_what_comes_after_has_it_as_its_cause(audited):
    claims = audited("$$3 x + 1 = 7$$\n\n$$3 x = 8$$\n\n$$x = \\frac{8}{3}$$", X)
    wrong = claims["3 x = 8"]
    assert wrong.word is AuditWord.REFUTED
    assert "solutions lost: x = 2" in wrong.message
    assert claims["x = \\frac{8}{3}"].cause == wrong.id


def test_a_solution_that_is_right_again_does_not_follow(audited):
    last = audited("$$3 x + 1 = 7$$\n\n$$3 x = 8$$\n\n$$x = 2$$", X)["x = 2"]
    assert last.word is AuditWord.PROVED
    assert last.follows_not


def test_an_equivalence_that_loses_a_solution_is_refuted(audited):
    assert audited(r"$x^2 = 4 \iff x = 2$", X)["x = 2"].word is AuditWord.REFUTED


def test_a_step_goes_on_from_what_the_step_before_has_reached(audited):
    text = r"$$\begin{aligned} 2 x = 6 &\iff x = 3 \\ &\iff x - 3 = 0 \\ &\iff x = 4 \end{aligned}$$"
    claims = audited(text, X)
    assert claims["x - 3 = 0"].word is AuditWord.PROVED
    assert claims["x = 4"].word is AuditWord.REFUTED


def test_words_of_equivalence_ask_for_both_directions(audited):
    text = "We solve\n\n$$x = 1$$\n\nwhich is equivalent to\n\n$$x^2 = 1$$"
    assert audited(text, X)["x^2 = 1"].word is AuditWord.REFUTED


def test_setting_a_derivative_to_zero_is_no_claim_but_the_derivative_is(audited):
    text = r"""
{.let}
$$E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2$$

$$E'(c) = -\frac{2}{n} \sum_{i=1}^{n} (y_i - c) = 0$$

$$\sum_{i=1}^{n} c = \sum_{i=1}^{n} y_i$$

$$c = \frac{1}{n} \sum_{i=1}^{n} y_i$$
"""
    claims = audited(text, SAMPLE)
    assert claims[r"-\frac{2}{n} \sum_{i=1}^{n} (y_i - c)"].word is AuditWord.PROVED
    assert "0" not in claims
    assert claims[r"c = \frac{1}{n} \sum_{i=1}^{n} y_i"].word is AuditWord.PROVED


def test_a_false_identity_that_no_unknown_is_solved_from_stays_false(audited):
    claims = audited("$$(x + y)^2 = x^2 + y^2$$\n\n$$(x + y)^2 - x^2 = y^2$$", X)
    assert claims["x^2 + y^2"].word is AuditWord.REFUTED
    assert claims["y^2"].cause == claims["x^2 + y^2"].id


@pytest.fixture(scope="module")
def counting(judge):
    text = r"""
$L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_i - c|${.let}, $S = \{ i : y_i > c \}${.let}, $T = \{ i : y_i < c \}${.let}.

We need

{.say}
$$
0 \in \partial L(c)
$$

or in other words

$$\frac{1}{n} \sum_{i \in S} 1 - \frac{1}{n} \sum_{i \in T} 1 \in [-1, 1]$$

Simplifying this expression, we get

$$\frac{2}{n} \sum_{i \in S} 1 - 1 \in [-1, 1]$$
"""
    return audit(understood(text, SAMPLE), judge).claims


def test_a_condition_that_holds_of_everything_is_vacuous(counting):
    assert any(claim.vacuous for claim in counting if claim.place.line == 13)


def test_a_simplification_of_one_side_claims_that_the_sides_are_equal(counting):
    assert any(claim.wrong and claim.place.line == 17 for claim in counting)


def test_a_condition_that_is_posed_anew_is_no_step_from_the_one_before(audited):
    text = "$$3 x + 1 = 7$$\n\n$$x = 2$$\n\nWith the other data, the condition is\n\n$$x - 5 = 0$$\n\n$$x = 5$$"
    assert [claim.word for claim in audited(text, X).values()] == [AuditWord.PROVED, AuditWord.PROVED]


def test_what_a_defined_quantity_equals_is_a_claim_whatever_is_solved_later(audited):
    text = "{.let}\n$$L(c) = c^2$$\n\nwe can solve for the loss:\n\n$$L(c) = c^2 + 1$$\n\n$$2 c = 4$$\n\n$$c = 2$$"
    assert audited(text, SAMPLE)["c^2 + 1"].word is AuditWord.REFUTED


def test_a_wrong_member_of_a_chain_of_identities_is_no_equation_to_be_solved(judge):
    """An equation stands before it that it might have come from; but the chain holds up to here, so it is wrong."""
    text = (CASES / "09-descent.md").read_text(encoding="utf-8")
    planted = text.replace(r"= (1 - \eta a)^2 f(x) .", r"= (1 - \eta a) f(x) .")
    assert planted != text
    found = audit(understand(parse_manuscript(planted, "sheet", "markdown")), judge)
    words = [claim.word for claim in found.claims if claim.right == r"(1 - \eta a) f(x)"]
    assert words == [AuditWord.REFUTED]
