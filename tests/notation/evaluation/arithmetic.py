"""Leaves and arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath

from solgen.notation.terms import Term
from solgen.notation.units import find_unit
from tests.notation.evaluation.evaluator import Evaluator, Rule
from tests.notation.evaluation.matrices import inverse, plus, quotient, times
from tests.notation.evaluation.values import Identity, real, unwrap


def _number(_evaluator: Evaluator, node: Term) -> Any:
    return Fraction(str(node.data))


def _name(evaluator: Evaluator, node: Term) -> Any:
    return evaluator.values[str(node.data)]


def _mathematical_constant(_evaluator: Evaluator, node: Term) -> Any:
    if node.data == "identity":
        return Identity(Fraction(1))
    known = {"e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf, "true": True, "empty": set()}
    return known[str(node.data)]


def _unit(_evaluator: Evaluator, node: Term) -> Any:
    unit = find_unit(str(node.data))
    assert unit is not None
    return unit.factor


def _add(evaluator: Evaluator, node: Term) -> Any:
    total, *rest = evaluator.all(node)
    for value in rest:
        total = plus(total, value)
    return total


def _negate(evaluator: Evaluator, node: Term) -> Any:
    return times(Fraction(-1), evaluator(node.arguments[0]))


def _multiply(evaluator: Evaluator, node: Term) -> Any:
    total, *rest = evaluator.all(node)
    for value in rest:
        total = times(total, value)
    return total


def _divide(evaluator: Evaluator, node: Term) -> Any:
    above, below = evaluator.all(node)
    return times(1 / below, above) if isinstance(above, list) else quotient(unwrap(above), unwrap(below))


def _power(evaluator: Evaluator, node: Term) -> Any:
    base, exponent = evaluator.all(node)
    if isinstance(base, list):
        base = inverse(base) if exponent < 0 else base
        total = base
        for _ in range(abs(int(exponent)) - 1):
            total = times(total, base)
        return total
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        return base ** int(exponent)
    return mpmath.power(real(base), real(exponent))


def _root(evaluator: Evaluator, node: Term) -> Any:
    radicand, degree = evaluator.all(node)
    return mpmath.root(real(radicand), int(degree))


def _absolute(evaluator: Evaluator, node: Term) -> Any:
    return abs(evaluator(node.arguments[0]))


def _floor(evaluator: Evaluator, node: Term) -> Any:
    return Fraction(math.floor(evaluator(node.arguments[0])))


def _ceiling(evaluator: Evaluator, node: Term) -> Any:
    return Fraction(math.ceil(evaluator(node.arguments[0])))


def _factorial(evaluator: Evaluator, node: Term) -> Any:
    return Fraction(math.factorial(int(evaluator(node.arguments[0]))))


def _binomial(evaluator: Evaluator, node: Term) -> Any:
    return Fraction(math.comb(*(int(value) for value in evaluator.all(node))))


EVALUATORS: dict[str, Rule] = {
    "number": _number,
    "decimal": _number,
    "name": _name,
    "constant": _mathematical_constant,
    "unit": _unit,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _absolute,
    "floor": _floor,
    "ceiling": _ceiling,
    "factorial": _factorial,
    "binomial": _binomial,
}
