"""Inequalities in one real unknown over its whole domain, decided by looking at every place where they can change.

Rule: a comparison that holds at each of the places that the survey of the line names, and once between each two, holds
on the whole domain; one that fails at one of them is refuted there, once floats do not object. Both sides must exist
everywhere on the domain. Budget, Source: see ``real_line.survey``.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof, Refutation, Unsettled, Witness
from solgen.kernel.real_line.numbers import ball
from solgen.kernel.real_line.survey import (
    WHOLE,
    Form,
    compared,
    domain_of,
    line_of,
    literals_of,
    may_fail,
    places_of,
    samples,
    second_opinion,
    truth,
)
from solgen.kernel.refutation.witness import exact_number, number_text
from solgen.kernel.unfold import unfold
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, relation
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "cases on the line"
_COMPARISONS: Final = ("<", "≤", ">", "≥", "≠")


def attempt(claim: Claim) -> Finding | None:
    """Decide a comparison in one real unknown without parameters; None for anything else."""
    if claim.relation not in _COMPARISONS:
        return None
    left, right = unfold(claim.left, claim.context), unfold(claim.right, claim.context)
    names = left.free | right.free
    declaration = claim.context.declaration(next(iter(names))) if len(names) == 1 else None
    domain = domain_of(claim.context, declaration) if declaration is not None else None
    if declaration is None or domain is None:
        return None
    unknown, literal = declaration.name, relation(claim.relation, left, right)
    places = places_of(line_of(unknown, domain), [*literals_of(domain), literal])
    if places is None:
        return Unsettled(MECHANISM, f"the places where the sides are equal for some {unknown} are not all known")
    for value in samples(places, whole=declaration.kind in WHOLE):
        if value is None:
            return Unsettled(MECHANISM, "no number was found between two places where the sides are equal")
        if truth(domain, unknown, value) is False:
            continue
        sides = [substitute(side, {unknown: value}) for side in (left, right)]
        if any(ball(side) is None for side in sides):
            return Unsettled(MECHANISM, f"at {unknown} = {to_latex(value)} a side does not exist, or is not known to")
        if compared(literal, unknown, value) is not True:
            if not may_fail(claim.context, unknown):
                return Unsettled(MECHANISM, f"hypotheses say of {unknown} what its declaration does not")
            return _failed(literal, unknown, value, domain)
    return Proof(MECHANISM, evidence=(("places where the sides can change order", str(len(places))),))


def _failed(literal: Term, unknown: str, value: Term, domain: Form) -> Refutation | Unsettled:
    inside = truth(domain, unknown, value)
    there = substitute(literal, {unknown: value})
    clear = inside is True and compared(literal, unknown, value) is False
    if not clear or second_opinion(there) is True:
        return Unsettled(MECHANISM, f"the sides are not told apart at {unknown} = {to_latex(value)}")
    texts = [number_text(near) for side in there.arguments if (near := ball(side)) is not None]
    point = ((unknown, exact_number(value)),)
    return Refutation(MECHANISM, Witness(((unknown, to_latex(value)),), texts[0], texts[1], point=point))
