"""Sums over a whole sample of a function of its values: a polynomial, or any function that exists everywhere.

Such a sum does not depend on the order of its terms, so that Σ g(y_i) and Σ g(y_(i)) are one unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.kernel.integers.linear import Linear
from solgen.kernel.sample_sums.combinations import LARGEST_POWER, ONE, VALUE, Combination, NotThis, Ratio, added, scaled
from solgen.kernel.sample_sums.sample import Sample
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term

_TOTAL: Final = frozenset({"exp", "sin", "cos", "sinh", "cosh", "tanh", "arctan", "max", "min"})
"""Built-in functions that exist everywhere."""


def symmetric(sample: Sample, scalar: Callable[[Term], Ratio], bound: str, body: Term) -> Combination:
    """A function of one value summed over the whole sample; y_i and y_(i) in one term are two values."""
    values = [
        node for node in body.walk() if node.head in ("index", "order_statistic") and sample.is_value(node, bound)
    ]
    if len({node.head for node in values}) > 1:
        raise NotThis
    powers = _polynomial(sample, scalar, bound, body)
    if powers is not None:
        return _power_sums(sample, powers)
    replaced = replace_terms(body, dict.fromkeys(values, VALUE))
    if bound in replaced.free or sample.declaration.name in replaced.free or not exists_everywhere(replaced):
        raise NotThis
    return {("S", replaced): sample.constant(1)}


def _power_sums(sample: Sample, powers: list[Ratio]) -> Combination:
    total: Combination = {}
    for exponent, factor in enumerate(powers):
        if factor.top.is_zero():
            continue
        if exponent == 0:
            found = {ONE: sample.length(Linear.number(1), sample.size)}
        else:
            found = sample.prefix(sample.size) if exponent == 1 else {("P", exponent): sample.constant(1)}
        total = added(total, scaled(found, factor))
    return total


def _polynomial(sample: Sample, scalar: Callable[[Term], Ratio], bound: str, body: Term) -> list[Ratio] | None:
    """The body as a polynomial in the value of the sample, ascending; None where it is none."""
    if bound not in body.free:
        return [scalar(body)]
    if body.head in ("index", "order_statistic") and sample.is_value(body, bound):
        return [sample.constant(0), sample.constant(1)]
    if body.head not in ("add", "negate", "multiply", "power"):
        return None
    last = body.arguments[1] if body.head == "power" else None
    if last is not None and (last.head != "number" or not isinstance(last.data, int) or not 1 <= last.data <= 6):
        return None
    pieces = [_polynomial(sample, scalar, bound, argument) for argument in body.arguments[: 1 if last else None]]
    found = [piece for piece in pieces if piece is not None]
    if len(found) != len(pieces):
        return None
    if last is not None:
        found = found * int(str(last.data))
    if body.head == "add":
        return [sample.total(piece[power] for piece in found if power < len(piece))
                for power in range(max(map(len, found)))]  # fmt: skip
    result = [sample.constant(-1 if body.head == "negate" else 1)]
    for piece in found:
        degree = len(result) + len(piece) - 1
        result = [
            sample.total(result[i] * piece[power - i] for i in range(len(result)) if 0 <= power - i < len(piece))
            for power in range(degree)
        ]
    return result if len(result) <= LARGEST_POWER else None


def exists_everywhere(node: Term) -> bool:
    """Whether a function of one value exists for every real value: no quotient, logarithm or root stands in it."""
    match node.head:
        case "number" | "decimal" | "constant" | "name":
            return True
        case "add" | "negate" | "multiply" | "absolute":
            return all(map(exists_everywhere, node.arguments))
        case "power":
            base, exponent = node.arguments
            if base.head == "constant":
                return exists_everywhere(exponent)
            return exponent.head == "number" and exponent.data != 0 and exists_everywhere(base)
        case "apply":
            function, *arguments = node.arguments
            total = function.head == "name" or function.data in _TOTAL
            return total and all(map(exists_everywhere, arguments))
    return False
