"""``a b  →  a + b``: what should be multiplied is added, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_number, product
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, add


def _added(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply" and all(is_number(part, step.claim.context) for part in node.arguments):
        yield add(*node.arguments)


def _multiplied(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "add" and all(part.head != "negate" for part in node.arguments):
        yield product(node.arguments)
        for position in range(len(node.arguments) - 1):
            if len(node.arguments) > 2:
                pair = product(node.arguments[position : position + 2])
                yield add(*node.arguments[:position], pair, *node.arguments[position + 2 :])
    yield from _added(node, step)


RULE = rewriting(
    "added-for-multiplied",
    r"a \cdot b \to a + b",
    "A sum stands here where a product belongs, or the other way round.",
    slip=_added,
    mend=_multiplied,
    grade=Grade.VAGUE,
)
