"""What kind of thing a Term is: number, array with rows and columns, set, function, proposition.

The rules are those of linear algebra as it is written: a product needs matching inner sizes, a vector is a column, a
1 × 1 product is a number, ``0`` and ``I`` take whatever size fits.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from solgen.notation.context import Context
from solgen.notation.shape_rules import arithmetic, functions, names, propositions
from solgen.notation.shape_rules.names import shape_of_name
from solgen.notation.shape_rules.table import RULES, Bound, shape_in
from solgen.notation.shapes import NUMBER, PROPOSITION, Shape, ShapeMismatch
from solgen.notation.terms import Term, name

_ARITHMETIC: Final = frozenset(
    {"number", "decimal", "unit", "name", "add", "negate", "multiply", "divide", "power", "root", "absolute", "floor",
     "ceiling", "factorial", "binomial"}
)  # fmt: skip
"""Heads by which numbers give a number, whatever numbers they are."""
_COMPARISONS: Final = frozenset({"=", "≠", "≈", "≡", "<", "≤", ">", "≥"})

for _part in (names, functions, arithmetic, propositions):
    RULES.update(_part.RULES)


def shape_of(node: Term, context: Context, bound: Bound | None = None) -> Shape:
    """The shape of a Term. Raises ShapeMismatch where sizes do not fit; unknown names count as numbers."""
    if not bound:
        if node.head == "relation" and node.data in _COMPARISONS:
            if all(_is_arithmetic(side, context) for side in node.arguments):
                return PROPOSITION
        elif _is_arithmetic(node, context):
            return NUMBER
    return shape_in(node, context, dict(bound or {}))


def _is_arithmetic(node: Term, context: Context) -> bool:
    """Whether a Term is plain arithmetic with numbers: then its shape is seen without a look at each node."""
    return node.heads <= _ARITHMETIC and all(_is_number(named, context) for named in node.free)


@lru_cache(maxsize=2048)
def _is_number(named: str, context: Context) -> bool:
    """Whether a name that nothing binds is a number; many formulas of a text ask for the same names."""
    try:
        return shape_of_name(name(named), context, {}) == NUMBER
    except ShapeMismatch:
        return False
