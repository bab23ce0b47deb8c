"""Proofs about medians, sets of indices and subdifferentials for every sample: all n, ties, both parities.

Rule: ``counts`` turns the claim into a formula about the numbers of values above, below and at the point; the formula
must follow, in integers, from s, t, z ≥ 0, n = s + t + z ≥ 1, the ranges of whole names and the hypotheses.
Everything that must exist (order statistics, intervals) must follow likewise. Sound because the counts of every sample
at every point satisfy these constraints. Budgets: those of ``linear`` and ``formulas``.
Source: the median as a minimizer, as in Boyd and Vandenberghe, Convex Optimization, 6.1.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Proof, Refutation, Unsettled, Witness
from solgen.kernel.evaluation.evaluator import reach
from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.integers.counts.numbers import number_of
from solgen.kernel.integers.counts.propositions import formula_of, relation_of
from solgen.kernel.integers.counts.state import Reading
from solgen.kernel.integers.formulas import All, Formula, at_least, equal, follows
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import ABOVE, AT, BELOW, MIRRORED, TOTAL, NotCounting
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, constant, name, relation

MECHANISM: Final = "counting"


def attempt(claim: Claim) -> Proof | Refutation | Unsettled | None:
    """A proof; "vacuous" for a condition in unknowns that excludes nothing; None for claims of another kind."""
    for sample in _samples(claim):
        found = _about(sample, claim)
        if found is not None:
            return found
    return None


def _samples(claim: Claim) -> list[Declaration]:
    """The indexed real names of the claim that may be the sample."""
    reached = reach(claim.left.free | claim.right.free, claim.context)
    return [
        declaration
        for declaration in claim.context.declarations
        if declaration.name in reached and len(declaration.indices) == 1 and declaration.kind is Kind.REAL
    ]


def _about(sample: Declaration, claim: Claim) -> Proof | Refutation | Unsettled | None:
    reading = Reading(claim.context, sample.name, sample.indices[0].high)
    node = claim.left if claim.relation == "⊢" else None
    try:
        formula = (
            formula_of(reading, node)
            if node is not None
            else relation_of(reading, claim.relation, claim.left, claim.right)
        )
    except NotCounting:
        return None
    if not reading.counted:
        return None
    point = str(reading.point.data) if reading.point is not None else ""
    if reading.for_every_point and point in claim.left.free | claim.right.free:
        return None
    base, assumed = _base(reading, claim, without=frozenset({point}) if reading.for_every_point else frozenset())
    try:
        if not follows(base, All((*reading.needed, *reading.nonempty))):
            return Unsettled(MECHANISM, "an order statistic or an interval need not exist for every n that is allowed")
        if not follows(base, formula):
            return Unsettled(MECHANISM, "it does not follow from the counts of values above, below and at the point")
    except BudgetExhausted as spent:
        return Unsettled(MECHANISM, f"the work ended at its budget: {spent}")
    if _is_condition(claim, reading):
        return _vacuous(reading)
    return Proof(MECHANISM, range=_range(reading), assumed=assumed, evidence=_evidence(reading))


def _is_size(node: Term | None, context: Context) -> bool:
    if node is None or node.head not in ("name", "number"):
        return False
    declaration = context.declaration(str(node.data))
    return (node.head == "number" and node.data != 0) or (declaration is not None and declaration.kind is Kind.SIZE)


def _is_condition(claim: Claim, reading: Reading) -> bool:
    """Whether the claim is put as a condition in the point: its unknowns name it, and it compares no conditions."""
    point = str(reading.point.data) if reading.point is not None else ""
    return claim.relation not in ("⇔", "⇒", "⊢", "=") and point in claim.unknowns


def _base(reading: Reading, claim: Claim, without: frozenset[str]) -> tuple[Formula, tuple[int, ...]]:
    """What is known of the counts and of the whole names, and which hypotheses went into it."""
    context = claim.context
    zero, one = Linear.number(0), Linear.number(1)
    known: list[Formula] = [at_least(Linear.unknown(count), zero) for count in (ABOVE, BELOW, AT)]
    if _is_size(reading.size_term, context):
        known.append(at_least(TOTAL, one))
    else:
        # a sample of n − 1 values may have none, and then nothing can be divided by their number
        reading.needed.append(at_least(TOTAL, one))
    inner = Reading(context, reading.sample, reading.size_term, reading.point)
    if reading.size_term is not None and reading.size_term.head != "name":
        raw = Reading(context, reading.sample, None)
        with suppress(NotCounting):
            known.append(equal(number_of(raw, reading.size_term)[0][1].cleared(), TOTAL))
        inner.whole_names |= raw.whole_names
    assumed = []
    for place, hypothesis in enumerate(context.hypotheses):
        if hypothesis.free.isdisjoint(without):
            said = [each for part in parts(hypothesis) for each in _said(inner, part)]
            known.extend(said)
            if said:
                assumed.append(place)
    for latex in sorted(reading.whole_names | inner.whole_names):
        known.extend(_whole_range(latex, claim, inner))
    return All(tuple(known)), tuple(assumed)


def _said(reading: Reading, part: Term) -> list[Formula]:
    """What a part of a hypothesis says. Of a plain relation the order statistics exist, for else it would not hold.

    Elsewhere they need not: ``n = 1 or y_(2) ≥ c`` holds for samples of one value, and of a number that lies not in
    [3, 1] it does not follow that 3 ≤ 1. And two empty intervals are equal whatever their ends are.
    """
    reading.needed, reading.nonempty = [], []
    try:
        found = [formula_of(reading, part)]
    except NotCounting:
        found = []
    if part.head == "relation" and (part.data in MIRRORED or part.data == "∈"):
        return [*(found if len(reading.nonempty) < 2 else []), *reading.needed]
    return [] if reading.needed or reading.nonempty else found


def _whole_range(latex: str, claim: Claim, reading: Reading) -> list[Formula]:
    declaration = claim.context.declaration(latex)
    unknown = Linear.unknown(latex)
    if declaration is not None:
        found: list[Formula] = []
        if declaration.kind is Kind.SIZE or declaration.has("positive"):
            found.append(at_least(unknown, Linear.number(1)))
        if declaration.has("nonnegative"):
            found.append(at_least(unknown, Linear.number(0)))
        for word in ("at most", "at least"):
            for bound in declaration.property_terms(word) or ():
                sign = "≤" if word == "at most" else "≥"
                found.extend(_translated(reading, relation(sign, name(latex), bound)))
        return found
    ends = next(
        (ends for side in (claim.left, claim.right) if (ends := index_range(latex, side, claim.context)) is not None),
        None,
    )
    if ends is None:
        return []
    return [
        *_translated(reading, relation("≤", ends[0], name(latex))),
        *_translated(reading, relation("≤", name(latex), ends[1])),
    ]


def _translated(reading: Reading, node: Term) -> list[Formula]:
    try:
        return [formula_of(reading, node)]
    except NotCounting:
        return []


def _size_name(reading: Reading) -> str:
    declaration = reading.context.declaration(reading.sample)
    assert declaration is not None
    high = declaration.indices[0].high
    return str(high.data) if high.head == "name" else "sample sizes"


def _range(reading: Reading) -> str:
    return f"for all {_size_name(reading)}, with and without ties"


def _evidence(reading: Reading) -> tuple[tuple[str, str], ...]:
    return (("counts", f"numbers of values of {reading.sample} above, below and at the point"),)


def _vacuous(reading: Reading) -> Refutation:
    point = str(reading.point.data) if reading.point is not None else ""
    values = ((_size_name(reading), "1"), (reading.sample, "(0)"), (point, "1"))
    note = "it holds for every sample and every point, even for a point beyond all values: (s, t, z) = (0, 1, 0)"
    message = f"the condition is vacuous: it holds for every {point}, so it selects none"
    return Refutation(MECHANISM, Witness(values, "holds", "", note), vacuous=True, message=message)


def excludes_nothing(condition: Term, context: Context) -> bool:
    """Whether a condition about a sample and a point certainly holds for every sample and every point."""
    found = attempt(Claim(context, condition, "⊢", constant("true")))
    return isinstance(found, Proof)
