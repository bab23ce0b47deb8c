"""``a/b = 0  ⇔  a = 0``: multiplied by the denominator, an equation gets solutions where that is zero."""

from __future__ import annotations

from fractions import Fraction

from solgen.audit.mistakes.rule import VerdictRule, WrongStep
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.models import Model
from solgen.notation.terms import Term


def _shown(step: WrongStep) -> bool:
    """The witness is a gained solution, and a denominator that is gone is zero there."""
    witness = step.verdict.witness if step.verdict is not None else None
    if witness is None or step.claim.relation != "⇔" or not witness.note.startswith("solutions gained"):
        return False
    try:
        values = {latex: Fraction(text) for latex, text in witness.values}
    except (ValueError, ZeroDivisionError):
        return False
    gone = _denominators(step.claim.left) - _denominators(step.after)
    model = Model(step.claim.context, values)
    return any(_is_zero(bottom, model) for bottom in gone)


def _denominators(node: Term) -> set[Term]:
    return {inner.arguments[1] for inner in node.walk() if inner.head == "divide"}


def _is_zero(node: Term, model: Model) -> bool:
    try:
        return bool(FloatEvaluator(model).number(node, {}) == 0)
    except (NoRule, NoValue, ArithmeticError, TypeError, ValueError):
        return False


RULE = VerdictRule(
    "domain-enlarged",
    r"\frac{a}{b} = 0 \iff a = 0",
    "Multiplying by the denominator adds the points where it is zero; say that they are left out.",
    _shown,
)
