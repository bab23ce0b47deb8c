r"""Whether everything that a claim reads off by a place is there: ``x_3``, ``A_{i+1,j}``, ``y_{(k)}``, a sum's terms.

Rule: a claim is proved only if its sides exist at every point of the declared domain, so a place must lie in its range
for all sizes that the declarations allow: ``x_3`` of a vector of n asks for ``n \ge 3``, and ``\sum_{i=3}^n`` for
``n \ge 2``, since a sum may be empty and may not run backwards. Each method has rules of its own for entries; this is
asked of the claim itself, once, after any of them has proved it. A letter that nothing binds or declares and that
stands alone as an index is any place that there is; a bound index lies in the range of its sum or set; the value of a
case is asked for where its condition holds, the conclusion of a step where its premise does. What hypotheses read off
at one place is there. What is left is settled as the field settles places of indexed names (``existence/settling``),
which is imported when it is first needed.
Budget: that of ``existence/obligations``, and that of the field. Source: the definition of a partial function; Fitting
and Mendelsohn, First-Order Modal Logic, 8 (terms that need not denote).
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Unsettled
from solgen.kernel.existence.obligations import Given, Obligations, Placed
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "places"


def attempt(claim: Claim) -> Placed | Unsettled:
    """Whether all places of a claim lie in their ranges; Unsettled says which may not."""
    try:
        asked = _obligations(claim)
        if not asked.found:
            return Placed()
        from solgen.kernel.existence.settling import settled  # noqa: PLC0415 -- the field, which few claims need here

        missing: Term | None = None
        for hypotheses in (False, True) if claim.context.hypotheses else (False,):
            found = settled(claim, asked, hypotheses=hypotheses)
            if isinstance(found, Placed):
                return found
            missing = found
    except BudgetExhausted as spent:
        return Unsettled(MECHANISM, f"whether all indices lie in their ranges is too much work: {spent}")
    assert missing is not None
    if missing.head in ("sum", "product"):
        return Unsettled(MECHANISM, f"a {missing.head} may run backwards: {to_latex(missing)}")
    return Unsettled(MECHANISM, f"an index may lie outside its declared range: {to_latex(missing)}")


def _obligations(claim: Claim) -> Obligations:
    asked = Obligations(claim.context)
    asked.visit(claim.left)
    asked.visit(claim.right, (Given(claim.left),) if claim.relation == "⇒" else ())
    return asked
