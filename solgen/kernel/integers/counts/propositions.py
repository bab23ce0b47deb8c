"""Propositions about a sample and a point as formulas about the three counts."""

from __future__ import annotations

from solgen.kernel.integers.counts.numbers import number_of, place_of
from solgen.kernel.integers.counts.sets import is_set, set_of
from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.formulas import FALSE, TRUE, All, Any, Formula, negation, same_truth
from solgen.kernel.integers.shares import MIRRORED, Choice, NotCounting, Places, Span, beside, sign_formula
from solgen.notation.terms import Term


def formula_of(reading: Reading, node: Term) -> Formula:
    """A proposition as a formula. Raises NotCounting."""
    match node.head:
        case "relation":
            return relation_of(reading, str(node.data), *node.arguments)
        case "and" | "statements":
            return All(tuple(formula_of(reading, argument) for argument in node.arguments))
        case "or":
            return Any(tuple(formula_of(reading, argument) for argument in node.arguments))
        case "not":
            return negation(formula_of(reading, node.arguments[0]))
        case "chain" if isinstance(node.data, tuple):
            members = node.arguments
            links = zip(node.data, members, members[1:], strict=False)
            return All(tuple(relation_of(reading, str(sign), left, right) for sign, left, right in links))
        case "constant" if node.data in ("true", "false"):
            return TRUE if node.data == "true" else FALSE
    raise NotCounting


def relation_of(reading: Reading, sign: str, left: Term, right: Term) -> Formula:
    """``left sign right`` as a formula. Raises NotCounting."""
    if sign in ("⇔", "⇒"):
        one, other = formula_of(reading, left), formula_of(reading, right)
        return same_truth(one, other) if sign == "⇔" else Any((negation(one), other))
    if sign in ("∈", "∉"):
        found = _member(reading, left, right)
        return found if sign == "∈" else negation(found)
    if sign not in MIRRORED:
        raise NotCounting
    if sign == "=" and (is_set(reading, left) or is_set(reading, right)):
        return _same_set(reading, set_of(reading, left), set_of(reading, right))
    ordered = _order_relation(reading, sign, left, right)
    if ordered is not None:
        return ordered
    return _compare(sign, number_of(reading, left), number_of(reading, right))


def _compare(sign: str, left: Choice, right: Choice) -> Formula:
    return Any(
        tuple(
            All((guard, other_guard, sign_formula(sign, (value + (-other)).cleared())))
            for guard, value in left
            for other_guard, other in right
        )
    )


def _order_relation(reading: Reading, sign: str, left: Term, right: Term) -> Formula | None:
    if right.head == "order_statistic" and left.head != "order_statistic":
        left, right, sign = right, left, MIRRORED[sign]
    if left.head != "order_statistic" or right.head == "order_statistic":
        return None
    place = place_of(reading, left)
    reading.learn_point(right)
    return beside(sign, place)


def _member(reading: Reading, element: Term, container: Term) -> Formula:
    found = set_of(reading, container)
    if isinstance(found, Places):
        reading.learn_point(element)
        return found.condition
    value = number_of(reading, element)
    return All((_compare("≥", value, [(TRUE, found.low)]), _compare("≤", value, [(TRUE, found.high)])))


def _same_set(reading: Reading, one: Span | Places, other: Span | Places) -> Formula:
    if isinstance(one, Places) and isinstance(other, Places):
        reading.for_every_point = True
        return same_truth(one.condition, other.condition)
    if isinstance(one, Span) and isinstance(other, Span):
        low, high = ([(TRUE, end)] for end in (one.low, one.high))
        return All((_compare("=", low, [(TRUE, other.low)]), _compare("=", high, [(TRUE, other.high)])))
    raise NotCounting
