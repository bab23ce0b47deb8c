"""Which claims a chain makes."""

from __future__ import annotations

import pytest

from solgen.documents.blocks import Role
from solgen.documents.chains import compose, says_nothing
from solgen.notation.writing.latex import to_latex
from tests.documents.question_text import clean, document_of, said

REALS = "a, b, c, d, x: real\nn, m: size\ny_i: real for i in 1..n\ny_{(k)}: order statistics of y, k in 1..n"


def claims(text: str, declare: str = REALS) -> list[tuple[str, str]]:
    return [(said(step.claim), said(step.follow)) for step in clean(text, declare).steps]


def test_each_member_is_compared_with_the_first_and_with_the_one_before():
    assert claims("$a = b = c$") == [("a = b", ""), ("a = c", "b = c")]


def test_a_chain_with_several_signs_claims_the_composed_relation():
    assert claims("$a = b < c = d$") == [("a = b", ""), ("a < c", "b < c"), ("a < d", "c = d")]
    assert claims(r"$a \le b \le c < d$")[-1] == ("a < d", "c < d")


def test_signs_that_compose_to_nothing_are_claimed_between_neighbours_only():
    assert claims(r"$a \ne b \ne c$") == [(r"a ≠ b", ""), (r"b ≠ c", "")]
    assert claims(r"$a < b > c = d$") == [("a < b", ""), ("b > c", ""), ("c = d", "")]


@pytest.mark.parametrize(
    ("first", "second", "composed"),
    [
        ("=", "<", "<"),
        ("<", "=", "<"),
        ("<", "≤", "<"),
        ("≤", "≤", "≤"),
        ("≥", ">", ">"),
        ("<", ">", None),
        ("≠", "=", "≠"),
        ("≠", "≠", None),
        ("∈", "⊆", "∈"),
        ("⇔", "⇒", "⇒"),
        ("⇔", "⇔", "⇔"),
        ("⇔", "=", "⇔"),
        (None, "=", None),
    ],
)
def test_composition_of_signs(first, second, composed):
    assert compose(first, second) == composed


def test_a_rounded_member_is_compared_with_the_last_exact_one():
    assert claims(r"$a = b \approx 3.14 \approx 3$") == [("a = b", ""), ("b ≈ 3.14", ""), ("b ≈ 3", "")]


def test_what_equals_a_rounded_member_is_compared_with_that_member():
    assert claims(r"$a \approx 3.5 = \frac{7}{2}$")[-1] == (r"3.5 = \frac{7}{2}", "")


def test_equivalences_of_propositions_are_one_chain_over_the_lines_of_a_display():
    display = "$$\n\\begin{aligned}\nx = 1 &\\iff 2 x = 2 \\\\\n&\\iff 3 x = 3\n\\end{aligned}\n$$"
    assert claims(display) == [("x = 1 ⇔ 2 x = 2", ""), ("x = 1 ⇔ 3 x = 3", "2 x = 2 ⇔ 3 x = 3")]


def test_an_equation_before_an_equivalence_on_the_next_line_is_not_claimed_by_itself():
    lines = "$$\n\\begin{aligned}\n2 x &= 4 \\\\\n\\iff x &= 2\n\\end{aligned}\n$$"
    assert claims(lines) == [("2 x = 4 ⇔ x = 2", "")]
    (step,) = clean(lines, REALS).steps
    assert (step.left_latex, step.right_latex) == ("2 x = 4", "x = 2")


def test_a_statement_before_an_implication_on_the_next_line_is_claimed_as_well():
    lines = "$$\n\\begin{aligned}\na &= b \\\\\n\\Rightarrow 2 a &= 2 b\n\\end{aligned}\n$$"
    assert claims(lines) == [("a = b", ""), ("a = b ⇒ 2 a = 2 b", "")]


def test_an_equation_that_is_mentioned_can_be_solved_in_the_next_display():
    text = "To solve $2 x = 4${.say}:\n\n$$\n\\iff x = 2\n$$\n\n$$\n\\iff 3 x = 6\n$$"
    assert claims(text) == [("2 x = 4 ⇔ x = 2", ""), ("2 x = 4 ⇔ 3 x = 6", "x = 2 ⇔ 3 x = 6")]


def test_a_proposition_by_itself_is_claimed_as_a_whole():
    (step,) = clean(r"$x = 1 \lor x \ne 1$", REALS).steps
    assert (step.claim.relation, step.claim.left.head, step.follow) == ("⊢", "or", None)


def test_a_term_without_a_relation_claims_nothing():
    assert claims("The term $x + 1$ is read.") == []


def test_a_chain_goes_on_over_displays_and_the_words_between_them():
    text = "$$\na = b\n$$\n\nwhere $x$ is put in, so that\n\n$$\n= c\n$$\n\nand that $= d$."
    assert claims(text) == [("a = b", ""), ("a = c", "b = c"), ("a = d", "c = d")]


def test_an_inline_formula_continues_the_formula_before_it():
    assert claims("$$\na = b\n$$\n\nThe value $c$ is $= d$.") == [("a = b", ""), ("c = d", "")]


