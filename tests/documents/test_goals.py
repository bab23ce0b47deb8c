"""Whether what was asked is answered."""

from __future__ import annotations

from solgen.diagnostics import Diagnostic
from solgen.documents.check import check
from solgen.documents.goals import AnswerRule
from tests.documents.question_text import UNDECIDED, ToldJudge, clean

DECLARE = "x, c, t: real\n\\sigma, \\tau: function"
STEM = r"""Let $\sigma(x) = \frac{1}{1 + e^{-x}}${.let} and $\tau(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}${.let}.
Write $\tau(x)${ask=result in-terms-of="\sigma, x"} by $\sigma$.

# Solution
"""


def faults(text: str, told: dict[str, object] | None = None, **more: object) -> list[Diagnostic]:
    return list(check(clean(text, DECLARE), ToldJudge(told), **more).diagnostics)  # type: ignore[arg-type]


def codes(text: str, told: dict[str, object] | None = None, **more: object) -> list[str]:
    return [fault.code for fault in faults(text, told, **more)]


def test_a_chain_from_the_question_to_the_answer_is_accepted():
    assert codes(STEM + r"$\tau(x) = 2 \sigma(2 x) - 1${answer=result}") == []


def test_a_chain_may_start_at_what_the_question_means_by_definition():
    text = r"$\frac{e^x - e^{-x}}{e^x + e^{-x}} = 2 \sigma(2 x) - 1${answer=result}"
    assert codes(STEM + text) == []


def test_a_solution_that_never_reaches_its_goal_is_refused_at_the_question():
    (fault,) = faults(STEM + r"$\tau(x) = 2 \sigma(2 x) - 1$")
    assert fault.code == "goal-not-reached"
    assert fault.place.line == 2
    assert r"\answer{result}" in fault.hint


def test_a_misspelled_answer_is_said_on_both_sides():
    found = faults(STEM + r"$\tau(x) = 2 \sigma(2 x) - 1${answer=reslt}")
    assert [fault.code for fault in found] == ["goal-not-reached", "goal-not-asked"]
    assert "`reslt`" in found[0].hint
    assert "`result`" in found[1].hint


def test_an_answer_with_another_start_is_refused():
    assert codes(STEM + r"$\sigma(x) = \frac{1 + \tau(\frac{x}{2})}{2}${answer=result}") == ["goal-other-start"]


def test_an_answer_that_contains_the_question_is_refused():
    assert codes(STEM + r"$\tau(x) = \tau(x) + 0 \cdot x${answer=result}") == ["goal-is-the-question"]


def test_an_answer_that_is_the_definition_is_refused():
    text = r"$\tau(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}${answer=result}"
    assert codes(STEM + text) == ["goal-is-the-question"]


def test_an_answer_in_other_terms_is_refused():
    stem = (
        r"Put $o = \frac{1}{1 + e^{-x}}${.let}. Write $o^2 + o${ask=result in-terms-of=x} by $x$." + "\n\n# Solution\n"
    )
    (fault,) = faults(stem + "$o^2 + o = o (1 + o)${answer=result}")
    assert fault.code == "goal-form-not-met"
    assert "still contains o" in fault.message


def test_a_step_of_the_chain_to_an_answer_that_is_not_established_is_reported_once():
    text = STEM + r"$\tau(x) = 1 - 2 \sigma(-2 x) = 2 \sigma(2 x) - 1${answer=result}"
    found = codes(text, {r"\tau(x) = 1 - 2 \sigma(-2 x)": UNDECIDED})
    assert found == ["claim-undecided"]


def test_a_chain_with_an_inequality_is_no_answer():
    assert codes(r"Find $t${ask=t}." + "\n\n# Solution\n$t < 2 x = c${answer=t}") == ["goal-wrong-relation"]


def test_a_rounded_value_is_an_answer():
    assert codes("Find $t${ask=t}.\n\n# Solution\n$t = x \\approx 3.14${answer=t}") == []


def test_a_hypothesis_that_is_the_answer_is_refused():
    text = "Find $t${ask=t}.\n\n# Solution\nLet $t = 2 x${.if until=part}. So $t = 2 x${answer=t}."
    assert codes(text) == ["goal-given-away"]


