"""Equations that a text takes for granted, and the lines that hang on them."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript


@pytest.fixture
def found(judge):
    def run(text: str):
        return audit(understand(parse_manuscript(text, "notes.md")), judge).claims

    return run


def test_the_first_equation_of_a_name_among_others_is_taken_for_granted_and_used(found) -> None:
    text = "A particle of mass $m = 2$ has $m a = q E$.\n\nSo $3 a = \\frac{3 q E}{2}$. We find $5 a = 2 q E$.\n"
    claims = {claim.right: claim for claim in found(text)}
    law = claims["q E"]
    assert (law.word, law.conditions) == (AuditWord.DEFINITION, ("taken for granted",))
    assert claims["\\frac{3 q E}{2}"].word is AuditWord.PROVED
    wrong = claims["2 q E"]
    assert wrong.word is AuditWord.REFUTED
    assert wrong.witness is not None
    assert [name for name, _ in wrong.witness.values] == ["q", "E"]


def test_what_words_call_a_law_is_assumed(found) -> None:
    text = "The equation of motion is $m a = m g - k v$. The force is $F = m a = m g - k v$.\n"
    assert [claim.word for claim in found(text)] == [AuditWord.DEFINITION, AuditWord.PROVED]


def test_a_function_without_its_argument_is_read_as_it_is_written_elsewhere(found) -> None:
    text = (
        "A gas has $p V = n R T$. So $p(V) = \\frac{n R T}{V}$ and the work is, for $a, b > 0$,\n\n"
        "$$\\int_a^b p(V) \\, dV = n R T \\ln \\frac{b}{a} = n R T (b - a) .$$\n"
    )
    claims = {claim.right: claim for claim in found(text)}
    assert claims["\\frac{n R T}{V}"].conditions[-1] == "where p is as line 1 says"
    assert claims["n R T \\ln \\frac{b}{a}"].word is AuditWord.PROVED
    assert claims["n R T (b - a)"].word is AuditWord.REFUTED


def test_a_step_that_divides_holds_where_what_it_divides_by_is_not_zero(found) -> None:
    obeys = found("The gas obeys $p V = n R T$. So $p = \\frac{n R T}{V}$.\n")
    assert [(claim.word, claim.conditions) for claim in obeys] == [(AuditWord.PROVED, ("V \\ne 0",))]
    step = found("Solve $p V = n R T$. So $p = \\frac{n R T}{V}$.\n")
    assert [(claim.word, claim.conditions) for claim in step] == [(AuditWord.PROVED, ("where V \\ne 0",))]


@pytest.mark.parametrize(
    "line",
    ["a (b + c) = b + c", "(a + b)^2 = a^2 + b^2", "2 x = 3", "\\frac{a + b}{a} = b"],
)
def test_a_wrong_line_about_new_names_is_no_law(found, line) -> None:
    assert [claim.word for claim in found(f"We have\n\n$${line}$$\n")] == [AuditWord.REFUTED]


def test_a_recurrence_is_taken_for_granted(found) -> None:
    claims = found("Merge sort costs $T(n) = 2 T(n/2) + n$.\n")
    assert [claim.word for claim in claims] == [AuditWord.DEFINITION]


def test_a_name_that_counts_in_one_section_may_be_a_number_in_another(found) -> None:
    text = (
        "# Estimation\n\n## Counts\n\nThe sum is $\\sum_{j=1}^m 1 = m$.\n\n"
        "## Times\n\nThe median is $m = \\frac{\\ln 2}{\\theta}$, with $\\theta > 0$, since "
        "$1 - e^{-\\theta m} = \\frac{1}{2}$.\n\n## Again\n\nOf course $\\sum_{j=1}^m j = \\frac{m (m + 1)}{2}$.\n"
    )
    words = [claim.word for claim in found(text)]
    assert words == [AuditWord.PROVED, AuditWord.DEFINITION, AuditWord.PROVED, AuditWord.PROVED]


def test_a_letter_is_a_number_where_it_carries_no_index_though_it_does_elsewhere(found) -> None:
    text = (
        "# Data\n\nLet $\\bar{x} = \\frac{1}{n} \\sum_{i=1}^n x_i$.\n\n# Roots\n\nWe apply Newton's method to "
        "$g(x) = x^2 - c$:\n\n$$x - \\frac{g(x)}{g'(x)} = \\frac{x^2 + c}{2 x} .$$\n\n# Data again\n\n"
        "Then $\\sum_{i=1}^n (x_i - \\bar{x}) = 0$.\n"
    )
    words = [claim.word for claim in found(text)]
    assert words == [AuditWord.DEFINITION, AuditWord.DEFINITION, AuditWord.PROVED, AuditWord.PROVED]


def test_a_condition_in_the_middle_of_a_sentence_bears_on_what_follows_from_it(found) -> None:
    text = "We have $(a + b)^2 = a^2 + 2 a b + b^2$, and for $b = 1$ we get $(a + b)^2 = a^2 + 2 a + 1$.\n"
    assert [claim.word for claim in found(text)] == [AuditWord.PROVED, AuditWord.PROVED]


def test_an_infinite_sum_converges_where_the_numbers_of_unknown_sign_are_positive(found) -> None:
    text = "The sum is\n\n$$\\sum_{n=0}^{\\infty} e^{-b n} = \\frac{1}{1 - e^{-b}} .$$\n"
    claim = found(text)[0]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions[-1] == "where b > 0"


def test_the_ends_of_a_bracket_tell_by_their_letters_which_name_they_are_values_of(found) -> None:
    text = "For $V_1, V_2 > 0$ and any $c$\n\n$$\\left[ \\frac{c}{V} \\right]_{V_1}^{V_2} = \\frac{c}{V_2} - {} .$$\n"
    assert found(text.replace("{}", "\\frac{c}{V_1}"))[-1].word is AuditWord.PROVED
    assert found(text.replace("{}", "\\frac{1}{V_1}"))[-1].word is AuditWord.REFUTED


def test_a_family_may_have_the_letter_of_a_sum_elsewhere(found) -> None:
    text = (
        "The counts $k_1, \\dots, k_m$ have the mean $M = \\frac{1}{m} \\sum_{j=1}^m k_j$. "
        "Then $m M = \\sum_{j=1}^m k_j$, and $\\sum_{k=0}^{\\infty} \\frac{a^k}{k!} = e^a$.\n"
    )
    assert [claim.word for claim in found(text)] == [AuditWord.DEFINITION, AuditWord.PROVED, AuditWord.PROVED]