@pytest.mark.parametrize(
    "text",
    [
        "$$\n= b\n$$",
        "$a = b${.say}\n\n$$\n= c\n$$",
        "$a = b${.if} $= c$",
        "$a = b${.wrong} $= c$",
        "## (a)\n$a = b$\n\n## (b)\n$$\n= c\n$$",
    ],
)
def test_a_display_with_nothing_to_continue_is_refused(text):
    _, (diagnostic,) = document_of(text, REALS)
    assert diagnostic.code == "document-chain-without-start"


def test_a_chain_that_could_not_be_read_is_not_reported_again_where_it_goes_on():
    _, diagnostics = document_of("$$\na = q\n$$\n\n$$\n= c\n$$", REALS)
    assert [diagnostic.code for diagnostic in diagnostics] == ["read-undeclared-name"]


def test_several_statements_of_a_display_are_chains_of_their_own():
    display = "$$\n\\begin{aligned}\na &= b \\\\\n&= c \\\\\nx &= d\n\\end{aligned}\n$$"
    assert claims(display) == [("a = b", ""), ("a = c", "b = c"), ("x = d", "")]


def test_a_definition_is_not_claimed_and_what_follows_it_is():
    text = "$s = a + b = b + a${.let}"
    assert claims(text) == [("s = b + a", "a + b = b + a")]


def test_a_step_knows_its_formula_its_member_its_part_and_what_was_written():
    document = clean("# Solution\n## (b)\nFirst $x$, then $a = \\frac{b}{2} = c$.", REALS)
    last = document.steps[-1]
    assert (last.formula, last.member, last.part, last.left_latex, last.right_latex) == (1, 2, "b", "a", "c")
    assert document.formulas[1].steps == (0, 1)
    assert (last.place.line, last.place.column) == (3, 36)


def test_dots_claim_the_relation_for_every_index():
    (step,) = clean(r"$y_{(1)} \le y_{(2)} \le \dots \le y_{(n)}$", REALS).steps
    assert said(step.claim) == r"y_{(k)} ≤ y_{(k + 1)}"
    assert step.claim.context.declaration("k") is not None
    assert len(step.claim.context.hypotheses) == 2


def test_dots_take_another_letter_where_k_is_taken():
    (step,) = clean(r"$y_{(1)} \le \dots \le y_{(n)}$", REALS + "\nk: size").steps
    assert said(step.claim) == r"y_{(i)} ≤ y_{(i + 1)}"


def test_members_outside_the_pattern_of_the_dots_are_claimed_as_usual():
    found = claims(r"$a \le y_1 \le y_2 \le \dots \le y_{n-1} \le y_n \le b$")
    assert found == [("a ≤ y_{1}", ""), (r"y_{k} ≤ y_{k + 1}", ""), ("a ≤ b", "y_{n} ≤ b")]


@pytest.mark.parametrize(
    "chain",
    [
        r"y_1 \le a \le \dots \le y_n",
        r"y_1 \le \dots < y_n",
        r"y_1 \le \dots",
        r"y_1 + a \le \dots \le y_n + b",
        r"a \le \dots \le b",
    ],
)
def test_dots_without_a_pattern_are_refused(chain):
    document, (diagnostic, *_) = document_of(f"${chain}$", REALS)
    assert diagnostic.code == "claim-dots-unclear"
    assert document.steps == ()


def test_a_claim_with_two_equal_sides_says_nothing_but_a_strict_one_does():
    equal, strict = (step.claim for step in clean(r"$x = x$ and $x < x$", REALS).steps)
    assert says_nothing(equal)
    assert not says_nothing(strict)


def test_a_role_holds_for_all_steps_of_its_formula():
    steps = clean("$a = b = c${.upto} and $a = b${.wrong} and $a = c${.vouch}", REALS).steps
    assert [step.role for step in steps] == [Role.UPTO, Role.UPTO, Role.WRONG, Role.VOUCH]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$x${.if}", "role-needs-relation"),
        ("$x + 1${.wrong}", "role-needs-relation"),
        ("$a = b = c${.wrong}", "role-wrong-one-relation"),
        (r"$y_1 \le \dots \le y_n${.if}", "role-bad-hypothesis"),
        ("$a = b$ $= c${.if}", "role-bad-hypothesis"),
        ('$x${ask=one in-terms-of="a + b"}', "role-bad-value"),
        ('$x${ask=one in-terms-of="q"}', "read-undeclared-name"),
    ],
)
def test_a_role_on_a_formula_that_it_does_not_fit_is_refused(text, code):
    document, diagnostics = document_of(text, REALS)
    assert [diagnostic.code for diagnostic in diagnostics] == [code]
    assert diagnostics[0].place.line == 1
    assert len(document.steps) <= 1


def test_what_a_reason_states_is_claimed_beside_a_definition_or_a_mention_too():
    display = "$$\n\\begin{aligned}\na &= b && \\text{as } x = c\n\\end{aligned}\n$$"
    assert claims("{.say}\n" + display) == [("x = c", "")]


def test_a_relation_in_brackets_alone_in_its_formula_is_claimed() -> None:
    (step,) = clean("Then $(x = y)$.", "x, y: real").steps
    assert (to_latex(step.claim.left), step.claim.relation, to_latex(step.claim.right)) == ("x", "=", "y")
