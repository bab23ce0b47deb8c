"""``A^{-1}  →  A``: an inverse is dropped, or written where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_array
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, term


def _dropped(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "inverse":
        yield node.arguments[0]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "inverse":
        yield node.arguments[0]
    elif is_array(node, step.claim.context) and node.head in ("name", "add", "multiply", "power", "matrix"):
        yield term("inverse", [node])


RULE = rewriting(
    "lost-inverse",
    r"A^{-1} \to A",
    "A matrix should have been inverted here, or should not: follow it from one side of the equation to the other.",
    slip=_dropped,
    mend=_restored,
    grade=Grade.SLIP,
)
