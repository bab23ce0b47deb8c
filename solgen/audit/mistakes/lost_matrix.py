"""``A B C  →  A C``: a matrix is lost from a product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.mistakes.pieces import distinct, is_array, without
from solgen.audit.mistakes.rewriting import material, rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, multiply, term

_MOST_MATRICES: Final = 11


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
    elif node.head in ("name", "transpose", "inverse", "index") and is_array(node, step.claim.context):
        for matrix in _matrices(step):
            yield multiply(matrix, node)
            yield multiply(node, matrix)


def _matrices(step: WrongStep) -> list[Term]:
    """The matrices that stand in products before the line."""
    context = step.claim.context
    found = [
        factor
        for source in material(step)
        for node in source.walk()
        if node.head in ("multiply", "divide", "add")
        for part in node.arguments
        for factor in (part, *(part.arguments if part.head in ("transpose", "inverse", "negate") else ()))
        if factor.head in ("name", "transpose", "inverse", "index", "power") and is_array(factor, context)
    ]
    inverses = [term("inverse", [factor]) for factor in found if _has_inverse(factor, step)]
    free = step.after.free | step.before.free | step.claim.left.free
    fitting = [
        factor
        for factor in [*found, *inverses]
        if all(named in free or _is_known(named, step) for named in factor.free)
    ]
    return sorted(distinct(fitting), key=lambda factor: factor.depth > 2)[:_MOST_MATRICES]


def _has_inverse(factor: Term, step: WrongStep) -> bool:
    declaration = step.claim.context.declaration(str(factor.data)) if factor.head == "name" else None
    return declaration is not None and any(declaration.has(word) for word in ("diagonal", "invertible"))


def _is_known(named: str, step: WrongStep) -> bool:
    context = step.claim.context
    return context.declaration(named) is not None or context.definition(named) is not None


RULE = rewriting(
    "lost-matrix",
    r"A B C \to A C",
    "A matrix is missing from this product: compare its factors with those of the line before.",
    slip=_lost,
    mend=_restored,
    grade=Grade.LOOSE,
)
