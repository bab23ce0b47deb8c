"""A claim under hypotheses put as a step: what ``x^2 - 3x + 2 = 0`` implies, for the methods that prove steps.

Rule: a claim holds under hypotheses if these, as a condition, imply it, at every point of the declared domain. Sound
because an implication asks more than the claim: where the condition holds, the conclusion's sides must exist. Only
proofs are taken from it, and only where the hypotheses have an instance, so nothing follows from a contradiction.
Budget: ``_MOST`` conditions, all about names of the claim, and that of the steps.
Source: the deduction theorem, e.g. Shoenfield, Mathematical Logic, 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.instances.drawing import find_instance
from solgen.kernel.instances.hypotheses import parts
from solgen.notation.context import Context
from solgen.notation.terms import Term, relation, term

_MOST: Final = 4
_COMPARISONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


@dataclass(frozen=True, slots=True)
class Implied:
    """The step, and the places of the hypotheses that became its condition."""

    claim: Claim
    places: tuple[int, ...]


def as_step(claim: Claim) -> Implied | None:
    """The claim as a step from its hypotheses; None where it or they are of other kinds, or cannot all hold."""
    conclusion = _conclusion(claim)
    if conclusion is None:
        return None
    conditions: list[Term] = []
    places: list[int] = []
    for place, hypothesis in enumerate(claim.context.hypotheses):
        found = list(parts(hypothesis))
        if (
            hypothesis.free & conclusion.free
            and _is_of_one_place(hypothesis, claim.context)
            and all(part.head == "relation" and part.data in _COMPARISONS for part in found)
        ):
            conditions += found
            places.append(place)
    if not 0 < len(conditions) <= _MOST or find_instance(claim.context) is None:
        return None
    premise = conditions[0] if len(conditions) == 1 else term("and", conditions)
    context = replace(claim.context, hypotheses=())
    return Implied(Claim(context, premise, "⇒", conclusion, claim.unknowns), tuple(places))


def _is_of_one_place(hypothesis: Term, context: Context) -> bool:
    """Whether nothing in it is an index of which nothing is declared: of no place at all it would say nothing."""
    return all(context.declaration(named) or context.definition(named) for named in hypothesis.free)


def _conclusion(claim: Claim) -> Term | None:
    if claim.relation in _COMPARISONS:
        return relation(claim.relation, claim.left, claim.right)
    return claim.left if claim.relation == "⊢" and claim.left.head in ("relation", "or", "and") else None
