"""Claims that hold but at the edge, where values are all alike or an array is 0: strict ones, of order, of rank.

Rule: at a drawn model the components of an indexed name are made alike, or all 0, and arrays are made 0, one name at a
time and then all together, where nothing is declared of an array and nothing ties the name to others. What then still
has every declared property and meets every hypothesis is a model, at which the claim is judged as in ``refute``: twice,
by two evaluations. So "the mean of the squares exceeds the square of the mean" fails where all values are the same, and
so does "k values are at most the k-th smallest"; ``B^+ B = I`` fails where B is 0. A sample in order is computed from
the sample, so it goes along. Budget: the models of ``_DRAWN`` draws. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.instances.drawing import claim_digest, draw_models, is_model
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue
from solgen.kernel.refute import refuted_at
from solgen.notation.context import Context

_DRAWN: Final = 2
_STRICT: Final = ("<", ">", "≠")
_OTHERS: Final = ("=", "≤", "≥")
_OF_ORDER: Final = frozenset({"comprehension", "order_statistic"})
"""Heads of what turns on which values are alike."""
_OF_RANK: Final = frozenset({"pseudoinverse", "rank"})
"""Functions that break off where an array loses its rank, which drawn ones seldom do."""


def attempt(claim: Claim) -> Refutation | None:
    """A refutation of a strict inequality, or of a comparison that turns on order or rank, or None."""
    if claim.relation not in _STRICT and (claim.relation not in _OTHERS or not _turns_on_edges(claim)):
        return None
    for drawn in draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), _DRAWN, _DRAWN):
        for model in _at_the_edge(drawn):
            found = refuted_at(claim, model)
            if found is not None:
                return found
    return None


def _turns_on_edges(claim: Claim) -> bool:
    """Whether it matters which values are alike, or what rank an array has."""
    if not (claim.left.heads | claim.right.heads).isdisjoint(_OF_ORDER):
        return True
    functions = (node.data for side in (claim.left, claim.right) for node in side.each("builtin"))
    return not _OF_RANK.isdisjoint(functions)


def _at_the_edge(drawn: Model) -> Iterator[Model]:
    together = drawn
    for latex in sorted(drawn.values):
        nothing: ModelValue | None = None
        for nothing in _degenerate(drawn.values[latex]) if _is_untied(drawn.context, latex) else ():
            moved = replace(drawn, values={**drawn.values, latex: nothing})
            if is_model(moved, latex):
                yield moved
        if nothing is not None:
            together = replace(together, values={**together.values, latex: nothing})
    changed = [latex for latex in drawn.values if together.values[latex] is not drawn.values[latex]]
    if len(changed) > 1 and all(is_model(together, latex) for latex in changed):
        yield together


def _is_untied(context: Context, latex: str) -> bool:
    """Whether nothing is declared of an array, and no other declaration speaks of the name."""
    declaration = context.declaration(latex)
    if declaration is None or (declaration.shape and declaration.properties):
        return False
    return not any(
        latex in inner.free
        for other in context.declarations
        if other is not declaration
        for known in other.properties
        if known.word != "order statistics"
        for inner in known.terms
    )


def _degenerate(value: ModelValue) -> Iterator[ModelValue]:
    """A family of numbers with all of them alike; with all of them, or an array, 0."""
    if isinstance(value, ArrayValue):
        yield ArrayValue(value.rows, value.columns, (Fraction(0),) * len(value.entries))
    if isinstance(value, FamilyValue):
        numbers = [entry for entry in value.components.values() if isinstance(entry, Fraction)]
        if numbers and len(numbers) == len(value.components):
            yield FamilyValue(dict.fromkeys(value.components, numbers[0]))
            yield FamilyValue(dict.fromkeys(value.components, Fraction(0)))
