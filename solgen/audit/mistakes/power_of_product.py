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


def _all_factors(node: Term, step: WrongStep) -> Iterator[Term]:
    """A product some of whose factors have a power that a whole product has before the line: all of them get it."""
    if node.head != "multiply":
        return
    exponents = [part.arguments[1] for part in node.arguments if part.head == "power"]
    for exponent in dict.fromkeys(exponents):
        if any(inner.head == "power" and inner.arguments[1] is exponent and inner.arguments[0].head == "multiply"
               for source in (step.before, step.claim.left) for inner in source.walk()):  # fmt: skip
            yield product(part if part.head == "power" else term("power", [part, exponent]) for part in node.arguments)


RULE = rewriting(
    "power-of-product",
    r"(a b)^n \to a b^n",
    "The power belongs to every factor: (ab)ⁿ is aⁿbⁿ, and (a/b)ⁿ is aⁿ/bⁿ.",
    slip=_one_factor,
    mend=_all_factors,
)
