"""Shapes themselves: what sizes are the same, what fits into a sum or a product, and how a shape is said in words.

Sizes are Terms, so that ``N`` and ``d`` stay symbolic; two sizes are the same when they are the same Term after the
definitions of size names are put in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, number, term

ONE: Final = number(1)


class ShapeMismatch(ValueError):  # noqa: N818 -- it becomes the verdict "ill-formed", not a crash
    """Shapes that do not go together; the message names them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``sort`` is number, array, set, function, proposition, tuple, event or text; sizes only for arrays.

    An array whose ``rows`` is None takes any size (the identity, or zero where an array is expected).
    """

    sort: str
    rows: Term | None = None
    columns: Term | None = None

    @property
    def is_array(self) -> bool:
        """Whether it is a vector or a matrix (a column is ``rows × 1``)."""
        return self.sort == "array"


NUMBER: Final = Shape("number")
ANY_ARRAY: Final = Shape("array")
SET: Final = Shape("set")
FUNCTION: Final = Shape("function")
PROPOSITION: Final = Shape("proposition")
TUPLE: Final = Shape("tuple")
EVENT: Final = Shape("event")


def same_size(left: Term, right: Term, context: Context) -> bool:
    """Whether two sizes are the same Term once defined sizes are put in."""
    return _resolved(left, context) is _resolved(right, context)


def _resolved(size: Term, context: Context) -> Term:
    seen: set[Term] = set()
    while size.head == "name" and size not in seen:
        seen.add(size)
        definition = context.definition(str(size.data))
        if definition is None or definition.parameters:
            break
        size = definition.body
    return size


def declared_shape(declaration: Declaration) -> Shape:
    """The shape of one component of a declared name."""
    match declaration.kind:
        case Kind.VECTOR:
            return Shape("array", declaration.shape[0], ONE) if declaration.shape else ANY_ARRAY
        case Kind.MATRIX:
            return Shape("array", *declaration.shape) if declaration.shape else ANY_ARRAY
        case Kind.FUNCTION:
            return FUNCTION
        case Kind.SET:
            return SET
        case Kind.EVENT:
            return EVENT
        case _:
            return NUMBER


def product_shape(left: Shape, right: Shape, context: Context) -> Shape:
    """The shape of a product. Raises ShapeMismatch where the inner sizes differ."""
    if left == NUMBER:
        return right
    if right == NUMBER:
        return left
    if not (left.is_array and right.is_array):
        message = f"a product of {describe(left)} and {describe(right)}"
        raise ShapeMismatch(message)
    if left.rows is None:
        return right
    if right.rows is None:
        return left
    if not same_size(known_size(left.columns), known_size(right.rows), context):
        message = f"a product of {describe(left)} and {describe(right)}: the inner sizes differ"
        raise ShapeMismatch(message)
    if same_size(known_size(left.rows), ONE, context) and same_size(known_size(right.columns), ONE, context):
        return NUMBER
    return Shape("array", left.rows, right.columns)


def known_size(size: Term | None) -> Term:
    """A size that the caller has seen to be there."""
    assert size is not None
    return size


def unify(left: Shape, right: Shape, context: Context, where: str) -> Shape:
    """The shape that both have. Raises ShapeMismatch."""
    if left.sort != right.sort:
        if {left.sort, right.sort} == {"number", "array"} and _is_one_by_one(left, right, context):
            return NUMBER
        message = f"{where}: {describe(left)} and {describe(right)}"
        raise ShapeMismatch(message)
    if not left.is_array or right.rows is None:
        return left
    if left.rows is None:
        return right
    if same_size(left.rows, right.rows, context) and same_size(
        known_size(left.columns), known_size(right.columns), context
    ):
        return left
    message = f"{where}: {describe(left)} and {describe(right)}"
    raise ShapeMismatch(message)


def _is_one_by_one(left: Shape, right: Shape, context: Context) -> bool:
    array = left if left.is_array else right
    return array.rows is None or (
        same_size(array.rows, ONE, context) and same_size(known_size(array.columns), ONE, context)
    )


def block_shape(grid: list[list[Shape]], context: Context) -> Shape:
    """The shape of a matrix of blocks, given by rows. Raises ShapeMismatch where blocks do not fit together."""
    heights = [_one_of([_side(shape, 0) for shape in row], context, "row") for row in grid]
    widths = [_one_of([_side(shape, 1) for shape in column], context, "column") for column in zip(*grid, strict=True)]
    if None in heights or None in widths:
        return ANY_ARRAY
    return Shape("array", _total(heights, context), _total(widths, context))


def _side(shape: Shape, which: int) -> Term | None:
    if shape.is_array:
        return shape.columns if which else shape.rows
    return ONE


def _one_of(sizes: list[Term | None], context: Context, where: str) -> Term | None:
    known = [size for size in sizes if size is not None]
    for size in known[1:]:
        if not same_size(known[0], size, context):
            message = f"blocks in one {where} of {_text(known[0])} and {_text(size)}"
            raise ShapeMismatch(message)
    return known[0] if known else None


def _total(sizes: list[Term | None], context: Context) -> Term:
    """The sum of sizes; numbers are added up, and come last."""
    names = [_resolved(known_size(size), context) for size in sizes]
    fixed = sum(int(str(size.data)) for size in names if size.head == "number")
    symbols = [size for size in names if size.head != "number"]
    parts = [*symbols, number(fixed)] if fixed else symbols
    return parts[0] if len(parts) == 1 else term("add", parts)


def expect_number(shape: Shape, where: str) -> None:
    """Raises ShapeMismatch unless the shape is a number's."""
    if shape.sort in ("array", "set", "proposition", "function") and shape != ANY_ARRAY:
        message = f"{where} must be a number, not {describe(shape)}"
        raise ShapeMismatch(message)


