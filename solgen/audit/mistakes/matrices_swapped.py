"""``A B  →  B A``: neighbours in a product of matrices change places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from solgen.audit.mistakes.pieces import TWO, is_array, negated, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, multiply, name


def _swapped(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head != "multiply":
        return
    parts = node.arguments
    context = step.claim.context
    arrays = [place for place, part in enumerate(parts) if is_array(part, context)]
    for i, j in pairwise(arrays):
        changed = [*parts]
        changed[i], changed[j] = parts[j], parts[i]
        yield multiply(*changed)
    for i in arrays:  # one matrix jumps to the front or to the end of the product
        rest = [*parts[:i], *parts[i + 1 :]]
        yield multiply(parts[i], *rest)
        yield multiply(*rest, parts[i])
    if len(arrays) > 2:
        yield multiply(*(part for part in parts if not is_array(part, context)), *(parts[i] for i in reversed(arrays)))


def _both_orders(node: Term, step: WrongStep) -> Iterator[Term]:
    """``2 A B`` as ``A B + B A``."""
    if node.head == "add":
        for position, part in enumerate(node.arguments):
            minus = part.head == "negate"
            bare = part.arguments[0] if minus else part
            if bare.head == "multiply" and bare.arguments[0] is TWO and len(bare.arguments) == 3:
                _, one, other = bare.arguments
                if is_array(one, step.claim.context) and is_array(other, step.claim.context):
                    both = [multiply(one, other), multiply(other, one)]
                    signed = [negated(each) for each in both] if minus else both
                    yield total([*node.arguments[:position], *signed, *node.arguments[position + 1 :]])


def _swapped_or_exchanged(node: Term, step: WrongStep) -> Iterator[Term]:
    yield from _swapped(node, step)
    yield from _both_orders(node, step)
    if node is step.after:
        context = step.claim.context
        arrays = [named for named in sorted(node.free) if is_array(name(named), context)][:6]
        for one, other in combinations(arrays, 2):
            yield substitute(node, {one: name(other), other: name(one)})


RULE = rewriting(
    "matrices-swapped",
    r"A B \to B A",
    "Matrices do not commute: the order of the factors in this product matters, and it was changed.",
    slip=_swapped,
    mend=_swapped_or_exchanged,
    grade=Grade.SLIP,
)
