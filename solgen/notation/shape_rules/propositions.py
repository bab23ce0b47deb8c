"""Propositions, whose sides must fit."""

from __future__ import annotations

from typing import Final

from solgen.notation.context import Context
from solgen.notation.shape_rules.arithmetic import is_zero
from solgen.notation.shape_rules.table import Rule, visit
from solgen.notation.shapes import PROPOSITION, Shape, expect_number, expect_square, unify
from solgen.notation.terms import Term

_PROPOSITIONS: Final = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists", "statements"})


def _proposition(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = visit(node, context, bound)
    if node.head in ("relation", "chain"):
        signs = node.data if isinstance(node.data, tuple) else (str(node.data),)
        for position, sign in enumerate(signs):
            if sign in ("≻", "⪰"):
                _expect_symmetric_order(shapes[position : position + 2], context)
            if not any(is_zero(side) for side in node.arguments[position : position + 2]):
                _relate(str(sign), shapes[position], shapes[position + 1], context)
    return PROPOSITION


def _relate(sign: str, left: Shape, right: Shape, context: Context) -> None:
    if sign in ("=", "≠", "≈", "≡"):
        if {left.sort, right.sort} & {"set", "text", "tuple"}:
            return
        unify(left, right, context, f"the two sides of {sign}")
    elif sign in ("≻", "⪰"):
        unify(left, right, context, f"the two sides of {sign}")
    elif sign in ("<", "≤", ">", "≥"):
        for side in (left, right):
            if side.sort != "text":
                expect_number(side, f"a side of {sign}")


def _expect_symmetric_order(shapes: list[Shape], context: Context) -> None:
    """Positive definiteness speaks of square matrices."""
    for shape in shapes:
        if shape.is_array:
            expect_square(shape, context, "positive definiteness")


RULES: dict[str, Rule] = dict.fromkeys(_PROPOSITIONS, _proposition)
