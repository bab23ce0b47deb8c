"""Values of a name for which an equation holds exactly: rational zeros of a rational function."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Final

from solgen.kernel.evaluation.evaluate import RULES, from_model
from solgen.kernel.evaluation.evaluator import Evaluator, Value
from solgen.kernel.evaluation.indeterminates import RationalFunction
from solgen.kernel.evaluation.values import Family
from solgen.kernel.instances.candidates import candidates
from solgen.kernel.instances.drafts import Draft, to_fraction
from solgen.kernel.instances.hypotheses import Step
from solgen.kernel.instances.models import ArrayValue, FamilyValue, ModelValue
from solgen.notation.terms import Term

_IN_A_ROW: Final = 3
"""So many models in a row begin with the same one of several solutions."""


def solutions(draw: Draft, step: Step) -> Iterator[ModelValue]:
    """The values for which the equations hold, where those are rational zeros of a rational function."""
    left, right = step.solved[0].arguments
    declaration = step.declaration
    if declaration is not None and declaration.indices:
        yield from _family_solutions(draw, step, left, right)
        return
    difference = _difference(draw, {step.name: RationalFunction.variable()}, left, right)
    if difference is not None and difference.is_zero():
        yield from candidates(draw, step)  # an identity: whatever the name may be will do
        return
    zeros = _zeros(difference)
    first = draw.round // _IN_A_ROW % len(zeros) if zeros else 0
    yield from (*zeros[first:], *zeros[:first])  # models that are drawn later are about the others


def _family_solutions(draw: Draft, step: Step, left: Term, right: Term) -> Iterator[ModelValue]:
    for family in islice(candidates(draw, Step(step.name, step.declaration, None, (), (), ())), 4):
        assert isinstance(family, FamilyValue)
        if not family.components:
            yield family  # nothing to solve for: whether the equation holds is asked of every value
            continue
        for components in (family.components, _made_small(draw, family)):
            last = max(components)
            moved = {**from_model(FamilyValue(components)).components, last: RationalFunction.variable()}
            for zero in _zeros(_difference(draw, {step.name: Family(moved)}, left, right)):
                yield FamilyValue({**components, last: zero})


def _made_small(draw: Draft, family: FamilyValue) -> dict[tuple[int, ...], Fraction | ArrayValue]:
    """The same family with values whose sizes sum to less than 1, so that the last of a sum of 1 is left positive."""
    total = sum(abs(value) for value in family.components.values() if isinstance(value, Fraction)) or Fraction(1)
    factor = Fraction(draw.round % 3 + 2, 5) / total
    return {key: value * factor for key, value in family.components.items() if isinstance(value, Fraction)}


def _difference(draw: Draft, changed: dict[str, Value], left: Term, right: Term) -> RationalFunction | None:
    """Left minus right in the indeterminate, where that is a rational function of it."""
    evaluator = Evaluator(draw.context, {**draw.converted, **changed}, RULES)
    difference = evaluator.value(left, {}) - evaluator.value(right, {})
    return difference if isinstance(difference, RationalFunction) else None


def _zeros(difference: RationalFunction | None) -> list[Fraction]:
    if difference is None:
        return []
    return [to_fraction(zero) for zero in difference.rational_roots() or ()]
