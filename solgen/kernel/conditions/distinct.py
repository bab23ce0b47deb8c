"""Conditions of a proof, each once: those that say the same in another order, with a factor or below a root.

Proofs of several equations (of entries, of a real and an imaginary part) come to the same condition in forms of their
own. Summands in another order say the same; what the field can carry is compared by its factors there
(``conditions/multiples``), which is imported where there is something to compare. Source: addition commutes.
"""

from __future__ import annotations

from collections.abc import Iterable

from solgen.notation.context import Context
from solgen.notation.terms import Term, term


def distinct(conditions: Iterable[Term], context: Context) -> tuple[Term, ...]:
    """The conditions without those that follow from the others."""
    found: dict[Term, Term] = {}
    for condition in conditions:
        found.setdefault(_ordered(condition), condition)
    if len(found) < 2:
        return tuple(found.values())
    from solgen.kernel.conditions.multiples import without_multiples  # noqa: PLC0415 -- the field, seldom needed here

    return without_multiples(tuple(found.values()), context)


def _ordered(node: Term) -> Term:
    if "add" not in node.heads:
        return node
    arguments = [_ordered(argument) for argument in node.arguments]
    return term(node.head, sorted(arguments, key=repr) if node.head == "add" else arguments, node.data)
