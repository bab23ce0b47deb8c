"""Rules for sets: finite ones, intervals, comprehensions over an index's declared range, and their sizes."""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq

from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.dots import written_out
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, under
from solgen.kernel.evaluation.values import (
    CannotEvaluate,
    FiniteSet,
    Interval,
    NeedPrecision,
    Number,
    primal_of,
)
from solgen.kernel.ranges import index_range
from solgen.notation.terms import Term

_LARGEST: Final = 5_000


def whole_range(evaluator: Evaluator, bound: str, within: Term, body: Term, local: Local) -> FiniteSet:
    """The finite set that a bound name runs through: a set as written, or its declared range."""
    if within.head == "set":
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
