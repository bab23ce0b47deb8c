"""Numbers as shares of the three counts: sizes of sets of indices, sums over the sample, places of order statistics."""

from __future__ import annotations

from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.formulas import at_least
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import (
    COUNTED,
    MIRRORED,
    TOTAL,
    Choice,
    NotCounting,
    absolute_share,
    combine,
    is_zero,
    plain,
    share_over,
    share_times,
)
from solgen.notation.context import Kind
from solgen.notation.terms import Term, number


def number_of(reading: Reading, node: Term) -> Choice:  # noqa: C901, PLR0912 -- a line a head
    """A number by cases. Raises NotCounting."""
    if node is reading.size_term:
        return plain(TOTAL)
    match node.head:
        case "number":
            return plain(Linear.number(int(str(node.data))))
        case "name":
            return _named(reading, node)
        case "add":
            total = number_of(reading, node.arguments[0])
            for argument in node.arguments[1:]:
                total = combine(total, number_of(reading, argument), lambda a, b: a + b)
            return total
        case "negate":
            return [(guard, -value) for guard, value in number_of(reading, node.arguments[0])]
        case "multiply":
            total = number_of(reading, node.arguments[0])
            for argument in node.arguments[1:]:
                total = combine(total, number_of(reading, argument), share_times)
            return total
        case "divide":
            top, bottom = (number_of(reading, argument) for argument in node.arguments)
            return combine(top, bottom, share_over)
        case "absolute":
            return absolute_share(number_of(reading, node.arguments[0]))
        case "cardinality":
            return plain(size_of(reading, node.arguments[0]))
        case "sum_over":
            return _sum_over(reading, node)
        case "sum":
            return _sum(reading, node)
    raise NotCounting


def _named(reading: Reading, node: Term) -> Choice:
    latex = str(node.data)
    definition = reading.context.definition(latex)
    if definition is not None and not definition.parameters:
        return number_of(reading, definition.body)
    declaration = reading.context.declaration(latex)
    if declaration is not None and (declaration.kind not in (Kind.SIZE, Kind.INTEGER) or declaration.indices):
        raise NotCounting
    if declaration is None and latex not in reading.indices():
        raise NotCounting
    reading.whole_names.add(latex)
    return plain(Linear.unknown(latex))


def _sum_over(reading: Reading, node: Term) -> Choice:
    bound, within, body = node.arguments
    if str(bound.data) in body.free:
        raise NotCounting
    size = plain(size_of(reading, within))
    return combine(size, number_of(reading, body), share_times)


def _sum(reading: Reading, node: Term) -> Choice:
    """``Σ_{i=1}^{n} constant``, over the whole sample."""
    bound, low, high, body = node.arguments
    if low is not number(1) or str(bound.data) in body.free or not reading.is_sample_size(high):
        raise NotCounting
    return combine(plain(TOTAL), number_of(reading, body), share_times)


def size_of(reading: Reading, node: Term) -> Linear:
    """How many indices a set has. Raises NotCounting."""
    node = reading.unfolded_name(node)
    if node.head != "comprehension" or node.arguments[1].data != "everything":
        raise NotCounting
    bound, _, condition = node.arguments
    index = str(bound.data)
    if condition.head != "relation" or condition.data not in COUNTED:
        raise NotCounting
    left, right = condition.arguments
    sign = str(condition.data)
    if index not in left.free:
        left, right, sign = right, left, MIRRORED[sign]
    if right is number(0):
        left, right, sign = _split_difference(left, index, sign)
    reading.learn_sample(left, index)
    reading.learn_point(right)
    return COUNTED[sign]


def place_of(reading: Reading, node: Term) -> Linear:
    """The k of y_(k); that 1 ≤ k ≤ n is noted as needed. Raises NotCounting."""
    if node.head != "order_statistic":
        raise NotCounting
    reading.learn_name(node.arguments[0])
    found = number_of(reading, node.arguments[1])
    if len(found) != 1 or not is_zero(found[0][1].part):
        raise NotCounting
    place = found[0][1].whole
    reading.needed += [at_least(place, Linear.number(1)), at_least(TOTAL, place)]
    return place


def _split_difference(node: Term, index: str, sign: str) -> tuple[Term, Term, str]:
    """``y_i − c > 0`` as ``y_i > c``."""
    if node.head != "add" or len(node.arguments) != 2:
        raise NotCounting
    plus, minus = node.arguments if node.arguments[1].head == "negate" else node.arguments[::-1]
    if minus.head != "negate":
        raise NotCounting
    if index in plus.free:
        return plus, minus.arguments[0], sign
    return minus.arguments[0], plus, MIRRORED[sign]
