"""``a/b  →  b/a``: numerator and denominator change places."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, is_number, quotient
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, term


def _turned(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "divide":
        yield quotient(node.arguments[1], node.arguments[0])
    elif (
        node is step.after and node.head in ("name", "add", "apply", "multiply") and is_number(node, step.claim.context)
    ):
        yield term("divide", [ONE, node])


RULE = rewriting(
    "fraction-upside-down",
    r"\frac{a}{b} \to \frac{b}{a}",
    "Numerator and denominator are the wrong way round.",
    slip=_turned,
    mend=_turned,
    grade=Grade.SLIP,
)
