"""What came out of an equation, and what roots and logarithms ask for: lines that hold with that, which is told."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript


@pytest.fixture
def lines(judge):
    """Audits a Markdown text; its claims by what stands right."""

    def run(text):
        found = audit(understand(parse_manuscript(text, "sheet.md", "markdown")), judge)
        return {claim.right: claim for claim in found.claims}

    return run


FALL = """
A stone falls from $h = 20\\,\\mathrm{m}$; let $g = 10\\,\\mathrm{m/s^2}$. From $h = \\frac{1}{2} g t^2$ we get

$$t = \\sqrt{\\frac{2 h}{g}}$$

and the speed $v = g t = RIGHT$.
"""


def test_a_line_holds_with_the_solution_before_it_and_says_so(lines):
    found = lines(FALL.replace("RIGHT", "\\sqrt{2 g h}"))["\\sqrt{2 g h}"]
    assert found.word in (AuditWord.PROVED, AuditWord.CERTIFIED)
    assert any("t is as line 4 says" in condition for condition in found.conditions)


def test_a_line_that_is_false_with_the_solution_is_not_established(lines):
    found = lines(FALL.replace("RIGHT", "2 \\sqrt{2 g h}"))["2 \\sqrt{2 g h}"]
    assert found.word not in (AuditWord.PROVED, AuditWord.CERTIFIED)


def test_what_a_root_asks_for_is_the_condition_of_a_line(lines):
    text = "Let $\\omega = \\sqrt{k/m}$. The period $T = \\frac{2 \\pi}{\\omega}$ is $T = 2 \\pi \\sqrt{\\frac{m}{k}}$."
    found = lines(text)["2 \\pi \\sqrt{\\frac{m}{k}}"]
    assert found.word is AuditWord.PROVED
    assert any("k > 0" in condition and "m > 0" in condition for condition in found.conditions)


def test_a_quantity_without_its_value_is_not_wrong_beside_units(lines):
    found = lines("Let $m = 2\\,\\mathrm{kg}$. Then $F = m a$ and $F + 3\\,\\mathrm{N} = m a + 3\\,\\mathrm{N}$.")
    assert not any(claim.wrong for claim in found.values())


def test_the_values_given_for_a_paragraph_are_put_in_with_their_units(lines):
    given = "$m = 0.5\\,\\mathrm{kg}$ and $k = 200\\,\\mathrm{N/m}$"
    text = f"With $\\omega = \\sqrt{{k/m}}$.\n\nFor {given} it is $\\omega = RIGHT$."
    assert lines(text.replace("RIGHT", "20\\,\\mathrm{Hz}"))["20\\,\\mathrm{Hz}"].word is AuditWord.PROVED
    assert lines(text.replace("RIGHT", "10\\,\\mathrm{Hz}"))["10\\,\\mathrm{Hz}"].wrong


def test_both_derivatives_that_are_set_to_zero_are_one_system(lines):
    text = """
Let $Q(a, b) = (a - 1)^2 + (b - a)^2$. Setting the derivatives to zero,

$$
\\frac{\\partial Q}{\\partial a} = 2 (a - 1) - 2 (b - a) = 0, \\qquad \\frac{\\partial Q}{\\partial b} = 2 (b - a) = 0 .
$$

The second equation gives $b = a$.
"""
    found = lines(text)
    assert not any(claim.wrong or claim.follows_not for claim in found.values())
    assert found["b = a"].word is AuditWord.PROVED


def test_values_joined_by_or_are_one_step(lines):
    solved = "The critical points are given by $f'(x) = 0$, i.e. $x = 0$ or $x = WRONG$."
    text = f"Let $f(x) = x^3 - 3 x^2$. We have $f'(x) = 3 x^2 - 6 x$. {solved}"
    right = lines(text.replace("WRONG", "2")).values()
    assert not any(claim.wrong or claim.follows_not for claim in right)
    assert any(claim.wrong for claim in lines(text.replace("WRONG", "3")).values())


def test_differentials_of_a_substitution_are_left_alone(lines):
    text = "With $u = x^2$, $du = 2 x \\, dx$,\n\n$$\\int_0^1 2 x (x^2 + 1) \\, dx = \\frac{3}{2} .$$"
    found = lines(text)
    assert not any(claim.wrong for claim in found.values())
    assert found["\\frac{3}{2}"].word is AuditWord.PROVED


def test_degrees_are_parts_of_pi(lines):
    found = lines("With $\\alpha = 30^\\circ$ we have $\\sin\\alpha = \\frac{1}{2}$ and $\\cos\\alpha = \\frac{1}{3}$.")
    assert found["\\frac{1}{2}"].word is AuditWord.PROVED
    assert found["\\frac{1}{3}"].wrong


def test_a_sequence_in_a_function_is_taken_at_its_argument(lines):
    text = "Let $H_n = \\sum_{k=1}^{n} \\frac{1}{k}$ and $C(n) = 2 (n + 1) H_n - 4 n$. Check: $C(2) = VALUE$."
    assert lines(text.replace("VALUE", "1"))["1"].word is AuditWord.PROVED
    assert lines(text.replace("VALUE", "2"))["2"].wrong


def test_a_case_by_the_way_holds_for_nothing_else(lines):
    text = """
