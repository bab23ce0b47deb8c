"""Truth of propositions at a point: True, False, or None where balls overlap and cannot decide.

A ball that overlaps decides nothing: two numbers are unequal only when their balls are apart, and equal only when both
are exact. A proposition about an expression that does not exist has no truth value: DoesNotExist goes through.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from flint import arb, fmpq

from solgen.kernel.evaluation.dots import between
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, components, under
from solgen.kernel.evaluation.sets import contains, same_sets, subset, whole_range
from solgen.kernel.evaluation.values import (
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
    primal_of,
)
from solgen.notation.terms import Term

Truth = bool | None


def holds(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    """Whether a proposition holds."""
    value = evaluator.value(node, local)
    if value is None or isinstance(value, bool):
        return value
    message = "not a proposition"
    raise CannotEvaluate(message)


def not_(truth: Truth) -> Truth:
    """Kleene's negation."""
    return None if truth is None else not truth


def all_of(truths: list[Truth]) -> Truth:
    """Kleene's conjunction."""
    if False in truths:
        return False
    return None if None in truths else True


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


def relate(sign: str, one: Value, other: Value) -> Truth:  # noqa: C901 -- a table of signs
    """``one sign other`` for values. Raises CannotEvaluate for signs that compare no values."""
    match sign:
        case "=" | "≡":
            return equal(one, other)
        case "≠":
            return not_(equal(one, other))
        case "<":
            return less(one, other, or_equal=False)
        case "≤":
            return less(one, other, or_equal=True)
        case ">":
            return less(other, one, or_equal=False)
        case "≥":
            return less(other, one, or_equal=True)
        case "∈":
            return contains(_set_only(other), one)
        case "∉":
            return not_(contains(_set_only(other), one))
        case "⊆":
            return subset(_set_only(one), _set_only(other))
        case "⊂":
            return all_of([subset(_set_only(one), _set_only(other)), not_(same_sets(_set_only(one), _set_only(other)))])
        case "≻" | "⪰":
            return _definite(one, other, semi=sign == "⪰")
    message = f"no truth value for {sign}"
    raise CannotEvaluate(message)


def _set_only(value: Value) -> FiniteSet | Interval | Integers:
    if not isinstance(value, FiniteSet | Interval | Integers):
        message = "a membership in what is no set"
        raise CannotEvaluate(message)
    return value


def _definite(one: Value, other: Value, *, semi: bool) -> Truth:
    from solgen.kernel.evaluation.definite import is_definite  # noqa: PLC0415 -- one use

    return is_definite(one, other, semi=semi)


def _relation(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    sign = str(node.data)
    if sign in ("⇒", "⇔"):
        left, right = (holds(evaluator, argument, local) for argument in node.arguments)
        if sign == "⇔":
            return None if left is None or right is None else left == right
        return not_(all_of([left, not_(right)]))
    left, right = (evaluator.value(argument, local) for argument in node.arguments)
    return relate(sign, left, right)


def _chain(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    assert isinstance(node.data, tuple)
    members, signs = node.arguments, [str(sign) for sign in node.data]
    if signs[0] in ("⇒", "⇔"):
        truths = [holds(evaluator, member, local) for member in members]
        pairs = zip(truths, truths[1:], signs, strict=False)
        return all_of(
            [None if a is None or b is None else (a == b if sign == "⇔" else (not a or b)) for a, b, sign in pairs]
        )
    found: list[Truth] = []
    values: list[Value] = [None if member.head == "dots" else evaluator.value(member, local) for member in members]
    for place, sign in enumerate(signs):
        if members[place].head == "dots":
            continue
        if members[place + 1].head != "dots":
            found.append(relate(sign, values[place], values[place + 1]))
            continue
        if place + 2 >= len(members) or signs[place + 1] != sign:
            message = "dots between different signs"
            raise CannotEvaluate(message)
        pattern, low, high = between(evaluator, members[place], members[place + 2], local)
        run = [evaluator.value(pattern, {**local, "#running": fmpq(i)}) for i in range(low, high + 1)]
        found.extend(relate(sign, a, b) for a, b in pairwise(run))
    return all_of(found)


def _and(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    return all_of([holds(evaluator, argument, local) for argument in node.arguments])


def _or(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    return not_(all_of([not_(holds(evaluator, argument, local)) for argument in node.arguments]))


def _not(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    return not_(holds(evaluator, node.arguments[0], local))


def _quantified(evaluator: Evaluator, node: Term, local: Local) -> list[Truth]:
    bound, within, body = node.arguments
    found = whole_range(evaluator, str(bound.data), within, body, local)
    truths: list[Truth] = [holds(evaluator, body, under(local, str(bound.data), element)) for element in found.elements]
    evaluator.spend(len(truths))
    return truths


def _for_all(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    return all_of(_quantified(evaluator, node, local))


def _exists(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    return not_(all_of([not_(truth) for truth in _quantified(evaluator, node, local)]))


RULES: Final[dict[str, Rule]] = {
    "relation": _relation,
    "chain": _chain,
    "and": _and,
    "statements": _and,
    "or": _or,
    "not": _not,
    "for_all": _for_all,
    "exists": _exists,
}
