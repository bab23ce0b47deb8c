"""``≈``: the right side is the left side correctly rounded to the digits that are written.

Rule: with u the value of one step in the numeral's last digit (``written_digits``), the left side lies within u/2 of
the right; exactly half a step away only where rounding away from zero gives the numeral. Both sides are numbers with
at most a common unit; exact where rational, else by a ball that surely contains the number. Budget: that of the
evaluation. Source: IEEE 754, roundTiesToAway.
"""

from __future__ import annotations

from typing import Any, Final

import flint

from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.constants import enclosure
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.translate import translate
from solgen.kernel.written_digits import is_rounded, numeral_and_unit, step_of
from solgen.notation.terms import Term

MECHANISM: Final = "rounding"


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left ≈ numeral``; None for anything else."""
    if claim.relation != "≈":
        return None
    split = numeral_and_unit(claim.right)
    if split is None:
        return Unsettled(MECHANISM, "the right side of ≈ must be a numeral, with a unit where the left side has one")
    numeral, unit = split
    return decided(
        claim.context,
        (claim.left, claim.right),
        lambda scope: _rounded(scope, claim, numeral, unit),
        mechanism=MECHANISM,
        undefined="a side does not exist",
        otherwise="the numeral is not the rounded value, or it is not a number that is compared",
    )


def _rounded(scope: Scope, claim: Claim, numeral: Term, unit: Term) -> Proof | None:
    left, right = translate(scope, claim.left), translate(scope, claim.right)
    worth = translate(scope, unit)
    off = (left - right) / worth
    shown = right / worth
    half = step_of(numeral) / 2
    if _within(off, shown, half):
        return proof_from(scope, left, right, mechanism=MECHANISM)
    return None


def _within(off: Element, shown: Element, half: Any) -> bool:
    """Whether the value ``shown + off`` is rounded to ``shown``."""
    exact, numeral = off.rational, shown.rational
    if exact is not None and numeral is not None:
        return is_rounded(exact, numeral, half)
    ball = enclosure(off)
    return ball is not None and bool(abs(ball) < flint.arb(half))
