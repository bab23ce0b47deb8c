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

from solgen.notation.terms import Term, constant
from tests.bench import oracle_functions
from tests.bench.oracle_functions import FUNCTIONS, Undefined, identity

mpmath.mp.dps = 30
TOLERANCE = mpmath.mpf(10) ** -9
_CLOSE = mpmath.mpf(10) ** -15
"""Values nearer than this are the same; those between this and TOLERANCE are too close to tell."""
_STEP = mpmath.mpf(10) ** -9
_MANY_TERMS = 2000


UNITS = {"s": mpmath.mpf(8), "min": mpmath.mpf(480), "h": mpmath.mpf(28800)}
"""What the oracle takes units to be: one second is any number that no factor of a question equals."""


class NoValue(Exception):  # noqa: N818 -- an outcome of evaluation, not a fault
    """The Term has no value here, or the oracle has no way to compute it."""


class NotThere(NoValue):
    """Mathematics gives the Term no value here: a division by zero, a logarithm of a negative number."""


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
    except Undefined as reason:
        raise NotThere(str(reason)) from reason
    except KeyError as missing:
        raise NoValue(f"{node.head} {missing}") from missing
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError) as error:
        raise NoValue(str(error)) from error


def _real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc) and abs(value.imag) <= TOLERANCE * (1 + abs(value.real)):
        return value.real
    if isinstance(value, np.ndarray) and value.shape == (1, 1):
        return value[0, 0]
    return value


def _name(node: Term, world: World, bound: Bound) -> Any:
    named = str(node.data)
    return bound[named] if named in bound else world.names[named]


def _constant(node: Term, world: World, bound: Bound) -> Any:
    del world, bound
    return _CONSTANTS[str(node.data)]


_CONSTANTS: dict[str, Any] = {
    "e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf, "true": True, "false": False, "identity": "I",
    "imaginary": mpmath.mpc(0, 1), "delta": oracle_functions.delta,
}  # fmt: skip


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
        raise NotThere("a denominator is 0")
    if isinstance(bottom, np.ndarray):
        raise NoValue("a matrix as a denominator")
    return times(mpmath.mpf(1) / bottom, top)


def _inverse_of(matrix: Any) -> Any:
    if isinstance(matrix, (str, ScaledIdentity)):
        return ScaledIdentity(mpmath.mpf(1) / (mpmath.mpf(1) if isinstance(matrix, str) else matrix.factor))
    if not isinstance(matrix, np.ndarray):
        return 1 / mpmath.mpf(matrix)
    if matrix.shape[0] != matrix.shape[1]:
        raise NoValue("not square")
    return np.array((mpmath.matrix(matrix.tolist()) ** -1).tolist(), dtype=object)


def _power(node: Term, world: World, bound: Bound) -> Any:
    base, exponent = _parts(node, world, bound)
    if isinstance(base, np.ndarray):
        if exponent == 0:
            return identity(base.shape[0])
        matrix = base if exponent > 0 else _inverse_of(base)
        result = matrix
        for _ in range(abs(int(exponent)) - 1):
            result = result @ matrix
        return result
    if isinstance(base, (str, ScaledIdentity)):
        return ScaledIdentity(mpmath.mpf(1) if isinstance(base, str) else base.factor**exponent)
    return _real(oracle_functions.power(base, exponent))


def _root(node: Term, world: World, bound: Bound) -> Any:
    value, degree = _parts(node, world, bound)
    if not mpmath.isint(degree):
        raise NoValue("a root of a degree that is not whole")
    return oracle_functions.root(value, int(degree))


