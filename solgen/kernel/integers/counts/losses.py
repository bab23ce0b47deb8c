"""The weight w of a loss ``w Σ_i |y_i − c|``."""

from __future__ import annotations

from solgen.kernel.integers.counts.numbers import number_of
from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import (
    NotCounting,
    Share,
    combine,
    expect_positive,
    plain,
    plain_share,
    share_over,
    share_times,
    single,
)
from solgen.kernel.unfold import instantiate
from solgen.notation.terms import Term, number


def absolute_loss(reading: Reading, body: Term, bound: Term) -> Share:
    """The weight w of ``w Σ_i |y_i − c|`` with c bound: the point of the counts is then that bound name."""
    if not reading.is_real(bound):
        raise NotCounting
    if body.head == "apply" and body.arguments[0].head == "name":
        definition = reading.context.definition(str(body.arguments[0].data))
        if definition is None or len(definition.parameters) != len(body.arguments) - 1:
            raise NotCounting
        body = instantiate(definition, body)
    weight = loss_weight(reading, body, bound)
    reading.learn_point(bound)
    return weight


def loss_weight(reading: Reading, body: Term, point: Term) -> Share:
    """The same, with the point given. Raises NotCounting where the weight is not seen to be positive."""
    factors = list(body.arguments) if body.head == "multiply" else [body]
    sums = [factor for factor in factors if factor.head == "sum"]
    if len(sums) == 1:
        _expect_sizes(reading, sums[0], point)
        weight = plain(Linear.number(1))
        for factor in factors:
            if factor is not sums[0]:
                weight = combine(weight, number_of(reading, factor), share_times)
    elif body.head == "divide":
        above, below = body.arguments
        weight = combine(plain_share(loss_weight(reading, above, point)), number_of(reading, below), share_over)
    else:
        raise NotCounting
    found = single(weight)
    expect_positive(found)
    return found


def _expect_sizes(reading: Reading, node: Term, point: Term) -> None:
    """That a sum is ``Σ_{i=1}^{n} |y_i − point|``. Raises NotCounting."""
    bound, low, high, body = node.arguments
    if body.head != "absolute" or low is not number(1) or body.arguments[0].head != "add":
        raise NotCounting
    summands = body.arguments[0].arguments
    if len(summands) != 2:
        raise NotCounting
    plus, minus = summands if summands[1].head == "negate" else summands[::-1]
    if minus.head != "negate":
        raise NotCounting
    pair = [plus, minus.arguments[0]]
    if pair[0] is point:
        pair.reverse()
    if pair[1] is not point:
        raise NotCounting
    component = pair[0]
    if component.head == "order_statistic":
        # a sum does not depend on the order of its terms
        if component.arguments[1] is not bound:
            raise NotCounting
        reading.learn_name(component.arguments[0])
    else:
        reading.learn_sample(component, str(bound.data))
    if not reading.is_sample_size(high):
        raise NotCounting
