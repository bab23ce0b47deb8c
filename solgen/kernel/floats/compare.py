"""When two values clearly differ, and what is clearly false."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

from solgen.kernel.floats import (  # noqa: F401 -- they register their rules
    application,
    arithmetic,
    calculus,
    extremes,
    functions,
    integrals,
    limits,
    linear_algebra,
    sets,
)
from solgen.kernel.floats.arithmetic import plus, times
from solgen.kernel.floats.core import (
    FloatEvaluator,
    Identity,
    NoRule,
    NoValue,
    Value,
    entries_of,
    is_array,
    is_number,
    rule,
)
from solgen.kernel.floats.functions import run
from solgen.kernel.floats.sets import elements, is_interval, is_set
from solgen.notation.terms import Term

_FINE, _ROUGH = 1e-8, 1e-4


def _apart(one: Value, other: Value, *, rough: bool) -> bool:
    """Whether two numbers are certainly different, as far as this evaluation can tell."""
    if isinstance(one, Fraction) and isinstance(other, Fraction) and not rough:
        return one != other
    if math.isinf(one) or math.isinf(other):
        return bool(one != other)
    return bool(
        abs(one - other) > (_ROUGH if rough else _FINE) * max(abs(one), abs(other)) + (1e-6 if rough else 1e-11)
    )


def same(one: Value, other: Value, *, rough: bool) -> bool:  # noqa: C901 -- a line a pair of kinds
    """Whether two values may be equal."""
    if is_set(one) or is_set(other):
        return _same_sets(one, other, rough=rough)
    if is_number(one) and is_number(other):
        return not _apart(one, other, rough=rough)
    if isinstance(one, Identity):
        one, other = other, one
    if isinstance(other, Identity):
        if isinstance(one, Identity):
            return same(one.factor, other.factor, rough=rough)
        if not is_array(one):
            raise NoRule
        zero = Fraction(0)
        return all(
            same(entry, other.factor if i == j else zero, rough=rough)
            for i, row in enumerate(one)
            for j, entry in enumerate(row)
        )
    if is_array(one) and is_number(other) and len(one) == len(one[0]) == 1:
        return same(one[0][0], other, rough=rough)
    if is_array(one) and is_number(other):
        return bool(other == 0) and all(same(entry, other, rough=rough) for entry in entries_of(one))
    if is_array(other) and is_number(one):
        return same(other, one, rough=rough)
    if is_array(one) and is_array(other) and (len(one), len(one[0])) != (len(other), len(other[0])):
        return False
    left, right = entries_of(one), entries_of(other)
    return len(left) == len(right) and all(same(a, b, rough=rough) for a, b in zip(left, right, strict=True))


def _same_sets(one: Value, other: Value, *, rough: bool) -> bool:
    if not is_set(one):
        one = frozenset({sets.frozen(one)})
    if not is_set(other):
        other = frozenset({sets.frozen(other)})
    if is_interval(one) or is_interval(other):
        if frozenset() in (one, other):
            return False
        a, b = _ends(one), _ends(other)
        return same(a[1], b[1], rough=rough) and same(a[2], b[2], rough=rough) and (rough or a[3:] == b[3:])
    return all(any(_same_element(a, b, rough=rough) for b in other) for a in one) and all(
        any(_same_element(a, b, rough=rough) for b in one) for a in other
    )


def _ends(value: Value) -> tuple[Any, ...]:
    if isinstance(value, frozenset) and len(value) > 1:
        numbers = sorted(value)
        # a finite set of several numbers is no interval: ends that no interval has
        return ("interval", numbers[0] + math.inf, numbers[-1], True, True)
    return sets.as_ends(value)


def _same_element(one: Value, other: Value, *, rough: bool) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        flat, flat_other = [e for row in one for e in row], [e for row in other for e in row]
        return len(flat) == len(flat_other) and all(
            same(a, b, rough=rough) for a, b in zip(flat, flat_other, strict=True)
        )
    return is_number(one) and is_number(other) and same(one, other, rough=rough)


def truth(sign: str, one: Value, other: Value, *, rough: bool) -> bool | None:
    """``one sign other``: True or False where that is clear, None near the border."""
    match sign:
        case "=" | "≡":
            return (
                None
                if same(one, other, rough=rough) and _is_inexact(one, other, rough=rough)
                else same(one, other, rough=rough)
            )
        case "≠":
            found = truth("=", one, other, rough=rough)
            return None if found is None else not found
        case "<" | ">" | "≤" | "≥":
            return _ordered(sign, one, other, rough=rough)
        case "∈":
            return _inside(one, other, rough=rough)
        case "∉":
            found = _inside(one, other, rough=rough)
            return None if found is None else not found
        case "⊆" | "⊂":
            return _subset(one, other, rough=rough, strict=sign == "⊂")
        case "≻" | "⪰":
            difference = one if is_number(other) and other == 0 else _exact_difference(one, other)
            return linear_algebra.is_positive(difference, semi=sign == "⪰")
    raise NoRule


def _exact_difference(one: Value, other: Value) -> Value:
    """Of square matrices, one of them perhaps a multiple of the identity; in fractions, for a sign near 0 is none."""
    if not all(is_array(side) or isinstance(side, Identity) for side in (one, other)):
        raise NoRule
    difference = plus(one, times(Fraction(-1), other))
    if not is_array(difference) or not all(isinstance(entry, Fraction) for entry in entries_of(difference)):
        raise NoRule
    return difference


def _is_inexact(one: Value, other: Value, *, rough: bool) -> bool:
    return rough or not (isinstance(one, Fraction) and isinstance(other, Fraction))


def _ordered(sign: str, one: Value, other: Value, *, rough: bool) -> bool | None:
    if not (is_number(one) and is_number(other)):
        raise NoRule
    if _is_inexact(one, other, rough=rough) and not _apart(one, other, rough=rough):
        return None
    return bool({"<": one < other, ">": one > other, "≤": one <= other, "≥": one >= other}[sign])


def _inside(one: Value, other: Value, *, rough: bool) -> bool | None:
    if isinstance(other, frozenset):
        found = any(_same_element(sets.frozen(one), element, rough=rough) for element in other)
        return found if not found or not rough else None
    if not is_interval(other) or not is_number(one):
        raise NoRule
    low = _ordered("≤" if other[3] else "<", other[1], one, rough=rough)
    high = _ordered("≤" if other[4] else "<", one, other[2], rough=rough)
    if low is False or high is False:
        return False
    return None if low is None or high is None else True


def _subset(one: Value, other: Value, *, rough: bool, strict: bool) -> bool | None:
    if not (isinstance(one, frozenset) and isinstance(other, frozenset)) or rough:
        raise NoRule
    return one < other if strict else one <= other


@rule("relation")
def _relation(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    sign = str(node.data)
    # how finely the sides are compared depends on what went into them, not on what else stands in the formula
    before, evaluator.rough = evaluator.rough, False
    one, other = (evaluator.value(argument, local) for argument in node.arguments)
    rough, evaluator.rough = evaluator.rough, evaluator.rough or before
    if sign in ("⇒", "⇔"):
        if sign == "⇔":
            return None if one is None or other is None else one == other
        return True if one is False or other is True else (None if one is None or other is None else False)
    return truth(sign, one, other, rough=rough)


def _all(truths: list[bool | None]) -> bool | None:
    if any(found is False for found in truths):
        return False
    return None if any(found is None for found in truths) else True


@rule("chain")
def _chain(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    assert isinstance(node.data, tuple)
    members, signs = node.arguments, [str(sign) for sign in node.data]
    found: list[bool | None] = []
    for place, sign in enumerate(signs):
        one, other = members[place], members[place + 1]
        if one.head == "dots":
            continue
        if other.head == "dots":
            if place + 2 >= len(members) or signs[place + 1] != sign:
                raise NoRule
            values = run(evaluator, one, members[place + 2], local)
        else:
            values = [evaluator.value(one, local), evaluator.value(other, local)]
        if sign in ("⇒", "⇔"):
            raise NoRule
        found.extend(truth(sign, a, b, rough=evaluator.rough) for a, b in pairwise(values))
    return _all(found)


@rule("and", "statements")
def _and(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return _all([evaluator.value(argument, local) for argument in node.arguments])


@rule("or")
def _or(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    values = [evaluator.value(argument, local) for argument in node.arguments]
    return True if True in values else (None if None in values else False)


@rule("not")
def _not(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.value(node.arguments[0], local)
    return None if value is None else not value


@rule("for_all", "exists")
def _quantified(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    bound, within, body = node.arguments
    latex = str(bound.data)
    values = [
        evaluator.value(body, {**local, latex: element}) for element in elements(evaluator, latex, within, body, local)
    ]
    if node.head == "for_all":
        return _all(values)
    return True if True in values else (None if None in values else False)


def may_be_equal(left: Term, right: Term, evaluator: FloatEvaluator) -> bool:
    """Whether two sides are equal at the evaluator's model, as far as it can tell; False where it cannot."""
    try:
        one, other = evaluator.value(left, {}), evaluator.value(right, {})
        return same(one, other, rough=evaluator.rough)
    except (NoRule, NoValue, TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError, RecursionError):
        return False


def clearly_fails(sign: str, left: Term, right: Term, evaluator: FloatEvaluator) -> bool:
    """Whether ``left sign right`` is clearly false at the evaluator's model; False, too, where it cannot tell."""
    try:
        if sign == "⊢":
            return evaluator.value(left, {}) is False
        one, other = evaluator.value(left, {}), evaluator.value(right, {})
        return truth(sign, one, other, rough=evaluator.rough) is False
    except (NoRule, NoValue, TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError, RecursionError):
        return False