def _index(node: Term, world: World, bound: Bound) -> Any:
    base = evaluate(node.arguments[0], world, bound)
    positions = [int(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if callable(base):
        return base(*positions)
    if any(position < 1 for position in positions):
        raise NotThere("an index below 1")
    try:
        if isinstance(base, np.ndarray) and len(positions) == 1:
            return base[positions[0] - 1, 0]
        value = base
        for position in positions:
            value = value[position - 1]
    except IndexError:
        raise NotThere("an index beyond the last place") from None
    return value


def _order_statistic(node: Term, world: World, bound: Bound) -> Any:
    sample = sorted(evaluate(node.arguments[0], world, bound))
    position = int(evaluate(node.arguments[1], world, bound))
    if position < 1:
        raise NoValue("an index below 1")
    return sample[position - 1]


def _apply(node: Term, world: World, bound: Bound) -> Any:
    function = node.arguments[0]
    arguments = [_real(evaluate(argument, world, bound)) for argument in node.arguments[1:]]
    if function.head == "builtin":
        return _real(FUNCTIONS[str(function.data)](*arguments))
    if function.head == "prime":
        inner = evaluate(function.arguments[0], world, bound)
        assert isinstance(function.data, int)
        return mpmath.diff(inner, arguments[0], function.data)
    if function.head == "gradient":
        return _gradient_at(function, arguments[0], world, bound)
    if function.head == "subdifferential":
        inner = evaluate(function.arguments[0], world, bound)
        return ("interval", *_one_sided_slopes(inner, arguments[0]))
    return _real(evaluate(function, world, bound)(*arguments))


def _gradient_at(node: Term, at: Any, world: World, bound: Bound) -> Any:
    inner = node.arguments[0]
    if inner.head == "gradient":
        return _numeric_gradient(lambda point: _gradient_at(inner, point, world, bound), at)
    return _numeric_gradient(evaluate(inner, world, bound), at)


def _gradient(node: Term, world: World, bound: Bound) -> Any:
    """``\\nabla_w E``; by the same name twice, the Hessian."""
    body, variable = node.arguments
    if variable.head != "name":
        raise NoValue("a gradient by something that is not a name")
    named = str(variable.data)
    return _numeric_gradient(lambda w: evaluate(body, world.with_value(named, w), bound), world.names[named])


def _numeric_gradient(function: Callable[[Any], Any], at: Any) -> Any:
    """Of a number, an array of the shape of ``at``; of a column, its Jacobian with a row for each entry."""
    if not isinstance(at, np.ndarray):
        return mpmath.diff(function, at)
    result = np.empty(at.shape, dtype=object)
    for position in itertools.product(*map(range, at.shape)):
        step = at * 0
        step[position] = _STEP
        with mpmath.workdps(mpmath.mp.dps + 20):
            result[position] = (_real(function(at + step)) - _real(function(at - step))) / (2 * _STEP)
    if isinstance(result.flat[0], np.ndarray):
        columns = [*result.flat]
        if at.shape[1] != 1 or any(column.shape[1] != 1 for column in columns):
            raise NoValue("a derivative with more than two indices")
        return np.hstack(columns)
    return result


def _one_sided_slopes(function: Callable[[Any], Any], at: Any) -> tuple[Any, Any]:
    here = function(at)
    return (here - function(at - _STEP)) / _STEP, (function(at + _STEP) - here) / _STEP


def _derivative(node: Term, world: World, bound: Bound) -> Any:
    body, *by = node.arguments
    return _differentiated(body, by, world, bound)


def _differentiated(body: Term, by: list[Term], world: World, bound: Bound) -> Any:
    """By the names in turn, the last one first; equal ones at its side in one difference of that order."""
    if not by:
        return evaluate(body, world, bound)
    variable = by[-1]
    order = next((k for k, each in enumerate(reversed(by)) if each is not variable), len(by))
    rest = by[: len(by) - order]

    def moved_to(named: str, value: Any) -> Any:
        return _real(_differentiated(body, rest, world.with_value(named, value), bound))

    if variable.head == "index":
        named = str(variable.arguments[0].data)
        positions = [int(evaluate(argument, world, bound)) for argument in variable.arguments[1:]]
        base = world.names[named]
        return mpmath.diff(lambda t: moved_to(named, _moved(base, positions, t)), mpmath.mpf(0), order)
    named = str(variable.data)
    here = evaluate(variable, world, bound)
    if isinstance(here, np.ndarray):
        if order > 1:
            raise NoValue("a second derivative by an array")
        return _numeric_gradient(lambda w: moved_to(named, w), here)
    return mpmath.diff(lambda t: moved_to(named, t), here, order)


def _moved(base: Any, positions: list[int], shift: Any) -> Any:
    """A family or an array with one of its members shifted."""
    if callable(base):

        def moved(*at: int) -> Any:
            return base(*at) + (shift if list(at) == positions else 0)

        return moved
    if isinstance(base, np.ndarray):
        changed = base.copy()
        row, column = (*positions, 1) if len(positions) == 1 else positions
        if not (1 <= row <= base.shape[0] and 1 <= column <= base.shape[1]):
            return base
        changed[row - 1, column - 1] = changed[row - 1, column - 1] + shift
        return changed
    return _shifted(base, positions, shift)


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
    if last - first > _MANY_TERMS:
        raise NoValue("a sum of too many terms")
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
    """The value very near the point with three times the digits; from both sides where no side is named."""
    variable, point, body = node.arguments
    named, target = str(variable.data), evaluate(point, world, bound)

    def near(distance: Any) -> Any:
        far = mpmath.sign(target) / distance if mpmath.isinf(target) else target + distance
        inner = {name: value for name, value in bound.items() if name != named}
        return evaluate(body, world.with_value(named, far), inner)

    sides = {"+": [1], "-": [-1]}.get(str(node.data or ""), [1, -1])
    with mpmath.workdps(120):
        found = [_settled(near, side) for side in (sides if not mpmath.isinf(target) else [1])]
    if any(not equal(found[0], other) for other in found):
        raise NotThere("the limits from both sides differ")
    return found[0]


def _settled(near: Callable[[Any], Any], side: int) -> Any:
    """What the values at three distances tend to. Raises NoValue where they do not tell."""
    first, second, third = (near(side * mpmath.mpf(10) ** -power) for power in (12, 16, 24))
    if abs(second - third) <= abs(TOLERANCE * (1 + abs(third))) / 10:
        return third
    if abs(third) > abs(second) > abs(first) > 5 and first * second > 0 and second * third > 0:
        return mpmath.inf * mpmath.sign(third)
    raise NoValue("a limit that does not settle")


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


def equal(left: Any, right: Any, tolerance: Any = TOLERANCE) -> bool:
    """Whether two values are the same to within a tolerance, relative to their size."""
    left, right = _real(left), _real(right)
    if any(isinstance(side, mpmath.mpf) and mpmath.isinf(side) for side in (left, right)):
        return bool(left == right)
    if isinstance(left, Minimizers):
        return left.is_exactly(right)
    if isinstance(right, Minimizers):
        return right.is_exactly(left)
    if isinstance(left, (ScaledIdentity, str)) or isinstance(right, (ScaledIdentity, str)):
        return _equal_to_identity(left, right, tolerance)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        left, right = _zero_like(left, right), _zero_like(right, left)
        if np.shape(left) != np.shape(right):
            raise NoValue("shapes")
        return all(equal(a, b, tolerance) for a, b in zip(left.flat, right.flat, strict=True))
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(left) == bool(right)
    if isinstance(left, (tuple, list)) or isinstance(right, (tuple, list)):
        a, b = (_listed(side) for side in (left, right))
        return len(a) == len(b) and all(equal(x, y, tolerance) for x, y in zip(a, b, strict=True))
    return bool(abs(left - right) <= tolerance * (1 + abs(left) + abs(right)))


def _equal_to_identity(left: Any, right: Any, tolerance: Any) -> bool:
    one = ScaledIdentity(mpmath.mpf(1))
    left, right = (one if isinstance(side, str) else side for side in (left, right))
    if isinstance(left, ScaledIdentity) and isinstance(right, ScaledIdentity):
        return equal(left.factor, right.factor, tolerance)
    array = right if isinstance(left, ScaledIdentity) else left
    multiple = left if isinstance(left, ScaledIdentity) else right
    if not isinstance(array, np.ndarray) or array.shape[0] != array.shape[1]:
        raise NoValue("shapes")
    return equal(array, array * 0 + multiple, tolerance)


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal. Raises NoValue where they are too close to tell."""
    if not equal(left, right):
        return False
    if not equal(left, right, _CLOSE):
        raise NoValue("too close to tell")
    return True


def _listed(value: Any) -> list[Any]:
    if isinstance(value, tuple) and value and value[0] == "interval":
        return list(value[1:])
    return list(value) if isinstance(value, (tuple, list)) else [value, value]


def _compare(sign: str, left: Any, right: Any) -> bool:
    left, right = _real(left), _real(right)
    if sign in ("=", "≡"):
        return same(left, right)
    if sign == "≠":
        return not same(left, right)
    if sign in ("⇔", "⇒"):
        return bool(left) == bool(right) if sign == "⇔" else bool(right) or not left
    if sign in ("≻", "⪰"):
        return oracle_functions.definite(plus(left, times(mpmath.mpf(-1), right)), strictly=sign == "≻")
    if sign in ("∈", "∉"):
        low, high = _as_interval(right)
        inside = any(equal(left, item) for item in right) if isinstance(right, list) else bool(low <= left <= high)
        return inside == (sign == "∈")
    if sign == "≈":
        return bool(abs(left - right) <= abs(right) * mpmath.mpf("0.05"))
    if same(left, right):
        return sign in ("≤", "≥")
    return bool(left < right) if sign in ("<", "≤") else bool(left > right)


def _relation(node: Term, world: World, bound: Bound) -> bool:
    sides = [_side(side, str(node.data), world, bound) for side in node.arguments]
    return _compare(str(node.data), *sides)


def _side(node: Term, sign: str, world: World, bound: Bound) -> Any:
    return _condition(node, world, bound) if sign in ("⇔", "⇒") else evaluate(node, world, bound)


def _condition(node: Term, world: World, bound: Bound) -> bool:
    """Whether a condition is met; where a side of it does not exist it is not."""
    try:
        return bool(evaluate(node, world, bound))
    except NotThere:
        return False


def _chain(node: Term, world: World, bound: Bound) -> bool:
    assert isinstance(node.data, tuple)
    values = [_side(side, str(node.data[0]), world, bound) for side in node.arguments]
    return all(_compare(str(s), a, b) for s, a, b in zip(node.data, values[:-1], values[1:], strict=True))


def holds(left: Term, sign: str, right: Term, world: World) -> bool:
    """Whether ``left sign right`` is true in this world. Raises NoValue where a side has no value."""
    if sign == "⊢":
        return bool(evaluate(left, world))
    try:
        return _compare(sign, _side(left, sign, world, {}), _side(right, sign, world, {}))
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        raise NoValue(str(error)) from error


def _interval(node: Term, world: World, bound: Bound) -> Any:
    low, high = _parts(node, world, bound)
    return [] if low > high else ("interval", low, high)


def _norm(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return abs(value)
    return mpmath.sqrt(sum(abs(entry) ** 2 for entry in value.flat))


def _transposed(value: Any) -> Any:
    return np.transpose(value) if isinstance(value, np.ndarray) else value


def _assembled(node: Term, world: World, bound: Bound) -> Any:
    assert isinstance(node.data, tuple)
    rows, columns = (int(each) for each in node.data)
    return oracle_functions.assembled(_parts(node, world, bound), rows, columns)


def _cases(node: Term, world: World, bound: Bound) -> Any:
    for value, condition in zip(node.arguments[::2], node.arguments[1::2], strict=True):
        if _condition(condition, world, bound):
            return evaluate(value, world, bound)
    raise NotThere("no case applies")


def _evaluated(node: Term, world: World, bound: Bound) -> Any:
    variable, point, body = node.arguments
    return evaluate(body, world.with_value(str(variable.data), evaluate(point, world, bound)), bound)


def _integral(node: Term, world: World, bound: Bound) -> Any:
    variable, low, high, body = node.arguments
    ends = [evaluate(end, world, bound) for end in (low, high)]
    value, error = mpmath.quad(
        lambda t: evaluate(body, world, {**bound, str(variable.data): t}), [ends[0], ends[1]], error=True
    )
    if error > TOLERANCE:
        raise NoValue("an integral that quadrature does not settle")
    return value


def _for_all(node: Term, world: World, bound: Bound) -> bool:
    """At every place where the condition has a value; a range of numbers that cannot be counted is not covered."""
    variable, members, condition = node.arguments
    if members is not constant("everything"):
        raise NoValue("a quantifier with a range")
    found = []
    for k in range(8):
        try:
            found.append(bool(evaluate(condition, world, {**bound, str(variable.data): k})))
        except NoValue:
            continue
    if not found:
        raise NoValue("a quantifier over nothing that can be counted")
    return all(found)


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
    "norm": lambda n, w, b: _norm(_parts(n, w, b)[0]),
    "floor": lambda n, w, b: oracle_functions.floor(_parts(n, w, b)[0]),
    "ceiling": lambda n, w, b: oracle_functions.ceiling(_parts(n, w, b)[0]),
    "factorial": lambda n, w, b: oracle_functions.factorial(_parts(n, w, b)[0]),
    "binomial": lambda n, w, b: oracle_functions.binomial(*_parts(n, w, b)),
    "cases": _cases,
    "gradient": _gradient,
    "evaluated": _evaluated,
    "integral": _integral,
    "matrix": _assembled,
    "for_all": _for_all,
    "index": _index,
    "order_statistic": _order_statistic,
    "apply": _apply,
    "derivative": _derivative,
    "sum": _sum,
    "product": _sum,
    "sum_over": _sum_over,
    "limit": _limit,
    "arg_min": _arg_min,
    "transpose": lambda n, w, b: _transposed(_parts(n, w, b)[0]),
    "inverse": lambda n, w, b: _inverse_of(_parts(n, w, b)[0]),
    "tuple": lambda n, w, b: [*_parts(n, w, b)],
    "set": lambda n, w, b: [*_parts(n, w, b)],
    "interval": _interval,
    "comprehension": _comprehension,
    "cardinality": lambda n, w, b: mpmath.mpf(len(evaluate(n.arguments[0], w, b))),
    "relation": _relation,
    "chain": _chain,
    "and": lambda n, w, b: all(_condition(each, w, b) for each in n.arguments),
    "or": lambda n, w, b: any(_condition(each, w, b) for each in n.arguments),
    "not": lambda n, w, b: not evaluate(n.arguments[0], w, b),
}
