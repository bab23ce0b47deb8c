"""Sums, products and quotients taken apart and put together as one writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import prod
from typing import Final

from solgen.notation.context import Context
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, add, multiply, number, term

ONE: Final = number(1)
TWO: Final = number(2)
HALF: Final = term("divide", [ONE, TWO])


def negated(node: Term) -> Term:
    """``-node``, without two signs before each other."""
    return node.arguments[0] if node.head == "negate" else term("negate", [node])


def summands(node: Term) -> tuple[Term, ...]:
    """The summands of a sum; of anything else, itself."""
    return node.arguments if node.head == "add" else (node,)


def factors(node: Term) -> tuple[Term, ...]:
    """The factors of a product; of anything else, itself."""
    return node.arguments if node.head == "multiply" else (node,)


def total(parts: Sequence[Term]) -> Term:
    """The sum of the parts, flat; 0 for none."""
    flat = [inner for part in parts for inner in summands(part)]
    return add(*flat) if flat else number(0)


def product(parts: Iterable[Term]) -> Term:
    """The product of the parts, flat and with one sign in front; 1 for none."""
    flat: list[Term] = []
    minus = False
    for part in parts:
        if part.head == "negate":
            minus, bare = not minus, part.arguments[0]
        else:
            bare = part
        flat.extend(factors(bare))
    flat = [part for part in flat if part is not ONE]
    result = multiply(*flat) if flat else ONE
    return negated(result) if minus else result


def quotient(top: Term, bottom: Term) -> Term:
    """``top/bottom``; over 1, the numerator."""
    return top if bottom is ONE else term("divide", [top, bottom])


def power(base: Term, exponent: Term) -> Term:
    """``base^exponent``; the first power is the base."""
    return base if exponent is ONE else term("power", [base, exponent])


def without(parts: Sequence[Term], position: int) -> list[Term]:
    """All parts but one."""
    return [part for place, part in enumerate(parts) if place != position]


def each(parts: Sequence[Term]) -> Iterator[tuple[Term, list[Term]]]:
    """Each part with the others."""
    for position, part in enumerate(parts):
        yield part, without(parts, position)


def with_factor(node: Term, factor: Term, like: Term | None = None) -> Term:
    """``factor`` times ``node``, where one would write it.

    A number stands in front; another factor stands where it stood in ``like``, before the same factors.
    """
    if node.head == "negate":
        return negated(with_factor(node.arguments[0], factor, like))
    if factor.head == "divide" and factor.arguments[0] is ONE and node.head == "divide":
        return term("divide", [node.arguments[0], product([factor.arguments[1], node.arguments[1]])])
    parts = list(factors(node))
    if parts == [ONE]:
        return factor
    place = 0
    if factor.head not in ("number", "divide"):
        following = _following(factor, like) if like is not None else frozenset()
        leading = sum(1 for part in parts if part.head in ("number", "decimal"))
        known = [position for position, part in enumerate(parts) if part in following]
        place = min(known) if known else leading if not following else len(parts)
    return product([*parts[:place], factor, *parts[place:]])


def _following(factor: Term, like: Term) -> frozenset[Term]:
    """The factors that stand after ``factor`` in the first product of ``like`` that has it."""
    for node in like.walk():
        if node.head == "multiply" and factor in node.arguments:
            return frozenset(node.arguments[node.arguments.index(factor) + 1 :])
    return frozenset()


def is_array(node: Term, context: Context) -> bool:
    """Whether it has the shape of a matrix or a vector; False where it has no shape."""
    try:
        return shape_of(node, context).is_array
    except (ShapeMismatch, ValueError):
        return False


def is_number(node: Term, context: Context) -> bool:
    """Whether it has the shape of a number; False where it has no shape."""
    try:
        return shape_of(node, context).sort == "number"
    except (ShapeMismatch, ValueError):
        return False


def is_reciprocal(node: Term) -> bool:
    """Whether it is written as ``1/a`` or ``a^{-1}``."""
    return (node.head == "divide" and node.arguments[0] is ONE) or (
        node.head == "power" and node.arguments[1] is negated(ONE)
    )


def reciprocal_of(node: Term) -> Term:
    """``1/node``, as it is written of an array or a number; of a reciprocal, what stood below."""
    if node.head == "divide" and node.arguments[0] is ONE:
        return node.arguments[1]
    return term("divide", [ONE, node])


def is_result(node: Term) -> bool:
    """Whether it is a mere number, with a sign or a unit: some summand or factor makes any other of it."""
    if node.head in ("negate", "multiply", "add"):
        return all(map(is_result, node.arguments))
    return node.head in ("number", "decimal", "unit")


@lru_cache(maxsize=8192)
def in_order(node: Term) -> Term:
    """The Term with summands in one order and whole numbers worked out: ``b + a`` as ``a + b``, ``2 · 3`` as 6."""
    if not node.arguments:
        return node
    arguments = [in_order(argument) for argument in node.arguments]
    if node.head in ("add", "multiply") and all(argument.head == "number" for argument in arguments):
        values = [int(str(argument.data)) for argument in arguments]
        return number(sum(values) if node.head == "add" else prod(values))
    if node.head == "add":
        arguments = sorted((inner for argument in arguments for inner in summands(argument)), key=repr)
    return term(node.head, arguments, node.data)


def distinct(nodes: Iterable[Term]) -> list[Term]:
    """Each once, in order."""
    return list(dict.fromkeys(nodes))
