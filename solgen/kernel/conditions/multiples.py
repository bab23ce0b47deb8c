"""Conditions that differ by a factor: of ``S`` and ``2 S``, of ``u`` and ``-u``, of a sum and its root one is enough.

Rule: both sides of ``a != b`` are carried into the field; where no factor of the other conditions vanishes, no product
of these factors does. What the field does not carry is kept. Budget: that of the field.
Source: a field has no divisors of zero.
"""

from __future__ import annotations

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.domains import factors, length
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.notation.context import Context
from solgen.notation.terms import Term


def without_multiples(conditions: tuple[Term, ...], context: Context) -> tuple[Term, ...]:
    """The conditions without those that follow from others; of two that say the same the shorter."""
    try:
        return attempted(context, conditions, lambda scope: _kept(scope, conditions), hypotheses=False)
    except (Unsupported, Undefined, BudgetExhausted):
        return conditions


def _kept(scope: Scope, conditions: tuple[Term, ...]) -> tuple[Term, ...]:
    kept: dict[Term, frozenset[str]] = {}
    for condition in conditions:
        own = _factors_of(scope, condition)
        same = next((known for known, others in kept.items() if own and others == own), None)
        if same is not None and length(condition) < length(same):
            kept = {condition if known is same else known: others for known, others in kept.items()}
        elif not own or not own <= frozenset().union(*kept.values()):
            kept[condition] = own
    return tuple(kept)


def _factors_of(scope: Scope, condition: Term) -> frozenset[str]:
    """The factors of what must not be 0; none where the field does not carry it."""
    if condition.head != "relation" or condition.data != "≠":
        return frozenset()
    try:
        with scope.setting_aside():
            left, right = (scope.translate(side) for side in condition.arguments)
    except (Unsupported, Undefined, ZeroDivisionError):
        return frozenset()
    return factors(left - right)
