"""One model in the making: the values so far, and Terms evaluated at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Final

from flint import arb, fmpq

from solgen.kernel.evaluation.evaluate import RULES, from_model
from solgen.kernel.evaluation.evaluator import Evaluator, Value
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.instances.draw_matrices import CannotDraw
from solgen.kernel.instances.hypotheses import Plan
from solgen.kernel.instances.matrix_fields import DigestStream
from solgen.kernel.instances.models import ModelValue
from solgen.notation.context import Context
from solgen.notation.terms import Term

FAILURES = (DoesNotExist, CannotEvaluate, NeedPrecision, CannotDraw, TypeError, AttributeError, ZeroDivisionError)
_FINE: Final = 4
"""The fractions that stand in for irrational ends have this denominator."""


@dataclass(slots=True)
class Draft:
    """One model in the making."""

    context: Context
    plan: Plan
    round: int
    """Counts the attempts, so that each begins elsewhere in the lists of values."""
    stream: DigestStream
    ordered: bool
    """Whether order plays a part in the claim: then samples have ties and points lie at their values."""
    free_indices: dict[str, tuple[Term, Term]]
    values: dict[str, ModelValue] = field(default_factory=dict)
    converted: dict[str, Value] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def set(self, latex: str, value: ModelValue) -> None:
        """Give a name its value."""
        self.values[latex] = value
        self.converted[latex] = from_model(value)

    def forget(self, latex: str) -> None:
        """Take a name's value back."""
        self.values.pop(latex, None)
        self.converted.pop(latex, None)

    def evaluator(self) -> Evaluator:
        """An evaluator at the values so far."""
        return Evaluator(self.context, self.converted, RULES)

    def evaluate(self, node: Term) -> Value:
        """The value of a Term at the values so far."""
        return self.evaluator().value(node, {})

    def rational(self, node: Term) -> Fraction:
        """The value of a Term that must be exact. Raises CannotEvaluate."""
        known = self._at_once(node)
        if known is not None:
            return known
        value = self.evaluate(node)
        if type(value) is not fmpq:
            message = "a bound that is not exact"
            raise CannotEvaluate(message)
        return to_fraction(value)

    def _at_once(self, node: Term) -> Fraction | None:
        """The value of a numeral or of a name that was drawn, which is what most bounds are."""
        if node.head == "number":
            return Fraction(node.data)  # type: ignore[arg-type]  # a number's data is an int
        found = self.values.get(str(node.data)) if node.head == "name" else None
        return found if isinstance(found, Fraction) else None

    def rational_within(self, node: Term, step: int) -> Fraction:
        """The value; of an irrational one a fraction near it, above for step 1 and below for step -1.

        Values drawn between two such ends lie between the ends themselves; whoever draws checks that as well.
        """
        known = self._at_once(node)
        if known is not None:
            return known
        value = self.evaluate(node)
        if isinstance(value, arb) and value.is_finite():
            return Fraction(floor(float(value.mid()) * _FINE) + (1 if step > 0 else 0), _FINE)
        return self.rational(node)

    def whole(self, node: Term) -> int:
        """The value of a Term that must be whole. Raises DoesNotExist for another."""
        value = self.rational(node)
        if value.denominator != 1:
            raise DoesNotExist
        return value.numerator


def to_fraction(value: fmpq) -> Fraction:
    """FLINT's rational as Python's."""
    below = value.q
    return Fraction(int(value.p)) if below == 1 else Fraction(int(value.p), int(below))
