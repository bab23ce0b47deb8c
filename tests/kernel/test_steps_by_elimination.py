"""Steps between systems of equations, by elimination."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from solgen.kernel.conditions.inverses import inverted
from solgen.kernel.conditions.normal_forms import conjunctive, disjunctive
from solgen.kernel.steps_by_elimination import attempt
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

HOLD = [
    ("x, y: real", r"x y = 1 \land x + y = 2 \iff x = 1 \land y = 1"),
    ("x, y: real", r"x = \sqrt{1 - y^2} \Rightarrow x^2 + y^2 = 1"),
    ("x, y: real", r"\frac{x}{y} = \frac{y}{x} \Rightarrow x = y \lor x = -y"),
    ("x, y: real", r"x^2 = -y^2 \Rightarrow x = y"),
    ("x, y: real, positive", r"\ln x = \ln y \iff x = y"),
    ("x, y: real", r"e^{x} = e^{2y} \iff x = 2y"),
    ("x, y, z: real", r"x = y \land y = z \Rightarrow x = z"),
    ("x, y: real", r"x y = 1 \Rightarrow x = \frac{1}{y}"),
    ("x, y: real", r"x + y = 3 \land x - y = 1 \iff (x, y) = (2, 1)"),
    ("x, y: real", r"x + y = 3 \land x y = 2 \iff (x, y) \in \{(1, 2), (2, 1)\}"),
    (
        "x, y: real",
        r"x + y = 3 \land x - y = 1 \iff \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} 2 \\ 1 \end{pmatrix}",
    ),
]

NOT_PROVED = [
    ("x, y: real", r"x^2 + y^2 = 1 \Rightarrow x = \sqrt{1 - y^2}"),
    ("x, y: real", r"\frac{x}{y} = 0 \iff x = 0"),
    ("x, y: real", r"\ln x = \ln y \iff x = y"),
    ("x, y: real", r"x^2 + x y + y^2 = 0 \Rightarrow x = 1"),
    ("x, y: real", r"x \le y \Rightarrow x = y"),
    ("x, y: real", r"x = y \Rightarrow x < y"),
    ("x, y: real", r"x y = 0 \Rightarrow x = 0"),
    ("x, y: real", r"x + y = 3 \land x y = 2 \iff (x, y) = (2, 1)"),
    ("x, y: real", r"x = 1 \Rightarrow (x, \frac{1}{y}) = (1, \frac{1}{y})"),
    ("x, y: real", r"x \ne 1 \Rightarrow (x, \frac{1}{y}) \ne (1, 2)"),
]


@pytest.mark.parametrize(("declare", "latex"), HOLD, ids=[case[1] for case in HOLD])
def test_what_follows_from_equations_is_proved_without_conditions(declare, latex):
    found = attempt(claim(latex, context(declare), ("x", "y")))
    assert isinstance(found, Proof)
    assert not found.conditions


@pytest.mark.parametrize(("declare", "latex"), NOT_PROVED, ids=[case[1] for case in NOT_PROVED])
def test_what_does_not_follow_is_never_proved(declare, latex):
    assert not isinstance(attempt(claim(latex, context(declare), ("x", "y"))), Proof)
    assert check(claim(latex, context(declare), ("x", "y"))).word not in (Word.PROVED, Word.CERTIFIED)


def test_a_parameter_may_be_divided_by_on_a_condition_that_is_said():
    found = attempt(claim(r"a x = b \iff x = \frac{b}{a}", context("a, b, x: real"), ("x",)))
    assert isinstance(found, Proof)
    assert len(found.conditions) == 1
    assert found.conditions[0].free == {"a"}


def test_an_unknown_is_not_divided_by():
    assert not isinstance(attempt(claim(r"a x = x \iff a = 1", context("a, x: real"), ("x",))), Proof)


def test_a_condition_may_not_say_away_the_premise():
    assert not isinstance(attempt(claim(r"a = 0 \Rightarrow x = 1", context("a, x: real"), ("x",))), Proof)


def test_normal_forms_distribute_and_open_chains_and_memberships():
    where = context("x: real")
    condition = read(r"(x = 1 \lor x = 2) \land 0 < x < 3", where).term
    alternatives, clauses = disjunctive(condition), conjunctive(condition)
    assert alternatives is not None
    assert clauses is not None
    assert [len(literals) for literals in alternatives] == [3, 3]
    assert [len(literals) for literals in clauses] == [2, 1, 1]
    assert disjunctive(read(r"x \in \{1, 2\}", where).term) == disjunctive(read(r"x = 1 \lor x = 2", where).term)
    assert disjunctive(read(r"x \in [0, e)", where).term) == disjunctive(read(r"0 \le x \land x < e", where).term)


def test_even_powers_open_into_both_signs_and_odd_ones_do_not():
    where = context("x, y: real")
    assert inverted(read("x^2 = y^2", where).term) == read(r"x = y \lor x = -y", where).term
    assert inverted(read("x^3 = y^3", where).term) == read("x = y", where).term
    assert inverted(read("x^2 = y^3", where).term) == read("x^2 = y^3", where).term


def test_hypotheses_are_premises_and_are_said_to_be_assumed():
    given = (r"a \ne 0", r"b^2 - 4 a c \ge 0")
    step = r"a x^2 + b x + c = 0 \iff x = \frac{-b \pm \sqrt{b^2 - 4 a c}}{2 a}"
    found = attempt(claim(step, context("a, b, c, x: real", given=given), ("x",)))
    assert isinstance(found, Proof)
    assert found.assumed == (0, 1)
    assert not found.conditions
