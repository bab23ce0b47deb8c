"""``e^{a+b}  →  e^a + e^b``, ``e^{ab}  →  e^a e^b``: a power of a sum of exponents is taken term by term."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import negated
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, builtin, multiply, term

_EXP = builtin("exp")


def _term_by_term(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "power":
        base, exponent = node.arguments

        def raised(part: Term) -> Term:
            return term("power", [base, part])

    elif node.head == "apply" and node.arguments[0] is _EXP:
        exponent = node.arguments[1]

        def raised(part: Term) -> Term:
            return term("apply", [_EXP, part])

    else:
        return
    if exponent.head == "add":
        yield add(*map(raised, exponent.arguments))
        signed = [negated(raised(part.arguments[0])) if part.head == "negate" else raised(part)
                  for part in exponent.arguments]  # fmt: skip
        yield add(*signed)
    elif exponent.head == "multiply":
        yield multiply(*map(raised, exponent.arguments))


RULE = rewriting(
    "exponential-of-sum",
    r"e^{a + b} \to e^a + e^b",
    "A sum in the exponent becomes a product of powers: e to the a + b is e to the a times e to the b.",
    slip=_term_by_term,
)
