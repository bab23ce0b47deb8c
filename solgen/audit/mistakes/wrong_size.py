"""``N  →  d``: one size is taken for another, the number of patterns for their dimension."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.context import Kind
from solgen.notation.terms import Term, name


def _exchanged(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head != "name":
        return
    context = step.claim.context
    declaration = context.declaration(str(node.data))
    if declaration is None or declaration.kind is not Kind.SIZE:
        return
    for other in context.declarations:
        if other.kind is Kind.SIZE and other.name != declaration.name and not other.indices:
            yield name(other.name)


RULE = rewriting(
    "wrong-size",
    r"N \to d",
    "One size stands in the place of another: ask what is counted here, the examples or the entries of each.",
    slip=_exchanged,
    mend=_exchanged,
    grade=Grade.SLIP,
)
