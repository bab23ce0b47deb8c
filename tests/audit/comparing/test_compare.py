"""A text beside the bank questions that it answers: in other letters, and with something missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from solgen.audit.comparing.compare import with_comparisons
from solgen.audit.comparison import Comparison
from solgen.diagnostics import Failure
from solgen.judge import Judge
from tests.audit.comparing.audits import audit_of

ACTIVATIONS = r"""u, s: real
\phi, \theta: function
"""
GIVEN = r"""
Let $\phi(u) = \frac{1}{1 + e^{-u}}${.let} and $\theta(u) = \frac{e^u - e^{-u}}{e^u + e^{-u}}${.let}.
Put $s = \phi(u)${.let}.
"""
SLOPE = r"""
$$
\begin{aligned}
\phi'(u) &= \frac{e^{-u}}{(1 + e^{-u})^2} \\
&= \frac{1}{1 + e^{-u}} \cdot \frac{e^{-u}}{1 + e^{-u}} \\
&= s^2 \cdot e^{-u}
\end{aligned}
$$
"""
TANGENT = r"""
$$
\theta(u) = \frac{1 - e^{-2 u}}{1 + e^{-2 u}} = 2 \phi(2 u) - 1
$$
"""
CONSTANT = r"""
a: real
m: size
t_k: real for k in 1..m
J: function
"""
MEAN = r"""
Let $J(a) = \frac{1}{m} \sum_{k=1}^m (t_k - a)^2${.let}. Then $J'(a) = -\frac{2}{m} \sum_{k=1}^m (t_k - a)$ and

$$
J'(a) = 0 \iff a = \frac{1}{m} \sum_{k=1}^m t_k
$$
"""
SQUARES = r"""
M: size
n: size, at most M
t: vector[M]
P: matrix[M, n], orthonormal columns
Q: matrix[n, n], orthogonal
D: matrix[n, n], diagonal, invertible
"""
LEAST = r"""
Let $A = P D Q^t${.let} and $\beta = (A^t A)^{-1} A^t t${.let}. So

