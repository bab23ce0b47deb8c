"""Truth of propositions at a point: True, False, or None where balls overlap and cannot decide.

A ball that overlaps decides nothing: two numbers are unequal only when their balls are apart, and equal only when both
are exact. A proposition about an expression that does not exist has no truth value: DoesNotExist goes through.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from flint import fmpq

from solgen.kernel.evaluation.comparisons import Truth, all_of, contains, equal, holds, less, not_, same_sets, subset
from solgen.kernel.evaluation.dots import between
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, under
from solgen.kernel.evaluation.sets import whole_range
from solgen.kernel.evaluation.values import (
    Array,
    CannotEvaluate,
    FiniteSet,
    Integers,
    Interval,
    as_integer,
)
from solgen.notation.terms import Term


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
    if sign == "∈" and is_real_space(node.arguments[1]):
        return _in_real_space(evaluator, node, local)
    one, other = node.arguments
    return relate(sign, evaluator.value(one, local), evaluator.value(other, local))


def is_real_space(node: Term) -> bool:
    """Whether it is written as ``\\mathbb{R}^n`` or ``\\mathbb{R}^{n \\times d}``."""
    return node.head == "power" and node.arguments[0].head == "constant" and node.arguments[0].data == "reals"


def _in_real_space(evaluator: Evaluator, node: Term, local: Local) -> Truth:
    """An array of real numbers lies in the space of its rows and columns. Of anything else nothing is said."""
    exponent = node.arguments[1].arguments[1]
    factors = exponent.arguments if exponent.head == "multiply" else (exponent,)
    sizes = [as_integer(evaluator.value(factor, local)) for factor in factors]
    value = evaluator.value(node.arguments[0], local)
    if not isinstance(value, Array) or len(sizes) > 2:
        message = "a space of other things than vectors and matrices"
        raise CannotEvaluate(message)
    return (value.rows, value.columns) == (sizes[0], sizes[1] if len(sizes) == 2 else 1)


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
