"""Numbers, names, sums, arrays: explicit loops over Python's fractions and floats."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.models import ArrayValue, FamilyValue, Model, PolynomialFunction
from solgen.kernel.ranges import index_range
from solgen.kernel.unfold import instantiate
from solgen.notation.terms import Term

Value = Any
"""``Fraction | float``; an array as a list of rows; a family as a dict; a set as in ``sets``; a truth value."""
Rule = Callable[["FloatEvaluator", Term, dict[str, Any]], Value]
_WORK: Final = 400_000


class NoValue(Exception):  # noqa: N818 -- a value of its own, as in evaluation 1
    """The expression has no real value here."""


class NoRule(Exception):  # noqa: N818 -- a statement about this evaluator
    """Nothing is said about this expression."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A multiple of the identity, of whatever size fits."""

    factor: Value


@dataclass(slots=True)
class FloatEvaluator:
    """Evaluates Terms at one model."""

    model: Model
    overrides: dict[tuple[str, tuple[int, ...]], Value] = field(default_factory=dict)
    """Names and components that stand for a number of their own, for differences."""
    rough: bool = False
    """Whether a difference, a search or a value nearby went into the result: then it is compared less finely."""
    work: int = _WORK

    def value(self, node: Term, local: dict[str, Any]) -> Value:
        """The value. Raises NoValue or NoRule."""
        self.work -= 1
        if self.work < 0:
            raise NoRule
        rule = RULES.get(node.head)
        if rule is None:
            raise NoRule
        return rule(self, node, local)

    def number(self, node: Term, local: dict[str, Any]) -> Fraction | float:
        """The value of a Term that must be a number."""
        value = self.value(node, local)
        if not is_number(value):
            raise NoRule
        assert isinstance(value, Fraction | float)
        return value

    def whole(self, node: Term, local: dict[str, Any]) -> int:
        """The value of a Term that must be an integer."""
        value = self.number(node, local)
        if isinstance(value, float):
            raise NoRule
        if value.denominator != 1:
            raise NoValue
        return value.numerator


RULES: Final[dict[str, Rule]] = {}


