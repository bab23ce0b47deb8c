"""Conditions of a proof, each once: two that differ in the order of summands only say the same.

Proofs of several equations (of a real and an imaginary part) come to the same condition in orders of their own. Factors
keep their order, for they may be matrices. Source: addition commutes.
"""

from __future__ import annotations

from collections.abc import Iterable

from solgen.notation.terms import Term, term


def distinct(conditions: Iterable[Term]) -> tuple[Term, ...]:
    """The conditions without those that were there before."""
    found: dict[Term, Term] = {}
    for condition in conditions:
        found.setdefault(_ordered(condition), condition)
    return tuple(found.values())


def _ordered(node: Term) -> Term:
    if "add" not in node.heads:
        return node
    arguments = [_ordered(argument) for argument in node.arguments]
    return term(node.head, sorted(arguments, key=repr) if node.head == "add" else arguments, node.data)
