"""``log(a b)  →  log a log b``, ``log(a/b)  →  log a / log b``: the product stays a product."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solgen.audit.mistakes.logarithms import is_logarithm, logarithm_like, same_base
from solgen.audit.mistakes.pieces import negated, product, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply, term


def _factor_by_factor(node: Term, _step: WrongStep) -> Iterator[Term]:
    if not is_logarithm(node):
        return
    inner = node.arguments[1]
    if inner.head == "multiply":
        yield multiply(*(logarithm_like(node, part) for part in inner.arguments))
    elif inner.head == "divide":
        yield term("divide", [logarithm_like(node, part) for part in inner.arguments])
    elif inner.head == "power":
        yield term("power", [logarithm_like(node, inner.arguments[0]), inner.arguments[1]])
    elif inner.head == "product":
        bound, low, high, body = inner.arguments
        yield term("product", [bound, low, high, logarithm_like(node, body)])


def _as_it_is(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for i, j in combinations(range(len(node.arguments)), 2):
            one, other = node.arguments[i], node.arguments[j]
            if is_logarithm(one) and is_logarithm(other) and same_base(one, other):
                rest = [part for place, part in enumerate(node.arguments) if place not in (i, j)]
                yield product([*rest, total([one, other])])
    elif node.head == "divide" and all(is_logarithm(part) for part in node.arguments):
        if same_base(*node.arguments):
            yield total([node.arguments[0], negated(node.arguments[1])])
    elif node.head == "power" and is_logarithm(node.arguments[0]):
        logarithm, exponent = node.arguments
        yield product([exponent, logarithm])
        yield logarithm_like(logarithm, term("power", [logarithm.arguments[1], exponent]))
    elif node.head == "product" and is_logarithm(node.arguments[3]):
        yield term("sum", node.arguments)


RULE = rewriting(
    "log-of-product",
    r"\ln(a b) \to \ln a \cdot \ln b",
    "The logarithm of a product is the sum of the logarithms, not their product; of a quotient it is their difference.",
    slip=_factor_by_factor,
    mend=_as_it_is,
)
