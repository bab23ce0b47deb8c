"""Leaves and arithmetic."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np

from solgen.notation.terms import Term
from tests.bench.oracle import functions
from tests.bench.oracle.evaluation import Evaluator, evaluate, parts
from tests.bench.oracle.functions import identity
from tests.bench.oracle.values import ScaledIdentity, inverse_of, plus, real, times
from tests.bench.oracle.world import UNITS, Bound, NotThere, NoValue, World


def _name(node: Term, world: World, bound: Bound) -> Any:
    named = str(node.data)
    return bound[named] if named in bound else world.names[named]


def _constant(node: Term, world: World, bound: Bound) -> Any:
    del world, bound
    return _CONSTANTS[str(node.data)]


_CONSTANTS: dict[str, Any] = {
    "e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf, "true": True, "false": False, "identity": "I",
    "imaginary": mpmath.mpc(0, 1), "delta": functions.delta,
}  # fmt: skip


def _add(node: Term, world: World, bound: Bound) -> Any:
    total: Any = None
    for value in parts(node, world, bound):
        value = ScaledIdentity(mpmath.mpf(1)) if isinstance(value, str) else value  # noqa: PLW2901 -- I is 1 times I
        if total is None:
            total = value
        elif isinstance(total, ScaledIdentity) or isinstance(value, ScaledIdentity):
            total = total + value
        else:
            total = plus(total, value)
    return total


def _multiply(node: Term, world: World, bound: Bound) -> Any:
    values = parts(node, world, bound)
    total = values[0]
    for value in values[1:]:
        total = times(total, value)
    return total


def _divide(node: Term, world: World, bound: Bound) -> Any:
    top, bottom = parts(node, world, bound)
    if bottom == 0:
        raise NotThere("a denominator is 0")
    if isinstance(bottom, np.ndarray):
        raise NoValue("a matrix as a denominator")
    return times(mpmath.mpf(1) / bottom, top)


def _power(node: Term, world: World, bound: Bound) -> Any:
    base, exponent = parts(node, world, bound)
    if isinstance(base, np.ndarray):
        if exponent == 0:
            return identity(base.shape[0])
        matrix = base if exponent > 0 else inverse_of(base)
        result = matrix
        for _ in range(abs(int(exponent)) - 1):
            result = result @ matrix
        return result
    if isinstance(base, (str, ScaledIdentity)):
        return ScaledIdentity(mpmath.mpf(1) if isinstance(base, str) else base.factor**exponent)
    return real(functions.power(base, exponent))


def _root(node: Term, world: World, bound: Bound) -> Any:
    value, degree = parts(node, world, bound)
    if not mpmath.isint(degree):
        raise NoValue("a root of a degree that is not whole")
    return functions.root(value, int(degree))


EVALUATORS: dict[str, Evaluator] = {
    "number": lambda n, _w, _b: mpmath.mpf(str(n.data)),
    "decimal": lambda n, _w, _b: mpmath.mpf(str(n.data)),
    "unit": lambda n, _w, _b: UNITS[str(n.data)],
    "name": _name,
    "constant": _constant,
    "add": _add,
    "negate": lambda n, w, b: times(mpmath.mpf(-1), evaluate(n.arguments[0], w, b)),
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": lambda n, w, b: abs(parts(n, w, b)[0]),
    "floor": lambda n, w, b: functions.floor(parts(n, w, b)[0]),
    "ceiling": lambda n, w, b: functions.ceiling(parts(n, w, b)[0]),
    "factorial": lambda n, w, b: functions.factorial(parts(n, w, b)[0]),
    "binomial": lambda n, w, b: functions.binomial(*parts(n, w, b)),
}
