"""``e^x  →  x``: an exponential is left out."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.logarithms import is_logarithm
from solgen.audit.mistakes.pieces import is_number
from solgen.audit.mistakes.rewriting import material, rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, builtin, constant, term

_E = constant("e")
_EXP = builtin("exp")
_PLAIN = frozenset({"name", "index", "divide", "negate", "multiply", "add", "apply"})


def _left_out(node: Term, _step: WrongStep) -> Iterator[Term]:
    if (node.head == "power" and node.arguments[0] is _E) or (node.head == "apply" and node.arguments[0] is _EXP):
        yield node.arguments[1]


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head in _PLAIN and _occurs(step) and is_number(node, step.claim.context):
        yield term("power", [_E, node])


def _occurs(step: WrongStep) -> bool:
    """Whether an exponential or a logarithm stands where the line comes from."""
    return any(
        inner is _E or inner is _EXP or is_logarithm(inner) for source in material(step) for inner in source.walk()
    )


RULE = rewriting(
    "missing-exp",
    r"e^x \to x",
    "An exponential is missing here: what is done to one side has to be done to the other.",
    slip=_left_out,
    mend=_restored,
    grade=Grade.LOOSE,
)
