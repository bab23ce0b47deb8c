"""``a^2  →  a``: a square or another exponent is lost, or written where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import TWO, is_number
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, constant, term

_E = constant("e")
_PLAIN = frozenset({"name", "index", "divide", "multiply", "add", "apply", "norm", "absolute", "sum"})


def _lost(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "power" and node.arguments[0] is not _E:
        yield node.arguments[0]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "power" and node.arguments[0] is not _E:
        yield node.arguments[0]
        if node.arguments[1].head == "number" and node.arguments[1] is not TWO:
            yield term("power", [node.arguments[0], TWO])
    elif node.head in _PLAIN and (is_number(node, step.claim.context) or _is_square_matrix(node, step)):
        yield term("power", [node, TWO])


def _is_square_matrix(node: Term, step: WrongStep) -> bool:
    declaration = step.claim.context.declaration(str(node.data)) if node.head == "name" else None
    return declaration is not None and len(declaration.shape) == 2 and len(set(declaration.shape)) == 1


RULE = rewriting(
    "lost-square",
    r"a^2 \to a",
    "An exponent went astray: a square is missing, or there is one too many.",
    slip=_lost,
    mend=_restored,
    grade=Grade.SLIP,
)
