"""``(A B)^t  →  A^t B^t``: the transpose of a product is taken without turning its order."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_array
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, multiply, term


def _transposed(node: Term, step: WrongStep) -> Term:
    if node.head == "transpose":
        return node.arguments[0]
    return term("transpose", [node]) if is_array(node, step.claim.context) else node


def _unturned(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "transpose" and node.arguments[0].head == "multiply":
        yield multiply(*(_transposed(factor, step) for factor in node.arguments[0].arguments))


def _turned(node: Term, _step: WrongStep) -> Iterator[Term]:
    """``A^t B^t`` as ``B^t A^t``, for any run of transposes."""
    if node.head != "multiply":
        return
    parts = node.arguments
    for start in range(len(parts) - 1):
        for end in range(start + 2, len(parts) + 1):
            if all(part.head == "transpose" for part in parts[start:end]):
                yield multiply(*parts[:start], *reversed(parts[start:end]), *parts[end:])


RULE = rewriting(
    "transpose-of-product",
    r"(A B)^t \to A^t B^t",
    "The transpose of a product turns its order: (AB)ᵗ is BᵗAᵗ.",
    slip=_unturned,
    mend=_turned,
)