By induction. For $n = 0$ both sides are $1$. If the claim holds for $n$, then

$$\\sum_{k=0}^{n+1} 2^k = 2^{n+1} + \\sum_{k=0}^{n} 2^k .$$
"""
    assert all(claim.word is AuditWord.PROVED for claim in lines(text).values())


def test_a_square_that_is_named_keeps_no_false_line_from_being_refuted(lines):
    text = """
Let $\\bar{x} = \\frac{1}{n} \\sum_{i=1}^n x_i$. With $s^2 = \\frac{1}{n - 1} \\sum_{i=1}^n (x_i - \\bar{x})^2$ we have

$$(n - 1) s^2 = \\sum_{i=1}^n x_i^2 - n \\bar{x}^2 .$$

Proof. $\\sum_{i=1}^n (x_i - \\bar{x})^2 = \\sum_{i=1}^n x_i^2 - FACTOR \\bar{x}^2$.
"""
    right = lines(text.replace("FACTOR", "n"))
    assert right["\\sum_{i=1}^n x_i^2 - n \\bar{x}^2"].word is AuditWord.PROVED
    assert not any(claim.wrong for claim in right.values())
    assert lines(text.replace("FACTOR", ""))["\\sum_{i=1}^n x_i^2 -  \\bar{x}^2"].wrong


def test_what_came_out_does_not_excuse_a_false_derivative(lines):
    text = """
Let $f(x) = x^2 - 4 x$. We solve $f'(x) = 0$, so $x = 2$.

The derivative is $f'(x) = 3 (x - 2)$.
"""
    assert lines(text)["3 (x - 2)"].wrong


def test_a_step_between_chains_claims_their_members_too(lines):
    text = """
Let $f(x) = 3 x^2 - 12 x$. Then

$$f'(x) = 6 x - WRITTEN = 0 \\iff x = \\frac{12}{6} = OUT .$$
"""
    right = lines(text.replace("WRITTEN", "12").replace("OUT", "2"))
    assert all(claim.word in (AuditWord.PROVED, AuditWord.DEFINITION) for claim in right.values())
    assert any(claim.wrong for claim in lines(text.replace("WRITTEN", "6").replace("OUT", "2")).values())
    assert any(claim.wrong for claim in lines(text.replace("WRITTEN", "12").replace("OUT", "3")).values())


def test_a_function_is_what_it_was_shown_to_be(lines):
    text = """
Let $x_1, \\dots, x_n > 0$ and $\\lambda > 0$. Let

$$L(\\lambda) = \\prod_{i=1}^n \\lambda e^{-\\lambda x_i} .$$

Then

$$\\ell(\\lambda) = \\ln L(\\lambda) = n \\ln \\lambda - \\lambda \\sum_{i=1}^n x_i$$

and $\\ell''(\\lambda) = -\\frac{n}{\\lambda^2}$.
"""
    found = lines(text)["-\\frac{n}{\\lambda^2}"]
    assert found.word is AuditWord.PROVED
    assert not found.conditions


def test_the_columns_of_a_factor_are_told_by_the_decomposition(lines):
    text = """
Let $X$ be a $N \\times d$ matrix of rank $d$ with the thin singular value decomposition $X = U \\Sigma V^t$, and
$T \\in \\mathbb{R}^N$. Put $w = (X^t X)^{-1} X^t T$. Then $w = \\sum_{k=1}^{d} \\frac{u_k^t T}{\\sigma_k} v_k$.
"""
    assert not any(claim.wrong for claim in lines(text).values())
    assert any(claim.wrong for claim in lines(text.replace("\\sum_{k=1}^{d}", "\\sum_{k=1}^{d - 1}")).values())


def test_an_inequality_of_unsigned_numbers_may_be_about_positive_ones(lines):
    text = "Let $\\varphi = \\frac{a}{1 + a}$. Then $0 < \\varphi$."
    (claim,) = [claim for claim in lines(text).values() if claim.relation == "<"]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions
    assert any(claim.wrong for claim in lines(text.replace("0 <", "1 <")).values())
