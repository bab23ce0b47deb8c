"""``a b  →  a/b``, ``a/b  →  a b``: one factor stands in the numerator for the denominator, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import HALF, ONE, factors, is_number, product, quotient, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term


def _inverted(node: Term, step: WrongStep) -> Iterator[Term]:  # noqa: C901 -- one case a way of writing it
    if node.head == "multiply":
        parts = node.arguments
        for position, part in enumerate(parts):
            rest = without(parts, position)
            if part.head == "divide":
                if part.arguments[0] is ONE:
                    yield product([part.arguments[1], *rest])
            elif is_number(part, step.claim.context):
                yield quotient(product(rest), part)
                if part.head == "number":
                    yield product([quotient(ONE, part), *rest])
    elif node.head == "divide":
        top, bottom = node.arguments
        for position, part in enumerate(factors(bottom)):
            below = product(without(factors(bottom), position))
            yield quotient(product([part, *factors(top)] if part.head == "number" else [*factors(top), part]), below)
        if top.head == "multiply":
            for position, part in enumerate(top.arguments):
                yield quotient(product(without(top.arguments, position)), product([*factors(bottom), part]))
        if node is HALF:
            yield node.arguments[1]
    elif node.head == "number" and node.data not in (0, 1):
        yield quotient(ONE, node)


RULE = rewriting(
    "factor-inverted",
    r"a b \to \frac{a}{b}",
    "One factor stands the wrong way up: it should divide where it multiplies, or multiply where it divides.",
    slip=_inverted,
    mend=_inverted,
    grade=Grade.VAGUE,
)
