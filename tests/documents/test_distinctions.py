"""Known mistakes beside the answers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.diagnostics import Diagnostic
from solgen.documents.amounts import Amount, amount
from solgen.documents.blocks import Text
from solgen.documents.check import check
from solgen.documents.goals import AnswerRule
from solgen.kernel.claim import Verdict
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations
from tests.documents.question_text import PROVED, REFUTED, UNDECIDED, ToldJudge, clean, document_of, verdict

DECLARE = "x, t: real\nT: quantity in s"


def question(answer: str, mistake: str, form: str = "") -> str:
    return (
        f"Find $t${{ask=t{form}}}.\n\n# Solution\n$t = {answer}${{answer=t}}\n\n"
        f"# Mistakes\n* **slip** (t): ${mistake}$. Not so, since $x = t$.\n"
    )


def faults(
    text: str, told: dict[str, Verdict] | None = None, rules: dict[str, AnswerRule] | None = None
) -> list[Diagnostic]:
    return list(check(clean(text, DECLARE), ToldJudge(told), answers=rules).diagnostics)


def codes(text: str, told: dict[str, Verdict] | None = None, rules: dict[str, AnswerRule] | None = None) -> list[str]:
    return [fault.code for fault in faults(text, told, rules)]


def test_a_mistake_is_taken_apart_into_name_answer_formula_and_feedback():
    (mistake,) = clean(question("2 x", "3 x"), DECLARE).mistakes
    assert (mistake.name, mistake.answer, mistake.formula.reading.latex) == ("slip", "t", "3 x")
    assert mistake.feedback[0] == Text("Not so, since ")
    assert mistake.place.line == 7


def test_a_mistake_that_is_written_with_its_left_side_is_its_last_member():
    (mistake,) = clean(question("2 x", "t = 3 x"), DECLARE).mistakes
    assert mistake.term is read("3 x", read_declarations(DECLARE)).term


def test_the_formula_of_a_mistake_is_no_claim_but_those_of_its_feedback_are():
    document = clean(question("2 x", "t = 3 x"), DECLARE)
    assert [step.right_latex for step in document.steps] == ["2 x", "t"]


@pytest.mark.parametrize("said", [REFUTED, verdict("ill-formed", message="shapes")])
def test_a_mistake_that_differs_in_value_or_shape_is_accepted(said):
    assert codes(question("2 x", "3 x"), {"2 x = 3 x": said}) == []


@pytest.mark.parametrize(
    ("said", "code"), [(PROVED, "document-mistake-is-right"), (UNDECIDED, "document-mistake-not-told-apart")]
)
def test_a_mistake_that_may_be_the_answer_is_refused(said, code):
    (fault,) = faults(question("2 x", "x + x"), {"2 x = x + x": said})
    assert fault.code == code
    assert "`slip`" in fault.message
    assert fault.place.line == 7


def test_a_mistake_of_the_right_value_in_another_form_is_accepted():
    text = question("2 x", "t + 1", " in-terms-of=x")
    assert codes(text, {"2 x = t + 1": PROVED}) == []


def test_a_mistake_that_is_read_as_the_answer_is_refused_without_asking():
    assert codes(question("2 x", "2 x")) == ["document-mistake-is-right"]


@pytest.mark.parametrize(
    ("mistake", "rule", "code"),
    [
        ("7", AnswerRule(kind="number"), []),
        ("6.7", AnswerRule(kind="number", tolerance=Fraction(1, 2)), ["document-mistake-within-tolerance"]),
        ("6.7", AnswerRule(kind="number", tolerance=Fraction(1, 10)), []),
        ("7.2", AnswerRule(kind="number", relative_tolerance=Fraction(1, 5)), ["document-mistake-within-tolerance"]),
        (r"\frac{13}{2}", AnswerRule(kind="number"), ["document-mistake-is-right"]),
    ],
)
def test_numbers_are_compared_exactly_with_the_tolerance(mistake, rule, code):
    assert codes(question("6.5", mistake), {}, {"t": rule}) == code


def test_a_tolerance_on_formulas_is_for_the_judge():
    rules = {"t": AnswerRule(kind="number", relative_tolerance=Fraction(1, 5))}
    told = {"2 x = 3 x": REFUTED, r"\left| 2 x - 3 x \right| > \frac{1}{5} \left| 2 x \right|": REFUTED}
    assert codes(question("2 x", "3 x"), told, rules) == ["document-mistake-within-tolerance"]
    assert codes(question("2 x", "3 x"), {"2 x = 3 x": REFUTED}, rules) == []


@pytest.mark.parametrize(
    ("latex", "value", "unit"),
    [
        (r"671.49\,\mathrm{s}", Fraction(67149, 100), r"\mathrm{s}"),
        (r"\frac{3 \cdot 4}{2} - 1", Fraction(5), ""),
        (r"-2^3 \cdot 10^{-1}", Fraction(-4, 5), ""),
        (r"\frac{6\,\mathrm{s}}{2\,\mathrm{s}}", Fraction(3), ""),
    ],
)
def test_numerals_with_units_have_exact_amounts(latex, value, unit):
    found = amount(read(latex, Context()).term)
    assert found is not None
    assert (found.value, found.unit == "") == (value, unit == "")


@pytest.mark.parametrize("latex", [r"\sqrt{2}", r"2^{10^{9}}", r"\frac{1}{0}", r"1\,\mathrm{s} + 1", "e"])
def test_what_is_no_plain_numeral_has_no_amount(latex):
    assert amount(read(latex, Context()).term) is None
    assert Amount(Fraction(1)).unit == ""


@pytest.mark.parametrize(
    ("bullet", "code"),
    [
        ("* slip (t): $3 x$. No.", "document-mistake-not-understood"),
        ("* **slip**: $3 x$. No.", "document-mistake-not-understood"),
        ("* **slip** (t): $3 x${.wrong}. No.", "document-mistake-not-understood"),
        ("Some words.", "document-mistake-not-understood"),
        ("* **slip** (s): $3 x$. No.", "document-mistake-unknown-answer"),
        ("* **slip** (t): $3 q$. No.", "read-undeclared-name"),
    ],
)
def test_a_bullet_that_is_no_mistake_is_refused_with_its_line(bullet, code):
    text = question("2 x", "3 x").split("# Mistakes", maxsplit=1)[0] + "# Mistakes\n" + bullet
    _, diagnostics = document_of(text, DECLARE)
    assert [(fault.code, fault.place.line) for fault in diagnostics] == [(code, 7)]
