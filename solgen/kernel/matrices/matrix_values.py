"""The exact value of a Term in a field, at drawn matrices of given sizes.

Values are numbers of the field, matrices of python-flint, or ``Multiple``: a multiple of the identity (or zero) of
whatever size fits. What does not exist in the field raises DoesNotExist; constructs beyond ring operations, inverses,
entries, finite sums, traces and determinants raise Outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from solgen.kernel.instances.draw_matrices import CannotDraw, Drawing, size_value
from solgen.kernel.instances.matrix_fields import Field, Matrix, Scalar
from solgen.kernel.matrices.letters import Outside
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

Local = Mapping[str, int]


class DoesNotExist(Exception):  # noqa: N818 -- a statement about a value
    """An inverse or a quotient has no value here."""


@dataclass(frozen=True, slots=True)
class Multiple:
    """A number times the identity of whatever size fits."""

    factor: Scalar


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Term is evaluated."""

    context: Context
    field: Field
    drawing: Drawing

    def value(self, node: Term, local: Local) -> Any:
        """The value of a Term without definitions; ``local`` are the values of bound indices."""
        rule = _RULES.get(node.head)
        if rule is None:
            message = f"a {node.head.replace('_', ' ')} at an instance"
            raise Outside(message)
        return rule(self, node, local)

    def index(self, node: Term, local: Local) -> int:
        """The value of an index, a whole number."""
        try:
            return size_value(node, self.context, {**self.drawing.sizes, **local})
        except CannotDraw as error:
            raise Outside(str(error)) from error


def is_matrix(value: Any) -> bool:
    """Whether a value has rows and columns."""
    return hasattr(value, "nrows")


def equal(one: Any, other: Any, field: Field) -> bool:
    """Whether two values are the same; 0 is the zero of any shape."""
    return is_zero(plus(one, times(field.scalar(-1), other, field), field), field)


def is_zero(value: Any, field: Field) -> bool:
    """Whether a value is 0."""
    if isinstance(value, Multiple):
        value = value.factor
    if is_matrix(value):
        return bool(value == field.zero(value.nrows(), value.ncols()))
    return bool(value == field.scalar(0))


def plus(one: Any, other: Any, field: Field) -> Any:
    """The sum. Raises Outside for shapes that do not go together."""
    if isinstance(one, Multiple) and isinstance(other, Multiple):
        return Multiple(one.factor + other.factor)
    if isinstance(one, Multiple):
        one, other = other, one
    if is_matrix(one) and isinstance(other, Multiple):
        return one + field.identity(one.nrows()) * other.factor
    arrays = [is_matrix(value) or isinstance(value, Multiple) for value in (one, other)]
    if arrays[0] != arrays[1]:
        number, matrix = (other, one) if arrays[0] else (one, other)
        if number != field.scalar(0):
            raise Outside("a sum of a number and a matrix")
        return matrix
    return one + other


def times(one: Any, other: Any, field: Field) -> Any:
    """The product; one row times one column is a number."""
    del field
    if isinstance(one, Multiple) or isinstance(other, Multiple):
        first = one.factor if isinstance(one, Multiple) else one
        second = other.factor if isinstance(other, Multiple) else other
        product = first * second
        return product if is_matrix(product) else Multiple(product)
    if is_matrix(one) and is_matrix(other):
        product = one * other
        return product[0, 0] if product.nrows() == product.ncols() == 1 else product
    return other * one if is_matrix(other) else one * other


def inverted(value: Any, field: Field) -> Any:
    """The inverse. Raises DoesNotExist."""
    if isinstance(value, Multiple):
        return Multiple(inverted(value.factor, field))
    if is_matrix(value):
        if value.nrows() != value.ncols() or value.rank() < value.nrows():
            raise DoesNotExist("a singular matrix")
        return value.inv()
    if value == field.scalar(0):
        raise DoesNotExist("a division by 0")
    return field.scalar(1) / value


def _number(place: Place, node: Term, _local: Local) -> Any:
    return place.field.scalar(int(str(node.data)))


def _decimal(place: Place, node: Term, _local: Local) -> Any:
    whole, _, digits = str(node.data).partition(".")
    return place.field.scalar(int((whole or "0") + digits), 10 ** len(digits))


def _name(place: Place, node: Term, local: Local) -> Any:
    named = str(node.data)
    if named in local:
        return place.field.scalar(local[named])
    return _drawn(place, named, ())


