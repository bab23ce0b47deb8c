"""Sentences of the listed kinds are claims; others, tasks, assumptions and denials are left alone."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from tests.audit.texts import understood

MATRICES = "d: size, at least 2\nN: size, at least 2\nV: matrix[d, d], orthogonal\nA: matrix[d, d]\nX: matrix[N, d]\n"
NUMBERS = "\\lambda: real, positive\nx, u, o: real\nc: real\nn: size\ny_i: real for i in 1..n\nE: real\n"
NAMES = MATRICES + NUMBERS + "L, f, g, \\sigma, \\tau: function"
SIGMOID = "{.let}\n$$\n\\sigma(x) = \\frac{1}{1 + e^{-x}}\n$$\n\n"
TANH = "{.let}\n$$\n\\tau(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}}\n$$\n\n"


@pytest.fixture
def spoken(judge):
    """The claims that sentences make, in order."""

    def run(text):
        return [claim for claim in audit(understood(text, NAMES), judge).claims if claim.sentence]

    return run


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (r"Since $\frac{\lambda}{2} I$ is an orthogonal matrix, we go on.", AuditWord.REFUTED),
        ("Here $A$ is symmetric.", AuditWord.REFUTED),
        ("Note that $X^t X$ is symmetric, and so on.", AuditWord.PROVED),
        (r"Then $X^t X + \lambda I$ is positive definite.", AuditWord.PROVED),
        ("But $X^t X$ is positive semidefinite.", AuditWord.PROVED),
        ("We see that $X^t X$ is positive definite.", AuditWord.REFUTED),
        (r"$X X^t$ is invertible.", AuditWord.REFUTED),
    ],
)
def test_adjectives_of_matrices_are_claims(spoken, text, word):
    assert [claim.word for claim in spoken(text)] == [word]


def test_each_of_several_subjects_is_judged_but_for_what_is_declared(spoken):
    claims = spoken(r"Since $V$ and $\frac{\lambda}{2} I$ are orthogonal matrices, the inverse is easy.")
    assert [claim.left for claim in claims] == [
        r"\left( \frac{\lambda}{2} I \right)^\top \left( \frac{\lambda}{2} I \right)"
    ]
    assert claims[0].witness is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{.let}\n$$\nf(x) = x^2 + e^x\n$$\n\nSo $f$ is convex.", AuditWord.PROVED),
        ("{.let}\n$$\nf(x) = x^3\n$$\n\nSo $f$ is convex.", AuditWord.REFUTED),
        ("{.let}\n$$\nf(x) = x^3 + x\n$$\n\nSo $f$ is increasing and $f$ is odd.", AuditWord.PROVED),
    ],
)
def test_adjectives_of_functions_are_claims(spoken, text, word):
    assert {claim.word for claim in spoken(text)} == {word}


@pytest.mark.parametrize(
    "text",
    [
        "Let $A$ be such that $A$ is symmetric.",
        "If $A$ is symmetric, we are done.",
        "Assume $A$ is symmetric.",
        "Show that $A$ is symmetric.",
        "But $A$ is not symmetric.",
        "Is $A$ symmetric?",
        "The matrix $A$ is remarkable.",
    ],
)
def test_what_is_assumed_asked_denied_or_not_listed_is_left_alone(judge, text):
    found = audit(understood(text, NAMES), judge)
    assert found.claims == ()
    assert found.left_alone == 1


def test_swapped_roles_are_wrong(spoken):
    text = SIGMOID + TANH + "$$\n\\tau(x) = 2 \\sigma(2 x) - 1\n$$\n\n"
    (wrong,) = spoken(text + r"This is the representation of $\sigma$ in terms of $\tau$.")
    assert wrong.word is AuditWord.REFUTED
    assert wrong.mistake.name == "roles-swapped"
    (right,) = spoken(text + r"This is the representation of $\tau$ in terms of $\sigma$.")
    assert right.word is AuditWord.PROVED


def test_an_answer_that_keeps_what_it_should_replace_is_not_in_the_form(spoken):
    text = (
        SIGMOID + "Let $o = \\sigma(x)${.let}.\n\n$$\n\\sigma'(x) = %s\n$$\n\nwhich is the derivative in terms of $o$."
    )
    assert spoken(text % "o^2 e^{-x}")[0].word is AuditWord.REFUTED
    assert spoken(text % "o (1 - o)")[0].word is AuditWord.PROVED


def test_a_form_may_hold_what_is_given(spoken):
    text = "$$\nA X^t = A V^t V X^t\n$$\n\nThis is $A X^t$ in terms of $V$."
    assert all(claim.word is AuditWord.PROVED for claim in spoken(text))


def test_a_minimum_is_a_claim_about_the_set_of_minimizers(spoken):
    text = "{.let}\n$$\nE = \\frac{1}{n} \\sum_{i=1}^{n} (y_i - c)^2\n$$\n\nThe minimum of $E$ is at $c = %s$."
    assert spoken(text % r"\frac{1}{n} \sum_{i=1}^{n} y_i")[0].word is AuditWord.PROVED
    assert spoken(text % r"\sum_{i=1}^{n} y_i")[0].word is AuditWord.REFUTED


def test_the_median_is_the_minimizer_for_odd_sizes_only(spoken):
    text = (
        "{.let}\n$$\nL(c) = \\frac{1}{n} \\sum_{i=1}^{n} |y_i - c|\n$$\n\n"
        "Therefore, the value of $c$ that minimizes the loss is:\n\n$$\nc = \\text{median}(y_1, \\dots, y_n)\n$$"
    )
    (claim,) = spoken(text)
    assert claim.word is AuditWord.PROVED
    assert claim.conditions == ("for odd n",)
    assert "for even n it is not so" in claim.message


def test_what_does_not_depend_on_a_name_has_derivative_zero(spoken):
    text = "{.let}\n$$\nf(x) = x - x + 2\n$$\n\n{.let}\n$$\ng(x) = x + 2\n$$\n\n"
    words = [claim.word for claim in spoken(text + "$f(x)$ is independent of $x$. $g(x)$ does not depend on $x$.")]
    assert words == [AuditWord.PROVED, AuditWord.REFUTED]
