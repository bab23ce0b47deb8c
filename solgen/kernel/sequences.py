"""Samples ``y_1, ..., y_n`` taken for sequences, so that a claim about them can be shown by induction on n.

Rule: a claim about n and real numbers ``y_1, ..., y_n``, about each of which the same is declared, holds if it holds
for every n and every sequence of such numbers; for any n numbers are the beginning of a sequence. Every index that the
claim uses must lie in the declared range, which is shown at the ends of the sum that it runs through; then the sample
may be declared up to any bound. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from solgen.kernel.claim import Claim, Proof
from solgen.kernel.inequalities import prove_order
from solgen.notation.context import Context, Declaration, IndexRange, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, number

_AHEAD: Final = 8
"""How far beyond n a sequence is declared: the terms that one step adds."""
_HARMLESS: Final = frozenset({"positive", "negative", "nonnegative", "nonzero", "in", "at least", "at most"})
Ends = Mapping[str, tuple[Term, Term]]


def is_sequence(declaration: Declaration) -> bool:
    """Whether a sample says the same of each of its members, and nothing of several together."""
    return (
        declaration.kind is Kind.REAL
        and len(declaration.indices) == 1
        and not declaration.shape
        and all(
            declared.word in _HARMLESS and not any(inner.free for inner in declared.terms)
            for declared in declaration.properties
        )
    )


def lengthened(context: Context, sides: tuple[Term, ...], named: str) -> Context | None:
    """The context with the samples up to ``named`` declared beyond it; None where an index may be outside."""
    free = frozenset().union(*(side.free for side in sides))
    samples = [
        declaration
        for declaration in context.declarations
        if declaration.name in free
        and declaration.indices
        and any(named in end.free for indexed in declaration.indices for end in (indexed.low, indexed.high))
    ]
    if not samples:
        return context
    for sample in samples:
        if not is_sequence(sample) or named in sample.indices[0].low.free:
            return None
        for side in sides:
            for index, ends in _indices(side, sample.name, {}):
                if index is None or not _is_inside(context, sample, index, ends):
                    return None
    changed = [
        replace(sample, indices=(_longer(sample.indices[0]),)) if sample in samples else sample
        for sample in context.declarations
    ]
    return replace(context, declarations=tuple(changed))


def _longer(indexed: IndexRange) -> IndexRange:
    return replace(indexed, high=add(indexed.high, number(_AHEAD)))


def _indices(node: Term, sample: str, ends: Ends) -> Iterator[tuple[Term | None, Ends]]:
    """Each index at which the sample is used, with the ends of the sums around; None for a use without an index."""
    if sample not in node.free:
        return
    if node.head == "index" and node.arguments[0].head == "name" and node.arguments[0].data == sample:
        yield (node.arguments[1] if len(node.arguments) == 2 else None), ends
        yield from _indices(node.arguments[1], sample, ends)
    elif node.head in ("sum", "product"):
        bound, low, high, body = node.arguments
        yield from _indices(low, sample, ends)
        yield from _indices(high, sample, ends)
        yield from _indices(body, sample, {**ends, str(bound.data): (low, high)})
    elif node.head == "name":
        yield None, ends
    else:
        for argument in node.arguments:
            yield from _indices(argument, sample, ends)


def _is_inside(context: Context, sample: Declaration, index: Term, ends: Ends) -> bool:
    """Whether a linear index lies in the declared range at all ends of the sums that it runs through."""
    corners = [index]
    for bound, (low, high) in reversed([*ends.items()]):
        corners = [
            substitute(corner, {bound: end})
            for corner in corners
            for end in ((low, high) if bound in corner.free else (low,))
        ]
    if not _is_linear(index, frozenset(ends)):
        return False
    (declared,) = sample.indices
    return all(
        isinstance(prove_order(Claim(context, corner, relation, end), [(corner, relation, end)]), Proof)
        for corner in corners
        for relation, end in (("≥", declared.low), ("≤", declared.high))
    )


def _is_linear(index: Term, bound: frozenset[str]) -> bool:
    """Whether an index is a sum of bound names, numbers and free names, each at most once negated."""
    if bound.isdisjoint(index.free) or index.head == "name":
        return True
    if index.head in ("add", "negate"):
        return all(_is_linear(argument, bound) for argument in index.arguments)
    return False