def test_hypotheses_that_give_the_answer_by_substitution_are_refused():
    stem = "Find $t${ask=t}.\n\n# Solution\n"
    text = stem + "Let $t = c^2${.if until=part} and $2 x = c${.if until=part}. So $t = (2 x)^2${answer=t}."
    assert codes(text) == ["goal-given-away"]


def test_a_hypothesis_from_which_the_answer_has_to_be_calculated_is_none_that_gives_it_away():
    text = "Find $t${ask=t}.\n\n# Solution\nLet $t = c + c${.if until=part}. So $t = 2 c${answer=t}."
    assert codes(text) == []


def test_what_is_defined_in_the_question_can_be_asked():
    text = "Express $u = x + x${.let ask=sum in-terms-of=x}.\n\n# Solution\n$u = 2 x${answer=sum}"
    assert codes(text) == []


def test_an_equation_is_answered_by_an_equivalence():
    text = "Solve $2 x = 4${.say ask=root}.\n\n# Solution\n$2 x = 4 \\iff x = 2${answer=root}"
    assert codes(text) == []
    assert codes(text.replace("\\iff", "\\Rightarrow")) == ["goal-wrong-relation"]


def test_an_answer_may_be_given_by_cases():
    stem = "Find $t${ask=t}.\n\n# Solution\n"
    text = stem + "* Let $x > 0${.if}: $t = x${answer=t}.\n* Let $x < 0${.if}: $t = -x${answer=t}."
    document = clean(text, DECLARE)
    assert [given.hypotheses for given in document.given] == [("x > 0",), ("x < 0",)]
    assert codes(text) == []


def test_an_answer_at_a_line_of_a_display_is_the_member_of_that_line():
    display = "$$\n\\begin{aligned}\nt &= x \\answer{t} \\\\\n&= c\n\\end{aligned}\n$$"
    (given,) = clean(f"Find $t${{ask=t}}.\n\n# Solution\n{display}", DECLARE).given
    assert (given.latex, given.relation, given.steps) == ("x", "=", (0,))


def test_an_answer_at_the_end_of_a_chain_over_displays_rests_on_all_of_them():
    text = "Find $t${ask=t}.\n\n# Solution\n$$\nt = x\n$$\n\nso\n\n$$\n= c \\answer{t}\n$$"
    (given,) = clean(text, DECLARE).given
    assert given.steps == (0, 1)


def test_an_answer_in_another_part_is_none():
    text = "## (a)\nFind $t${ask=t}.\n\n# Solution\n## (b)\n$t = x${answer=t}"
    assert codes(text) == ["goal-not-reached", "goal-not-asked"]


def test_declared_answers_are_asked_and_asked_ones_declared():
    text = "Find $t${ask=t}.\n\n# Solution\n$t = x${answer=t}"
    assert codes(text, answers={"t": AnswerRule()}) == []
    found = faults(text, answers={"tt": AnswerRule(part="a")})
    assert [fault.code for fault in found] == ["goal-unknown-answer", "goal-never-asked"]
    assert "`tt`" in found[0].hint
    assert "part a" in found[1].hint


def test_what_the_solution_defines_is_answered_by_more_than_its_definition():
    text = "Find $t${ask=t}.\n\n# Solution\nIn all, $t = x + x + c${.let}. So $t = 2 x + c${answer=t}."
    assert codes(text) == []
    assert codes(text.partition(" So ")[0].replace("{.let}", "{.let answer=t}")) == ["goal-is-the-question"]


def test_a_definition_answers_where_the_question_says_by_which_names_it_shall_be_expressed():
    solution = "\n\n# Solution\nIn all, $t = x + x + c${.let answer=t}."
    assert codes('Find $t${ask=t in-terms-of="x, c"}.' + solution) == []
    assert codes("Find $t${ask=t in-terms-of=x}." + solution) == ["goal-form-not-met"]
    assert codes('Let $t = 2 x${.let}. Find $t${ask=t in-terms-of="x, c"}.\n\n# Solution\n$t = 2 x${answer=t}') != []
