"""Order between scalars, membership in intervals, and "for no value equal": by the sign of the difference.

Rule: ``left < right`` for every point at which both exist when ``right - left`` is positive there; likewise ``≤``,
``>``, ``≥``; ``left ≠ right`` when the difference is positive everywhere, or negative everywhere. ``x ∈ [a, b]`` is two
inequalities. First without the hypotheses, then with them, and with what they say that sums are. Sound because the
order of the real numbers is that of their difference and 0. Budgets: those of the field and of ``signs``. Source: that
of ``signs``.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import proof_from, with_fixed_sums
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.notation.terms import Term

MECHANISM: Final = "signs"
_ENOUGH: Final = {
    "<": ("-",),
    "≤": ("-", "0-", "0"),
    ">": ("+",),
    "≥": ("+", "0+", "0"),
    "≠": ("+", "-", "≠"),
}
_ENDS: Final = {"[": "≥", "(": ">", "]": "≤", ")": "<"}


def attempt(claim: Claim) -> Finding | None:
    """Prove an order relation, ``≠`` or membership of scalars; None for anything else."""
    if claim.relation == "∈":
        relations = _membership(claim.left, claim.right)
    elif claim.relation in _ENOUGH:
        relations = [(claim.left, claim.relation, claim.right)]
    else:
        return None
    return prove_order(claim, relations) if relations else None


def _membership(left: Term, right: Term) -> list[tuple[Term, str, Term]]:
    """The inequalities that say that a number lies in an interval."""
    if right.head != "interval":
        return []
    low, high = right.arguments
    ends = str(right.data)
    found = []
    if not _is_infinite(low):
        found.append((left, _ENDS[ends[0]], low))
    if not _is_infinite(high):
        found.append((left, _ENDS[ends[1]], high))
    return found


def _is_infinite(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head == "constant" and inner.data == "infinity"


def prove_order(claim: Claim, relations: list[tuple[Term, str, Term]]) -> Finding | None:
    """A Proof of all these relations, Unsettled with the reason, or None where a side is no scalar."""
    return decided(
        claim.context,
        tuple(side for left, _, right in relations for side in (left, right)),
        lambda scope: _ordered(scope, relations),
        mechanism=MECHANISM,
        undefined="a side does not exist, or is not known to",
        otherwise="the sign of the difference of the sides is not seen",
    )


def _ordered(scope: Scope, relations: list[tuple[Term, str, Term]]) -> Proof | None:
    elements = []
    scope.learning = True
    for left, relation, right in relations:
        difference = translate(scope, left) - translate(scope, right)
        if sign(scope, difference) not in _ENOUGH[relation]:
            difference = with_fixed_sums(scope, difference)
            if sign(scope, difference) not in _ENOUGH[relation]:
                return None
        elements.append(difference)
    return proof_from(scope, *elements, mechanism=MECHANISM)
