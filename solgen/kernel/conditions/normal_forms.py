"""Conditions as "or" of "and" of relations, and as "and" of "or".

Rules: distributivity; a chain is the conjunction of its links; ``x ∈ {a, b}`` is ``x = a`` or ``x = b``; ``x ∈ [a, b]``
is ``a ≤ x`` and ``x ≤ b``; ``x ∉ {a, b}`` is ``x ≠ a`` and ``x ≠ b``; ``(x, y) = (a, b)`` is ``x = a`` and
``y = b``. A relation holds only where its sides exist, and no rule here takes a side away or adds one. There is no rule
for "not", which holds where sides do not exist.
Budget: ``_MOST`` members. Source: propositional logic.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import Final

from solgen.kernel.claim import Claim
from solgen.notation.terms import Term, constant, relation

_MOST: Final = 64
COMPARISONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})

Literals = tuple[Term, ...]


def step_of(claim: Claim) -> Claim | None:
    """The claim as a step between two conditions, where it is one: ``P ⇔ Q``, also as a proposition by itself."""
    if claim.relation == "⊢" and claim.left.head == "relation" and claim.left.data in ("⇒", "⇔"):
        left, right = claim.left.arguments
        return replace(claim, left=left, relation=str(claim.left.data), right=right)
    return claim if claim.relation in ("⇒", "⇔") else None


def disjunctive(node: Term) -> tuple[Literals, ...] | None:
    """The condition as alternatives, each a conjunction of comparisons; None where it is of no such form."""
    return _normal(node, inner="and")


def conjunctive(node: Term) -> tuple[Literals, ...] | None:
    """The condition as clauses that all hold, each a disjunction of comparisons; None where it is of no such form."""
    return _normal(node, inner="or")


def comparisons(node: Term) -> tuple[Term, ...] | None:
    """All comparisons that the condition is made of."""
    found = _normal(node, inner="and")
    return None if found is None else tuple(dict.fromkeys(literal for literals in found for literal in literals))


def _normal(node: Term, inner: str) -> tuple[Literals, ...] | None:
    opened = _opened(node)
    if opened is None and node.head == "relation" and node.data in COMPARISONS:
        return ((node,),)
    if opened is None:
        return None
    word, parts = opened
    forms: list[tuple[Literals, ...]] = []
    for part in parts:
        form = _normal(part, inner)
        if form is None:
            return None
        forms.append(form)
    if word != inner:
        members = tuple(literals for form in forms for literals in form)
        return members if len(members) <= _MOST else None
    count = 1
    for form in forms:
        count *= len(form)
    if count > _MOST:
        return None
    return tuple(
        tuple(dict.fromkeys(literal for literals in chosen for literal in literals)) for chosen in product(*forms)
    )


def _opened(node: Term) -> tuple[str, tuple[Term, ...]] | None:
    """A condition as the conjunction or disjunction of its parts."""
    if node.head in ("and", "or"):
        return node.head, node.arguments
    if node.head == "statements":
        return "and", node.arguments
    if node.head == "chain" and isinstance(node.data, tuple) and set(node.data) <= COMPARISONS:
        links = zip(node.data, pairwise(node.arguments), strict=True)
        return "and", tuple(relation(str(sign), left, right) for sign, (left, right) in links)
    if node.head == "relation" and node.data in ("∈", "∉"):
        return _membership(node)
    if node.head == "relation" and node.data == "=":
        return _entries(node)
    return None


def _entries(node: Term) -> tuple[str, tuple[Term, ...]] | None:
    """An equation of two arrays that are written out, ``(x, y) = (1, 2)``: they agree at each place.

    There is no such rule for ``≠``, which asks that all entries exist.
    """
    left, right = node.arguments
    if left.head != right.head or left.head not in ("tuple", "matrix") or left.data != right.data:
        return None
    if len(left.arguments) != len(right.arguments) or not left.arguments:
        return None
    if any(entry.head in ("dots", "sequence") for entry in (*left.arguments, *right.arguments)):
        return None
    pairs = zip(left.arguments, right.arguments, strict=True)
    return "and", tuple(relation("=", one, other) for one, other in pairs)


def _membership(node: Term) -> tuple[str, tuple[Term, ...]] | None:
    member, container = node.arguments
    if container.head == "set" and container.arguments:
        sign, word = ("=", "or") if node.data == "∈" else ("≠", "and")
        return word, tuple(relation(sign, member, element) for element in container.arguments)
    if container.head == "interval" and node.data == "∈":
        brackets, (low, high) = str(container.data), container.arguments
        ends = []
        if not _infinite(low):
            ends.append(relation("≤" if brackets[0] == "[" else "<", low, member))
        if not _infinite(high):
            ends.append(relation("≤" if brackets[1] == "]" else "<", member, high))
        return ("and", tuple(ends)) if ends else None
    return None


def _infinite(end: Term) -> bool:
    return constant("infinity") in (end, end.arguments[0] if end.head == "negate" else end)
