"""The kernel's second evaluation in floats where it can be, remembered by Term: quick, and only good for sieving.

A Term that differs from another at one place costs that place only. Nothing that is found here decides anything.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Final

from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.floats.core import RULES, polynomial
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue, PolynomialFunction
from solgen.notation.context import Kind
from solgen.notation.terms import Term

FAULTS: Final = (
    TypeError, AttributeError, ValueError, ArithmeticError, IndexError, RecursionError, KeyError,
)  # fmt: skip
"""What an evaluation may raise of values that do not go together."""
_NOTHING: Final = object()
_CONTINUOUS: Final = frozenset({Kind.REAL, Kind.QUANTITY, Kind.VECTOR, Kind.MATRIX})


class QuickValues(FloatEvaluator):
    """Evaluates at one model and remembers the value of every Term by the values of the bound names in it."""

    __slots__ = ("known",)

    def __init__(self, model: Model, *, exact: bool = False) -> None:
        super().__init__(model if exact else in_floats(model))
        self.known: dict[Any, Any] = {}

    def value(self, node: Term, local: dict[str, Any]) -> Any:
        """The value. Raises NoValue or NoRule."""
        if self.overrides:
            return super().value(node, local)
        key = (node, *[_bound(named, local[named]) for named in local if named in node.free]) if local else node
        found = self.known.get(key)
        if found is not None:
            if found is _NOTHING:
                raise NoRule
            return found[0]
        self.work -= 1
        if self.work < 0:
            raise NoRule
        try:
            result = self._computed(node, local)
        except (NoRule, NoValue, *FAULTS):
            if self.work >= 0:
                self.known[key] = _NOTHING
            raise
        self.known[key] = (result, local)  # what is bound stays alive, and so its identity means something
        return result

    def _computed(self, node: Term, local: dict[str, Any]) -> Any:
        quick = _QUICK.get(node.head)
        if quick is not None:
            values = [self.value(argument, local) for argument in node.arguments]
            kinds = {type(value) for value in values}
            if float in kinds and kinds <= _NUMBERS:
                return quick(values)
        elif node.head == "apply":
            slope = self._slope(node, local)
            if slope is not None:
                return slope
        rule = RULES.get(node.head)
        if rule is None:
            raise NoRule
        return rule(self, node, local)

    def _slope(self, node: Term, local: dict[str, Any]) -> Any:
        """The derivative of one of the model's own functions, which are polynomials; None of anything else."""
        function = node.arguments[0]
        if function.head != "prime" or not isinstance(function.data, int):
            return None
        drawn = self.model.values.get(str(function.arguments[0].data))
        if not isinstance(drawn, PolynomialFunction):
            return None
        coefficients = drawn.coefficients
        for _ in range(function.data):
            coefficients = tuple(place * factor for place, factor in enumerate(coefficients))[1:]
        return polynomial(coefficients or (Fraction(0),), self.number(node.arguments[1], local))


def in_floats(model: Model) -> Model:
    """The model with floats for what is declared as a real number, a vector or a matrix."""
    values: dict[str, Any] = {}
    for latex, value in model.values.items():
        declaration = model.context.declaration(latex)
        continuous = declaration is not None and declaration.kind in _CONTINUOUS
        values[latex] = _in_floats(value) if continuous else value
    return Model(model.context, values, model.order)


def _in_floats(value: ModelValue) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, ArrayValue):
        return ArrayValue(value.rows, value.columns, tuple(map(float, value.entries)))  # type: ignore[arg-type]
    if isinstance(value, FamilyValue):
        return FamilyValue({key: _in_floats(entry) for key, entry in value.components.items()})
    return value


def _bound(named: str, value: Any) -> tuple[Any, ...]:
    """A bound name's value as part of a key; of an array, its identity."""
    if type(value) is Fraction:
        return (named, value.numerator, value.denominator)
    return (named, value if type(value) is float else id(value))


def _sum(values: list[Any]) -> float:
    total = 0.0
    for value in values:
        total += value if type(value) is float else value.numerator / value.denominator
    return total


def _product(values: list[Any]) -> float:
    total = 1.0
    for value in values:
        total *= value if type(value) is float else value.numerator / value.denominator
    return total


def _quotient(values: list[Any]) -> float:
    top, bottom = values
    if bottom == 0:
        raise NoValue
    return float(top) / float(bottom)


def _power(values: list[Any]) -> float:
    base, exponent = values
    if type(exponent) is Fraction and exponent.denominator == 1:
        if (base == 0 and exponent <= 0) or abs(exponent) > 10_000:
            raise NoValue
        return float(base**exponent.numerator)
    if base <= 0:
        raise NoValue
    return math.pow(base, exponent)


_NUMBERS: Final = frozenset({float, Fraction})
_QUICK: Final = {
    "add": _sum,
    "multiply": _product,
    "negate": lambda values: -values[0],
    "divide": _quotient,
    "power": _power,
}
"""Arithmetic of floats, and of fractions beside them."""
