"""An oracle for Terms that shares nothing with reader or kernel: mpmath at 30 digits, NumPy arrays, plain loops.

What names stand for is not taken from a Context: each question has a *world*, written by hand in Python
(``tests/bench/worlds.py``), that draws numbers and computes from them every name that the question defines. A Term
is evaluated over such a world; derivatives are finite differences of re-built worlds, limits are values far out,
minima are compared with their surroundings. So a wrong rule of the kernel cannot be repeated here.

``evaluate`` gives an ``mpf``, a NumPy object array, a tuple, a set (as a pair of ends or a list) or a bool, or raises
``NoValue`` where there is none or none can be computed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import mpmath
import numpy as np

from solgen.notation.terms import Term

mpmath.mp.dps = 30
TOLERANCE = mpmath.mpf(10) ** -9
_STEP = mpmath.mpf(10) ** -9


UNITS = {"s": mpmath.mpf(8), "min": mpmath.mpf(480), "h": mpmath.mpf(28800)}
"""What the oracle takes units to be: one second is any number that no factor of a question equals."""


class NoValue(Exception):  # noqa: N818 -- an outcome of evaluation, not a fault
    """The Term has no value here, or the oracle has no way to compute it."""


@dataclass(frozen=True)
class World:
    """Numbers drawn, and a hand-written function that computes the defined names from them.

    ``build(base, given)`` returns all names; a name in ``given`` is taken from there instead of being computed (for
    derivatives by a defined name).
    """

    base: Mapping[str, Any]
    build: Callable[[Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]
    given: Mapping[str, Any] = field(default_factory=dict)
    domains: Mapping[str, range] = field(default_factory=dict)
    """Ranges of index names that sets and free claims run over."""

    @cached_property
    def names(self) -> Mapping[str, Any]:
        return self.build(self.base, self.given)

    def with_value(self, named: str, value: Any) -> World:
        if named in self.base:
            return World({**self.base, named: value}, self.build, self.given, self.domains)
        return World(self.base, self.build, {**self.given, named: value}, self.domains)


Bound = dict[str, Any]


def evaluate(node: Term, world: World, bound: Bound | None = None) -> Any:
    bound = bound or {}
    try:
        return _EVALUATORS[node.head](node, world, bound)
    except KeyError as missing:
        raise NoValue(f"{node.head} {missing}") from missing
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError) as error:
        raise NoValue(str(error)) from error


def _real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc):
        if abs(value.imag) > TOLERANCE:
            raise NoValue("not a real number")
        return value.real
    if isinstance(value, np.ndarray) and value.shape == (1, 1):
        return value[0, 0]
    return value


def _name(node: Term, world: World, bound: Bound) -> Any:
    named = str(node.data)
    return bound[named] if named in bound else world.names[named]


def _constant(node: Term, world: World, bound: Bound) -> Any:
    del world, bound
    known = {"e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf, "true": True, "false": False, "identity": "I"}
    return known[str(node.data)]


def _parts(node: Term, world: World, bound: Bound) -> list[Any]:
    return [_real(evaluate(argument, world, bound)) for argument in node.arguments]


def _as_interval(value: Any) -> tuple[Any, Any]:
    return value[1:] if isinstance(value, tuple) and value and value[0] == "interval" else (value, value)


def plus(left: Any, right: Any) -> Any:
    if "I" in (type(left) is str and left, type(right) is str and right):
        other = right if isinstance(left, str) else left
        return other + np.array(mpmath.eye(other.shape[0]).tolist(), dtype=object)
    if any(isinstance(side, list) and not side for side in (left, right)):
        return []  # the empty set, to which nothing can be added
    if isinstance(left, tuple) or isinstance(right, tuple):
        (a, b), (c, d) = _as_interval(left), _as_interval(right)
        return ("interval", a + c, b + d)
    left, right = _zero_like(left, right), _zero_like(right, left)
    if isinstance(left, np.ndarray) != isinstance(right, np.ndarray) or np.shape(left) != np.shape(right):
        raise NoValue("shapes")
    return left + right


def _zero_like(value: Any, other: Any) -> Any:
    return other * 0 if isinstance(other, np.ndarray) and not isinstance(value, np.ndarray) and value == 0 else value


def times(left: Any, right: Any) -> Any:
    """A product; a scalar multiple of I becomes a pair that ``plus`` knows how to add."""
    left, right = _real(left), _real(right)
    if isinstance(left, ScaledIdentity) or isinstance(right, ScaledIdentity) or "I" in _words(left, right):
        return _times_identity(left, right)
    if any(isinstance(side, list) and not side for side in (left, right)):
        return []
    if isinstance(left, tuple) or isinstance(right, tuple):
        (a, b), (c, d) = _as_interval(left), _as_interval(right)
        ends = [a * c, a * d, b * c, b * d]
        return ("interval", min(ends), max(ends))
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return _real(left @ right)
    return left * right


def _words(*values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)]


@dataclass(frozen=True)
class ScaledIdentity:
    """``factor`` times an identity of whatever size fits."""

    factor: Any
    __array_ufunc__ = None
    """So that an array added from the left leaves the addition to this class."""

    def __add__(self, other: Any) -> Any:
        if isinstance(other, ScaledIdentity):
            return ScaledIdentity(self.factor + other.factor)
        return other + self.factor * np.array(mpmath.eye(other.shape[0]).tolist(), dtype=object)

    __radd__ = __add__


def _times_identity(left: Any, right: Any) -> Any:
    left = ScaledIdentity(mpmath.mpf(1)) if isinstance(left, str) else left
    right = ScaledIdentity(mpmath.mpf(1)) if isinstance(right, str) else right
    factors = [side.factor if isinstance(side, ScaledIdentity) else side for side in (left, right)]
    product = factors[0] * factors[1]
    return product if any(isinstance(factor, np.ndarray) for factor in factors) else ScaledIdentity(product)


def _add(node: Term, world: World, bound: Bound) -> Any:
    total: Any = None
    for value in _parts(node, world, bound):
        value = ScaledIdentity(mpmath.mpf(1)) if isinstance(value, str) else value  # noqa: PLW2901 -- I is 1 times I
        if total is None:
            total = value
        elif isinstance(total, ScaledIdentity) or isinstance(value, ScaledIdentity):
            total = total + value
        else:
            total = plus(total, value)
    return total


def _multiply(node: Term, world: World, bound: Bound) -> Any:
    values = _parts(node, world, bound)
    total = values[0]
    for value in values[1:]:
        total = times(total, value)
    return total


def _divide(node: Term, world: World, bound: Bound) -> Any:
    top, bottom = _parts(node, world, bound)
    if bottom == 0:
        raise NoValue("a denominator is 0")
    return times(1 / mpmath.mpf(bottom), top)


def _inverse_of(matrix: Any) -> Any:
    if not isinstance(matrix, np.ndarray):
        return 1 / mpmath.mpf(matrix)
    if matrix.shape[0] != matrix.shape[1]:
        raise NoValue("not square")
    return np.array((mpmath.matrix(matrix.tolist()) ** -1).tolist(), dtype=object)


def _power(node: Term, world: World, bound: Bound) -> Any:
    base, exponent = _parts(node, world, bound)
    if isinstance(base, np.ndarray):
        matrix = base if exponent > 0 else _inverse_of(base)
        result = matrix
        for _ in range(abs(int(exponent)) - 1):
            result = result @ matrix
        return result
    if base == 0 and exponent < 0:
        raise NoValue("0 to a negative power")
    return _real(mpmath.power(base, exponent))


def _root(node: Term, world: World, bound: Bound) -> Any:
    value, degree = _parts(node, world, bound)
    if value < 0:
        raise NoValue("a root of a negative number")
    return mpmath.root(value, int(degree))


def _index(node: Term, world: World, bound: Bound) -> Any:
    base = evaluate(node.arguments[0], world, bound)
    positions = [int(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if any(position < 1 for position in positions):
        raise NoValue("an index below 1")
    if callable(base):
        return base(*positions)
    if isinstance(base, np.ndarray) and len(positions) == 1:
        return base[positions[0] - 1, 0]
    value = base
    for position in positions:
        value = value[position - 1]
    return value


def _order_statistic(node: Term, world: World, bound: Bound) -> Any:
    sample = sorted(evaluate(node.arguments[0], world, bound))
    position = int(evaluate(node.arguments[1], world, bound))
    if position < 1:
        raise NoValue("an index below 1")
    return sample[position - 1]


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": mpmath.exp, "ln": mpmath.log, "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan,
    "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh, "max": max, "min": min, "sign": mpmath.sign,
    "log": lambda x, base=mpmath.e: mpmath.log(x) / mpmath.log(base), "arctan": mpmath.atan,
    "tr": lambda m: mpmath.fsum(np.diag(m)) if isinstance(m, np.ndarray) else m,
    "det": lambda m: mpmath.det(mpmath.matrix(m.tolist())) if isinstance(m, np.ndarray) else m,
}  # fmt: skip


def _apply(node: Term, world: World, bound: Bound) -> Any:
    function = node.arguments[0]
    arguments = [_real(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if function.head == "builtin":
        if function.data in ("ln", "log") and arguments[0] <= 0:
            raise NoValue("the logarithm of a number that is not positive")
        return _real(_FUNCTIONS[str(function.data)](*arguments))
    if function.head == "prime":
        inner = evaluate(function.arguments[0], world, bound)
        assert isinstance(function.data, int)
        return mpmath.diff(inner, arguments[0], function.data)
    if function.head == "gradient":
        inner = evaluate(function.arguments[0], world, bound)
        return _numeric_gradient(inner, arguments[0])
    if function.head == "subdifferential":
        inner = evaluate(function.arguments[0], world, bound)
        return ("interval", *_one_sided_slopes(inner, arguments[0]))
    return _real(evaluate(function, world, bound)(*arguments))


def _numeric_gradient(function: Callable[[Any], Any], at: Any) -> Any:
    if not isinstance(at, np.ndarray):
        return mpmath.diff(function, at)
    result = np.empty(at.shape, dtype=object)
    for position in itertools.product(*map(range, at.shape)):
        step = at * 0
        step[position] = _STEP
        result[position] = (function(at + step) - function(at - step)) / (2 * _STEP)
    return result


def _one_sided_slopes(function: Callable[[Any], Any], at: Any) -> tuple[Any, Any]:
    here = function(at)
    return (here - function(at - _STEP)) / _STEP, (function(at + _STEP) - here) / _STEP


def _derivative(node: Term, world: World, bound: Bound) -> Any:
    body, *by = node.arguments
    order = len(by)
    if any(each is not by[0] for each in by):
        raise NoValue("a mixed derivative")
    variable = by[0]
    if variable.head == "index":
        named = str(variable.arguments[0].data)
        positions = [int(evaluate(argument, world, bound)) for argument in variable.arguments[1:]]
        return mpmath.diff(lambda t: _moved(body, world, bound, named, positions, t), mpmath.mpf(0), order)
    named = str(variable.data)
    here = evaluate(variable, world, bound)
    if isinstance(here, np.ndarray):
        return _numeric_gradient(lambda w: evaluate(body, world.with_value(named, w), bound), here)
    return mpmath.diff(lambda t: evaluate(body, world.with_value(named, t), bound), here, order)


def _moved(body: Term, world: World, bound: Bound, named: str, positions: list[int], shift: Any) -> Any:
    base = world.names[named]
    if callable(base):

        def moved(*at: int) -> Any:
            return base(*at) + (shift if list(at) == positions else 0)

        return evaluate(body, world.with_value(named, moved), bound)
    return evaluate(body, world.with_value(named, _shifted(base, positions, shift)), bound)


def _shifted(array: Any, positions: list[int], shift: Any) -> Any:
    rows = [*array]
    first, *rest = positions
    if not 1 <= first <= len(rows):
        return array
    rows[first - 1] = _shifted(rows[first - 1], rest, shift) if rest else rows[first - 1] + shift
    return rows


def _sum(node: Term, world: World, bound: Bound) -> Any:
    variable, low, high, body = node.arguments
    first, last = (int(evaluate(end, world, bound)) for end in (low, high))
    return _fold(node, [evaluate(body, world, {**bound, str(variable.data): k}) for k in range(first, last + 1)])


def _sum_over(node: Term, world: World, bound: Bound) -> Any:
    variable, domain, body = node.arguments
    members = evaluate(domain, world, bound)
    return _fold(node, [evaluate(body, world, {**bound, str(variable.data): member}) for member in members])


def _fold(node: Term, values: list[Any]) -> Any:
    additive = node.head.startswith("sum")
    total: Any = None
    for value in values:
        total = value if total is None else plus(total, value) if additive else times(total, value)
    return mpmath.mpf(0 if additive else 1) if total is None else total


def _comprehension(node: Term, world: World, bound: Bound) -> Any:
    variable, _, condition = node.arguments
    named = str(variable.data)
    return [k for k in world.domains[named] if evaluate(condition, world, {**bound, named: k})]


def _limit(node: Term, world: World, bound: Bound) -> Any:
    variable, point, body = node.arguments
    named, target = str(variable.data), evaluate(point, world, bound)
    near = mpmath.mpf(10) ** 14 if target == mpmath.inf else target + mpmath.mpf(10) ** -14
    return evaluate(body, world.with_value(named, near), bound)


def _arg_min(node: Term, world: World, bound: Bound) -> Any:
    variable, body = node.arguments
    named = str(variable.data)

    def function(at: Any) -> Any:
        return evaluate(body, world.with_value(named, at), bound)

    sample = world.names[named]
    return Minimizers(function, isinstance(sample, np.ndarray))


@dataclass(frozen=True)
class Minimizers:
    """The minimizers of a convex function, known by asking it: ``is_set(candidate)`` compares with surroundings."""

    function: Callable[[Any], Any]
    vector: bool

    def is_exactly(self, candidate: Any) -> bool:
        if self.vector:
            if not isinstance(candidate, np.ndarray):
                return False
            gradient = _numeric_gradient(self.function, candidate)
            return all(abs(entry) < mpmath.mpf(10) ** -8 for entry in gradient.flat)
        low, high = _ends(candidate)
        lowest = self.function(low)
        step = mpmath.mpf(1) / 1000
        inside = [low + (high - low) * part / 4 for part in range(5)]
        flat = all(abs(self.function(point) - lowest) < TOLERANCE for point in inside)
        return flat and self.function(low - step) > lowest and self.function(high + step) > lowest


def _ends(candidate: Any) -> tuple[Any, Any]:
    if isinstance(candidate, list) and len(candidate) == 1:
        return candidate[0], candidate[0]
    if isinstance(candidate, list) and not candidate:
        raise NoValue("no candidate")
    return _as_interval(candidate)


def equal(left: Any, right: Any) -> bool:
    """Whether two values are the same to within TOLERANCE, relative to their size."""
    left, right = _real(left), _real(right)
    if isinstance(left, Minimizers):
        return left.is_exactly(right)
    if isinstance(right, Minimizers):
        return right.is_exactly(left)
    if isinstance(left, (ScaledIdentity, str)) or isinstance(right, (ScaledIdentity, str)):
        return _equal_to_identity(left, right)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        left, right = _zero_like(left, right), _zero_like(right, left)
        if np.shape(left) != np.shape(right):
            raise NoValue("shapes")
        return all(equal(a, b) for a, b in zip(left.flat, right.flat, strict=True))
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(left) == bool(right)
    if isinstance(left, (tuple, list)) or isinstance(right, (tuple, list)):
        a, b = (_listed(side) for side in (left, right))
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    return bool(abs(left - right) <= TOLERANCE * (1 + abs(left) + abs(right)))


def _equal_to_identity(left: Any, right: Any) -> bool:
    one = ScaledIdentity(mpmath.mpf(1))
    left, right = (one if isinstance(side, str) else side for side in (left, right))
    if isinstance(left, ScaledIdentity) and isinstance(right, ScaledIdentity):
        return equal(left.factor, right.factor)
    array = right if isinstance(left, ScaledIdentity) else left
    multiple = left if isinstance(left, ScaledIdentity) else right
    if not isinstance(array, np.ndarray) or array.shape[0] != array.shape[1]:
        raise NoValue("shapes")
    return equal(array, array * 0 + multiple)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, tuple) and value and value[0] == "interval":
        return list(value[1:])
    return list(value) if isinstance(value, (tuple, list)) else [value, value]


def _compare(sign: str, left: Any, right: Any) -> bool:
    left, right = _real(left), _real(right)
    if sign in ("=", "≡"):
        return equal(left, right)
    if sign == "≠":
        return not equal(left, right)
    if sign in ("⇔", "⇒"):
        return bool(left) == bool(right) if sign == "⇔" else bool(right) or not left
    if sign in ("∈", "∉"):
        low, high = _as_interval(right)
        inside = any(equal(left, item) for item in right) if isinstance(right, list) else bool(low <= left <= high)
        return inside == (sign == "∈")
    if sign == "≈":
        return bool(abs(left - right) <= abs(right) * mpmath.mpf("0.05"))
    if equal(left, right):
        return sign in ("≤", "≥")
    return bool(left < right) if sign in ("<", "≤") else bool(left > right)


def _relation(node: Term, world: World, bound: Bound) -> bool:
    left, right = (evaluate(side, world, bound) for side in node.arguments)
    return _compare(str(node.data), left, right)


def _chain(node: Term, world: World, bound: Bound) -> bool:
    assert isinstance(node.data, tuple)
    values = [evaluate(side, world, bound) for side in node.arguments]
    return all(_compare(str(s), a, b) for s, a, b in zip(node.data, values, values[1:], strict=True))


def holds(left: Term, sign: str, right: Term, world: World) -> bool:
    """Whether ``left sign right`` is true in this world. Raises NoValue where a side has no value."""
    return _compare(sign, evaluate(left, world), evaluate(right, world))


def _interval(node: Term, world: World, bound: Bound) -> Any:
    low, high = _parts(node, world, bound)
    return [] if low > high else ("interval", low, high)


_EVALUATORS: dict[str, Callable[[Term, World, Bound], Any]] = {
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
    "absolute": lambda n, w, b: abs(_parts(n, w, b)[0]),
    "norm": lambda n, w, b: mpmath.sqrt(sum(entry**2 for entry in _parts(n, w, b)[0].flat)),
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "derivative": _derivative,
    "sum": _sum,
    "product": _sum,
    "sum_over": _sum_over,
    "limit": _limit,
    "arg_min": _arg_min,
    "transpose": lambda n, w, b: np.transpose(_parts(n, w, b)[0]),
    "inverse": lambda n, w, b: _inverse_of(_parts(n, w, b)[0]),
    "tuple": lambda n, w, b: [*_parts(n, w, b)],
    "set": lambda n, w, b: [*_parts(n, w, b)],
    "interval": _interval,
    "comprehension": _comprehension,
    "cardinality": lambda n, w, b: mpmath.mpf(len(evaluate(n.arguments[0], w, b))),
    "relation": _relation,
    "chain": _chain,
    "and": lambda n, w, b: all(_parts(n, w, b)),
    "or": lambda n, w, b: any(_parts(n, w, b)),
    "not": lambda n, w, b: not _parts(n, w, b)[0],
}
