r"""Taylor polynomials and other equations with ``O(\cdot)``.

Rule: see ``germs.orders``: the quotient of the difference by the measure has a germ whose leading term, or whose error
where no term is left, is at most a constant. Budget: that of ``germs``. Source: Landau's symbols.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.germs.limits import is_bounded
from solgen.kernel.germs.orders import quotient_of

MECHANISM: Final = "growth"


def attempt(claim: Claim) -> Finding | None:
    """Prove ``f = g + O(u)``; None for anything else."""
    quotient = quotient_of(claim)
    if quotient is None:
        return None

    def prove(scope: Scope) -> Proof | None:
        return proof_from(scope, mechanism=MECHANISM) if is_bounded(scope, quotient) else None

    try:
        proof = attempted(claim.context, (quotient,), prove, hypotheses=False)
    except (Undefined, Unsupported, BudgetExhausted) as reason:
        return Unsettled(MECHANISM, f"the growth of the difference is not seen: {reason}")
    return proof or Unsettled(MECHANISM, "the difference is not seen to be of this order")
