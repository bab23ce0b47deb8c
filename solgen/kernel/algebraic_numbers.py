r"""Relations between numbers without free names: roots, rational angles, arctangents.

Rule: both sides are algebraic numbers, of whose difference the sign is exact (``algebraic.tower``); or both are sums of
arctangents and multiples of pi, whose difference is 0 where a product of complex numbers is real and positive
(``algebraic.angles``). Budget: theirs. Source: Cohen, A Course in Computational Algebraic Number Theory, 4.5.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.algebraic.angles import angles_vanish
from solgen.kernel.algebraic.closed_terms import NotAlgebraic, Reader
from solgen.kernel.algebraic.tower import NotReal
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.unfold import unfold

MECHANISM: Final = "algebraic numbers"
_SIGNS: Final = {"=": (0,), "≠": (-1, 1), "<": (-1,), "≤": (-1, 0), ">": (1,), "≥": (0, 1)}


def attempt(claim: Claim) -> Finding | None:
    """Prove a relation between two such numbers; None for anything else."""
    if claim.relation not in _SIGNS:
        return None
    try:
        left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
        if left.free or right.free:
            return None
        reader = Reader(left, right)
        try:
            difference = reader.tower.add(reader.number(left), reader.tower.negated(reader.number(right)))
        except NotAlgebraic:
            holds = claim.relation in ("=", "≤", "≥") and angles_vanish(reader, (left, 1), (right, -1))
        else:
            holds = reader.tower.sign(difference) in _SIGNS[claim.relation]
    except (NotAlgebraic, NotReal, BudgetExhausted):
        return None
    return Proof(MECHANISM) if holds else None