def expect_array(shape: Shape, where: str) -> None:
    """Raises ShapeMismatch unless the shape is an array's, or a number's, which is a 1 × 1 array."""
    if shape.sort not in ("array", "number"):
        message = f"{where} of {describe(shape)}"
        raise ShapeMismatch(message)


def expect_column(shape: Shape, where: str) -> None:
    """Raises ShapeMismatch unless the shape is a column's, or a number's."""
    if shape.sort != "number" and (not shape.is_array or (shape.columns is not ONE and shape.rows is not None)):
        message = f"{where} {describe(shape)}"
        raise ShapeMismatch(message)


def expect_square(shape: Shape, context: Context, where: str) -> None:
    """Raises ShapeMismatch for an array whose two sizes differ."""
    if shape.rows is not None and not same_size(shape.rows, known_size(shape.columns), context):
        message = f"{where} of {describe(shape)}, which is not square"
        raise ShapeMismatch(message)


def describe(shape: Shape) -> str:
    """A shape in words for a message: ``a 3 × d matrix``, ``a vector of N``, ``a number``."""
    if not shape.is_array:
        return {"event": "an event"}.get(shape.sort, f"a {shape.sort}")
    if shape.rows is None or shape.columns is None:
        return "a matrix"
    if shape.columns is ONE:
        return f"a vector of {_text(shape.rows)}"
    rows = _text(shape.rows)
    article = "an" if rows.startswith(_WITH_AN) else "a"
    return f"{article} {rows} × {_text(shape.columns)} matrix"


_WITH_AN: Final = ("A", "E", "F", "H", "I", "L", "M", "N", "O", "R", "S", "X", "a", "e", "f", "h", "i", "l", "m", "n",
                   "o", "r", "s", "x", "8", "11", "18")  # fmt: skip


def _text(size: Term) -> str:
    """A size as one says it: ``d``, ``n + 1``, ``2 m``."""
    match size.head:
        case "add":
            first, *rest = size.arguments
            signed = [f"- {_text(part.arguments[0])}" if part.head == "negate" else f"+ {_text(part)}" for part in rest]
            return f"({' '.join([_text(first), *signed])})"
        case "multiply":
            return " ".join(_text(part) for part in size.arguments)
        case "negate":
            return f"-{_text(size.arguments[0])}"
        case _:
            return str(size.data) if not size.arguments else repr(size)
