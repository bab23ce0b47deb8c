"""Claims about arrays of known size, written out: one claim about numbers for each entry.

Rule: two arrays of one size are equal if all their entries are; a number made of arrays (a determinant, a norm, a
product of row and column) is a number. The entries are Terms without arrays (``matrices/written_out``); what is claimed
of them is proved by normal form, as algebraic numbers, or as an inequality, and so is that entries exist which the
result does not show. Conditions and hypotheses are those of all these proofs.
Budget: that of writing out, ``_MOST`` entries, and those of the methods for numbers.
Source: the definition of equality of matrices; Horn and Johnson, Matrix Analysis, chapter 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel import algebraic_numbers, inequalities
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import prove_equal
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.matrices.written_out import WritingOut
from solgen.kernel.unfold import unfold
from solgen.notation.context import Kind
from solgen.notation.terms import Term

MECHANISM: Final = "entries written out"
_ORDERS: Final = frozenset({"<", "≤", ">", "≥"})
_MOST: Final = 32


def attempt(claim: Claim) -> Finding | None:
    """A proof entry by entry; None where no array of known size is written or named."""
    if claim.relation not in _ORDERS and claim.relation != "=":
        return None
    left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    writing = WritingOut(claim.context)
    sides = (left, right)
    if not any(map(writing.speaks_of_arrays, sides)) or not all(_is_real(side, claim) for side in sides):
        return None
    try:
        pairs = _pairs(writing, left, right)
    except Outside as construct:
        return Unsettled(MECHANISM, f"written out there would be {construct}")
    needed = [(entry, entry) for entry in dict.fromkeys(writing.needed) if not _always_exists(entry)]
    if len(pairs) + len(needed) > _MOST:
        return Unsettled(MECHANISM, "too many entries")
    return _all_proved(claim, [(claim.relation, *pair) for pair in pairs] + [("=", *pair) for pair in needed])


def _is_real(side: Term, claim: Claim) -> bool:
    if any(node.head == "constant" and node.data == "imaginary" for node in side.walk()):
        return False
    declared = (claim.context.declaration(named) for named in side.free)
    return not any(found is not None and found.kind is Kind.COMPLEX for found in declared)


def _pairs(writing: WritingOut, left: Term, right: Term) -> list[tuple[Term, Term]]:
    """What must hold entry by entry. Raises Outside."""
    shapes = [writing.shape(side) for side in (left, right)]
    known = next((shape for shape in shapes if shape.is_array and shape.rows is not None), None)
    if known is None:
        return [(writing.number(left), writing.number(right))]
    rows, columns = writing.size(known)
    first, second = writing.grid(left, rows, columns), writing.grid(right, rows, columns)
    return list(zip(first.entries, second.entries, strict=True))


def _always_exists(entry: Term) -> bool:
    return entry.head in ("number", "name", "index")


def _all_proved(claim: Claim, relations: list[tuple[str, Term, Term]]) -> Finding:
    proofs = []
    for sign, left, right in dict.fromkeys(relations):
        finding = _proved(replace(claim, left=left, relation=sign, right=right))
        if not isinstance(finding, Proof):
            reason = finding.reason if isinstance(finding, Unsettled) else "an entry is not decided"
            return Unsettled(MECHANISM, reason)
        proofs.append(finding)
    return Proof(
        MECHANISM,
        conditions=tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions)),
        assumed=tuple(sorted({place for proof in proofs for place in proof.assumed})),
        evidence=(("entries", str(len(relations))),),
    )


def _proved(claim: Claim) -> Finding | None:
    if claim.relation == "=":
        finding = prove_equal(claim, claim.left, claim.right)
        return finding if isinstance(finding, Proof) else algebraic_numbers.attempt(claim) or finding
    return algebraic_numbers.attempt(claim) or inequalities.attempt(claim)
