"""Propositions of several relations: all parts of "and", some part of "or", the contrary of "not"."""

from __future__ import annotations

import pytest

from solgen.kernel import propositions
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Proof
from solgen.notation.terms import constant
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

WHERE = context("x, y: real\np: real, positive", given=("y > 1",))


def proof(latex):
    finding = propositions.attempt(claim(latex, WHERE))
    return finding if isinstance(finding, Proof) else None


@pytest.mark.parametrize(
    "latex",
    [r"x^2 \ge 0 \land p > 0", r"0 < \frac{p}{1 + p} < 1", r"x = 0 \lor x^2 \ge 0", r"x \le x + 1 < x + 2"],
)
def test_a_proposition(latex):
    assert proof(latex) is not None


@pytest.mark.parametrize(
    "latex",
    [r"x^2 \ge 0 \land p > 1", r"0 < \frac{p}{1 + p} < \frac{1}{2}", r"x = 0 \lor x = 1", r"x \ge 0 \lor x \le 0"],
)
def test_a_proposition_with_a_part_that_is_not_proved(latex):
    assert proof(latex) is None


def test_conditions_and_assumptions_of_the_parts_add_up():
    found = proof(r"\frac{x}{x} = 1 \land y^2 > 1")
    assert found is not None
    assert [to_latex(condition) for condition in found.conditions] == [r"x \ne 0"]
    assert found.assumed == (0,)


def test_a_single_relation_is_left_to_its_own_mechanism():
    assert propositions.attempt(claim("x = x", WHERE)) is None


@pytest.mark.parametrize(("space", "word"), [(r"n \times 2", "proved"), (r"2 \times n", "undecided")])
def test_an_array_lies_in_the_space_of_its_rows_and_columns_only(space, word):
    """As a hypothesis, which a context may have: three rows are not two."""
    where = context("n: size, at least 3\nA: matrix[n, 2]", given=(rf"A \in \mathbb{{R}}^{{{space}}}",))
    assert check(Claim(where, constant("true"), "⊢", constant("true"))).word.value == word
