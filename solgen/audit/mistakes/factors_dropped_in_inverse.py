"""``(V S V^t)^{-1}  →  S^{-1}``: the matrices on both sides of an inverse are dropped."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import product
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply, term


def _dropped(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "inverse":
        return
    inner = node.arguments[0]
    if inner.head == "multiply" and len(inner.arguments) > 2:
        yield term("inverse", [product(inner.arguments[1:-1])])
        yield term("inverse", [product(inner.arguments[1:])])
        yield term("inverse", [product(inner.arguments[:-1])])


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    """``S^{-1}`` as ``V S^{-1} V^t``, for each V that stands on the left of an inverted product or of its transpose."""
    if node.head == "inverse" or (node.head == "power" and node.arguments[1].head == "negate"):
        for outer in _outer(step):
            turned = outer.arguments[0] if outer.head == "transpose" else term("transpose", [outer])
            yield multiply(outer, node, turned)


def _outer(step: WrongStep) -> list[Term]:
    found: dict[Term, None] = {}
    for source in (step.before, step.claim.left):
        for node in source.walk():
            if node.head == "inverse" and node.arguments[0].head == "multiply":
                found[node.arguments[0].arguments[0]] = None
    return list(found)


RULE = rewriting(
    "factors-dropped-in-inverse",
    r"(V S V^t)^{-1} \to S^{-1}",
    "The matrices around the middle one cannot be dropped inside the inverse; (V S Vᵗ)⁻¹ is V S⁻¹ Vᵗ for orthogonal V.",
    slip=_dropped,
    mend=_restored,
)
