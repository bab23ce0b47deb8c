"""Equalities of matrices, vectors and the numbers made of them, for all shapes.

Rule: both sides are brought into the algebra of words; they are equal if their difference reduces to nothing. Every
inverse and quotient on the way exists by the declarations, so both sides exist everywhere and no condition is left.
A difference that does not reduce is no verdict. Sources: see ``words``, ``word_inverses``, ``spectral``.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.letters import NoInverse, Outside
from solgen.kernel.matrix_forms import concerns_matrices, difference, element_of, unfolded
from solgen.kernel.words import Words

MECHANISM: Final = "matrix words"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an equality; None for a claim that is none or speaks of no matrix."""
    if claim.relation != "=":
        return None
    words = Words(claim.context)
    left, right = (unfolded(words, side) for side in (claim.left, claim.right))
    if not concerns_matrices(words, left, right):
        return None
    try:
        left_side, right_side = element_of(words, left), element_of(words, right)
        if not difference(words, left_side, right_side).is_zero:
            return Unsettled(MECHANISM, "the two sides have different normal forms as sums of matrix products")
    except NoInverse as missing:
        return Unsettled(MECHANISM, str(missing))
    except Outside as construct:
        return Unsettled(MECHANISM, f"matrix products do not cover {construct}")
    evidence = (("both sides as sums of matrix products", str(len(left_side.terms))),)
    return Proof(MECHANISM, assumed=tuple(sorted(words.facts.assumed)), evidence=evidence)
