"""Minimizers of one real variable: ``arg min_c E(c) = m``, the set {m}.

Rule: if ``E(c) - E(m) = q (c - m)^2`` with q positive wherever c is in the domain, then E(c) > E(m) for every c other
than m, so m is the one global minimizer; for arg max, q negative. E must exist for every real c without exception, and
m must lie in the declared domain of c. A name that is defined as an arg min stands for it. Budgets: those of the field.
Source: completing the square, as in any school algebra.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import mapped
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

MECHANISM: Final = "completed square"
_HEADS: Final = ("arg_min", "arg_max")


def attempt(claim: Claim) -> Finding | None:
    """Prove ``arg min = point`` (or the other way round) for a scalar variable; None for anything else."""
    if claim.relation not in ("=", "∈"):
        return None
    for left, right in ((claim.left, claim.right), (claim.right, claim.left)):
        extremum = _extremum(claim.context, left)
        if extremum is not None:
            point = right.arguments[0] if right.head == "set" and len(right.arguments) == 1 else right
            return _prove(claim.context, extremum, point)
    return None


def _extremum(context: Context, node: Term) -> Term | None:
    """The arg min that a Term is, or that a defined name stands for."""
    if node.head == "name":
        definition = context.definition(str(node.data))
        if definition is not None and not definition.parameters:
            node = definition.body
    if node.head not in _HEADS or node.arguments[0].data is None:
        return None
    declaration = context.declaration(str(node.arguments[0].data))
    if declaration is None or declaration.kind is not Kind.REAL or declaration.indices:
        return None
    return node


def _prove(context: Context, extremum: Term, point: Term) -> Finding | None:
    return decided(
        context,
        (extremum, point),
        lambda scope: _by_square(scope, extremum, point),
        mechanism=MECHANISM,
        undefined="the function does not exist everywhere",
        otherwise="the difference to the value at the point is not seen to be a positive multiple of a square",
    )


def _by_square(scope: Scope, extremum: Term, point: Term) -> Proof | None:
    bound, body = extremum.arguments
    named = str(bound.data)
    if named in point.free:
        return None
    place = translate(scope, point)
    if named in place.reach or named in scope.pinned or not _in_domain(scope, named, place):
        return None
    with scope.about_nothing_known(named):
        with scope.keeping(named):
            variable = translate(scope, bound)
            value = translate(scope, body)
        if scope.conditions:
            return None
        rest = value - mapped(scope, value, {named: place})
        offset = variable - place
        quotient = rest / (offset * offset)
        wanted = "+" if extremum.head == "arg_min" else "-"
        if sign(scope, quotient) != wanted:
            return None
    return proof_from(scope, value, place, mechanism=MECHANISM)


def _in_domain(scope: Scope, named: str, place: Element) -> bool:
    """Whether the point has the declared properties of the variable."""
    declaration = scope.context.declaration(named)
    words = {declared.word for declared in declaration.properties} if declaration else {"?"}
    enough = {"positive": ("+",), "negative": ("-",), "nonnegative": ("+", "0+", "0"), "nonzero": ("+", "-", "≠")}
    return all(word in enough and sign(scope, place) in enough[word] for word in words)
