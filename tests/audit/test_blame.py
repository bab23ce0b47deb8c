"""Where it first went wrong: false, true but not following, right again, following from a wrong line."""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from tests.audit.sheets import CASES

X = "x, a, b: real"
SHEET = r"""
$$(x + 1)^2 = x^2 + 1$$

$$= x^2 + 2 - 1$$

$$= x^2 + 2 x + 1$$
"""


def test_the_first_false_member_has_a_witness_and_no_cause(audited):
    first = audited(SHEET, X)["x^2 + 1"]
    assert (first.word, first.cause) == (AuditWord.REFUTED, "")
    assert first.witness is not None


def test_a_member_that_follows_from_a_false_one_is_reported_under_it(audited):
    claims = audited(SHEET, X)
    assert claims["x^2 + 2 - 1"].word is AuditWord.REFUTED
    assert claims["x^2 + 2 - 1"].cause == claims["x^2 + 1"].id


def test_a_true_member_after_a_false_one_is_right_again_but_does_not_follow(audited):
    last = audited(SHEET, X)["x^2 + 2 x + 1"]
    assert last.word is AuditWord.PROVED
    assert last.follows_not
    assert last.message.startswith("right again after the mistake in line 4")


def test_a_wrong_equation_that_is_put_in_is_the_cause_of_what_it_leads_to(audited):
    text = r"""
$$\frac{d}{dx} x^3 = 3 x$$

$$\frac{d}{dx} x^2 = 2 x$$

and so

$$\frac{d}{dx} x^3 + 1 = 3 x + 1$$
"""
    claims = audited(text, X)
    assert claims["3 x + 1"].cause == claims["3 x"].id


def test_several_wrong_equations_together_are_reported_under_the_first(audited):
    text = r"""
$$\frac{d}{dx} x^3 = 3 x$$

$$\frac{d}{dx} x^4 = 4 x$$

$$(\frac{d}{dx} x^3) (\frac{d}{dx} x^4) = 12 x^2$$
"""
    claims = audited(text, X)
    assert claims["4 x"].cause == ""
    assert claims["12 x^2"].cause == claims["3 x"].id


def test_a_second_mistake_after_a_first_one_is_its_own(audited):
    claims = audited("$$(a + b)^2 = a^2 + b^2$$\n\n$$= a^2 + b^3$$", X)
    assert claims["a^2 + b^3"].word is AuditWord.REFUTED
    assert claims["a^2 + b^3"].cause == ""


def test_a_wrong_line_that_is_said_again_is_reported_under_the_first(audited):
    text = "$$(a + b)^2 = a^2 + b^2$$\n\nTherefore $(a + b)^2 = a^2 + b^2$ and nothing else, $(a + b)^2 = b^2 + a^2$."
    claims = audited(text, X)
    assert claims["b^2 + a^2"].cause.startswith("1.")


def test_what_is_taken_for_granted_is_a_rule_but_never_a_cause(audited):
    text = r"""
{.if}
$$x = 2 a$$

$$\frac{d}{da} a^2 = 2 + a$$

$$x \cdot \frac{d}{da} a^2 = 2 a (2 + a)$$
"""
    claims = audited(text, X)
    assert claims["2 a (2 + a)"].cause == claims["2 + a"].id
    assert claims["2 a"].word is AuditWord.DEFINITION
    assert claims["2 a"].conditions == ("taken for granted",)


def test_a_symbol_with_other_indices_is_said_beside_the_cause(audited):
    text = r"""
$$\frac{d}{dx} x^3 = 3 w_j x$$

$$= 3 w_{ij} x$$
"""
    claims = audited(text, "x, w_j, w_{ij}: real")
    assert claims["3 w_{ij} x"].cause == claims["3 w_j x"].id
    assert "w_{ij} stands where w_j stood" in claims["3 w_{ij} x"].message


def test_a_rounded_value_is_right_again_if_it_is_that_of_the_beginning(audited):
    """The exact member before it has a digit wrong; the value was worked out from the line before that."""
    claims = audited(r"$$\frac{22}{7} + 1 = \frac{28}{7} \approx 4.143$$", "x: real")
    assert claims[r"\frac{28}{7}"].word is AuditWord.REFUTED
    assert claims["4.143"].word is AuditWord.PROVED
    assert claims["4.143"].message.startswith("right again after the mistake")


def test_a_rounded_value_of_neither_member_is_wrong(audited):
    claims = audited(r"$$\frac{22}{7} + 1 = \frac{28}{7} \approx 4.1$$", "x: real")
    assert claims["4.1"].word is AuditWord.PROVED
    assert audited(r"$$\frac{22}{7} + 1 = \frac{28}{7} \approx 4.2$$", "x: real")["4.2"].word is AuditWord.REFUTED


def test_nothing_is_excused_by_a_wrong_equation_that_never_holds(judge):
    """From what is false for every x all would follow, also a mistake of its own: here line 90 from line 87."""
    text = (
        (CASES / "07-entropy.md")
        .read_text(encoding="utf-8")
        .replace(r"\frac{1}{2}\right) = \ln 2", r"\frac{1}{2}\right) = 2")
    )
    found = audit(understand(parse_manuscript(text, "sheet", "markdown")), judge)
    words = {
        claim.place.line: (claim.word, claim.cause)
        for claim in found.claims
        if claim.right in (r"\frac{1}{x (1 - x)}", "2")
    }
    assert words == {87: (AuditWord.REFUTED, ""), 90: (AuditWord.REFUTED, "")}
