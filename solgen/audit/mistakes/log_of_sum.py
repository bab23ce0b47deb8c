"""``log(a + b)  →  log a + log b``: the logarithm of a sum is taken term by term."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solgen.audit.mistakes.logarithms import is_logarithm, logarithm_like, same_base
from solgen.audit.mistakes.pieces import each, factors, negated, product, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, term


def _term_by_term(node: Term, _step: WrongStep) -> Iterator[Term]:
    if not is_logarithm(node):
        return
    inner = node.arguments[1]
    if inner.head == "add":
        yield add(*(_of(node, part) for part in inner.arguments))
    elif inner.head == "sum":
        bound, low, high, body = inner.arguments
        yield term("sum", [bound, low, high, logarithm_like(node, body)])


def _of(node: Term, part: Term) -> Term:
    return negated(_of(node, part.arguments[0])) if part.head == "negate" else logarithm_like(node, part)


def _each(node: Term, _step: WrongStep) -> Iterator[Term]:
    """``log sum_i p_i a_i`` as ``sum_i p_i log a_i``: the logarithm was drawn out of the sum."""
    if is_logarithm(node) and node.arguments[1].head == "sum":
        bound, low, high, body = node.arguments[1].arguments
        for factor, others in each(factors(body)):
            yield term("sum", [bound, low, high, product([*others, logarithm_like(node, factor)])])
        if body.head == "divide":
            top, bottom = body.arguments
            for factor, others in each(factors(top)):
                inside = logarithm_like(node, term("divide", [factor, bottom]))
                yield term("sum", [bound, low, high, product([*others, inside])])
    yield from _joined(node)


def _joined(node: Term) -> Iterator[Term]:
    if node.head == "sum" and is_logarithm(node.arguments[3]):
        bound, low, high, body = node.arguments
        yield logarithm_like(body, term("sum", [bound, low, high, body.arguments[1]]))
    if node.head != "add":
        return
    for i, j in combinations(range(len(node.arguments)), 2):
        first, second = node.arguments[i], node.arguments[j]
        minus = second.head == "negate"
        bare = second.arguments[0] if minus else second
        if is_logarithm(first) and is_logarithm(bare) and same_base(first, bare):
            inside = total([first.arguments[1], negated(bare.arguments[1]) if minus else bare.arguments[1]])
            rest = [part for place, part in enumerate(node.arguments) if place not in (i, j)]
            yield total([*rest[:i], logarithm_like(first, inside), *rest[i:]])


RULE = rewriting(
    "log-of-sum",
    r"\ln(a + b) \to \ln a + \ln b",
    "The logarithm turns products into sums; of a sum it cannot be taken term by term.",
    slip=_term_by_term,
    mend=_each,
)
