"""``sum_i a_i  →  a_i``: the sum is left out, and one term stands for all."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, factors, product, quotient
from solgen.audit.mistakes.places import places
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.kernel.ranges import index_range
from solgen.notation.terms import Term, name, term


def _left_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "sum":
        yield node.arguments[3]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    """A sum over each index that stands in the line, around what depends on it."""
    if node.head not in ("multiply", "index", "divide", "add", "power", "apply", "derivative", "absolute"):
        return
    loose = node.free & _index_names(step)
    for index in sorted(loose):
        ends = _range(index, step)
        if ends is None:
            continue
        low, high = ends
        inside = [factor for factor in factors(node) if index in factor.free]
        outside = [factor for factor in factors(node) if index not in factor.free]
        if outside and inside and node.head == "multiply":
            yield product([*outside, term("sum", [name(index), low, high, product(inside)])])
        elif node.head == "divide" and index not in node.arguments[1].free:
            summed = term("sum", [name(index), low, high, node.arguments[0]])
            yield quotient(summed, node.arguments[1])
            yield product([quotient(ONE, node.arguments[1]), summed])
        if low is ONE and step.after in (node, term("negate", [node])):
            yield product([quotient(ONE, high), term("sum", [name(index), low, high, node])])
        if low.free.isdisjoint({index}) and high.free.isdisjoint({index}):
            yield term("sum", [name(index), low, high, node])


def _index_names(step: WrongStep) -> frozenset[str]:
    context = step.claim.context
    return frozenset(
        indexed.index
        for declaration in context.declarations
        for indexed in declaration.indices
        if context.declaration(indexed.index) is None
    )


def _range(index: str, step: WrongStep) -> tuple[Term, Term] | None:
    """Where a sum before the line runs over it, as there; else as the declarations say."""
    for source in (step.before, step.claim.left):
        for node, _ in places(source):
            if node.head == "sum" and node.arguments[0].data == index:
                return node.arguments[1], node.arguments[2]
    return index_range(index, step.after, step.claim.context)


RULE = rewriting(
    "missing-sum",
    r"\sum_i a_i \to a_i",
    "The sum is missing: every term contributes, and one of them cannot stand for all.",
    slip=_left_out,
    mend=_restored,
)
