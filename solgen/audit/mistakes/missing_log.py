"""``a log b  →  a b``: a logarithm is left out."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.logarithms import is_logarithm, logarithm_like, logarithms_in
from solgen.audit.mistakes.pieces import is_number
from solgen.audit.mistakes.rewriting import material, rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term

_PLAIN = frozenset({"name", "index", "divide", "apply", "multiply", "add", "power", "number", "root"})


def _left_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if is_logarithm(node):
        yield node.arguments[1]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head in _PLAIN and is_number(node, step.claim.context):
        for pattern in logarithms_in(*material(step)):
            yield logarithm_like(pattern, node)


RULE = rewriting(
    "missing-log",
    r"a \ln b \to a\, b",
    "A logarithm is missing here.",
    slip=_left_out,
    mend=_restored,
    grade=Grade.LOOSE,
)
