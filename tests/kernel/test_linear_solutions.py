"""Steps between equations of vectors are refuted at the solution of one of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.instances.linear_solutions import vector_solution
from solgen.kernel.instances.models import ArrayValue, Model, ModelValue
from solgen.kernel.refutation.conditions import attempt
from solgen.notation.terms import multiply, name, number
from tests.kernel.matrix_contexts import context
from tests.kernel.test_matrix_words import MU, RIDGE, claims_of


def column(*entries: int) -> ArrayValue:
    return ArrayValue(len(entries), 1, tuple(Fraction(entry) for entry in entries))


def test_the_solution_of_a_linear_equation_is_exact() -> None:
    """By hand: (1 2; 3 4) w = (5, 6) has w = (-4, 9/2)."""
    square = ArrayValue(2, 2, (Fraction(1), Fraction(2), Fraction(3), Fraction(4)))
    values: dict[str, ModelValue] = {
        "A": square,
        "w": column(0, 0),
        "a": column(5, 6),
        "d": Fraction(2),
        "N": Fraction(3),
    }
    found = vector_solution(multiply(name("A"), name("w")), name("a"), Model(context(), values), "w")
    assert found == ArrayValue(2, 1, (Fraction(-4), Fraction(9, 2)))


def test_an_equation_without_exactly_one_solution_has_none() -> None:
    singular = ArrayValue(2, 2, (Fraction(1), Fraction(2), Fraction(2), Fraction(4)))
    values: dict[str, ModelValue] = {
        "A": singular,
        "w": column(0, 0),
        "a": column(5, 6),
        "d": Fraction(2),
        "N": Fraction(3),
    }
    assert vector_solution(multiply(name("A"), name("w")), number(0), Model(context(), values), "w") is None


def refuted(claim: Claim) -> bool:
    return isinstance(attempt(claim), Refutation)


@pytest.mark.parametrize("other", sorted(set(MU.values()) - {r"\frac{\lambda}{2}"}))
def test_the_parameter_of_another_normalization_is_refuted_with_the_solution_that_is_lost(other: str) -> None:
    ((claim, _),) = claims_of(rf"\nabla E(w) = 0 \iff (X^t X + {other} I) w = X^t T", RIDGE)
    finding = attempt(claim)
    assert isinstance(finding, Refutation)
    assert "w = " in finding.witness.note


def test_a_true_step_is_not_refuted_and_a_false_one_is() -> None:
    for latex, is_false in ((r"A w = a \iff w = A^{-1} a", False), (r"A w = a \iff w = A a", True)):
        ((claim, _),) = claims_of(latex, context())
        assert refuted(claim) is is_false
