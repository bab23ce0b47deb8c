"""``sqrt(a)  →  a``: a root is left out, or one is taken too many."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import TWO, is_number
from solgen.audit.mistakes.rewriting import material, rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, term

_PLAIN = frozenset({"name", "index", "divide", "multiply", "add", "apply", "number", "sum"})

_RELATED = frozenset({"root", "power", "norm"})


def _left_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "root":
        yield node.arguments[0]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "root":
        yield node.arguments[0]
    elif node.head in _PLAIN and _occurs(step) and is_number(node, step.claim.context):
        yield term("root", [node, TWO])


def _occurs(step: WrongStep) -> bool:
    """Whether a root, a power or a norm stands where the line comes from."""
    return any(inner.head in _RELATED for source in material(step) for inner in source.walk())


RULE = rewriting(
    "missing-root",
    r"\sqrt{a} \to a",
    "A square root is missing, or there is one too many: compare a square with what it is the square of.",
    slip=_left_out,
    mend=_restored,
    grade=Grade.SLIP,
)