def _drawn(place: Place, named: str, indices: tuple[int, ...]) -> Any:
    key = (named, indices)
    if key in place.drawing.matrices:
        matrix = place.drawing.matrices[key]
        return matrix[0, 0] if matrix.nrows() == matrix.ncols() == 1 else matrix
    if key in place.drawing.scalars:
        return place.drawing.scalars[key]
    message = f"the name {named} at an instance"
    raise Outside(message)


def _constant(place: Place, node: Term, _local: Local) -> Any:
    if node.data != "identity":
        message = f"the constant {node.data} at an instance"
        raise Outside(message)
    return Multiple(place.field.scalar(1))


def _add(place: Place, node: Term, local: Local) -> Any:
    result = place.value(node.arguments[0], local)
    for summand in node.arguments[1:]:
        result = plus(result, place.value(summand, local), place.field)
    return result


def _negate(place: Place, node: Term, local: Local) -> Any:
    return times(place.field.scalar(-1), place.value(node.arguments[0], local), place.field)


def _multiply(place: Place, node: Term, local: Local) -> Any:
    result = place.value(node.arguments[0], local)
    for factor in node.arguments[1:]:
        result = times(result, place.value(factor, local), place.field)
    return result


def _divide(place: Place, node: Term, local: Local) -> Any:
    above, below = (place.value(argument, local) for argument in node.arguments)
    if is_matrix(below) or isinstance(below, Multiple):
        raise Outside("a division by a matrix")
    return times(inverted(below, place.field), above, place.field)


def whole_exponent(node: Term) -> int:
    """A small whole exponent. Raises Outside."""
    negative = node.head == "negate"
    size = node.arguments[0] if negative else node
    if size.head != "number" or int(str(size.data)) > _LARGEST_POWER:
        raise Outside("a power that is no small whole number")
    return -int(str(size.data)) if negative else int(str(size.data))


def exponent_at(node: Term, size: Callable[[Term, Local], int]) -> int:
    """A whole exponent: a small number, or a size and a number. Raises Outside.

    A product of sizes could pass for another exponent at all sizes that are tried.
    """
    parts = node.arguments if node.head == "add" else (node,)
    if sum(part.head == "name" for part in parts) == 1 and all(part.head in ("name", "number") for part in parts):
        return size(node, {})
    return whole_exponent(node)


_LARGEST_POWER: Final = 12


def _power(place: Place, node: Term, local: Local) -> Any:
    base, exponent = node.arguments
    count = exponent_at(exponent, place.index)
    if base.head == "norm":
        if count % 2 or count < 0:
            raise Outside("an odd power of a norm")
        inner = place.value(base.arguments[0], local)
        turned = inner.transpose() if is_matrix(inner) else inner
        value, count = times(turned, inner, place.field), count // 2
    else:
        value = place.value(base, local)
    if count < 0:
        value, count = inverted(value, place.field), -count
    unit = place.field.scalar(1)
    result: Any = Multiple(unit) if is_matrix(value) or isinstance(value, Multiple) else unit
    for _ in range(count):
        result = times(result, value, place.field)
    return result


def _transpose(place: Place, node: Term, local: Local) -> Any:
    value = place.value(node.arguments[0], local)
    return value.transpose() if is_matrix(value) else value


def _inverse(place: Place, node: Term, local: Local) -> Any:
    return inverted(place.value(node.arguments[0], local), place.field)


def _index(place: Place, node: Term, local: Local) -> Any:
    base, *indices = node.arguments
    where = tuple(place.index(index, local) for index in indices)
    named = str(base.data) if base.head == "name" else ""
    declaration = place.context.declaration(named) if named else None
    if declaration is not None and declaration.indices:
        return _drawn(place, named, where)
    value = place.value(base, local)
    if not is_matrix(value):
        raise Outside("an entry of what is no matrix")
    row, column = where if len(where) == 2 else (where[0], 1)
    if not (1 <= row <= value.nrows() and 1 <= column <= value.ncols()):
        raise Outside("an index beyond the matrix")
    return value[row - 1, column - 1]


def _sum(place: Place, node: Term, local: Local) -> Any:
    bound, low, high, body = node.arguments
    first, last = place.index(low, local), place.index(high, local)
    if last < first:
        raise Outside("an empty sum")
    result: Any = None
    for value in range(first, last + 1):
        summand = place.value(body, {**local, str(bound.data): value})
        result = summand if result is None else plus(result, summand, place.field)
    return result


