"""``sum_i a_i b_i  →  sum_i a_i sum_i b_i``: a sum of products is taken for a product of sums."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import product, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply, term


def _factor_by_factor(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "sum":
        bound, low, high, body = node.arguments
        parts = body.arguments if body.head in ("multiply", "divide") else ()
        depending = [part for part in parts if str(bound.data) in part.free]
        if len(depending) > 1:
            summed = [term("sum", [bound, low, high, part]) if part in depending else part for part in parts]
            yield multiply(*summed) if body.head == "multiply" else term("divide", summed)
        if body.head == "power":
            yield term("power", [term("sum", [bound, low, high, body.arguments[0]]), body.arguments[1]])
    elif node.head == "power" and node.arguments[0].head == "sum":
        bound, low, high, body = node.arguments[0].arguments
        yield term("sum", [bound, low, high, term("power", [body, node.arguments[1]])])


def _one_sum(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "sum" and node.arguments[3].head == "multiply":
        for position, part in enumerate(node.arguments[3].arguments):
            # written without brackets, it reads as a sum in a sum
            if part.head == "sum" and part.arguments[:3] == node.arguments[:3]:
                joined = product([*without(node.arguments[3].arguments, position), part.arguments[3]])
                yield term("sum", [*node.arguments[:3], joined])
    if node.head == "multiply":
        sums = [part for part in node.arguments if part.head == "sum"]
        if len(sums) == 2 and sums[0].arguments[1:3] == sums[1].arguments[1:3]:
            bound, low, high, body = sums[0].arguments
            if sums[1].arguments[0] is bound:
                rest = [part for part in node.arguments if part.head != "sum"]
                yield product([*rest, term("sum", [bound, low, high, product([body, sums[1].arguments[3]])])])
    elif node.head == "power" or (node.head == "sum" and node.arguments[3].head == "power"):
        yield from _factor_by_factor(node, step)


RULE = rewriting(
    "sum-of-products",
    r"\sum_i a_i b_i \to \sum_i a_i \sum_i b_i",
    "A sum of products is not the product of the sums, and a sum of squares is not the square of the sum.",
    slip=_factor_by_factor,
    mend=_one_sum,
)