def rule(*heads: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule of some heads."""

    def register(function: Rule) -> Rule:
        for head in heads:
            RULES[head] = function
        return function

    return register


def is_number(value: Value) -> bool:
    """Whether it is a single number."""
    return isinstance(value, Fraction | float)


def is_array(value: Value) -> bool:
    """Whether it is a list of rows."""
    return isinstance(value, list)


def plain(value: Any) -> Value:
    """A Model's value as this evaluation holds it."""
    if isinstance(value, ArrayValue):
        return [list(value.entries[row * value.columns : (row + 1) * value.columns]) for row in range(value.rows)]
    if isinstance(value, FamilyValue):
        return {key: plain(entry) for key, entry in value.components.items()}
    return value


def entries_of(value: Value) -> list[Value]:
    """The components of a family, a tuple or a vector, in order."""
    if isinstance(value, dict):
        return [value[key] for key in sorted(value)]
    if isinstance(value, tuple):
        return list(value)
    if is_array(value):
        return [entry for row in value for entry in row]
    raise NoRule


@rule("number")
def _number(_evaluator: FloatEvaluator, node: Term, _local: dict[str, Any]) -> Value:
    return Fraction(int(str(node.data)))


@rule("decimal")
def _decimal(_evaluator: FloatEvaluator, node: Term, _local: dict[str, Any]) -> Value:
    return Fraction(str(node.data))


@rule("unit")
def _unit(_evaluator: FloatEvaluator, node: Term, _local: dict[str, Any]) -> Value:
    return unit_factor(str(node.data))


@rule("constant")
def _constant(_evaluator: FloatEvaluator, node: Term, _local: dict[str, Any]) -> Value:
    known: dict[str, Value] = {
        "e": math.e,
        "pi": math.pi,
        "infinity": math.inf,
        "true": True,
        "false": False,
        "identity": Identity(Fraction(1)),
        "empty": frozenset(),
        "reals": ("interval", -math.inf, math.inf, False, False),
    }
    if node.data not in known:
        raise NoRule
    return known[str(node.data)]


@rule("name")
def _name(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    latex = str(node.data)
    if latex in local:
        return local[latex]
    if (latex, ()) in evaluator.overrides:
        return evaluator.overrides[latex, ()]
    if latex in evaluator.model.values:
        value = plain(evaluator.model.values[latex])
        moved = {key: moved for (name, key), moved in evaluator.overrides.items() if name == latex}
        if isinstance(value, dict):
            return {**value, **moved}
        if is_array(value) and moved:
            return [
                [moved.get(key) if (key := _key_of(value, i, j)) in moved else entry for j, entry in enumerate(row)]
                for i, row in enumerate(value)
            ]
        return value
    definition = evaluator.model.context.definition(latex)
    if definition is None:
        raise NoRule
    if definition.target.head == "apply":
        return evaluator.value(definition.body, local)
    if definition.parameters:
        return _whole_family(evaluator, latex, local)
    value = evaluator.value(definition.body, local)
    if definition.body.head in ("arg_min", "arg_max") and isinstance(value, frozenset) and len(value) == 1:
        return _thawed(next(iter(value)))
    return value


def _thawed(value: Value) -> Value:
    return [list(row) for row in value] if isinstance(value, tuple) else value


def _key_of(array: list[list[Value]], row: int, column: int) -> tuple[int, ...]:
    return (row + 1,) if len(array[0]) == 1 else (row + 1, column + 1)


def _whole_family(evaluator: FloatEvaluator, latex: str, local: dict[str, Any]) -> Value:
    definition = evaluator.model.context.definition(latex)
    assert definition is not None
    if len(definition.parameters) != 1:
        raise NoRule
    found = index_range(definition.parameters[0], definition.body, evaluator.model.context)
    if found is None:
        raise NoRule
    low, high = (evaluator.whole(end, local) for end in found)
    inner = {i: {**local, definition.parameters[0]: Fraction(i)} for i in range(low, high + 1)}
    return {(i,): evaluator.value(definition.body, scope) for i, scope in inner.items()}


@rule("index")
def _index(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    base = node.arguments[0]
    key = tuple(evaluator.whole(place, local) for place in node.arguments[1:])
    if base.head == "name" and base.data not in local:
        latex = str(base.data)
        if (latex, key) in evaluator.overrides:
            return evaluator.overrides[latex, key]
        drawn = evaluator.model.values.get(latex)
        if isinstance(drawn, FamilyValue):
            if key not in drawn.components:
                raise NoValue
            return plain(drawn.components[key])
        definition = evaluator.model.context.definition(latex)
        if drawn is None and definition is not None and definition.target.head == "index":
            if len(definition.parameters) != len(key):
                raise NoRule
            declaration = evaluator.model.context.declaration(latex)
            for declared, place in zip(declaration.indices if declaration else (), key, strict=False):
                if not evaluator.whole(declared.low, local) <= place <= evaluator.whole(declared.high, local):
                    raise NoValue
            return evaluator.value(instantiate(definition, node), local)
    return pick(evaluator.value(base, local), key)


def pick(value: Value, key: tuple[int, ...]) -> Value:
    """One component."""
    if isinstance(value, dict):
        if key not in value:
            raise NoValue
        return value[key]
    if is_array(value):
        row, column = key[0], key[1] if len(key) > 1 else 1
        if not (1 <= row <= len(value) and 1 <= column <= len(value[0])):
            raise NoValue
        return value[row - 1][column - 1]
    if isinstance(value, tuple):
        if not 1 <= key[0] <= len(value):
            raise NoValue
        return value[key[0] - 1]
    raise NoRule


@rule("order_statistic")
def _order_statistic(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    sample = entries_of(evaluator.value(node.arguments[0], local))
    place = evaluator.whole(node.arguments[1], local)
    if not 1 <= place <= len(sample):
        raise NoValue
    # the k-th smallest is the value that k values do not exceed and fewer than k lie below
    return next(
        value
        for value in sample
        if sum(other < value for other in sample) < place <= sum(other <= value for other in sample)
    )


def plus(one: Value, other: Value) -> Value:
    """The sum."""
    if is_number(one) and is_number(other):
        return one + other
    if isinstance(one, Identity) and isinstance(other, Identity):
        return Identity(plus(one.factor, other.factor))
    if isinstance(one, Identity):
        one, other = other, one
    if is_array(one) and isinstance(other, Identity):
        if len(one) != len(one[0]) and other.factor != 0:
            raise NoRule
        return [[e + other.factor if i == j else e for j, e in enumerate(row)] for i, row in enumerate(one)]
    if is_array(one) and is_array(other):
        if len(one) != len(other) or len(one[0]) != len(other[0]):
            raise NoRule
        return [[a + b for a, b in zip(r, s, strict=True)] for r, s in zip(one, other, strict=True)]
    for array, number in ((one, other), (other, one)):
        if is_array(array) and len(array) == len(array[0]) == 1 and is_number(number):
            return array[0][0] + number
    from solgen.kernel.floats.sets import set_plus  # noqa: PLC0415 -- mutual recursion

    return set_plus(one, other)


def times(one: Value, other: Value) -> Value:
    """The product."""
    if is_number(one) and is_number(other):
        return one * other
    if is_number(other):
        one, other = other, one
    if is_number(one):
        if is_array(other):
            return [[one * entry for entry in row] for row in other]
        if isinstance(other, Identity):
            return Identity(one * other.factor)
        from solgen.kernel.floats.sets import set_times  # noqa: PLC0415 -- mutual recursion

        return set_times(one, other)
    if isinstance(one, Identity):
        return times(one.factor, other)
    if isinstance(other, Identity):
        return times(other.factor, one)
    if is_array(one) and is_array(other) and len(one[0]) == len(other):
        columns = list(zip(*other, strict=True))
        found = [
            [sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in columns] for row in one
        ]
        return found[0][0] if len(found) == len(found[0]) == 1 else found
    raise NoRule


@rule("add")
def _add(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    values = [evaluator.value(argument, local) for argument in node.arguments]
    total = values[0]
    for value in values[1:]:
        total = plus(total, value)
    return total


@rule("negate")
def _negate(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return times(Fraction(-1), evaluator.value(node.arguments[0], local))


@rule("multiply")
def _multiply(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    values = [evaluator.value(argument, local) for argument in node.arguments]
    total = values[0]
    for value in values[1:]:
        total = times(total, value)
    return total


@rule("divide")
def _divide(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    top = evaluator.value(node.arguments[0], local)
    return times(reciprocal(evaluator.number(node.arguments[1], local)), top)


def reciprocal(value: Fraction | float) -> Fraction | float:
    """1 / value."""
    if value == 0:
        raise NoValue
    return 1 / value


@rule("power")
def _power(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    base, exponent = evaluator.value(node.arguments[0], local), evaluator.number(node.arguments[1], local)
    if not is_number(base):
        if isinstance(exponent, float) or exponent.denominator != 1 or abs(exponent) > 64:
            raise NoRule
        from solgen.kernel.floats.linear_algebra import invert  # noqa: PLC0415 -- mutual recursion

        factor = invert(base) if exponent < 0 else base
        result: Value = Identity(Fraction(1))
        for _ in range(abs(exponent.numerator)):
            result = times(result, factor)
        return result
    return real_power(base, exponent)


def real_power(base: Fraction | float, exponent: Fraction | float) -> Fraction | float:
    """The real power; 0⁰ has no value."""
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if base == 0 and exponent <= 0:
            raise NoValue
        if abs(exponent) > 10_000:
            raise NoRule
        found = base ** int(exponent)
        assert isinstance(found, Fraction | float)
        return found
    if base < 0 or (base == 0 and exponent <= 0):
        raise NoValue
    return math.pow(base, exponent)


@rule("root")
def _root(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value, degree = evaluator.number(node.arguments[0], local), evaluator.whole(node.arguments[1], local)
    if degree < 1 or (value < 0 and degree % 2 == 0):
        raise NoValue
    if isinstance(value, Fraction) and degree == 2:
        top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    return math.copysign(abs(float(value)) ** (1 / degree), value)


@rule("absolute")
def _absolute(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return abs(evaluator.number(node.arguments[0], local))


@rule("norm")
def _norm(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.value(node.arguments[0], local)
    if isinstance(value, Identity):
        if value.factor == 0:
            return Fraction(0)
        raise NoRule
    entries = [value] if is_number(value) else entries_of(value)
    return math.sqrt(sum(entry * entry for entry in entries))


@rule("floor")
def _floor(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return Fraction(math.floor(evaluator.number(node.arguments[0], local)))


@rule("ceiling")
def _ceiling(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return Fraction(math.ceil(evaluator.number(node.arguments[0], local)))


@rule("factorial")
def _factorial(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.whole(node.arguments[0], local)
    if value < 0:
        raise NoValue
    if value > 1000:
        raise NoRule
    return Fraction(math.factorial(value))


@rule("binomial")
def _binomial(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    top, bottom = (evaluator.whole(argument, local) for argument in node.arguments)
    if not 0 <= top <= 1000:
        raise NoRule
    return Fraction(math.comb(top, bottom) if bottom >= 0 else 0)


def span(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> range:
    """The numbers that a sum's index runs through."""
    low, high = evaluator.whole(node.arguments[1], local), evaluator.whole(node.arguments[2], local)
    if high < low - 1 or high - low > 5_000:
        raise NoRule
    return range(low, high + 1)


@rule("sum", "product")
def _big(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, body = str(node.arguments[0].data), node.arguments[3]
    values = [evaluator.value(body, {**local, bound: Fraction(i)}) for i in span(evaluator, node, local)]
    return _together(values, adding=node.head == "sum")


def _together(values: list[Value], *, adding: bool) -> Value:
    if not values:
        return Fraction(0) if adding else Fraction(1)
    total = values[0]
    for value in values[1:]:
        total = plus(total, value) if adding else times(total, value)
    return total


@rule("sum_over", "product_over")
def _big_over(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, within, body = node.arguments
    chosen = evaluator.value(within, local)
    if not isinstance(chosen, frozenset):
        raise NoRule
    values = [evaluator.value(body, {**local, str(bound.data): element}) for element in sorted(chosen)]
    return _together(values, adding=node.head == "sum_over")


@rule("cases")
def _cases(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=False):
        truth = evaluator.value(condition, local)
        if truth is None:
            raise NoRule
        if truth:
            return evaluator.value(value, local)
    raise NoValue


@rule("apply")
def _apply(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    from solgen.kernel.floats import calculus, functions  # noqa: PLC0415 -- mutual recursion

    function = node.arguments[0]
    match function.head:
        case "builtin":
            return functions.builtin(evaluator, str(function.data), node, local)
        case "prime":
            return calculus.primed(evaluator, node, local)
        case "gradient":
            return calculus.gradient_at(evaluator, node, local)
        case "subdifferential":
            return calculus.subdifferential_at(evaluator, node, local)
        case "name":
            return _call(evaluator, node, local)
    raise NoRule


def _call(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    latex = str(node.arguments[0].data)
    found = evaluator.model.values.get(latex)
    if isinstance(found, PolynomialFunction) and len(node.arguments) == 2:
        return polynomial(found.coefficients, evaluator.number(node.arguments[1], local))
    definition = evaluator.model.context.definition(latex)
    if definition is None or definition.target.head != "apply" or len(definition.parameters) != len(node.arguments) - 1:
        raise NoRule
    return evaluator.value(instantiate(definition, node), local)


def polynomial(coefficients: tuple[Fraction, ...], point: Fraction | float) -> Fraction | float:
    """The value of a polynomial, power by power."""
    return sum((coefficient * point**power for power, coefficient in enumerate(coefficients)), Fraction(0))
