"""Which lines a text claims: chains across signs, displays and prose; connections that are only guessed."""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.chains import statements_of
from tests.audit.texts import understood

NAMES = "x, y, o: real\n\\sigma: function"


def lines(text, declare="x, y: real"):
    understanding = understood(text, declare)
    found = statements_of(understanding.interpretations[0], understanding.manuscript.source)
    return [line for statement in found for line in statement.lines]


def said(text, declare="x, y: real"):
    return [(line.step.left_latex, line.step.claim.relation, line.step.right_latex) for line in lines(text, declare)]


def test_each_member_is_compared_with_the_first_one():
    assert said("$x + x = 2 x = x \\cdot 2$") == [("x + x", "=", "2 x"), ("x + x", "=", r"x \cdot 2")]


def test_a_display_that_begins_with_a_sign_goes_on_from_the_display_before():
    assert said("$$x + x = 3 x - x$$\n\nThen\n\n$$= 2 x$$")[1] == ("x + x", "=", "2 x")


def test_a_statement_with_the_same_left_side_goes_on_from_the_earlier_one():
    last = lines("$$x + x = 3 x - x$$\n\nHence\n\n$$\\therefore x + x = 2 x$$")[-1]
    assert last.before == (0, 1)
    assert last.step.follow is not None
    assert last.step.follow.left.head == "add"


def test_no_chain_goes_on_into_another_part():
    last = lines("# a\n\n$$x + x = 3 x - x$$\n\n# b\n\n$$x + x = 2 x$$")[-1]
    assert last.before is None


def test_no_chain_goes_on_where_a_case_was_given_up():
    text = "# a\n$x > 0${.if} so\n\n$$|x| = x$$\n\n# b\n$x < 0${.if} so\n\n$$|x| = -x$$"
    assert all(line.before is None for line in lines(text))


def test_a_sign_after_whole_sentences_may_belong_to_the_words():
    text = "$2 + 3 = 5$. The first machine needs ten seconds for it. The time of the second machine is\n\n$$= 4 + 4$$"
    assert lines(text)[-1].loose


def test_the_failure_of_a_guessed_connection_is_no_mistake(judge):
    text = (
        "$2 + 3 = 5$. The first machine needs ten seconds for it. The time of the second machine is\n\n$$= 4 + 4 = 8$$"
    )
    found = audit(understood(text), judge)
    assert [claim.right for claim in found.claims if claim.wrong] == []


def test_equal_sides_say_nothing():
    assert [bool(line.nothing) for line in lines("$x + 1 = x + 1$")] == [True]


def test_a_chain_that_comes_back_to_its_start_shows_nothing():
    text = r"$\sigma'(x) = 2 \cdot \frac{\sigma'(x)}{2} = 1 \cdot \frac{d}{dx} \sigma(x)$"
    assert [bool(line.nothing) for line in lines(text, NAMES)] == [False, True]


def test_a_definition_has_a_line_and_the_members_behind_it_are_claims():
    found = lines(r"$\sigma(x) = \frac{1}{1 + e^{-x}}${.let} and $o = \sigma(x) = \frac{1}{1 + e^{-x}}${.let}", NAMES)
    assert [line.purpose.value for line in found] == ["definition", "definition", "claim"]


def test_of_an_equation_that_is_mentioned_only_the_members_before_the_last_are_claimed():
    text = "{.say}\n$$\n\\frac{d}{dx} x^2 = 2 x = 0\n$$"
    assert said(text) == [(r"\frac{d}{dx} x^2", "=", "2 x")]


def test_a_hypothesis_claims_nothing():
    assert said("$x > 0${.if}") == []


def test_a_formula_behind_a_line_is_claimed_too():
    text = "$$\n\\begin{aligned}\nx + x &= 2 x && \\text{since } x = 3 x - y\n\\end{aligned}\n$$"
    assert said(text)[-1] == ("x", "=", "3 x - y")


def test_a_quantity_differentiated_by_itself_shows_nothing():
    given = r"$\sigma(x) = \frac{1}{1 + e^{-x}}${.let}, $o = \sigma(x)${.let}"
    text = given + r", so $\frac{d \sigma(x)}{do} = \frac{d}{do}(o) = 1$"
    assert [bool(line.nothing) for line in lines(text, NAMES)] == [False, False, True, True]


def test_of_a_chain_of_orders_each_sign_is_claimed_by_itself():
    assert said(r"$0 \le x^2 \le x^2 + 1$") == [("0", "≤", "x^2"), ("x^{2}", "≤", "x^2 + 1")]


def test_statements_set_off_by_commas_are_claimed_one_by_one():
    found = lines(r"$x + x = 2 x, \qquad y + y = 3 y = y + 2 y$")
    assert [(line.step.left_latex, line.step.right_latex) for line in found] == [
        ("x + x", "2 x"),
        ("y + y", "3 y"),
        ("y + y", "y + 2 y"),
    ]
    assert len({line.key for line in found}) == 3
