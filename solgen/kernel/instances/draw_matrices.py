"""Matrices and vectors with their declared properties, drawn exactly from a seed.

Rules. Orthogonal: Cayley's (I - S)(I + S)^-1 for skew S, its columns times signs; the Cayley image is dense in the
component of determinant 1 (Weyl, The Classical Groups, II.10), one sign reaches the other component. Orthonormal
columns: the first columns of an orthogonal matrix. Positive definite: B^t B + I. Rank r: a product of an m x r and an
r x n matrix. What was drawn is checked against every declared property before it is handed out; a name whose
properties cannot be met within the tries raises CannotDraw.

Over the rationals entries are small; over a prime field they are uniform, and order (positive, nonincreasing) has no
meaning there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from solgen.kernel.instances.matrix_fields import RATIONALS, DigestStream, Field, Matrix, Scalar
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term

Key = tuple[str, tuple[int, ...]]
"""A name and its indices: ``("X", ())``, ``("u", (2,))``, ``("x^{()}", (1,))``, ``("\\\\sigma", (3,))``."""

_TRIES: Final = 40


class CannotDraw(Exception):  # noqa: N818 -- a statement about the declarations, caught by the mechanisms
    """No values with the declared properties were found at these sizes."""


@dataclass(slots=True)
class Drawing:
    """Exact values of declared names at given sizes."""

    sizes: dict[str, int]
    matrices: dict[Key, Matrix] = field(default_factory=dict)
    scalars: dict[Key, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Drawer:
    context: Context
    field: Field
    stream: DigestStream
    drawing: Drawing
    signs: Mapping[str, int]


def draw_matrices(
    context: Context,
    sizes: Mapping[str, int],
    seed: int | bytes,
    field: Field = RATIONALS,
    scalars: Mapping[Key, Scalar] | None = None,
    signs: Mapping[str, int] | None = None,
) -> Drawing:
    """Values for every declared vector and matrix without a definition, components of families included.

    ``sizes`` gives every declared size. ``scalars`` gives entries that are already fixed, such as
    ``("\\\\sigma", (1,))``; entries of diagonal matrices that are not there are drawn and added to the result.
    ``signs`` asks for the component of an orthogonal name: +1 or -1, the determinant. Hypotheses are not looked at.
    Raises CannotDraw.
    """
    drawing = Drawing(dict(sizes), {}, dict(scalars or {}))
    drawer = _Drawer(context, field, DigestStream(seed), drawing, signs or {})
    owned = _components_of_matrices(context)
    for declaration in context.declarations:
        if declaration.kind not in (Kind.VECTOR, Kind.MATRIX) or context.definition(declaration.name) is not None:
            continue
        if declaration.name in owned or not declaration.shape:
            continue
        for indices in index_values(declaration, context, sizes):
            _draw_one(drawer, declaration, indices)
    return drawing


def size_value(size: Term, context: Context, sizes: Mapping[str, int]) -> int:
    """A size in numbers. Raises CannotDraw where it is none."""
    match size.head:
        case "number":
            return int(str(size.data))
        case "name":
            named = str(size.data)
            if named in sizes:
                return sizes[named]
            definition = context.definition(named)
            if definition is not None and not definition.parameters:
                return size_value(definition.body, context, sizes)
        case "add":
            return sum(size_value(summand, context, sizes) for summand in size.arguments)
        case "negate":
            return -size_value(size.arguments[0], context, sizes)
        case "multiply":
            result = 1
            for factor in size.arguments:
                result *= size_value(factor, context, sizes)
            return result
        case _:
            pass
    message = f"the size {size!r} has no value"
    raise CannotDraw(message)


def index_values(declaration: Declaration, context: Context, sizes: Mapping[str, int]) -> list[tuple[int, ...]]:
    """All values of a declared name's indices; one empty tuple where it has none."""
    result: list[tuple[int, ...]] = [()]
    for indexed in declaration.indices:
        low, high = (size_value(bound, context, sizes) for bound in (indexed.low, indexed.high))
        result = [(*before, value) for before in result for value in range(low, high + 1)]
    return result


def component_name(declared: Term) -> str:
    """The name under which components are known, from ``u`` or ``u_k``."""
    while declared.head == "index":
        declared = declared.arguments[0]
    return str(declared.data)


def components(declaration: Declaration) -> list[tuple[str, str]]:
    """How a matrix's parts are called: pairs of ``columns``, ``rows`` or ``diagonal`` and a name."""
    result = []
    for declared in declaration.properties:
        what = "columns" if declared.word == "orthonormal columns" else declared.word
        if what in ("columns", "rows", "diagonal") and declared.terms:
            result.append((what, component_name(declared.terms[0])))
    return result


def _components_of_matrices(context: Context) -> set[str]:
    return {
        named
        for declaration in context.declarations
        if declaration.kind is Kind.MATRIX
        for what, named in components(declaration)
        if what != "diagonal"
    }


