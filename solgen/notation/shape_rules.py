"""What kind of thing a Term is: number, array with rows and columns, set, function, proposition.

The rules are those of linear algebra as it is written: a product needs matching inner sizes, a vector is a column, a
1 × 1 product is a number, ``0`` and ``I`` take whatever size fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from solgen.notation.context import Context
from solgen.notation.shapes import (
    ANY_ARRAY,
    FUNCTION,
    NUMBER,
    ONE,
    PROPOSITION,
    SET,
    TUPLE,
    Shape,
    ShapeMismatch,
    block_shape,
    declared_shape,
    describe,
    expect_array,
    expect_column,
    expect_number,
    expect_square,
    product_shape,
    unify,
)
from solgen.notation.terms import BINDERS, Term, name, number

_PROPOSITIONS: Final = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists", "statements"})
_SETS: Final = frozenset(
    {"set", "comprehension", "interval", "union", "intersection", "difference", "arg_min", "arg_max"}
)
_TO_NUMBER: Final = frozenset(
    {"number", "decimal", "unit", "absolute", "norm", "floor", "ceiling", "factorial", "binomial", "cardinality",
     "order_statistic", "root", "minimum", "maximum", "product", "product_over"}
)  # fmt: skip
_ARITHMETIC: Final = frozenset(
    {"number", "decimal", "unit", "name", "add", "negate", "multiply", "divide", "power", "root", "absolute", "floor",
     "ceiling", "factorial", "binomial"}
)  # fmt: skip
"""Heads by which numbers give a number, whatever numbers they are."""
_COMPARISONS: Final = frozenset({"=", "≠", "≈", "≡", "<", "≤", ">", "≥"})
Bound = Mapping[str, Shape]


def shape_of(node: Term, context: Context, bound: Bound | None = None) -> Shape:
    """The shape of a Term. Raises ShapeMismatch where sizes do not fit; unknown names count as numbers."""
    if not bound:
        if node.head == "relation" and node.data in _COMPARISONS:
            if all(_is_arithmetic(side, context) for side in node.arguments):
                return PROPOSITION
        elif _is_arithmetic(node, context):
            return NUMBER
    return _shape(node, context, dict(bound or {}))


def _is_arithmetic(node: Term, context: Context) -> bool:
    """Whether a Term is plain arithmetic with numbers: then its shape is seen without a look at each node."""
    return node.heads <= _ARITHMETIC and all(_is_number(named, context) for named in node.free)


@lru_cache(maxsize=2048)
def _is_number(named: str, context: Context) -> bool:
    """Whether a name that nothing binds is a number; many formulas of a text ask for the same names."""
    try:
        return _name(name(named), context, {}) == NUMBER
    except ShapeMismatch:
        return False


def _shape(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    head = node.head
    if head in _PROPOSITIONS:
        return _proposition(node, context, bound)
    if head in _SETS:
        _visit(node, context, bound)
        return SET
    rule = _RULES.get(head)
    if rule is not None:
        return rule(node, context, bound)
    if head in _TO_NUMBER:
        _visit(node, context, bound)
        return NUMBER
    return Shape("text")


def _visit(node: Term, context: Context, bound: dict[str, Shape]) -> list[Shape]:
    """The shapes of the arguments (for their errors); a bound name is a number unless declared otherwise."""
    if node.head not in BINDERS:
        return [_shape(argument, context, bound) for argument in node.arguments]
    return [
        _shape(argument, context, _with_bound(node, context, bound) if position in BINDERS[node.head] else bound)
        for position, argument in enumerate(node.arguments)
        if position > 0
    ]


def _with_bound(node: Term, context: Context, bound: dict[str, Shape]) -> dict[str, Shape]:
    named = str(node.arguments[0].data)
    declaration = context.declaration(named)
    return {**bound, named: declared_shape(declaration) if declaration else NUMBER}


def _name(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    named = str(node.data)
    if named in bound:
        return bound[named]
    declaration = context.declaration(named)
    if declaration is not None:
        return TUPLE if declaration.indices else declared_shape(declaration)
    definition = context.definition(named)
    if definition is None:
        return NUMBER
    if definition.target.head == "apply":
        return FUNCTION
    return TUPLE if definition.parameters else _shape(definition.body, context, {})


def _constant(node: Term, _context: Context, _bound: dict[str, Shape]) -> Shape:
    if node.data == "identity":
        return ANY_ARRAY
    if node.data in ("true", "false"):
        return PROPOSITION
    return SET if node.data in ("everything", "empty", "reals", "integers") else NUMBER


def _index(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    base, indices = node.arguments[0], node.arguments[1:]
    for index in indices:
        expect_number(_shape(index, context, bound), "an index")
    if base.head == "name" and str(base.data) not in bound:
        named = str(base.data)
        declaration = context.declaration(named)
        if declaration is not None and declaration.indices:
            if len(indices) != len(declaration.indices):
                message = f"{named} has {len(declaration.indices)} indices, not {len(indices)}"
                raise ShapeMismatch(message)
            return declared_shape(declaration)
        definition = context.definition(named)
        if declaration is None and definition is not None and definition.target.head == "index":
            if len(indices) != len(definition.parameters):
                message = f"{named} has {len(definition.parameters)} indices, not {len(indices)}"
                raise ShapeMismatch(message)
            return _shape(definition.body, context, {})
    shape = _shape(base, context, bound)
    if shape.is_array:
        expected = 1 if shape.columns is ONE else 2
        if len(indices) != expected:
            message = f"an entry of {describe(shape)} needs {expected} indices, not {len(indices)}"
            raise ShapeMismatch(message)
        return NUMBER
    if shape.sort in ("tuple", "number"):
        return NUMBER
    message = f"an index on {describe(shape)}"
    raise ShapeMismatch(message)


def _apply(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    function, arguments = node.arguments[0], node.arguments[1:]
    shapes = [_shape(argument, context, bound) for argument in arguments]
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
        return _shape(definition.body, context, {})
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
    body, by = (_shape(argument, context, bound) for argument in node.arguments)
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


def _add(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    result = _shape(node.arguments[0], context, bound)
    for summand in node.arguments[1:]:
        shape = _shape(summand, context, bound)
        result = SET if SET in (result, shape) else unify(result, shape, context, "a sum")
    return result


def _same(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    return _shape(node.arguments[0], context, bound)


def _multiply(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    result = _shape(node.arguments[0], context, bound)
    for factor in node.arguments[1:]:
        result = product_shape(result, _shape(factor, context, bound), context)
    return result


def _divide(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    numerator, denominator = (_shape(argument, context, bound) for argument in node.arguments)
    expect_number(denominator, "a denominator")
    return numerator


def _power(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    base, exponent = (_shape(argument, context, bound) for argument in node.arguments)
    expect_number(exponent, "an exponent")
    if base.is_array:
        expect_square(base, context, "a power")
    return base


def _transpose(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shape = _shape(node.arguments[0], context, bound)
    expect_array(shape, "a transpose")
    return Shape("array", shape.columns, shape.rows)


def _inverse(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shape = _shape(node.arguments[0], context, bound)
    expect_array(shape, "an inverse")
    expect_square(shape, context, "an inverse")
    return shape


def _matrix(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = _visit(node, context, bound)
    assert isinstance(node.data, tuple)
    rows, columns = (int(size) for size in node.data)
    if not any(shape.is_array for shape in shapes):
        return Shape("array", number(rows), number(columns))
    blocks = [ANY_ARRAY if _is_zero(entry) else shape for entry, shape in zip(node.arguments, shapes, strict=True)]
    return block_shape([blocks[row * columns : (row + 1) * columns] for row in range(rows)], context)


def _tuple(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    _visit(node, context, bound)
    return TUPLE


def _big_sum(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    return _visit(node, context, bound)[-1]


def _derivative(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    body = _shape(node.arguments[0], context, bound)
    for by in node.arguments[1:]:
        shape = _shape(by, context, bound)
        if shape.is_array:
            body = shape if body == NUMBER else _jacobian(body, shape)
    return body


def _cases(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = [_shape(argument, context, bound) for argument in node.arguments]
    values = shapes[0::2]
    if SET in values:
        return SET
    result = values[0]
    for shape in values[1:]:
        result = unify(result, shape, context, "the cases")
    return result


def _function(_node: Term, _context: Context, _bound: dict[str, Shape]) -> Shape:
    return FUNCTION


def _proposition(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    shapes = _visit(node, context, bound)
    if node.head in ("relation", "chain"):
        signs = node.data if isinstance(node.data, tuple) else (str(node.data),)
        for position, sign in enumerate(signs):
            if sign in ("≻", "⪰"):
                _expect_symmetric_order(shapes[position : position + 2], context)
            if not any(_is_zero(side) for side in node.arguments[position : position + 2]):
                _relate(str(sign), shapes[position], shapes[position + 1], context)
    return PROPOSITION


def _is_zero(node: Term) -> bool:
    """Whether it is the literal 0, which is a number, a vector or a matrix as its neighbour needs."""
    return node.head == "number" and node.data == 0


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


"""How names begin that are spoken with a vowel in front: an N × d matrix, a d × d matrix."""


_RULES: Final[dict[str, Callable[[Term, Context, dict[str, Shape]], Shape]]] = {
    "name": _name,
    "constant": _constant,
    "builtin": _function,
    "prime": _function,
    "subdifferential": _function,
    "index": _index,
    "apply": _apply,
    "gradient": _gradient,
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
    "derivative": _derivative,
    "cases": _cases,
}
