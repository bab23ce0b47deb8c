"""A line that nobody proves by itself, behind steps that were established: it follows from them, or stays open."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript


@pytest.fixture
def lines(judge):
    """Audits a Markdown text; its claims by line and right side."""

    def run(text):
        found = audit(understand(parse_manuscript(text, "sheet.md", "markdown")), judge)
        return {(claim.place.line, claim.right): claim for claim in found.claims}

    return run


WHERE = "Let $n$ be a positive integer, $x > 0$ and $y > 0$."
MEANS = r"\sqrt{\frac{x^2 + y^2}{2}}"


def said(claim):
    return claim.word, claim.message


def test_by_itself_the_conclusion_is_not_decided(lines):
    assert lines(f"{WHERE} Then $\\sqrt{{x y}} \\le {MEANS}$.")[1, MEANS].word is AuditWord.UNDECIDED
    assert lines(f"{WHERE} Then $(1 + x)^n > n x$.")[1, "n x"].word is AuditWord.UNDECIDED


def test_a_conclusion_follows_from_the_lines_of_its_steps(lines):
    text = f"""{WHERE}

$$
\\begin{{aligned}}
\\sqrt{{x y}} &\\le \\frac{{x + y}}{{2}} \\\\
  &\\le {MEANS} .
\\end{{aligned}}
$$

Therefore $\\sqrt{{x y}} \\le {MEANS}$.
"""
    assert said(lines(text)[10, MEANS]) == (AuditWord.PROVED, "follows from lines 5 and 6")


def test_a_conclusion_is_found_by_steps_that_are_turned_round_and_stand_apart(lines):
    text = f"{WHERE} Since $n x < 1 + n x$,\n\nand since $1 + n x \\le (1 + x)^n$,\n\nwe have $(1 + x)^n > n x$."
    assert said(lines(text)[5, "n x"]) == (AuditWord.PROVED, "follows from lines 1 and 3")


def test_the_last_member_of_a_chain_follows_from_the_members_before(lines):
    other = "e^{x/2} (e^{x/2} - e^{-x/2})"
    found = lines(f"{WHERE} We have $\\sin x \\le x \\le e^x - 1 = {other}$.")[1, other]
    assert said(found) == (AuditWord.PROVED, "follows from the steps of its chain")
    assert found.follows == "proved"


def test_a_chain_with_a_wrong_step_leads_nowhere(lines):
    found = lines(
        f"{WHERE} We have $\\sqrt{{x y}} \\le \\frac{{x + y}}{{4}} \\le {MEANS}$. So $\\sqrt{{x y}} \\le {MEANS}$."
    )
    assert found[1, r"\frac{x + y}{4}"].wrong
    assert found[1, MEANS].word in (AuditWord.UNDECIDED, AuditWord.PROVED)
    assert (
        lines(f"{WHERE} As $\\sqrt{{x y}} \\le \\frac{{x + y}}{{4}}$, $\\sqrt{{x y}} \\le {MEANS}$.")[1, MEANS].word
        is AuditWord.UNDECIDED
    )


def test_the_conditions_of_all_steps_are_those_of_the_conclusion(lines):
    middle, other = r"\frac{(x + y) (z - 2)}{2 (z - 2)}", r"\frac{z}{z} " + MEANS
    text = f"""{WHERE} Let $z$ be a number. Then

$$\\sqrt{{x y}} \\le \\frac{{x + y}}{{2}} = {middle}$$

and

$${middle} = \\frac{{x + y}}{{2}} \\le {MEANS} = {other} .$$

So $\\sqrt{{x y}} \\le {other}$.
"""
    found = lines(text)[9, other]
    assert found.word is AuditWord.PROVED
    assert r"z \ne 0" in found.conditions


def test_a_step_in_another_case_leads_nowhere(lines):
    """``y ≤ x`` is assumed for a paragraph only."""
    text = f"""{WHERE}

If $y \\le x$, then $n y \\le n x$.

Always $n x \\le n x + \\sin^2 x$.

So $n y \\le n x + \\sin^2 x$.
"""
    found = lines(text)
    assert found[3, "n x"].word is AuditWord.PROVED
    assert found[7, r"n x + \sin^2 x"].word not in (AuditWord.PROVED, AuditWord.CERTIFIED)


def test_a_step_about_what_a_name_meant_before_leads_nowhere(lines):
    text = f"""{WHERE}

## 1

Let $q = n x$. Then $q < 1 + n x$ and $1 + n x \\le (1 + x)^n$.

## 2

Let $q = 2 (1 + x)^n$. Then $1 + n x \\le (1 + x)^n$. Hence $q < (1 + x)^n$.
"""
    found = lines(text)
    assert found[5, "1 + n x"].word is AuditWord.PROVED
    assert found[9, "(1 + x)^n"].word is not AuditWord.PROVED


def test_the_same_name_for_the_same_thing_in_the_same_part_leads_there(lines):
    text = f"{WHERE}\n\nLet $q = n x$. Then $q < 1 + n x$ and $1 + n x \\le (1 + x)^n$.\n\nHence $q < (1 + x)^n$."
    assert lines(text)[5, "(1 + x)^n"].word is AuditWord.PROVED


def test_what_is_only_assumed_or_asked_is_no_step(lines):
    text = f"{WHERE} Show that $1 + n x \\ge x^n$. We have $(1 + x)^n \\ge 1 + n x$. So $(1 + x)^n \\ge x^n + \\sin x$."
    assert lines(text)[1, r"x^n + \sin x"].word is not AuditWord.PROVED


def test_a_conclusion_has_the_condition_under_which_a_step_holds(lines):
    """Nothing is said of x and y here; the step holds where they are positive, and so does what follows from it."""
    step, other = r"$\sqrt{x y} \le \frac{x + y}{2}$", rf"$\frac{{x + y}}{{2}} \le {MEANS}$"
    found = lines(f"We have {step} and {other}.\n\nSo $\\sqrt{{x y}} \\le {MEANS}$.")
    assert found[1, r"\frac{x + y}{2}"].conditions == ("where x > 0 and y > 0",)
    assert (found[3, MEANS].word, found[3, MEANS].conditions) == (AuditWord.PROVED, ("where x > 0 and y > 0",))


def test_a_conclusion_under_one_reading_of_the_text_says_which(lines):
    """With the logarithm to base 2 the step is wrong, and so is the conclusion."""
    bound, other = r"\max(a, b) + \log 2", r"|a| + |b| + \log 2"
    steps = rf"$\log(e^a + e^b) \le {bound}$ and ${bound} \le {other}$"
    found = lines(rf"Let $a, b \in \mathbb{{R}}$. We have {steps}. So $\log(e^a + e^b) \le {other}$.")
    natural = ("with the logarithm natural",)
    assert found[1, bound].conditions == natural
    conclusion = [claim for (_, right), claim in found.items() if right == other][-1]
    assert (conclusion.word, conclusion.conditions) == (AuditWord.PROVED, natural)
