"""``(a + b)^n  →  a^n + b^n``: a power, other than the square, is taken term by term."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import TWO, negated
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, term


def _term_by_term(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "power" or node.arguments[0].head != "add":
        return
    base, exponent = node.arguments
    if exponent is TWO or exponent.head == "negate":
        return

    def raised(part: Term) -> Term:
        return negated(raised(part.arguments[0])) if part.head == "negate" else term("power", [part, exponent])

    yield add(*map(raised, base.arguments))


RULE = rewriting(
    "power-of-sum",
    r"(a + b)^n \to a^n + b^n",
    "A power of a sum is not the sum of the powers: the mixed terms are missing.",
    slip=_term_by_term,
)
