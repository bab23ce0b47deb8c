"""What declared arrays say of the sizes in their shapes: that there is such an array.

Rules: an array has at least one row and one column; with orthonormal columns it has no more columns than rows; its rank
is no more than either; what is orthogonal, symmetric, invertible or definite is square. A model of the sizes alone is
one of the declarations only where these hold, for otherwise no such array can be put beside it.
Source: e.g. Horn and Johnson, Matrix Analysis, 0.4 and 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, number, relation

_SQUARE: Final = ("orthogonal", "invertible", "symmetric", "positive definite", "positive semidefinite")


def demands_of_arrays(context: Context, needed: set[str]) -> list[Term]:
    """What the arrays that are not needed themselves demand of sizes that are."""
    found: list[Term] = []
    for declaration in context.declarations:
        if declaration.name not in needed and any(not needed.isdisjoint(size.free) for size in declaration.shape):
            found += _demands(declaration)
    return list(dict.fromkeys(found))


def _demands(declaration: Declaration) -> Iterator[Term]:
    if declaration.kind not in (Kind.VECTOR, Kind.MATRIX):
        return
    for size in declaration.shape:
        if size.head not in ("name", "number"):
            yield relation("≥", size, number(1))
    if len(declaration.shape) == 2 and declaration.shape[0] is not declaration.shape[1]:
        rows, columns = declaration.shape
        if any(declaration.has(word) for word in _SQUARE):
            yield relation("=", rows, columns)
        elif declaration.has("orthonormal columns"):
            yield relation("≤", columns, rows)
    for rank in declaration.property_terms("rank") or ():
        yield from (relation("≤", rank, size) for size in declaration.shape if size is not rank)