$$
\beta = (Q D^t P^t P D Q^t)^{-1} Q D^t P^t t = Q D^{-2} D^t P^t t
$$
"""


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge() as started:
        yield started


def _compared(parts: dict[str, str], declare: str, judge: Judge, question: str = "") -> dict[str, Comparison]:
    audit = with_comparisons(audit_of(parts, declare, judge), judge, question)
    return {one.question: one for one in audit.comparisons}


def _kinds(comparison: Comparison, part: str) -> list[str]:
    return [omission.kind for omission in comparison.omissions if omission.part == part]


def test_a_question_is_found_by_what_it_asks_whatever_the_letters(judge: Judge) -> None:
    found = _compared({"3 b": GIVEN + TANGENT}, ACTIVATIONS, judge)
    assert list(found) == ["activations"]
    names = dict(found["activations"].names)
    assert (names["\\sigma"], names["\\tau"], names["x"]) == ("\\phi", "\\theta", "u")


def test_a_text_about_something_else_is_beside_no_question(judge: Judge) -> None:
    assert not _compared({"1": r"Then $(a + 1)^2 = a^2 + 2 a + 1$."}, "a: real\n", judge)


def test_what_is_equal_to_something_asked_by_chance_is_no_answer(judge: Judge) -> None:
    softplus = r"Let $\zeta(u) = \ln(1 + e^u)${.let}. Then $\frac{d}{du} \zeta(u) = \frac{1}{1 + e^{-u}}$."
    assert not _compared({"1": softplus}, "u: real\n\\zeta: function\n", judge)


def test_an_exam_stands_for_its_questions(judge: Judge) -> None:
    found = _compared({"3 b": GIVEN + TANGENT}, ACTIVATIONS, judge, question="ftdl-take-home-1")
    assert len(found) == 5
    assert found["activations"].given == 3
    assert found["least-squares-svd"].given == 0


def test_a_part_without_an_answer_is_missing(judge: Judge) -> None:
    activations = _compared({"3 b": GIVEN + TANGENT}, ACTIVATIONS, judge)["activations"]
    assert _kinds(activations, "a") == ["part"]
    assert _kinds(activations, "b") == []


def test_a_derivation_that_ends_in_another_form_than_asked_for_is_told_so(judge: Judge) -> None:
    activations = _compared({"3 a": GIVEN + SLOPE}, ACTIVATIONS, judge)["activations"]
    form = [omission.message for omission in activations.omissions if omission.kind == "form"]
    assert len(form) == 1
    assert "s^2" in form[0]
    assert "still contains u" in form[0]


def test_the_form_is_met_where_the_derivation_goes_on_to_it(judge: Judge) -> None:
    to_the_end = SLOPE.replace("s^2 \\cdot e^{-u}", "s^2 \\cdot e^{-u} \\\\\n&= s (1 - s)")
    activations = _compared({"3 a": GIVEN + to_the_end}, ACTIVATIONS, judge)["activations"]
    assert _kinds(activations, "a") == []
    assert activations.parts[0].given == activations.parts[0].marks


def test_only_lines_that_the_text_has_earn_marks(judge: Judge) -> None:
    stopped = TANGENT.replace(" = 2 \\phi(2 u) - 1", "")
    part = _compared({"3 b": GIVEN + stopped}, ACTIVATIONS, judge)["activations"].parts[1]
    assert [bool(step.covered) for step in part.steps] == [True, True, False]
    assert part.given == 2


def test_a_wrong_line_earns_nothing(judge: Judge) -> None:
    wrong = TANGENT.replace("2 \\phi(2 u) - 1", "2 \\phi(u) - 1")
    part = _compared({"3 b": GIVEN + wrong}, ACTIVATIONS, judge)["activations"].parts[1]
    assert part.given == 2
    assert not part.answer
    assert "\\sigma(2 x)" in part.omissions[-1].message


def test_a_minimizer_without_the_second_order_condition_leaves_a_case_out(judge: Judge) -> None:
    constant = _compared({"5": MEAN}, CONSTANT, judge)["constant-model"]
    assert _kinds(constant, "a") == ["case"]
    assert "E''(c)" in constant.omissions[0].message
    assert constant.parts[0].answer


def test_the_second_order_condition_is_seen(judge: Judge) -> None:
    constant = _compared({"5": MEAN + "\nBesides, $J''(a) = 2 > 0$.\n"}, CONSTANT, judge)["constant-model"]
    assert _kinds(constant, "a") == []
    assert constant.parts[0].given == 4


def test_an_inverse_without_a_word_on_the_rank_leaves_a_case_out(judge: Judge) -> None:
    least = _compared({"4 i": LEAST}, SQUARES, judge)["least-squares-svd"]
    cases = [omission.message for omission in least.omissions if omission.kind == "case" and omission.part == "i"]
    assert len(cases) == 1
    assert "invertible" in cases[0]


def test_the_rank_is_seen_where_the_text_speaks_of_it(judge: Judge) -> None:
    least = _compared({"4 i": LEAST + "\nThe matrix has full rank.\n"}, SQUARES, judge)["least-squares-svd"]
    assert "case" not in _kinds(least, "i")


def test_a_named_question_is_compared_even_where_nothing_answers_it(judge: Judge) -> None:
    text = {"1": r"Then $(a + 1)^2 = a^2 + 2 a + 1$."}
    found = _compared(text, "a: real\n", judge, question="activations")
    assert [_kinds(found["activations"], part) for part in "abc"] == [["part"], ["part"], ["part"]]


def test_a_question_that_is_nowhere_is_an_error(judge: Judge) -> None:
    with pytest.raises(Failure):
        _compared({"1": "Then $1 = 1$."}, "a: real\n", judge, question="no-such-question")


def test_a_part_is_not_answered_by_what_is_only_given(judge: Judge) -> None:
    """The sigmoid is defined and given a name, as in the question; (c) asks for more."""
    activations = _compared({"3 a": GIVEN + SLOPE}, ACTIVATIONS, judge)["activations"]
    assert _kinds(activations, "c") == ["part"]


def test_of_a_wrong_end_no_form_is_asked(judge: Judge) -> None:
    longer = r"\frac{1 - e^{-2 u}}{1 + e^{-2 u}} = \frac{2}{1 + e^{-2 u}} - 1 = 2 \phi(u) - 1"
    wrong = TANGENT.replace(r"\frac{1 - e^{-2 u}}{1 + e^{-2 u}} = 2 \phi(2 u) - 1", longer)
    activations = _compared({"3 b": GIVEN + wrong}, ACTIVATIONS, judge)["activations"]
    assert next(each.message for each in activations.omissions if each.part == "b") == (
        r"what starts from $\theta(u)$ ends in $2 \phi(u) - 1$, which is wrong"
    )
    assert _kinds(activations, "b") == ["answer", "step"]
