"""A median by the parity of the sample's size: the middle one in increasing order, or the mean of the middle two.

What is claimed of a median is judged for odd and for even sizes apart, since a set of minimizers that is one point for
the first is an interval for the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Verdict
from solgen.notation.context import Declaration, Kind
from solgen.notation.substitution import fresh_name, replace_terms
from solgen.notation.terms import Term, add, multiply, name, number, relation, term


@dataclass(frozen=True, slots=True)
class ByParity:
    """One claim for odd and for even sizes; ``size`` is the name of the sample's size."""

    odd: Claim
    even: Claim
    size: str


@dataclass(frozen=True, slots=True)
class Case:
    """Which case of a claim holds: its verdict, the condition that names it, what is to be said of the other one."""

    verdict: Verdict
    condition: str
    note: str


def by_parity(claim: Claim) -> ByParity | None:
    """The two cases of a claim about a median; None where it is about none, or where the size has no name."""
    median = next((node for side in (claim.left, claim.right) for node in side.walk() if _is_median(node)), None)
    if median is None:
        return None
    base = median.arguments[1]
    sample = base.arguments[0] if base.head == "index" else base
    declaration = claim.context.declaration(str(sample.data)) if sample.head == "name" else None
    if declaration is None or len(declaration.indices) != 1 or declaration.indices[0].high.head != "name":
        return None
    size = declaration.indices[0].high
    half = "m" if not _is_taken("m", claim) else fresh_name("m", {each.name for each in claim.context.declarations})
    within = claim.context.with_declarations(Declaration(half, Kind.SIZE))
    middle, twice = name(half), multiply(number(2), name(half))

    def at(place: Term) -> Term:
        return term("order_statistic", [sample, place])

    def case(length: Term, value: Term) -> Claim:
        put = {median: value}
        left, right = replace_terms(claim.left, put), replace_terms(claim.right, put)
        if left.head in ("arg_min", "arg_max") and right is value:
            right = term("set", [right])
        return replace(claim, context=within.with_hypotheses(relation("=", size, length)), left=left, right=right)

    both = add(at(middle), at(add(middle, number(1))))
    odd = case(add(twice, number(1)), at(add(middle, number(1))))
    return ByParity(odd, case(twice, term("divide", [both, number(2)])), str(size.data))


def settled(cases: ByParity, verdicts: Mapping[Claim, Verdict]) -> Case | None:
    """The case that holds, or both; None where neither is established."""
    odd, even = verdicts[cases.odd], verdicts[cases.even]
    if odd.established and even.established:
        return Case(odd, "", "")
    for one, other, word, rest in ((odd, even, "odd", "even"), (even, odd, "even", "odd")):
        if one.established:
            note = f"for {rest} {cases.size} it is not so: {other.message}" if other.message else ""
            return Case(one, f"for {word} {cases.size}", note)
    return None


def with_medians(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those about a median that were not established judged for odd and for even sizes apart."""
    cases = {
        key: apart
        for key, one in judged.items()
        if not one.established and (apart := by_parity(one.line.step.claim)) is not None
    }
    verdicts = verdicts_of((claim for each in cases.values() for claim in (each.odd, each.even)), judge)
    found = dict(judged)
    for key, each in cases.items():
        case = settled(each, verdicts)
        if case is not None:
            found[key] = replace(judged[key], claim=case.verdict, follow=None, condition=case.condition, note=case.note)
    return found


def _is_taken(latex: str, claim: Claim) -> bool:
    context = claim.context
    free = claim.left.free | claim.right.free
    return context.declaration(latex) is not None or context.definition(latex) is not None or latex in free


def _is_median(node: Term) -> bool:
    return node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data == "median"
