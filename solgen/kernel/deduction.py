"""Steps from conditions: ``|q| < 1 ⇒ ...`` as the claim behind the arrow, with the condition among the hypotheses.

Rule: what holds wherever a condition does follows from it (the deduction theorem). A verdict with exceptions is none
on the step, which would fail at them. Only conditions of strict inequalities and inequations are taken: their solutions
are open, so that nothing holds on them merely because they are thin.
Budget: one claim for one. Source: Shoenfield, Mathematical Logic, 3.3.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.instances.hypotheses import parts
from solgen.notation.terms import Term

_OPEN: Final = frozenset({"<", ">", "≠"})
_STEPS: Final = frozenset({"⇒", "⇔"})


def reduced(claim: Claim) -> Claim | None:
    """What is claimed under the condition; None where the claim is no step from an open condition."""
    if claim.relation != "⇒" or not _is_open(claim.left):
        return None
    context, conclusion = claim.context.with_hypotheses(claim.left), claim.right
    if conclusion.head == "relation" and conclusion.data not in _STEPS:
        return Claim(context, conclusion.arguments[0], str(conclusion.data), conclusion.arguments[1])
    return None


def _is_open(condition: Term) -> bool:
    return all(part.head == "relation" and part.data in _OPEN for part in parts(condition))
