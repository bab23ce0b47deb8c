r"""Inequalities of arrays that nobody could prove: a wider search, with arrays made smaller, larger and turned round.

Rule: at a drawn model one vector or matrix is multiplied by a number, where nothing ties it to other names. What then
still has every declared property and meets every hypothesis is a model, at which the claim is judged as in ``refute``:
twice, by two evaluations. So ``u^\top v \le \|u\|^2`` fails where u is short, and ``\det P > 1`` for a small P: models
are drawn with entries of one size. Budget: ``_FACTORS`` for each array of ``_DRAWN`` models.
Source: elementary.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.instances.drawing import claim_digest, draw_models, is_model
from solgen.kernel.instances.models import ArrayValue
from solgen.kernel.refute import refuted_at
from solgen.notation.context import Context

_RELATIONS: Final = frozenset({"<", "≤", ">", "≥", "≠", "≻", "⪰"})
_DRAWN: Final = 4
_FACTORS: Final = tuple(Fraction(value) for value in ("1/64", "8", "-1", "-8", "0"))


def attempt(claim: Claim) -> Refutation | None:
    """A refutation of an inequality that speaks of arrays, or None."""
    if claim.relation not in _RELATIONS:
        return None
    for drawn in draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), _DRAWN, _DRAWN):
        for latex in sorted(drawn.values):
            value = drawn.values[latex]
            if not isinstance(value, ArrayValue) or not _stands_alone(claim.context, latex):
                continue
            for factor in _FACTORS:
                scaled = ArrayValue(value.rows, value.columns, tuple(entry * factor for entry in value.entries))
                moved = replace(drawn, values={**drawn.values, latex: scaled})
                found = refuted_at(claim, moved) if is_model(moved, latex) else None
                if found is not None:
                    return found
    return None


def _stands_alone(context: Context, latex: str) -> bool:
    """Whether an array is declared without its rows, columns or entries, and no other declaration speaks of it."""
    declaration = context.declaration(latex)
    if declaration is None or any(known.terms for known in declaration.properties):
        return False
    return not any(
        latex in inner.free
        for other in context.declarations
        if other is not declaration
        for known in other.properties
        for inner in known.terms
    )
