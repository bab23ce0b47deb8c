"""``y_i  →  y_j``, ``W_{jk}  →  W_{kj}``: one index is taken for another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import BINDERS, Term, name, term


def _exchanged(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "derivative":
        body, *variables = node.arguments
        for position, variable in enumerate(variables):
            for other in _exchanged(variable, step):
                yield term("derivative", [body, *variables[:position], other, *variables[position + 1 :]], node.data)
    if node.head != "index":
        return
    base, *indices = node.arguments
    for position, (one, other) in enumerate(pairwise(indices)):
        yield term("index", [base, *indices[:position], other, one, *indices[position + 2 :]])
    for position, index in enumerate(indices):
        for other in _indices(step):
            if other is not index and index.head == "name":
                yield term("index", [base, *indices[:position], other, *indices[position + 1 :]])


def _indices(step: WrongStep) -> list[Term]:
    """The indices that stand in the line or before it."""
    found: dict[str, None] = {}
    for source in (step.after, step.before, step.claim.left):
        for node in source.walk():
            if node.head in BINDERS:
                found[str(node.arguments[0].data)] = None
            elif node.head == "index":
                found |= {str(index.data): None for index in node.arguments[1:] if index.head == "name"}
    return [name(latex) for latex in found]


RULE = rewriting(
    "wrong-index",
    r"y_i \to y_j",
    "One index stands where another belongs: say in words which entry is meant.",
    slip=_exchanged,
    mend=_exchanged,
    grade=Grade.SLIP,
)
