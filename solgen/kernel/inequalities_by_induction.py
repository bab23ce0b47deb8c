"""Inequalities in a size n, by induction: the difference of the sides does not change its sign from n to n + 1.

Rule: if ``L > R`` at the least n, and at n + 1 wherever it holds at n, it holds for every n; likewise with ``>=``. The
step is shown by linear arithmetic from the facts on generators, the inequality at n, and the products of it and of
positive generators with ``n - least``. Of the other names and of hypotheses none may speak of n.
Budget: that of ``entailment``. Source: Peano's axiom.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.entailment import entailed
from solgen.kernel.field.scope import Fact, Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.kernel.induction import sizes
from solgen.kernel.inequalities import prove_order
from solgen.kernel.unfold import unfold
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, name, number, term

MECHANISM: Final = "induction"
_RELATIONS: Final = {"<": ">", "≤": "≥", ">": ">", "≥": "≥"}


def attempt(claim: Claim) -> Finding | None:
    """Prove an inequality between scalars with a size in them; None for anything else."""
    relation = _RELATIONS.get(claim.relation)
    if relation is None or claim.context.hypotheses:
        return None
    try:
        left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    except BudgetExhausted:
        return None
    larger, smaller = (left, right) if claim.relation in (">", "≥") else (right, left)
    difference = add(larger, term("negate", [smaller]))
    for named, least in sizes(claim.context, (left, right), anywhere=True):
        proof = _proved(claim, difference, relation, named, least)
        if proof is not None:
            return proof
    return None


def _proved(claim: Claim, difference: Term, relation: str, named: str, least: int) -> Proof | None:
    base = substitute(difference, {named: number(least)})
    at_base = prove_order(Claim(claim.context, base, relation, number(0)), [(base, relation, number(0))])
    if not isinstance(at_base, Proof) or at_base.conditions:
        return None
    following = substitute(difference, {named: add(name(named), number(1))})
    try:
        return attempted(
            claim.context,
            (difference, following),
            lambda scope: _step(scope, difference, following, (named, least), strict=relation == ">"),
            hypotheses=False,
        )
    except (Undefined, Unsupported, BudgetExhausted):
        return None


def _step(scope: Scope, now: Term, then: Term, size: tuple[str, int], *, strict: bool) -> Proof | None:
    first, second = translate(scope, now), translate(scope, then)
    if not (first.is_polynomial and second.is_polynomial) or scope.conditions:
        return None
    above = translate(scope, name(size[0])) - scope.field.constant(size[1])
    facts = [Fact(first, strict), Fact(first * above, strict=False)]
    for generator in {*first.used, *second.used}:
        own = scope.field.variable(generator)
        if sign(scope, own) not in ("+", "0+"):
            continue
        facts.append(Fact(first * own, strict=False))
        if generator.kind in ("exp", "factorial", "power"):
            facts.append(Fact(own * above, strict=False))
    with scope.assuming(*facts):
        if not entailed(scope, second, strict=strict):
            return None
    return proof_from(scope, first, second, mechanism=MECHANISM)
