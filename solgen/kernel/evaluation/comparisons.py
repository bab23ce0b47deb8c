"""Comparisons of values: order, equality, membership, with "not known" where balls do not tell.

Equality of sets asks for membership and membership for equality, so they stand together.
"""

from __future__ import annotations

from flint import arb, fmpq

from solgen.kernel.evaluation.evaluator import Evaluator, Local, Value, components
from solgen.kernel.evaluation.values import (
    REALS,
    Array,
    CannotEvaluate,
    Dual,
    Family,
    FiniteSet,
    Integers,
    Interval,
    MiddleValues,
    Number,
    Scaled,
    Sequence,
    SetValue,
    primal_of,
)
from solgen.notation.terms import Term

Truth = bool | None


def not_(truth: Truth) -> Truth:
    """Kleene's negation."""
    return None if truth is None else not truth


def all_of(truths: list[Truth]) -> Truth:
    """Kleene's conjunction."""
    if False in truths:
        return False
    return None if None in truths else True


def holds(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    """Whether a proposition holds."""
    value = evaluator.value(node, local)
    if value is None or isinstance(value, bool):
        return value
    message = "not a proposition"
    raise CannotEvaluate(message)


def less(one: Number, other: Number, *, or_equal: bool) -> Truth:
    """``one < other`` or ``one ≤ other``."""
    one, other = _comparable(one, other)
    if type(one) is fmpq and type(other) is fmpq:
        return bool(one <= other if or_equal else one < other)
    if or_equal:
        return True if one <= other else (False if one > other else None)
    return True if one < other else (False if one >= other else None)


def _comparable(one: Number, other: Number) -> tuple[Number, Number]:
    if type(one) is Dual or type(other) is Dual:
        one, other = primal_of(one), primal_of(other)
        if type(one) is type(other) is fmpq and one == other:
            message = "a derivative at a corner"
            raise CannotEvaluate(message)
    if type(one) not in (fmpq, arb) or type(other) not in (fmpq, arb):
        message = "a comparison of what is no number"
        raise CannotEvaluate(message)
    return one, other


def equal(one: Value, other: Value) -> Truth:
    """Whether two values are equal: numbers, arrays entry by entry, sets; a number is the set of it beside a set."""
    if type(one) is fmpq and type(other) is fmpq:
        return bool(one == other)
    if isinstance(one, FiniteSet | Interval | Integers) or isinstance(other, FiniteSet | Interval | Integers):
        return _equal_sets(one, other)
    if any(isinstance(value, Array | Scaled | Sequence | Family) for value in (one, other)):
        return _equal_arrays(one, other)
    if isinstance(one, bool) or isinstance(other, bool) or one is None or other is None:
        message = "an equation between truth values"
        raise CannotEvaluate(message)
    one, other = _comparable(one, other)
    if type(one) is fmpq and type(other) is fmpq:
        return bool(one == other)
    return None if arb(one).overlaps(arb(other)) else False


def _equal_sets(one: Value, other: Value) -> Truth:
    for middle, number in ((one, other), (other, one)):
        if (
            isinstance(middle, MiddleValues)
            and isinstance(number, fmpq | arb)
            and contains(middle, number) is not False
        ):
            message = "which of the middle values is called the median"
            raise CannotEvaluate(message)
    return same_sets(_set(one), _set(other))


def _set(value: Value) -> FiniteSet | Interval | Integers:
    return value if isinstance(value, FiniteSet | Interval | Integers) else FiniteSet((value,))


def _equal_arrays(one: Value, other: Value) -> Truth:
    if isinstance(one, Scaled):
        one, other = other, one
    if isinstance(other, Scaled):
        return _equals_multiple(one, other.factor)
    if isinstance(other, Array) and not isinstance(one, Array):
        one, other = other, one
    if isinstance(one, Array) and not isinstance(other, Array | Sequence | Family):
        # the literal 0 beside an array is the zero array
        if len(one.entries) == 1:
            return equal(one.entries[0], other)
        if type(other) is fmpq and other == 0:
            return all_of([equal(entry, other) for entry in one.entries])
        message = "an equation between an array and a number"
        raise CannotEvaluate(message)
    if isinstance(one, Array) and isinstance(other, Array) and (one.rows, one.columns) != (other.rows, other.columns):
        return False
    left, right = components(one), components(other)
    if len(left) != len(right):
        return False
    return all_of([equal(a, b) for a, b in zip(left, right, strict=True)])


def _equals_multiple(value: Value, factor: Number) -> Truth:
    if isinstance(value, Scaled):
        return equal(value.factor, factor)
    if type(value) in (fmpq, arb):
        return equal(value, factor)  # a product of one row and one column, beside the identity of that size
    if not isinstance(value, Array):
        message = "an equation between an identity and a number"
        raise CannotEvaluate(message)
    if value.rows != value.columns and factor != 0:
        return False
    zero = fmpq(0)
    return all_of(
        [
            equal(value.at(row, column), factor if row == column else zero)
            for row in range(1, value.rows + 1)
            for column in range(1, value.columns + 1)
        ]
    )


def contains(container: SetValue, element: Value) -> bool | None:
    """Whether the element is in the set."""
    if isinstance(container, FiniteSet):
        return not_(all_of([not_(equal(element, other)) for other in container.elements]))
    if isinstance(container, Integers):
        if type(element) is not fmpq:
            message = "whether a number that is not exact is whole"
            raise CannotEvaluate(message)
        return bool(element.q == 1)
    found: list[bool | None] = []
    if container.low is not None:
        found.append(less(container.low, element, or_equal=container.low_closed))
    if container.high is not None:
        found.append(less(element, container.high, or_equal=container.high_closed))
    return all_of(found)


def same_sets(one: SetValue, other: SetValue) -> bool | None:
    """Whether two sets have the same elements."""
    if isinstance(one, FiniteSet) and isinstance(other, FiniteSet):
        return _same_finite(one, other)
    if isinstance(one, Interval) and isinstance(other, Interval) and _ends_are_balls(one, other):
        return _same_balls(one, other)
    one, other = _normal(one), _normal(other)
    if isinstance(one, FiniteSet) and isinstance(other, FiniteSet):
        return _same_finite(one, other)
    if isinstance(one, Interval) and isinstance(other, Interval):
        ends = (one.low, one.high, one.low_closed, one.high_closed)
        return ends == (other.low, other.high, other.low_closed, other.high_closed)
    return type(one) is type(other)


def subset(one: SetValue, other: SetValue) -> bool | None:
    """Whether each element of ``one`` is in ``other``."""
    one, other = _normal(one), _normal(other)
    if isinstance(one, FiniteSet):
        return all_of([contains(other, element) for element in one.elements])
    if isinstance(one, Integers) or not isinstance(other, Interval):
        return isinstance(one, Integers) and (isinstance(other, Integers) or other == REALS)
    low_fits = other.low is None or (
        one.low is not None
        and (one.low > other.low or (one.low == other.low and (other.low_closed or not one.low_closed)))
    )
    high_fits = other.high is None or (
        one.high is not None
        and (one.high < other.high or (one.high == other.high and (other.high_closed or not one.high_closed)))
    )
    return bool(low_fits and high_fits)


def _ends_are_balls(*intervals: Interval) -> bool:
    return any(type(end) is arb for interval in intervals for end in (interval.low, interval.high))


def _same_balls(one: Interval, other: Interval) -> bool | None:
    if (one.low_closed, one.high_closed) != (other.low_closed, other.high_closed):
        message = "open and closed ends that are not exact"
        raise CannotEvaluate(message)
    found: list[bool | None] = []
    for a, b in ((one.low, other.low), (one.high, other.high)):
        found.append((a is None and b is None) if a is None or b is None else equal(a, b))
    return all_of(found)


def _same_finite(one: FiniteSet, other: FiniteSet) -> bool | None:
    if len(one.elements) == len(other.elements) == 1:
        return equal(one.elements[0], other.elements[0])
    return all_of([contains(other, element) for element in one.elements]
                  + [contains(one, element) for element in other.elements])  # fmt: skip


def _normal(value: SetValue) -> SetValue:
    """An interval without points as the empty set, one with a single point as the set of it; doubles taken out."""
    if isinstance(value, Interval) and value.low is not None and value.high is not None:
        low, high = _exact(value.low), _exact(value.high)
        if low > high or (low == high and not (value.low_closed and value.high_closed)):
            return FiniteSet(())
        if low == high:
            return FiniteSet((low,))
    if isinstance(value, FiniteSet) and all(type(element) is fmpq for element in value.elements):
        return FiniteSet(tuple(dict.fromkeys(value.elements)))
    return value


def _exact(value: Number) -> fmpq:
    if type(value) is not fmpq:
        message = "an end of an interval that is not exact"
        raise CannotEvaluate(message)
    return value