def _draw_one(drawer: _Drawer, declaration: Declaration, indices: tuple[int, ...]) -> None:
    rows, columns = array_size(declaration, drawer.context, drawer.drawing.sizes)
    key = (declaration.name, indices)
    for _ in range(_TRIES):
        try:
            value = _candidate(drawer, declaration, rows, columns)
        except ZeroDivisionError:
            continue
        if has_properties(value, declaration, drawer.context, drawer.drawing.sizes, drawer.field):
            drawer.drawing.matrices[key] = value
            _name_components(drawer, declaration, value)
            return
    message = f"no {rows} x {columns} matrix {declaration.name} with the declared properties was found"
    raise CannotDraw(message)


def array_size(declaration: Declaration, context: Context, sizes: Mapping[str, int]) -> tuple[int, int]:
    """Rows and columns of a declared vector or matrix. Raises CannotDraw for sizes below 1."""
    rows = size_value(declaration.shape[0], context, sizes)
    columns = size_value(declaration.shape[1], context, sizes) if len(declaration.shape) > 1 else 1
    if rows < 1 or columns < 1:
        message = f"{declaration.name} would be {rows} x {columns}"
        raise CannotDraw(message)
    return rows, columns


def _candidate(drawer: _Drawer, declaration: Declaration, rows: int, columns: int) -> Matrix:
    if declaration.has("orthogonal") or declaration.has("orthonormal columns"):
        if columns > rows:
            message = f"{declaration.name} cannot have {columns} orthonormal columns of {rows} entries"
            raise CannotDraw(message)
        wanted = drawer.signs.get(declaration.name, 0) if rows == columns else 0
        return _first_columns(drawer.field, _orthogonal(drawer, rows, wanted), columns)
    if declaration.has("diagonal"):
        return _diagonal(drawer, declaration, rows, columns)
    if declaration.has("positive definite") or declaration.has("positive semidefinite"):
        return _definite(drawer, declaration, rows)
    if declaration.has("symmetric"):
        drawn = _any(drawer, rows, rows)
        return drawn + drawn.transpose()
    rank = declaration.property_terms("rank")
    if rank:
        wanted = size_value(rank[0], drawer.context, drawer.drawing.sizes)
        if wanted > min(rows, columns):
            message = f"{declaration.name} cannot have rank {wanted} at {rows} x {columns}"
            raise CannotDraw(message)
        if wanted < min(rows, columns):
            return _any(drawer, rows, wanted) * _any(drawer, wanted, columns)
    return _any(drawer, rows, columns)


def _any(drawer: _Drawer, rows: int, columns: int) -> Matrix:
    return drawer.field.matrix([[_entry(drawer) for _ in range(columns)] for _ in range(rows)])


def _entry(drawer: _Drawer) -> Scalar:
    modulus = drawer.field.modulus
    return drawer.field.scalar(drawer.stream.below(modulus) if modulus else drawer.stream.between(-2, 3))


def _orthogonal(drawer: _Drawer, size: int, wanted: int) -> Matrix:
    field, stream = drawer.field, drawer.stream
    zero, one = field.scalar(0), field.scalar(1)
    skew = [[zero] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            value = _entry(drawer) if field.modulus else field.scalar(*_SMALL[stream.below(len(_SMALL))])
            skew[i][j], skew[j][i] = value, -value
    drawn, unit = field.matrix(skew), field.identity(size)
    rotation = (unit - drawn) * (unit + drawn).inv()
    signs = [1 - 2 * stream.below(2) for _ in range(size)]
    if wanted:
        signs[0] = wanted
        for sign in signs[1:]:
            signs[0] *= sign
    return rotation * field.diagonal([one if sign > 0 else -one for sign in signs])


_SMALL: Final = ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, 3), (3, 1), (1, 1))


def _first_columns(field: Field, matrix: Matrix, count: int) -> Matrix:
    return field.matrix([row[:count] for row in matrix.tolist()])


def _diagonal(drawer: _Drawer, declaration: Declaration, rows: int, columns: int) -> Matrix:
    """A diagonal matrix, which need not be square: the singular values of an ``N × d`` one stand in its first rows."""
    size = min(rows, columns)
    diagonal = _square_diagonal(drawer, declaration, size)
    if rows == columns:
        return diagonal
    table, zero = diagonal.tolist(), drawer.field.scalar(0)
    return drawer.field.matrix(
        [[table[i][j] if i < size and j < size else zero for j in range(columns)] for i in range(rows)]
    )


