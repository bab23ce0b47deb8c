"""``sum_{i=1}^N a_i  →  N a_i``: a sum is replaced by N times one of its terms."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, negated, product, total, without
from solgen.audit.mistakes.rewriting import rewriting, sources
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, name, term


def _multiplied(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "sum":
        return
    _, low, high, body = node.arguments
    count = high if low is ONE else total([high, negated(low), ONE])
    yield product([count, body])


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    """N times a term as the sum over i, or as the one term where the others have no share in it."""
    if node.head != "multiply":
        return
    for position, factor in enumerate(node.arguments):
        rest = product(without(node.arguments, position))
        for bound, low, high in _ranges(step):
            if factor is high:
                index = str(bound.data)
                outside = [part for part in node.arguments[:position] if index not in part.free]
                inside = [part for part in node.arguments[:position] if index in part.free]
                inside += node.arguments[position + 1 :]
                if any(index in part.free for part in inside):
                    yield product([*outside, term("sum", [bound, low, high, product(inside)])])
                yield rest


def _ranges(step: WrongStep) -> list[tuple[Term, Term, Term]]:
    """The ranges of the sums before the line, and those that declarations give to indices."""
    found = [
        (node.arguments[0], node.arguments[1], node.arguments[2])
        for source in sources(step)
        for node in source.walk()
        if node.head == "sum"
    ]
    declared = [
        (name(indexed.index), indexed.low, indexed.high)
        for declaration in step.claim.context.declarations
        for indexed in declaration.indices
    ]
    return list(dict.fromkeys([*found, *declared]))[:6]


RULE = rewriting(
    "sum-as-multiple",
    r"\sum_{i=1}^{N} a_i \to N a_i",
    "A sum is not N times one of its terms: the terms differ from each other.",
    slip=_multiplied,
    mend=_restored,
)
