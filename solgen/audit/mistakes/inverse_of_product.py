"""``(A B)^{-1}  →  A^{-1} B^{-1}``: the inverse of a product is taken without turning its order."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_array
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply, term


def _inverted(node: Term, step: WrongStep) -> Term:
    if node.head == "inverse":
        return node.arguments[0]
    return term("inverse", [node]) if is_array(node, step.claim.context) else term("divide", [_ONE, node])


_ONE = term("number", data=1)


def _unturned(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "inverse" and node.arguments[0].head == "multiply":
        yield multiply(*(_inverted(factor, step) for factor in node.arguments[0].arguments))


def _turned(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "multiply":
        return
    parts = node.arguments
    for start in range(len(parts) - 1):
        for end in range(start + 2, len(parts) + 1):
            if all(part.head == "inverse" for part in parts[start:end]):
                yield multiply(*parts[:start], *reversed(parts[start:end]), *parts[end:])


RULE = rewriting(
    "inverse-of-product",
    r"(A B)^{-1} \to A^{-1} B^{-1}",
    "The inverse of a product turns its order: (AB)⁻¹ is B⁻¹A⁻¹.",
    slip=_unturned,
    mend=_turned,
)
