"""``1/n!  →  1/n``, ``f''/2!  →  f''``: a factorial is left out."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.rewriting import material, rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.context import Kind
from solgen.notation.terms import Term, term


def _left_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "factorial":
        yield node.arguments[0]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    declaration = step.claim.context.declaration(str(node.data)) if node.head == "name" else None
    written = any("factorial" in source.heads for source in material(step))
    whole = declaration is not None and declaration.kind in (Kind.SIZE, Kind.INTEGER)
    if whole or (written and node.head == "number" and isinstance(node.data, int) and 2 < node.data <= 20):
        yield term("factorial", [node])


RULE = rewriting(
    "lost-factorial",
    r"\frac{1}{n!} \to \frac{1}{n}",
    "A factorial is missing here.",
    slip=_left_out,
    mend=_restored,
    grade=Grade.SLIP,
)
