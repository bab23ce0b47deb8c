"""``A B  →  B A``: neighbours in a product of matrices change places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from solgen.audit.mistakes.pieces import is_array
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
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


def _swapped_or_exchanged(node: Term, step: WrongStep) -> Iterator[Term]:
    yield from _swapped(node, step)
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
)
