"""Formulas over integer linear constraints, and whether one holds wherever some others do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from solgen.kernel.budget import Budget
from solgen.kernel.integers.linear import Linear, unsatisfiable

_CASES: Final = 400


@dataclass(frozen=True, slots=True)
class AtLeastZero:
    """``form ≥ 0``, where the form takes integer values."""

    form: Linear


@dataclass(frozen=True, slots=True)
class All:
    """A conjunction; of nothing it is true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """A disjunction; of nothing it is false."""

    parts: tuple[Formula, ...]


Formula = AtLeastZero | All | Any
TRUE: Final = All(())
FALSE: Final = Any(())


def at_least(one: Linear, other: Linear) -> Formula:
    """``one ≥ other``."""
    return AtLeastZero((one - other).whole())


def more(one: Linear, other: Linear) -> Formula:
    """``one > other``: for integers, at least one more."""
    return AtLeastZero((one - other).whole() - Linear.number(1))


def equal(one: Linear, other: Linear) -> Formula:
    """``one = other``."""
    return All((at_least(one, other), at_least(other, one)))


def negation(formula: Formula) -> Formula:
    """The opposite, with negations pushed to the constraints."""
    if isinstance(formula, AtLeastZero):
        return AtLeastZero(-formula.form - Linear.number(1))
    parts = tuple(negation(part) for part in formula.parts)
    return Any(parts) if isinstance(formula, All) else All(parts)


def same_truth(one: Formula, other: Formula) -> Formula:
    """``one ⇔ other``."""
    return All((Any((negation(one), other)), Any((one, negation(other)))))


def cases(formula: Formula) -> Iterator[tuple[Linear, ...]]:
    """The disjuncts of a formula, each a conjunction of constraints."""
    if isinstance(formula, AtLeastZero):
        yield (formula.form,)
    elif isinstance(formula, Any):
        for part in formula.parts:
            yield from cases(part)
    else:
        for chosen in product(*(tuple(cases(part)) for part in formula.parts)):
            yield tuple(constraint for conjunction in chosen for constraint in conjunction)


def follows(assumptions: Formula, conclusion: Formula) -> bool:
    """Whether the conclusion holds for all integers for which the assumptions do. Raises BudgetExhausted."""
    budget = Budget(_CASES, "cases of linear constraints")
    for conjunction in cases(All((assumptions, negation(conclusion)))):
        budget.spend()
        if not unsatisfiable(conjunction):
            return False
    return True
