"""Equations of complex numbers: both coordinates, each by normal form or by cases.

Rule: see ``complex_coordinates``. Budget, Source: there, and those of the provers of real equations.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel import branches
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.complex_coordinates import coordinates
from solgen.kernel.equalities import prove_equal

MECHANISM: Final = "coordinates"


def attempt(claim: Claim) -> Finding | None:
    """Prove a claim in which complex numbers occur; None for anything else."""
    found = coordinates(claim)
    if found is None:
        return None
    proofs = []
    for part in found.parts:
        proof = prove_equal(part, part.left, part.right) if part.relation == "=" else None
        if not isinstance(proof, Proof):
            proof = branches.attempt(part)
        if not isinstance(proof, Proof):
            return Unsettled(MECHANISM, "the coordinates of the two sides are not seen to be equal")
        proofs.append(proof)
    conditions = tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions))
    return Proof(MECHANISM, conditions=conditions, evidence=(("real equations", str(len(proofs))),))
