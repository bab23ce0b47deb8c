"""Order statistics among themselves: y_(a) ≤ y_(b) wherever 1 ≤ a ≤ b ≤ n, also written as a chain with dots.

Rule: the values in increasing order are y_(1) ≤ … ≤ y_(n); whether a ≤ b and both places exist is decided by ``linear``
from the ranges of sizes and indices and from the hypotheses. In ``y_(1) ≤ y_(2) ≤ … ≤ y_(n)`` the dots stand for the
members between their neighbours; of a sample with fewer values the chain is that of the values that there are.
Budgets: those of ``linear``. Source: David and Nagaraja, Order Statistics, chapter 1.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.integers.formulas import All, Formula, at_least, follows
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import NotLinear, known_of_whole_numbers, linear_form
from solgen.notation.context import Context
from solgen.notation.terms import Term, number

MECHANISM: Final = "order statistics"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof that order statistics stand in order; None for other claims."""
    links = _links(claim)
    if links is None:
        return None
    sample, high = links[0][0].arguments[0], _size(links[0][0], claim.context)
    if high is None or any(member.arguments[0] is not sample for link in links for member in link):
        return None
    try:
        return _judge(claim, links, high)
    except NotLinear:
        return None
    except BudgetExhausted as spent:
        return Unsettled(MECHANISM, f"the work ended at its budget: {spent}")


def _judge(claim: Claim, links: list[tuple[Term, Term]], high: Term) -> Proof | Unsettled:
    context = claim.context
    size = linear_form(high, context)
    known, assumed = known_of_whole_numbers(context, claim.left, claim.right, high)
    for member in _named_in_hypotheses(context):
        # an order statistic that a hypothesis speaks of exists
        place = linear_form(member.arguments[1], context)
        known += [at_least(place, Linear.number(1)), at_least(size, place)]
    needed: list[Formula] = []
    for link in links:
        first, last = (linear_form(member.arguments[1], context) for member in link)
        needed.append(at_least(last, first))
        # a chain with dots is read for the values that there are: its named places exist
        existing = [at_least(first, Linear.number(1)), at_least(size, last)]
        (known if _has_dots(claim) else needed).extend(existing)
    if not follows(All(tuple(known)), All(tuple(needed))):
        return Unsettled(MECHANISM, "the places of the order statistics need not exist, or not be in this order")
    size_name = str(high.data) if high.head == "name" else "sample sizes"
    return Proof(MECHANISM, range=f"for all {size_name}, with and without ties", assumed=assumed)


def _named_in_hypotheses(context: Context) -> list[Term]:
    found = [node for hypothesis in context.hypotheses if hypothesis.head in ("relation", "chain", "and")
             for node in hypothesis.walk() if node.head == "order_statistic"]  # fmt: skip
    return [node for node in found if _is_whole(node.arguments[1], context)]


def _is_whole(node: Term, context: Context) -> bool:
    try:
        linear_form(node, context)
    except NotLinear:
        return False
    return True


def _has_dots(claim: Claim) -> bool:
    return claim.left.head == "chain" and any(member.head == "dots" for member in claim.left.arguments)


def _links(claim: Claim) -> list[tuple[Term, Term]] | None:
    """Pairs (lower, upper) of order statistics; None for claims that are not of this kind."""
    if claim.relation == "⊢" and claim.left.head == "chain" and isinstance(claim.left.data, tuple):
        members = [member for member in claim.left.arguments if member.head != "dots"]
        signs = set(claim.left.data)
    else:
        members, signs = [claim.left, claim.right], {claim.relation}
    if signs not in ({"≤"}, {"≥"}) or any(member.head != "order_statistic" for member in members):
        return None
    if signs == {"≥"}:
        members.reverse()
    return list(pairwise(members))


def _size(node: Term, context: Context) -> Term | None:
    base = node.arguments[0]
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    if declaration is None or len(declaration.indices) != 1 or declaration.indices[0].low is not number(1):
        return None
    return declaration.indices[0].high
