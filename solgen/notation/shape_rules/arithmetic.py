"""Sums, products, powers, matrices, and what runs over a bound name."""

from __future__ import annotations

from solgen.notation.context import Context
from solgen.notation.shape_rules.table import Rule, shape_in, visit
from solgen.notation.shapes import (
    ANY_ARRAY,
    SET,
    TUPLE,
    Shape,
    block_shape,
    expect_array,
    expect_number,
    expect_square,
    product_shape,
    unify,
)
from solgen.notation.terms import Term, number


def _add(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    result = shape_in(node.arguments[0], context, bound)
    for summand in node.arguments[1:]:
        shape = shape_in(summand, context, bound)
        result = SET if SET in (result, shape) else unify(result, shape, context, "a sum")
    return result


def _same(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    return shape_in(node.arguments[0], context, bound)


def _multiply(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    result = shape_in(node.arguments[0], context, bound)
    for factor in node.arguments[1:]:
        result = product_shape(result, shape_in(factor, context, bound), context)
    return result


def _divide(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    numerator, denominator = (shape_in(argument, context, bound) for argument in node.arguments)
    expect_number(denominator, "a denominator")
    return numerator


def _power(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    base, exponent = (shape_in(argument, context, bound) for argument in node.arguments)
    expect_number(exponent, "an exponent")
    if base.is_array:
        expect_square(base, context, "a power")
    return base


def _transpose(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shape = shape_in(node.arguments[0], context, bound)
    expect_array(shape, "a transpose")
    return Shape("array", shape.columns, shape.rows)


def _inverse(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shape = shape_in(node.arguments[0], context, bound)
    expect_array(shape, "an inverse")
    expect_square(shape, context, "an inverse")
    return shape


def _matrix(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = visit(node, context, bound)
    assert isinstance(node.data, tuple)
    rows, columns = (int(size) for size in node.data)
    if not any(shape.is_array for shape in shapes):
        return Shape("array", number(rows), number(columns))
    blocks = [ANY_ARRAY if is_zero(entry) else shape for entry, shape in zip(node.arguments, shapes, strict=True)]
    return block_shape([blocks[row * columns : (row + 1) * columns] for row in range(rows)], context)


def _tuple(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    visit(node, context, bound)
    return TUPLE


def _big_sum(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    return visit(node, context, bound)[-1]


def _cases(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = [shape_in(argument, context, bound) for argument in node.arguments]
    values = shapes[0::2]
    if SET in values:
        return SET
    result = values[0]
    for shape in values[1:]:
        result = unify(result, shape, context, "the cases")
    return result


def is_zero(node: Term) -> bool:
    """Whether it is the literal 0, which is a number, a vector or a matrix as its neighbour needs."""
    return node.head == "number" and node.data == 0


RULES: dict[str, Rule] = {
    "add": _add,
    "negate": _same,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "transpose": _transpose,
    "inverse": _inverse,
    "matrix": _matrix,
    "tuple": _tuple,
    "sum": _big_sum,
    "sum_over": _big_sum,
    "limit": _big_sum,
    "evaluated": _big_sum,
    "integral": _big_sum,
    "antiderivative": _big_sum,
    "cases": _cases,
}
