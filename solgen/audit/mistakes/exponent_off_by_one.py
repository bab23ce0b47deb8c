"""``a^n  →  a^{n+1}``, ``a^n  →  a^{n-1}``: an exponent is one too large or too small."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, negated, power
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, add, constant, number

_E = constant("e")


def _off(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "power" or node.arguments[0] is _E:
        return
    base, exponent = node.arguments
    if exponent.head == "number" and isinstance(exponent.data, int):
        yield power(base, number(exponent.data + 1))
        if exponent.data > 1:
            yield power(base, number(exponent.data - 1))
    elif exponent.head == "negate" and isinstance(exponent.arguments[0].data, int):
        yield power(base, number(-exponent.arguments[0].data - 1))
        if exponent.arguments[0].data > 1:
            yield power(base, number(1 - exponent.arguments[0].data))
    elif exponent.head == "name":
        yield power(base, add(exponent, ONE))
        yield power(base, add(exponent, negated(ONE)))
    elif exponent.head == "add" and exponent.arguments[-1] in (ONE, negated(ONE)):
        yield power(base, add(*exponent.arguments[:-1]))


RULE = rewriting(
    "exponent-off-by-one",
    r"a^n \to a^{n + 1}",
    "An exponent is one too large or one too small.",
    slip=_off,
    mend=_off,
    grade=Grade.LOOSE,
)
