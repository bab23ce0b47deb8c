"""``b  →  a b``: a factor is written that does not belong there."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import HALF, ONE, TWO, factors, is_number, product, quotient, with_factor, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term


def _removed(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for position, factor in enumerate(node.arguments):
            if is_number(factor, step.claim.context):
                yield product(without(node.arguments, position))
                if factor.head == "divide":  # of 3/4 the 3, or the 4
                    yield product([*node.arguments[:position], factor.arguments[0], *node.arguments[position + 1 :]])
    elif node.head == "divide":
        top, bottom = node.arguments
        for position in range(len(factors(bottom))):
            yield quotient(top, product(without(factors(bottom), position)))
        if top.head not in ("multiply", "number", "negate"):
            yield quotient(ONE, bottom)


def _written(node: Term, step: WrongStep) -> Iterator[Term]:
    if node in (step.before, step.claim.left) and node.head not in ("relation", "chain"):
        yield with_factor(node, TWO)
        yield with_factor(node, HALF)


RULE = rewriting(
    "extra-factor",
    r"b \to a b",
    "There is a factor in this line that does not belong there.",
    slip=_written,
    mend=_removed,
    grade=Grade.VAGUE,
)
