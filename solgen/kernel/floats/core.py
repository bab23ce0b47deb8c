"""Numbers, names, sums, arrays: explicit loops over Python's fractions and floats."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model
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
    integrals: dict[Term, Value] = field(default_factory=dict)
    """Integrals that depend on nothing bound around them."""
    drawn: dict[str, Value] = field(default_factory=dict)
    """The model's values as this evaluation holds them."""
    defined: dict[str, Value] = field(default_factory=dict)
    """Values of definitions, where nothing that they use is bound or stands for a number of its own."""

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
        return value  # type: ignore[no-any-return]  # it was just asked

    def whole(self, node: Term, local: dict[str, Any]) -> int:
        """The value of a Term that must be an integer."""
        if node.head == "number":
            return node.data  # type: ignore[return-value]  # a number's data is an int
        bound = local.get(str(node.data)) if node.head == "name" else None
        value = bound if type(bound) is Fraction else self.number(node, local)
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
    # nothing here makes a child of these types, and whether a fraction's class has one is slow to ask
    return type(value) is float or type(value) is Fraction


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
    return _fraction(node.data)


_fraction = lru_cache(maxsize=256)(Fraction)


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
        return _with_parts(evaluator, latex, evaluator.overrides[latex, ()])
    if latex in evaluator.model.values:
        return _drawn(evaluator, latex)
    definition = evaluator.model.context.definition(latex)
    if definition is None:
        raise NoRule
    if definition.target.head == "apply":
        return evaluator.value(definition.body, local)
    if definition.parameters:
        return _whole_family(evaluator, latex, local)
    uses = evaluator.model.context.reach(latex)
    alone = uses.isdisjoint(local) and not any(name in uses for name, _ in evaluator.overrides)
    if alone and latex in evaluator.defined:
        return evaluator.defined[latex]
    value = evaluator.value(definition.body, local)
    if definition.body.head in ("arg_min", "arg_max") and isinstance(value, frozenset) and len(value) == 1:
        value = _thawed(next(iter(value)))
    if alone:
        evaluator.defined[latex] = value
    return value


def _drawn(evaluator: FloatEvaluator, latex: str) -> Value:
    """A drawn value, with its components that stand for numbers of their own."""
    value = evaluator.drawn.get(latex)
    if value is None:
        value = evaluator.drawn[latex] = plain(evaluator.model.values[latex])
    return _with_parts(evaluator, latex, value)


def _with_parts(evaluator: FloatEvaluator, latex: str, value: Value) -> Value:
    """A name's value, with its components that stand for numbers of their own."""
    if not evaluator.overrides or is_number(value):
        return value
    moved = {key: moved for (name, key), moved in evaluator.overrides.items() if name == latex}
    if isinstance(value, dict):
        return {**value, **moved}
    if is_array(value) and moved:
        return [
            [moved.get(key) if (key := _key_of(value, i, j)) in moved else entry for j, entry in enumerate(row)]
            for i, row in enumerate(value)
        ]
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
    key = tuple([evaluator.whole(place, local) for place in node.arguments[1:]])
    if base.head == "constant" and base.data == "delta":
        return Fraction(int(key[0] == key[1]))
    if base.head == "name" and base.data not in local:
        latex = str(base.data)
        if evaluator.overrides and not evaluator.overrides.keys().isdisjoint(((latex, key), (latex, ()))):
            part = evaluator.overrides.get((latex, key))
            return pick(evaluator.overrides[latex, ()], key) if part is None else part
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


def polynomial(coefficients: tuple[Fraction, ...], point: Fraction | float) -> Fraction | float:
    """The value of a polynomial, power by power."""
    return sum((coefficient * point**power for power, coefficient in enumerate(coefficients)), Fraction(0))


def reciprocal(value: Fraction | float) -> Fraction | float:
    """1 / value."""
    if value == 0:
        raise NoValue
    return 1 / value
