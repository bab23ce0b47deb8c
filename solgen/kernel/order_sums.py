"""Sums over a sample in its own order and in increasing order, also where a point lies between two of its values.

Rule: a sum over a whole sample does not depend on the order of its terms, so Σ g(y_i) = Σ g(y_(i)); F(k) = y_(1) + …
+ y_(k) is one unknown for each k, F(0) = 0. With y_(k) ≤ c assumed |y_(i) − c| = c − y_(i) for i ≤ k, with c ≤ y_(l)
it is y_(i) − c for i ≥ l; a sum over i = a..b is split at k where l = k + 1 and a − 1 ≤ k ≤ b. Both sides become
combinations of such unknowns whose coefficients are rational functions of the scalars; equal coefficients prove the
equation. A denominator must be a product of sizes and positive names; a function of the values, and a point that they
are held against, must exist everywhere; y_i and y_(i) are never one value in one term. Whether ranges are in order is
decided by ``linear``.
Budgets: those of ``linear`` and ``formulas``, degree 20.
Source: David and Nagaraja, Order Statistics, chapter 1, for the values in order; elementary for the rest.
"""

from __future__ import annotations

from typing import Final

from flint import Ordering, fmpq_mpoly_ctx

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.integers.formulas import All, Formula, at_least
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import NotLinear, known_of_whole_numbers, linear_form
from solgen.kernel.sample_sums.combinations import NotThis, added, scaled
from solgen.kernel.sample_sums.reader import Reader
from solgen.kernel.sample_sums.sample import Sample
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, name

MECHANISM: Final = "sums in order"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an equation between such sums; None for claims of another kind."""
    if claim.relation != "=":
        return None
    try:
        left, right = unfold(claim.left, claim.context), unfold(claim.right, claim.context)
        for sample in _samples(left, right, claim.context):
            found = _attempt(sample, left, right, claim)
            if found is not None:
                return found
    except (NotLinear, NotThis):
        return None
    except BudgetExhausted as spent:
        return Unsettled(MECHANISM, f"the work ended at its budget: {spent}")
    return None


def _samples(left: Term, right: Term, context: Context) -> list[Declaration]:
    """Samples whose order statistics occur, for other sums belong to other mechanisms."""
    bases = {
        str(node.arguments[0].data) for side in (left, right) for node in side.walk() if node.head == "order_statistic"
    }
    return [
        declaration
        for declaration in context.declarations
        if declaration.name in bases
        and declaration.kind is Kind.REAL
        and len(declaration.indices) == 1
        and linear_form(declaration.indices[0].low, context) == Linear.number(1)
        and context.definition(declaration.name) is None
    ]


def _attempt(declaration: Declaration, left: Term, right: Term, claim: Claim) -> Proof | Unsettled | None:
    sample, assumed = _sample(declaration, left, right, claim)
    reader = Reader(sample)
    try:
        difference = added(reader.combination(left), scaled(reader.combination(right), sample.constant(-1)))
    except (NotThis, NotLinear):
        return None
    if any(not ratio.top.is_zero() for ratio in difference.values()):
        return Unsettled(MECHANISM, "the two sides are different combinations of sums over the sample in order")
    high = declaration.indices[0].high
    return Proof(MECHANISM, range=f"for all {high.data}" if high.head == "name" else "", assumed=assumed)


def _sample(declaration: Declaration, left: Term, right: Term, claim: Claim) -> tuple[Sample, tuple[int, ...]]:
    context = claim.context
    known, assumed = known_of_whole_numbers(context, left, right, declaration.indices[0].high)
    names = sorted(
        latex
        for latex in left.free.union(
            right.free, declaration.indices[0].high.free, *(node.free for node in context.hypotheses)
        )
        if _is_scalar(latex, context) and context.definition(latex) is None
    )
    ring = fmpq_mpoly_ctx.get(tuple(f"x{place}" for place in range(len(names))), Ordering.lex)
    sample = Sample(context, declaration, ring, dict(zip(names, ring.gens(), strict=True)), All(()))
    used = set(assumed)
    for position, hypothesis in enumerate(context.hypotheses):
        for part in parts(hypothesis):
            if _place_of_point(sample, part, known):
                used.add(position)
    sample.known = All(tuple(known))
    return sample, tuple(sorted(used))


def _is_scalar(latex: str, context: Context) -> bool:
    declaration = context.declaration(latex)
    if declaration is None:
        return True
    return declaration.kind in (Kind.REAL, Kind.INTEGER, Kind.SIZE) and not declaration.indices


def _place_of_point(sample: Sample, part: Term, known: list[Formula]) -> bool:
    """Note what ``y_(k) ≤ c`` or ``c ≤ y_(l)`` says, and that these order statistics exist."""
    if part.head != "relation" or part.data not in ("≤", "≥", "<", ">", "="):
        return False
    left, right = part.arguments if part.data in ("≤", "<", "=") else part.arguments[::-1]
    found = False
    for node, point, pairs in ((left, right, sample.below), (right, left, sample.above)):
        if node.head != "order_statistic" or node.arguments[0] is not name(sample.declaration.name):
            continue
        if point.head == "order_statistic":
            continue
        try:
            place = linear_form(node.arguments[1], sample.context)
        except NotLinear:
            continue
        pairs.append((place, unfold(point, sample.context)))
        known += [at_least(place, Linear.number(1)), at_least(sample.size, place)]
        found = True
    return found
