"""The shape of a Term by the table of heads that the package fills from its modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from solgen.notation.context import Context
from solgen.notation.shapes import NUMBER, SET, Shape, declared_shape
from solgen.notation.terms import BINDERS, Term

Rule = Callable[[Term, Context, dict[str, Shape]], Shape]
RULES: Final[dict[str, Rule]] = {}
"""By head."""
_SETS: Final = frozenset(
    {"set", "comprehension", "interval", "union", "intersection", "difference", "arg_min", "arg_max"}
)
_TO_NUMBER: Final = frozenset(
    {"number", "decimal", "unit", "absolute", "norm", "floor", "ceiling", "factorial", "binomial", "cardinality",
     "order_statistic", "root", "minimum", "maximum", "product", "product_over"}
)  # fmt: skip
Bound = Mapping[str, Shape]


def shape_in(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    """The shape of a Term where names are bound. Raises ShapeMismatch."""
    head = node.head
    rule = RULES.get(head)
    if rule is not None:
        return rule(node, context, bound)
    if head in _SETS:
        visit(node, context, bound)
        return SET
    if head in _TO_NUMBER:
        visit(node, context, bound)
        return NUMBER
    return Shape("text")


def visit(node: Term, context: Context, bound: dict[str, Shape]) -> list[Shape]:
    """The shapes of the arguments (for their errors); a bound name is a number unless declared otherwise."""
    if node.head not in BINDERS:
        return [shape_in(argument, context, bound) for argument in node.arguments]
    return [
        shape_in(argument, context, _with_bound(node, context, bound) if position in BINDERS[node.head] else bound)
        for position, argument in enumerate(node.arguments)
        if position > 0
    ]


def _with_bound(node: Term, context: Context, bound: dict[str, Shape]) -> dict[str, Shape]:
    named = str(node.arguments[0].data)
    declaration = context.declaration(named)
    return {**bound, named: declared_shape(declaration) if declaration else NUMBER}
