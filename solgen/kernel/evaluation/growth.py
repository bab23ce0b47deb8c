"""Limits and expansions at a model, by the growth of functions.

Rule: every name but the one that moves is replaced by its rational value; what is left is a constant of the field of
fractions, and a ball that contains it is its value. Budget: that of ``germs``. Source: ``germs.limits``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flint import fmpq

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Value
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.field.constants import enclosure
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.terms_of import rational_term
from solgen.kernel.germs import limits
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.substitution import substitute
from solgen.notation.terms import BINDERS, Term

Result = TypeVar("Result")


def limit_by_growth(evaluator: Evaluator, node: Term, local: Local) -> Value | None:
    """The value of a limit at the evaluator's model; None where growth does not tell it."""
    found = at_values(evaluator, node, local, limits.limit_by_growth)
    return None if found is None else number_of(found)


def at_values(evaluator: Evaluator, node: Term, local: Local, look: Callable[[Scope, Term], Result]) -> Result | None:
    """``look`` at a Term in which all free names are numerals; None where that cannot be."""
    try:
        unfolded = unfold(node, evaluator.context)
        values = {latex: evaluator.named(latex, local) for latex in unfolded.free}
    except (BudgetExhausted, CannotEvaluate, DoesNotExist, NeedPrecision):
        return None
    if not all(type(value) is fmpq for value in values.values()):
        return None
    written = substitute(unfolded, {latex: rational_term(value) for latex, value in values.items()})
    moving = evaluator.context.declaration(str(node.arguments[0].data)) if node.head in BINDERS else None
    context = Context((moving,) if moving is not None else (), log_base=evaluator.context.log_base)
    try:
        return attempted(context, (written,), lambda scope: look(scope, written), hypotheses=False)
    except (Undefined, Unsupported, BudgetExhausted, ZeroDivisionError):
        return None


def number_of(element: Element) -> Value | None:
    """A constant of the field as a number or a ball."""
    value = element.rational
    return fmpq(value) if value is not None else enclosure(element)
