"""Equalities of arrays, entry by entry, for all sizes; of numbers made of arrays, with their sums written out.

Rule: two arrays of one shape are equal if they have the same entry at every row i and column j; both entries are
numbers in which arrays stand below indices only (``matrices/entry_terms``), and their equality is proved by normal form
for indices i and j of which nothing is known but their ranges. Budget: that of the entries and of the normal form.
Source: the definition of equality of matrices.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import prove_equal
from solgen.kernel.matrices.entry_terms import Entries
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Kind
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, name

MECHANISM: Final = "entries"


def attempt(claim: Claim) -> Finding | None:
    """A proof of an equality; None for a claim that is none or speaks of no array."""
    if claim.relation != "=":
        return None
    left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    if not (has_arrays(left, claim.context) or has_arrays(right, claim.context)):
        return None
    try:
        first, second = in_entries(claim.context, left, right)
    except Outside as construct:
        return Unsettled(MECHANISM, f"entries do not express {construct}")
    finding = prove_equal(claim, first, second)
    if isinstance(finding, Proof):
        return replace(finding, mechanism=MECHANISM)
    return finding


def has_arrays(side: Term, context: Context) -> bool:
    """Whether a vector or a matrix is named, or made of its size."""
    if any(node.head == "builtin" and node.data in ("identity", "ones") for node in side.walk()):
        return True
    return any(
        (declaration := context.declaration(named)) is not None and declaration.kind in (Kind.VECTOR, Kind.MATRIX)
        for named in side.free
    )


def in_entries(context: Context, left: Term, right: Term) -> tuple[Term, Term]:
    """Both sides at any one entry, or as numbers. Raises Outside."""
    entries = Entries(context)
    shapes = [entries.shape(side) for side in (left, right)]
    shape = next((known for known in shapes if known.is_array and known.rows is not None), shapes[0])
    if not shape.is_array:
        return entries.number(left), entries.number(right)
    if shape.rows is None:
        raise Outside("an array of unknown size")
    row = ONE if shape.rows is ONE else name("i#")
    column = ONE if shape.columns is ONE else name("j#")
    return entries.entry(left, row, column), entries.entry(right, row, column)
