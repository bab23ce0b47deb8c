"""Positive definite matrices that are written out, by Sylvester's criterion.

Rule: a symmetric matrix is positive definite exactly if its leading principal minors are positive, and positive
semidefinite if all principal minors are nonnegative. Entries across the diagonal must be equal; each minor's sign is
for the prover of inequalities. Budget: matrices of at most ``_LARGEST`` rows. Source: Horn and Johnson, Matrix
Analysis, 7.2.5 and 7.1.2.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

from solgen.kernel import exact_values, inequalities
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.equalities import prove_equal
from solgen.kernel.unfold import unfold
from solgen.notation.terms import Term, add, multiply, number, term

MECHANISM: Final = "minors"
_LARGEST: Final = 4


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof that a matrix that is written out is (semi)definite; None for other claims."""
    if claim.relation not in ("≻", "⪰") or claim.right is not number(0):
        return None
    matrix = unfold(claim.left, claim.context)
    if matrix.head != "matrix" or not isinstance(matrix.data, tuple) or int(matrix.data[0]) > _LARGEST:
        return None
    size = int(matrix.data[0])
    rows = [list(matrix.arguments[row * size : (row + 1) * size]) for row in range(size)]
    assumed: set[int] = set()
    for row, column in combinations(range(size), 2):
        if rows[row][column] is rows[column][row]:
            continue
        finding = prove_equal(claim, rows[row][column], rows[column][row])
        if not isinstance(finding, Proof) or finding.conditions:
            return Unsettled(MECHANISM, "the matrix is not seen to be symmetric")
        assumed |= set(finding.assumed)
    strict = claim.relation == "≻"
    chosen = [tuple(range(count)) for count in range(1, size + 1)]
    if not strict:
        chosen = [places for count in range(1, size + 1) for places in combinations(range(size), count)]
    for places in chosen:
        minor = _determinant([[rows[row][column] for column in places] for row in places])
        sign = _has_sign(claim, minor, ">" if strict else "≥")
        if sign is None:
            return Unsettled(MECHANISM, "the sign of a principal minor is not seen")
        assumed |= set(sign.assumed)
    return Proof(MECHANISM, assumed=tuple(sorted(assumed)), evidence=(("principal minors", str(len(chosen))),))


def _has_sign(claim: Claim, minor: Term, relation: str) -> Proof | None:
    statement = Claim(claim.context, minor, relation, number(0))
    for prover in (exact_values.attempt, inequalities.attempt):
        finding = prover(statement)
        if isinstance(finding, Proof) and not finding.conditions:
            return finding
    return None


def _determinant(rows: list[list[Term]]) -> Term:
    """By expansion along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    parts = []
    for place, entry in enumerate(rows[0]):
        minor = multiply(entry, _determinant([[*row[:place], *row[place + 1 :]] for row in rows[1:]]))
        parts.append(term("negate", [minor]) if place % 2 else minor)
    return add(*parts)
