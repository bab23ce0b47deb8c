"""The form of an answer, seen on the Term as written: which names occur in it.

Rule: "in terms of o" means that no other declared or defined name occurs free. Numbers, constants, built-in functions
and bound names always may; so may what stands inside the argument of an allowed function (``\\sigma(2 x)`` is in terms
of sigma), and the parts that an allowed matrix is declared with: its columns, its diagonal, its sizes. Nothing is
unfolded: an answer that hides x behind another name is not in terms of o unless that name was allowed too. Sound
because it is a statement about the Term alone. Work is one pass.
"""

from __future__ import annotations

from collections.abc import Iterable

from solgen.notation.context import Context
from solgen.notation.terms import Term

_PARTS = ("orthonormal columns", "columns", "rows", "diagonal")


def in_form(term: Term, allowed: Iterable[str], context: Context) -> str | None:
    """None where only ``allowed`` names occur in the answer; else what occurs besides, for the author."""
    names = _with_parts(frozenset(allowed), context)
    strangers = sorted(_outside(term, names) - names)
    return f"it still contains {', '.join(strangers)}" if strangers else None


def _with_parts(allowed: frozenset[str], context: Context) -> frozenset[str]:
    """The allowed names, and those that their declarations bring along."""
    found = set(allowed)
    for named in allowed:
        declaration = context.declaration(named)
        if declaration is None:
            continue
        for word in _PARTS:
            found |= {str(part.data) for part in declaration.property_terms(word) or () if part.head == "name"}
        for size in (*declaration.shape, *(indexed.high for indexed in declaration.indices)):
            found |= size.free
    return frozenset(found)


def _outside(term: Term, allowed: frozenset[str]) -> frozenset[str]:
    """The free names of a Term that do not stand inside an argument or index of an allowed name only."""
    if term.head in ("apply", "index", "order_statistic"):
        head = term.arguments[0]
        if head.head == "name" and head.data in allowed:
            return frozenset({str(head.data)})
    if not term.arguments:
        return term.free
    inner = frozenset().union(*(_outside(argument, allowed) for argument in term.arguments))
    return inner & term.free