def _square_diagonal(drawer: _Drawer, declaration: Declaration, size: int) -> Matrix:
    named = next((name for what, name in components(declaration) if what == "diagonal"), None)
    entries = drawer.context.declaration(named) if named is not None else None
    words = {declared.word for holder in (declaration, entries) if holder for declared in holder.properties}
    rank = declaration.property_terms("rank")
    if rank and size_value(rank[0], drawer.context, drawer.drawing.sizes) == size:
        words.add("nonzero")
    scalars = drawer.drawing.scalars
    fixed = [scalars[named, (k,)] for k in range(1, size + 1) if (named, (k,)) in scalars] if named else []
    if len(fixed) == size:
        return drawer.field.diagonal(fixed)
    return drawer.field.diagonal(_entries(drawer, words, size))


def _entries(drawer: _Drawer, words: set[str], size: int) -> list[Scalar]:
    """Entries of a diagonal in the order declared for them, of distinct sizes, so that no square of it is the unit."""
    field, stream = drawer.field, drawer.stream
    if field.modulus:
        return [_entry(drawer) for _ in range(size)]
    values: list[int] = []
    value = stream.below(2) + bool(words & {"positive", "positive definite", "nonzero", "invertible"})
    for _ in range(size):
        values.append(value)
        value += 1 + stream.below(2)
    if not words & {"positive", "positive definite", "nonnegative", "positive semidefinite"}:
        values = sorted(entry * (1 - 2 * stream.below(2)) for entry in values)
    if "nonincreasing" in words or ("increasing" not in words and stream.below(2)):
        values.reverse()
    return [field.scalar(entry) for entry in values]


def _definite(drawer: _Drawer, declaration: Declaration, size: int) -> Matrix:
    if drawer.field.modulus:
        drawn = _any(drawer, size, size)
        return drawn + drawn.transpose()  # the definite matrices are open among the symmetric ones
    if declaration.has("positive definite"):
        drawn = _any(drawer, size, size)
        return drawn.transpose() * drawn + drawer.field.identity(size)
    drawn = _any(drawer, max(1, size - 1), size)
    return drawn.transpose() * drawn


def has_properties(
    value: Matrix, declaration: Declaration, context: Context, sizes: Mapping[str, int], field: Field = RATIONALS
) -> bool:
    """Whether a value has every declared property of its name; order is looked at over the rationals only."""
    return all(_has(value, declared.word, declared.terms, context, sizes, field) for declared in declaration.properties)


def _has(
    value: Matrix, word: str, terms: tuple[Term, ...], context: Context, sizes: Mapping[str, int], field: Field
) -> bool:
    rows, columns = value.nrows(), value.ncols()
    match word:
        case "orthogonal":
            return rows == columns and bool(value.transpose() * value == field.identity(rows))
        case "orthonormal columns":
            return bool(value.transpose() * value == field.identity(columns))
        case "symmetric":
            return bool(value == value.transpose())
        case "invertible":
            return rows == columns and bool(value.rank() == rows)
        case "rank":
            return not terms or bool(value.rank() == size_value(terms[0], context, sizes))
        case "diagonal":
            table = value.tolist()
            zero = field.scalar(0)
            return all(table[i][j] == zero for i in range(rows) for j in range(columns) if i != j)
        case "positive definite" | "positive semidefinite":
            if value != value.transpose():
                return False
            return bool(field.modulus) or is_definite(value, strict=word == "positive definite")
        case "nonzero":
            return bool(value != field.zero(rows, columns))
        case _:
            return True


def is_definite(value: Matrix, *, strict: bool) -> bool:
    """Whether a symmetric rational matrix is positive definite (``strict``) or semidefinite.

    By the signs of its characteristic polynomial: a real symmetric matrix has real eigenvalues only, and they are all
    positive (nonnegative) exactly when the coefficients alternate in sign (weakly), by Descartes' rule.
    """
    coefficients = [value.charpoly()[k] for k in range(value.nrows() + 1)]
    size = value.nrows()
    signed = [coefficient * (-1) ** (size - k) for k, coefficient in enumerate(coefficients)]
    return all(entry > 0 for entry in signed) if strict else all(entry >= 0 for entry in signed)


def _name_components(drawer: _Drawer, declaration: Declaration, value: Matrix) -> None:
    table = value.tolist()
    for what, named in components(declaration):
        if what == "columns":
            for k in range(value.ncols()):
                drawer.drawing.matrices[named, (k + 1,)] = drawer.field.matrix([[row[k]] for row in table])
        elif what == "rows":
            for k, row in enumerate(table):
                drawer.drawing.matrices[named, (k + 1,)] = drawer.field.matrix([[entry] for entry in row])
        else:
            for k in range(value.nrows()):
                drawer.drawing.scalars[named, (k + 1,)] = table[k][k]


def orthogonal_signs(context: Context, turn: int) -> dict[str, int]:
    """Determinants for the orthogonal names, so that over the turns 0, 1, 2, ... every combination comes up."""
    named = [
        declaration.name
        for declaration in context.declarations
        if declaration.has("orthogonal") or declaration.has("orthonormal columns")
    ]
    return {latex: -1 if turn >> position & 1 else 1 for position, latex in enumerate(named)}
