"""``e^{-x}  →  e^x``, ``1/a^n  →  a^n``: the sign of an exponent is turned."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import is_array, negated
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, add, builtin, term

_EXP = builtin("exp")


def _opposite(exponent: Term) -> Term:
    """``-a``; of a difference ``a - b`` the difference ``b - a``."""
    if exponent.head == "add" and len(exponent.arguments) == 2 and exponent.arguments[1].head == "negate":
        first, second = exponent.arguments
        return add(second.arguments[0], negated(first))
    return negated(exponent)


def _turned(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "power" and not is_array(node.arguments[0], step.claim.context):
        yield term("power", [node.arguments[0], _opposite(node.arguments[1])])
    elif node.head == "apply" and node.arguments[0] is _EXP:
        yield term("apply", [_EXP, _opposite(node.arguments[1])])


RULE = rewriting(
    "exponent-sign",
    r"e^{-x} \to e^x",
    "The sign of an exponent is the wrong way round.",
    slip=_turned,
    mend=_turned,
    grade=Grade.SLIP,
)
