"""``a  →  a + b``: a summand is written that does not belong there."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import total, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term


def _removed(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "add":
        for position in range(len(node.arguments)):
            yield total(without(node.arguments, position))


RULE = rewriting(
    "extra-term",
    r"a \to a + b",
    "There is a term in this sum that does not belong there.",
    mend=_removed,
    grade=Grade.VAGUE,
)
