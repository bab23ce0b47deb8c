"""Sets of numbers: intervals, subdifferentials, and the places where a loss is least."""

from __future__ import annotations

from solgen.kernel.integers.counts.losses import absolute_loss, loss_weight
from solgen.kernel.integers.counts.numbers import number_of, place_of
from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.formulas import All
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import (
    NotCounting,
    Places,
    Share,
    Span,
    beside,
    contains_zero,
    expect_positive,
    share_over,
    share_times,
    sign_formula,
    single,
    subdifferential,
)
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name


def is_set(reading: Reading, node: Term) -> bool:
    """Whether this is a set of numbers, or arithmetic with one."""
    if node.head in ("interval", "arg_min", "set"):
        return True
    if node.head == "apply":
        return node.arguments[0].head == "subdifferential"
    if node.head in ("add", "multiply", "negate", "divide"):
        return any(is_set(reading, argument) for argument in node.arguments)
    return (
        node.head == "name" and reading.unfolded_name(node) is not node and is_set(reading, reading.unfolded_name(node))
    )


def set_of(reading: Reading, node: Term) -> Span | Places:
    """A set of numbers. Raises NotCounting."""
    node = reading.unfolded_name(node)
    match node.head:
        case "interval" if node.data == "[]":
            return _interval(reading, node)
        case "set" if len(node.arguments) == 1:
            place = place_of(reading, node.arguments[0])
            return Places(beside("=", place))
        case "order_statistic":
            return Places(beside("=", place_of(reading, node)))
        case "arg_min":
            weight = absolute_loss(reading, node.arguments[1], node.arguments[0])
            return Places(contains_zero(subdifferential(weight)))
        case "apply" if node.arguments[0].head == "subdifferential" and len(node.arguments) == 2:
            return _subdifferential_at(reading, node)
        case "add" | "multiply" | "negate" | "divide":
            return _arithmetic(reading, node)
    raise NotCounting


def _interval(reading: Reading, node: Term) -> Span | Places:
    low, high = node.arguments
    if low.head == high.head == "order_statistic":
        first, last = place_of(reading, low), place_of(reading, high)
        return Places(All((beside("≤", first), beside("≥", last))))
    ends = number_of(reading, low), number_of(reading, high)
    if len(ends[0]) != 1 or len(ends[1]) != 1:
        raise NotCounting
    span = Span(ends[0][0][1], ends[1][0][1])
    reading.nonempty.append(sign_formula("≥", (span.high + (-span.low)).cleared()))
    return span


def _subdifferential_at(reading: Reading, node: Term) -> Span:
    function = node.arguments[0].arguments[0]
    definition = reading.context.definition(str(function.data)) if function.head == "name" else None
    if definition is None or len(definition.parameters) != 1 or definition.target.head != "apply":
        raise NotCounting
    point = node.arguments[1]
    # a name that no author can write stands for the variable, so that nothing else can be mistaken for it
    body = substitute(definition.body, {definition.parameters[0]: name("#point")})
    weight = loss_weight(reading, body, name("#point"))
    reading.learn_point(point)
    return subdifferential(weight)


def _arithmetic(reading: Reading, node: Term) -> Span:
    sets = [argument for argument in node.arguments if is_set(reading, argument)]
    if len(sets) != 1:
        raise NotCounting
    inner = set_of(reading, sets[0])
    if isinstance(inner, Places):
        raise NotCounting
    if node.head == "negate":
        return Span(-inner.high, -inner.low)
    if node.head == "add":
        shift = Share(Linear.number(0), Linear.number(0))
        for argument in node.arguments:
            if argument is not sets[0]:
                shift = shift + single(number_of(reading, argument))
        return Span(inner.low + shift, inner.high + shift)
    if node.head == "divide" and node.arguments[0] is not sets[0]:
        raise NotCounting
    combine = share_over if node.head == "divide" else share_times
    low, high = inner.low, inner.high
    for argument in node.arguments:
        if argument is not sets[0]:
            factor = single(number_of(reading, argument))
            expect_positive(factor)
            low, high = combine(low, factor), combine(high, factor)
    return Span(low, high)
