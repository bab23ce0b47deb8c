"""``A^t B  →  A B``: a transpose is dropped, or written where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_array
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, multiply, term


def _dropped(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "transpose":
        yield node.arguments[0]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "transpose":
        yield node.arguments[0]
    elif is_array(node, step.claim.context) and node.head in ("name", "matrix", "inverse", "add", "index", "power"):
        yield term("transpose", [node])
    elif node.head == "multiply":  # whether or not the whole fits, its parts may
        parts = node.arguments
        for start in range(len(parts) - 1):
            for end in range(start + 2, min(len(parts), start + 4) + 1):
                turned = term("transpose", [multiply(*parts[start:end])])
                if is_array(parts[start], step.claim.context) and is_array(parts[end - 1], step.claim.context):
                    yield multiply(*parts[:start], turned, *parts[end:])


RULE = rewriting(
    "dropped-transpose",
    r"A^t B \to A B",
    "A transpose is missing, or one too many: look at the shapes of the matrices on both sides of each product.",
    slip=_dropped,
    mend=_restored,
    grade=Grade.SLIP,
)
