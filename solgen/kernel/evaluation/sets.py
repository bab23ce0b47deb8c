"""Rules for sets: finite ones, intervals, comprehensions over an index's declared range, and their sizes."""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq

from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, under
from solgen.kernel.evaluation.values import (
    REALS,
    CannotEvaluate,
    FiniteSet,
    Integers,
    Interval,
    NeedPrecision,
    Number,
    SetValue,
    primal_of,
)
from solgen.kernel.ranges import index_range
from solgen.notation.terms import Term

_LARGEST: Final = 5_000


def contains(container: SetValue, element: Value) -> bool | None:
    """Whether the element is in the set."""
    from solgen.kernel.evaluation.propositions import all_of, equal, less, not_  # noqa: PLC0415 -- mutual recursion

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


def _ends_are_balls(*intervals: Interval) -> bool:
    return any(type(end) is arb for interval in intervals for end in (interval.low, interval.high))


def _same_balls(one: Interval, other: Interval) -> bool | None:
    from solgen.kernel.evaluation.propositions import all_of, equal  # noqa: PLC0415 -- mutual recursion

    if (one.low_closed, one.high_closed) != (other.low_closed, other.high_closed):
        message = "open and closed ends that are not exact"
        raise CannotEvaluate(message)
    found: list[bool | None] = []
    for a, b in ((one.low, other.low), (one.high, other.high)):
        found.append((a is None and b is None) if a is None or b is None else equal(a, b))
    return all_of(found)


def _same_finite(one: FiniteSet, other: FiniteSet) -> bool | None:
    from solgen.kernel.evaluation.propositions import all_of, equal  # noqa: PLC0415 -- mutual recursion

    if len(one.elements) == len(other.elements) == 1:
        return equal(one.elements[0], other.elements[0])
    return all_of([contains(other, element) for element in one.elements]
                  + [contains(one, element) for element in other.elements])  # fmt: skip


def subset(one: SetValue, other: SetValue) -> bool | None:
    """Whether each element of ``one`` is in ``other``."""
    from solgen.kernel.evaluation.propositions import all_of  # noqa: PLC0415 -- mutual recursion

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


def whole_range(evaluator: Evaluator, bound: str, within: Term, body: Term, local: Local) -> FiniteSet:
    """The finite set that a bound name runs through: a set as written, or its declared range."""
    if within.head == "set":
        from solgen.kernel.evaluation.dots import written_out  # noqa: PLC0415 -- mutual recursion

        return FiniteSet(tuple(written_out(evaluator, within.arguments, local)))
    if not (within.head == "constant" and within.data == "everything"):
        found = evaluator.value(within, local)
        if isinstance(found, FiniteSet):
            return found
        message = "a bound name that runs through an infinite set"
        raise CannotEvaluate(message)
    declared = index_range(bound, body, evaluator.context)
    if declared is None:
        message = f"no declared range for {bound}"
        raise CannotEvaluate(message)
    low, high = evaluator.whole(declared[0], local), evaluator.whole(declared[1], local)
    if high - low > _LARGEST:
        message = "a range too long to write out"
        raise CannotEvaluate(message)
    return FiniteSet(tuple(fmpq(i) for i in range(low, high + 1)))


def _comprehension(evaluator: Evaluator, node: Term, local: Local) -> Value:
    from solgen.kernel.evaluation.propositions import holds  # noqa: PLC0415 -- mutual recursion

    bound, within, condition = node.arguments
    latex = str(bound.data)
    chosen = []
    for element in whole_range(evaluator, latex, within, condition, local).elements:
        found = holds(evaluator, condition, under(local, latex, element))
        if found is None:
            raise NeedPrecision
        if found:
            chosen.append(element)
    evaluator.spend(len(chosen) + 1)
    return FiniteSet(tuple(chosen))


def _set(evaluator: Evaluator, node: Term, local: Local) -> Value:
    from solgen.kernel.evaluation.dots import written_out  # noqa: PLC0415 -- mutual recursion

    return FiniteSet(tuple(written_out(evaluator, node.arguments, local)))


def _interval(evaluator: Evaluator, node: Term, local: Local) -> Value:
    shape = str(node.data)
    low, high = (_end(evaluator, argument, local) for argument in node.arguments)
    return Interval(low, high, shape[0] == "[" and low is not None, shape[1] == "]" and high is not None)


def _end(evaluator: Evaluator, node: Term, local: Local) -> Number | None:
    inner = node.arguments[0] if node.head == "negate" else node
    if inner.head == "constant" and inner.data == "infinity":
        return None
    value = evaluator.value(node, local)
    if not isinstance(value, fmpq | arb):
        value = primal_of(value)
    return value


def _cardinality(evaluator: Evaluator, node: Term, local: Local) -> Value:
    found = evaluator.value(node.arguments[0], local)
    if not isinstance(found, FiniteSet) or not all(type(element) is fmpq for element in found.elements):
        message = "the size of a set that is not finite and exact"
        raise CannotEvaluate(message)
    return fmpq(len(set(found.elements)))


def _finite_pair(evaluator: Evaluator, node: Term, local: Local) -> tuple[tuple[fmpq, ...], tuple[fmpq, ...]]:
    pair = []
    for argument in node.arguments:
        found = evaluator.value(argument, local)
        if not isinstance(found, FiniteSet) or not all(type(element) is fmpq for element in found.elements):
            message = "an operation on sets that are not finite and exact"
            raise CannotEvaluate(message)
        pair.append(tuple(dict.fromkeys(found.elements)))
    return pair[0], pair[1]


def _union(evaluator: Evaluator, node: Term, local: Local) -> Value:
    one, other = _finite_pair(evaluator, node, local)
    return FiniteSet(tuple(dict.fromkeys(one + other)))


def _intersection(evaluator: Evaluator, node: Term, local: Local) -> Value:
    one, other = _finite_pair(evaluator, node, local)
    return FiniteSet(tuple(element for element in one if element in other))


def _difference(evaluator: Evaluator, node: Term, local: Local) -> Value:
    one, other = _finite_pair(evaluator, node, local)
    return FiniteSet(tuple(element for element in one if element not in other))


RULES: Final[dict[str, Rule]] = {
    "comprehension": _comprehension,
    "set": _set,
    "interval": _interval,
    "cardinality": _cardinality,
    "union": _union,
    "intersection": _intersection,
    "difference": _difference,
}
