"""``sum_j (w_j z_j + b_j)  →  sum_j w_j z_j + b_j``: an index is used outside the sum that binds it."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import product, total, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, term


def _pulled_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "sum":
        return
    bound, low, high, body = node.arguments
    if body.head == "add":
        for position, summand in enumerate(body.arguments):
            if str(bound.data) in summand.free:
                yield add(term("sum", [bound, low, high, total(without(body.arguments, position))]), summand)
    elif body.head == "multiply":
        for position, factor in enumerate(body.arguments):
            if str(bound.data) in factor.free:
                rest = term("sum", [bound, low, high, product(without(body.arguments, position))])
                yield product([rest, factor])


def _put_back(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head not in ("add", "multiply"):
        return
    for position, part in enumerate(node.arguments):
        if part.head != "sum":
            continue
        bound, low, high, body = part.arguments
        others = without(node.arguments, position)
        inside = [other for other in others if str(bound.data) in other.free]
        outside = [other for other in others if other not in inside]
        if not inside or any(other.head in ("multiply", "negate", "divide") for other in inside):
            continue  # a product with the index is rather a term whose own sum is missing
        join = total if node.head == "add" else product
        summed = term("sum", [bound, low, high, join([body, *inside])])
        yield join([*outside, summed]) if node.head == "multiply" else join([summed, *outside])


RULE = rewriting(
    "index-outside-sum",
    r"\sum_j (w_j z_j + b_j) \to \sum_j w_j z_j + b_j",
    "An index has a meaning only under the sum that runs over it; here it is used outside of it.",
    slip=_pulled_out,
    mend=_put_back,
)
