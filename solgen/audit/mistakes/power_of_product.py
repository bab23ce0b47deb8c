"""``(a b)^n  →  a b^n``: a power is given to one factor only."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import product
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, term


def _one_factor(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "power":
        return
    base, exponent = node.arguments
    if base.head == "multiply":
        for position in reversed(range(len(base.arguments))):
            raised = term("power", [base.arguments[position], exponent])
            yield product([*base.arguments[:position], raised, *base.arguments[position + 1 :]])
    elif base.head == "divide":
        top, bottom = base.arguments
        yield term("divide", [term("power", [top, exponent]), bottom])
        yield term("divide", [top, term("power", [bottom, exponent])])
    elif base.head == "negate":
        yield term("negate", [term("power", [base.arguments[0], exponent])])


RULE = rewriting(
    "power-of-product",
    r"(a b)^n \to a b^n",
    "The power belongs to every factor of the product: (ab)ⁿ is aⁿbⁿ.",
    slip=_one_factor,
)
