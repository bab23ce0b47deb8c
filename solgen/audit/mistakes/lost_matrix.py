"""``A B C  →  A C``: a matrix is lost from a product."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import distinct, is_array, without
from solgen.audit.mistakes.rewriting import rewriting, sources
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply


def _lost(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for position, factor in enumerate(node.arguments):
            if is_array(factor, step.claim.context):
                yield multiply(*without(node.arguments, position))


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        parts = node.arguments
        if not any(is_array(part, step.claim.context) for part in parts):
            return
        for matrix in _matrices(step):
            for gap in range(len(parts) + 1):
                yield multiply(*parts[:gap], matrix, *parts[gap:])
    elif node.head in ("name", "transpose", "inverse") and is_array(node, step.claim.context):
        for matrix in _matrices(step):
            yield multiply(matrix, node)
            yield multiply(node, matrix)


def _matrices(step: WrongStep) -> list[Term]:
    """The matrices that stand in products before the line."""
    context = step.claim.context
    return distinct(
        factor
        for source in sources(step)
        for node in source.walk()
        if node.head == "multiply"
        for factor in node.arguments
        if is_array(factor, context)
    )[:8]


RULE = rewriting(
    "lost-matrix",
    r"A B C \to A C",
    "A matrix got lost from this product; it is still there one line before.",
    slip=_lost,
    mend=_restored,
)
