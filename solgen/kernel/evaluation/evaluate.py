"""Evaluation 1: a Term at a Model, exactly or as a ball that contains the real value.

Rule: every operation is exact on rationals and outward rounded on balls, so a value that is returned is right, whatever
the precision; what the balls cannot decide raises. Real numbers only. Budget: 40,000 counted steps, 1,024 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeVar

from flint import ctx, fmpq

from solgen.kernel.evaluation import arrays, derivatives, extremes, integrals, propositions, scalars, sets
from solgen.kernel.evaluation.evaluator import Evaluator, Rule, Value
from solgen.kernel.evaluation.values import Array, CannotEvaluate, Family, FiniteSet, NeedPrecision, Polynomial
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue, PolynomialFunction
from solgen.notation.terms import Term

PRECISIONS: Final = (128, 256, 1024)
"""Bits of the balls' midpoints, tried one after the other."""

RULES: Final[dict[str, Rule]] = {
    **scalars.RULES,
    **arrays.RULES,
    **sets.RULES,
    **propositions.RULES,
    **derivatives.RULES,
    **extremes.RULES,
    **integrals.RULES,
}
Result = TypeVar("Result")


def exact(value: Fraction) -> fmpq:
    """A fraction as FLINT's."""
    return fmpq(*value.as_integer_ratio())


def from_model(value: ModelValue) -> Value:
    """A Model's plain value as evaluation computes with it."""
    if type(value) is Fraction or isinstance(value, Fraction):  # an abstract class is slow to ask, and most are numbers
        return exact(value)
    known = _converted.get(id(value))
    if known is not None:
        return known[1]
    found = _from_structure(value)
    remember_converted(value, found)
    return found


def remember_converted(value: ModelValue, converted: Value) -> None:
    """Keep what ``from_model`` makes of a value that is no number: its drawer has it already."""
    if len(_converted) >= _CONVERTED:
        _converted.clear()
    _converted[id(value)] = (value, converted)


_CONVERTED: Final = 256
_converted: dict[int, tuple[ModelValue, Value]] = {}
"""Values that were converted, by identity: a model is evaluated many times over. Each is held here, so that no other
object takes its identity, and neither it nor what it became is ever changed."""


def _from_structure(value: ModelValue) -> Value:
    if isinstance(value, ArrayValue):
        return Array(value.rows, value.columns, tuple(exact(entry) for entry in value.entries))
    if isinstance(value, FamilyValue):
        return Family({key: from_model(entry) for key, entry in value.components.items()})
    if isinstance(value, PolynomialFunction):
        return Polynomial(tuple(exact(coefficient) for coefficient in value.coefficients))
    assert isinstance(value, frozenset)
    return FiniteSet(tuple(exact(element) for element in sorted(value)))


def evaluator_for(model: Model) -> Evaluator:
    """An evaluator of Terms at the model."""
    return Evaluator(model.context, {name: from_model(value) for name, value in model.values.items()}, RULES)


class _Precision:
    """FLINT's precision set in a ``with`` block; written out, for a generator costs more than what stands in most."""

    __slots__ = ("before", "bits")

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.before = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self.before


def precision(bits: int) -> _Precision:
    """FLINT's precision set for a while."""
    return _Precision(bits)


def with_rising_precision(values: Mapping[str, Value], model: Model, work: Callable[[Evaluator], Result]) -> Result:
    """The work's result at the first precision that decides. Raises DoesNotExist or CannotEvaluate."""
    for bits in PRECISIONS:
        try:
            with precision(bits):
                return work(Evaluator(model.context, values, RULES))
        except NeedPrecision:
            continue
        except (TypeError, AttributeError, ZeroDivisionError, RecursionError, OverflowError) as error:
            message = f"values that do not go together: {error}"
            raise CannotEvaluate(message) from error
    message = "not decided by balls of 1,024 bits"
    raise CannotEvaluate(message)


def evaluate(node: Term, model: Model) -> Value:
    """The value of a Term at a model. Raises DoesNotExist where it has none, CannotEvaluate where there is no rule."""
    values = {name: from_model(value) for name, value in model.values.items()}
    return with_rising_precision(values, model, lambda evaluator: evaluator.value(node, {}))