def _product(place: Place, node: Term, local: Local) -> Any:
    """A product of entries: its index stands nowhere else, where it could count the sizes that are tried."""
    bound, low, high, body = node.arguments
    if any(str(bound.data) in part.free for part in _outside_indices(body)):
        raise Outside("a product over an index that stands outside of indices")
    result: Any = place.field.scalar(1)
    for value in range(place.index(low, local), place.index(high, local) + 1):
        result = times(result, place.value(body, {**local, str(bound.data): value}), place.field)
    return result


def _outside_indices(node: Term) -> list[Term]:
    """The names of a Term that stand outside of indices."""
    if node.head == "name":
        return [node]
    inside = node.arguments[:1] if node.head == "index" else node.arguments
    return [part for argument in inside for part in _outside_indices(argument)]


def _apply(place: Place, node: Term, local: Local) -> Any:
    function, *arguments = node.arguments
    if function.head != "builtin" or function.data not in ("tr", "det") or len(arguments) != 1:
        raise Outside("a function at an instance")
    value = place.value(arguments[0], local)
    if isinstance(value, Multiple):
        raise Outside("a trace or determinant of an identity of unknown size")
    if not is_matrix(value):
        return value
    if value.nrows() != value.ncols():
        raise Outside("a trace or determinant of a matrix that is not square")
    if function.data == "det":
        return value.det()
    result = place.field.scalar(0)
    for position in range(value.nrows()):
        result += value[position, position]
    return result


def _matrix(place: Place, node: Term, local: Local) -> Matrix:
    assert isinstance(node.data, tuple)
    rows, columns = node.data
    entries = [place.value(entry, local) for entry in node.arguments]
    width = int(columns)
    if any(is_matrix(entry) or isinstance(entry, Multiple) for entry in entries):
        return _of_blocks(place.field, [entries[row * width : (row + 1) * width] for row in range(int(rows))])
    return place.field.matrix([entries[row * width : (row + 1) * width] for row in range(int(rows))])


def _of_blocks(field: Field, grid: list[list[Any]]) -> Matrix:
    """Blocks put together; 0 and the identity take the size of their neighbours. Raises Outside."""
    zero = field.scalar(0)
    heights = [_one_size([entry.nrows() for entry in row if is_matrix(entry)], row, zero) for row in grid]
    columns = [list(column) for column in zip(*grid, strict=True)]
    widths = [_one_size([entry.ncols() for entry in column if is_matrix(entry)], column, zero) for column in columns]
    for row, line in enumerate(grid):
        for place, entry in enumerate(line):
            if isinstance(entry, Multiple) and entry.factor != zero:
                heights[row], widths[place] = heights[row] or widths[place], widths[place] or heights[row]
    if not all(heights) or not all(widths):
        raise Outside("blocks of unknown size")
    whole = [
        [
            number
            for width, entry in zip(widths, line, strict=True)
            for number in _line(entry, inside, height, width, zero)
        ]
        for height, line in zip(heights, grid, strict=True)
        for inside in range(height)
    ]
    return field.matrix(whole)


def _one_size(sizes: list[int], entries: list[Any], zero: Scalar) -> int:
    """The size that the blocks agree on; 0 where none tells."""
    sizes = sizes + [
        1 for entry in entries if not is_matrix(entry) and not isinstance(entry, Multiple) and entry != zero
    ]
    if len(set(sizes)) > 1:
        raise Outside("blocks of different sizes")
    return sizes[0] if sizes else 0


def _line(entry: Any, inside: int, height: int, width: int, zero: Scalar) -> list[Scalar]:
    if is_matrix(entry):
        return [entry[inside, place] for place in range(width)]
    factor = entry.factor if isinstance(entry, Multiple) else entry
    if factor != zero and height != width:
        raise Outside("an identity between blocks that leave it no square")
    return [factor if place == inside else zero for place in range(width)]


def drawn_kinds(context: Context, named: str) -> bool:
    """Whether a declared name is a number that can be drawn from a field."""
    declaration = context.declaration(named)
    return declaration is not None and declaration.kind in (Kind.REAL, Kind.INTEGER) and not declaration.unit


_RULES: Final[dict[str, Callable[[Place, Term, Local], Any]]] = {
    "number": _number,
    "decimal": _decimal,
    "name": _name,
    "constant": _constant,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "transpose": _transpose,
    "inverse": _inverse,
    "index": _index,
    "sum": _sum,
    "product": _product,
    "apply": _apply,
    "matrix": _matrix,
}
