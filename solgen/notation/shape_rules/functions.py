"""Functions of numbers and of arrays, gradients and derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.notation.context import Context
from solgen.notation.shape_rules.table import Rule, shape_in
from solgen.notation.shapes import (
    ANY_ARRAY,
    FUNCTION,
    NUMBER,
    ONE,
    SET,
    Shape,
    ShapeMismatch,
    declared_shape,
    expect_array,
    expect_column,
    expect_number,
    expect_square,
    unify,
)
from solgen.notation.terms import Term


def _apply(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    function, arguments = node.arguments[0], node.arguments[1:]
    shapes = [shape_in(argument, context, bound) for argument in arguments]
    if function.head == "builtin":
        if function.data == "diag":
            fits = len(shapes) == 1 and shapes[0].is_array
            return Shape("array", shapes[0].rows, shapes[0].rows) if fits else ANY_ARRAY
        if function.data in ("tr", "det", "rank"):
            where = {"tr": "a trace", "det": "a determinant", "rank": "a rank"}[str(function.data)]
            expect_array(shapes[0], where)
            if function.data != "rank" and shapes[0].is_array:
                expect_square(shapes[0], context, where)
        elif function.data in _OF_ARRAYS:
            return _OF_ARRAYS[str(function.data)](arguments, shapes, context)
        elif function.data not in ("max", "min", "median"):
            expect_number(shapes[0], f"the argument of {function.data}")
        return NUMBER
    if function.head == "gradient":
        return _gradient_value(function, arguments, context, shapes)
    if function.head == "subdifferential":
        return SET
    while function.head == "prime":
        function = function.arguments[0]
    return _function_value(function, context, shapes)


def _function_value(function: Term, context: Context, shapes: list[Shape]) -> Shape:
    if function.head == "index":
        return NUMBER
    named = str(function.data)
    definition = context.definition(named)
    if definition is not None and definition.target.head == "apply":
        if len(definition.parameters) != len(shapes):
            message = f"{named} takes {len(definition.parameters)} arguments, not {len(shapes)}"
            raise ShapeMismatch(message)
        for parameter, shape in zip(definition.parameters, shapes, strict=True):
            declaration = context.declaration(parameter)
            if declaration is not None:
                unify(declared_shape(declaration), shape, context, f"the argument of {named}")
        return shape_in(definition.body, context, {})
    declaration = context.declaration(named)
    if declaration is not None and declaration.has("elementwise") and len(shapes) == 1:
        return shapes[0]
    if declaration is not None and declaration.shape:
        columns = declaration.shape[1] if len(declaration.shape) > 1 else ONE
        return Shape("array", declaration.shape[0], columns)
    return NUMBER


def _gradient_value(function: Term, arguments: tuple[Term, ...], context: Context, shapes: list[Shape]) -> Shape:
    inner = function.arguments[0]
    if inner.head == "gradient":
        _gradient_value(inner, arguments, context, shapes)
        expect_column(shapes[0], "a second derivative by")
        return Shape("array", shapes[0].rows, shapes[0].rows)
    _function_value(inner, context, shapes)
    return shapes[0] if arguments else ANY_ARRAY


def _gradient(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    if len(node.arguments) == 1:
        return FUNCTION
    body, by = (shape_in(argument, context, bound) for argument in node.arguments)
    if node.arguments[0].head == "gradient":
        return _jacobian(body, by)
    expect_number(body, "what a gradient is taken of")
    return by


def _jacobian(body: Shape, by: Shape) -> Shape:
    """The derivative of a column by a column: a row for each entry of the first (numerator layout)."""
    expect_column(body, "a derivative of")
    expect_column(by, "a derivative of a vector by")
    return Shape("array", body.rows, by.rows)


def _of_same_shape(_arguments: tuple[Term, ...], shapes: list[Shape], context: Context) -> Shape:
    result = shapes[0]
    for shape in shapes[1:]:
        result = unify(result, shape, context, "an entrywise product")
    return result


def _inner_product(_arguments: tuple[Term, ...], shapes: list[Shape], context: Context) -> Shape:
    if len(shapes) != 2:
        message = "an inner product has two arguments"
        raise ShapeMismatch(message)
    unify(shapes[0], shapes[1], context, "an inner product")
    return NUMBER


def _turned(_arguments: tuple[Term, ...], shapes: list[Shape], _context: Context) -> Shape:
    expect_array(shapes[0], "a pseudoinverse")
    return Shape("array", shapes[0].columns, shapes[0].rows)


def _norm_of_column(_arguments: tuple[Term, ...], shapes: list[Shape], _context: Context) -> Shape:
    expect_column(shapes[0], "this norm of")
    return NUMBER


def _sized(arguments: tuple[Term, ...], shapes: list[Shape], _context: Context) -> Shape:
    expect_number(shapes[0], "a size")
    return Shape("array", arguments[0], arguments[0])


def _sized_column(arguments: tuple[Term, ...], shapes: list[Shape], _context: Context) -> Shape:
    expect_number(shapes[0], "a size")
    return Shape("array", arguments[0], ONE)


_OF_ARRAYS: Final[dict[str, Callable[[tuple[Term, ...], list[Shape], Context], Shape]]] = {
    "Hadamard product": _of_same_shape,
    "inner product": _inner_product,
    "pseudoinverse": _turned,
    "sum norm": _norm_of_column,
    "maximum norm": _norm_of_column,
    "identity": _sized,
    "ones": _sized_column,
}


def _derivative(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    body = shape_in(node.arguments[0], context, bound)
    for by in node.arguments[1:]:
        shape = shape_in(by, context, bound)
        if shape.is_array:
            body = shape if body == NUMBER else _jacobian(body, shape)
    return body


def _higher_derivative(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    if any(shape_in(each, context, bound) != NUMBER for each in node.arguments):
        raise ShapeMismatch("a derivative of this order is taken of a number, by a number")
    return NUMBER


def _function(_node: Term, _context: Context, _bound: dict[str, Shape]) -> Shape:
    return FUNCTION


RULES: dict[str, Rule] = {
    "builtin": _function,
    "prime": _function,
    "subdifferential": _function,
    "apply": _apply,
    "gradient": _gradient,
    "derivative": _derivative,
    "higher_derivative": _higher_derivative,
}
