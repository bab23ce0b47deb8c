"""Sequences that satisfy the recurrences among the hypotheses, by running them from where they begin.

What is computed here is checked like everything drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Final

from flint import fmpq

from solgen.kernel.evaluation.values import DoesNotExist
from solgen.kernel.instances.candidates import candidates
from solgen.kernel.instances.drafts import Draft, to_fraction
from solgen.kernel.instances.hypotheses import Step
from solgen.kernel.instances.models import FamilyValue
from solgen.kernel.instances.recurrence_forms import Recurrence, Start, stated

_BEGINNINGS: Final = 4


def sequences(draw: Draft, step: Step) -> Iterator[FamilyValue]:
    """Families of numbers that begin as stated, or anyhow, and go on as the recurrence says."""
    said = [found for check in step.checks if (found := stated(check, draw.context)) and found.family == step.name]
    recurrence = next((found for found in said if isinstance(found, Recurrence)), None)
    if recurrence is None:
        return
    beginnings = {found.index: found.value for found in said if isinstance(found, Start)}
    bare = Step(step.name, step.declaration, None, (), (), ())
    for drawn in islice(candidates(draw, bare), _BEGINNINGS):
        assert isinstance(drawn, FamilyValue)
        values: dict[tuple[int, ...], Fraction] = {}
        for (place,) in sorted(drawn.components):
            if place in beginnings:
                value = draw.evaluate(beginnings[place])
            elif (place - 1,) in values:
                given = {recurrence.letter: fmpq(place - 1), recurrence.before: _exact(values[place - 1,])}
                value = draw.evaluator().with_values(given).value(recurrence.body, {})
            else:
                entry = drawn.components[place,]
                assert isinstance(entry, Fraction)
                value = _exact(entry)
            if type(value) is not fmpq:
                raise DoesNotExist
            values[place,] = to_fraction(value)
        yield FamilyValue(values)


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
