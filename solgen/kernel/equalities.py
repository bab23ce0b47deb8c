"""Equality of scalars: both sides in one field of fractions, difference zero.

Rule: if the difference of the two sides is the zero fraction, they are equal wherever both exist; ``domains`` has
seen to it that they exist everywhere but on the listed exceptions. First without the hypotheses, then with them: only
what was used is listed as assumed. Equations between hypotheses that fix a sum or a component (``sum t_i = 1``) are
substituted in the difference. Budgets: those of ``field/fractions`` (terms, generators, exponents).
Source: Geddes, Czapor and Labahn, Algorithms for Computer Algebra, chapter 3.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import composed
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.setting import Untried, both_ways
from solgen.kernel.field.translate import translate
from solgen.notation.terms import Term

MECHANISM: Final = "normal form"


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left = right`` between scalars; None for anything else."""
    if claim.relation != "=":
        return None
    return prove_equal(claim, claim.left, claim.right)


def prove_equal(claim: Claim, left: Term, right: Term) -> Finding | None:
    """A Proof that two scalar Terms are equal, Unsettled with the reason, or None where they are no scalars.

    A proof with exceptions is kept while one without is looked for among the hypotheses.
    """
    reason = ""
    excepted: Proof | None = None
    undefined = "domains differ, or a side does not exist"
    try:
        for found in both_ways(claim.context, (left, right), lambda scope: _equal(scope, left, right), undefined):
            if isinstance(found, Untried):
                reason = found.reason
                continue
            if found is not None and not found.conditions:
                return found
            excepted = excepted or found
            reason = "the two sides have different normal forms"
    except Unsupported:
        return excepted
    return excepted or Unsettled(MECHANISM, reason)


def _equal(scope: Scope, left: Term, right: Term) -> Proof | None:
    first, second = translate(scope, left), translate(scope, right)
    difference = first - second
    if not difference.is_zero:
        difference = with_fixed_sums(scope, difference)
    if not difference.is_zero:
        return None
    return proof_from(scope, first, second)


def proof_from(scope: Scope, *elements: Element, mechanism: str = MECHANISM) -> Proof:
    """A Proof with what the scope has noted."""
    return Proof(
        mechanism,
        range=_range(elements),
        conditions=tuple(scope.conditions),
        assumed=tuple(sorted(scope.used)),
        evidence=(("generators", str(len(scope.field.generators))),),
    )


def _range(elements: tuple[Element, ...]) -> str:
    """``for all N, d``: the sizes of the sums."""
    names: dict[str, None] = {}
    for element in elements:
        for generator in element.field.generators:
            if generator.kind == "sum":
                for high in generator.arguments[:-1]:
                    names.update(dict.fromkeys(sorted(t for t in high.reach if t[0] not in "?#@!")))
    return f"for all {', '.join(names)}" if names else ""


def with_fixed_sums(scope: Scope, difference: Element) -> Element:
    """The difference with sums and components replaced that a hypothesis fixes."""
    if not scope.fixed:
        return difference
    changed: dict[int, Element] = {}
    for position, (value, hypothesis) in scope.fixed.items():
        if position in difference.positions:
            changed[position] = value
            scope.used.add(hypothesis)
    return composed(scope, difference, changed) if changed else difference
