r"""``\lim f = \infty``: by the growth of f.

Rule: f goes to plus infinity where the leading term of its germ is larger than every constant and has a positive
coefficient, on each side from which the name may come. Where the leading term says otherwise (a finite limit, or the
other infinity), and values near the point at a model say the same, the claim is refuted.
Budget: that of ``germs``. Source: Gruntz, On computing limits (1996).
"""

from __future__ import annotations

import math
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof, Refutation, Witness
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.germs.limits import infinite_limit, is_infinite, limit_by_growth
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.refutation.witness import witness_at
from solgen.notation.terms import Term

MECHANISM: Final = "growth"


def attempt(claim: Claim) -> Finding | None:
    """Prove or refute ``limit = ±infinity``; None for anything else."""
    sides = [(claim.left, claim.right), (claim.right, claim.left)]
    chosen = next((pair for pair in sides if pair[0].head == "limit" and is_infinite(pair[1])), None)
    if claim.relation != "=" or chosen is None:
        return None
    limit, infinity = chosen
    claimed = -1 if infinity.head == "negate" else 1
    try:
        found, proof = attempted(claim.context, (limit,), lambda scope: _found(scope, limit), hypotheses=False)
    except (Undefined, Unsupported, BudgetExhausted):
        return None
    if found == claimed:
        return proof
    return _refuted(claim, limit, claimed) if found is not None else None


def _found(scope: Scope, limit: Term) -> tuple[int | None, Proof]:
    """1 or -1 for an infinite limit, 0 for a finite one, None where neither is seen."""
    found: int | None = infinite_limit(scope, limit)
    if found == 0:
        try:
            limit_by_growth(scope, limit)
        except (Undefined, Unsupported):
            found = None
    return found, proof_from(scope, mechanism=MECHANISM)


def _refuted(claim: Claim, limit: Term, claimed: int) -> Refutation | None:
    model = next(draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), 1), None)
    if model is None:
        return None
    try:
        near = FloatEvaluator(model).value(limit, {})
    except (NoRule, NoValue, TypeError, OverflowError, ZeroDivisionError):
        return None
    if not isinstance(near, (int, float)) and not hasattr(near, "numerator"):
        return None
    if math.isinf(near) and (near > 0) == (claimed > 0):
        return None
    shown = "minus infinity" if near == -math.inf else "plus infinity" if near == math.inf else f"{float(near):.6g}"
    values = witness_at(model, claim.left.free | claim.right.free, None, None, "").values
    return Refutation(MECHANISM, Witness(values, note=f"the limit is {shown}"))
