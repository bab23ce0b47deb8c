r"""Between which bounds the indices of an entry lie: by declared ranges of indices, or by the shape of the array.

Rules: an indexed name has its declared ranges, in which a later one may speak of the indices before it; a column, row
or diagonal entry that a matrix's declaration names runs as far as the matrix does; an order statistic ``y_{(k)}`` as
far as the sample has values; an entry of an array from 1 to its number of rows, and of columns. Nothing is asked of an
identity of whatever size fits. Source: the definitions.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.kernel.instances.draw_matrices import components
from solgen.kernel.ranges import declared_ends
from solgen.notation.context import Context
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ONE, ShapeMismatch
from solgen.notation.terms import Term, number, term


@dataclass(frozen=True, slots=True)
class Extent:
    """A place lies from ``low`` to ``high``."""

    low: Term
    high: Term


def extents(node: Term, context: Context, bound: frozenset[str]) -> tuple[Extent, ...] | None:
    """One Extent for each index of an entry; none where nothing is asked of it, and None where they are not known.

    ``bound`` are the names that are bound where the entry stands: of those no declaration speaks.
    """
    base, places = node.arguments[0], node.arguments[1:]
    if node.head == "order_statistic":
        found = _of_sample(base, context)
    elif base.head == "constant" and base.data == "delta":
        return ()
    else:
        found = _of_name(base, places, context) if base.head == "name" else None
        found = found or _of_shape(base, len(places), context)
    if found is None or (found and len(found) != len(places)):
        return None
    own = frozenset().union(*(extent.low.free | extent.high.free for extent in found))
    return None if own & bound - base.free - frozenset().union(*(place.free for place in places)) else found


def _of_sample(sample: Term, context: Context) -> tuple[Extent, ...] | None:
    declaration = context.declaration(str(sample.data)) if sample.head == "name" else None
    if declaration is None or len(declaration.indices) != 1:
        return None
    low, high = declaration.indices[0].low, declaration.indices[0].high
    return (Extent(ONE, high if low is ONE else term("add", [high, term("negate", [low]), ONE])),)


def _of_name(base: Term, places: tuple[Term, ...], context: Context) -> tuple[Extent, ...] | None:
    named = str(base.data)
    declaration = context.declaration(named)
    if declaration is not None and declaration.indices:
        return tuple(Extent(*ends) for ends in declared_ends(declaration, places))
    if declaration is not None:
        return None
    for owner in context.declarations:
        for what, part in components(owner):
            if part == named and len(owner.shape) == 2:
                rows, columns = owner.shape
                return (Extent(ONE, columns if what == "columns" else rows),)
    return None


def _of_shape(base: Term, count: int, context: Context) -> tuple[Extent, ...] | None:
    try:
        shape = shape_of(base, context)
    except ShapeMismatch:
        return None
    if shape.sort == "tuple":
        return _of_tuple(base, context)
    if not shape.is_array:
        return None
    if shape.rows is None or shape.columns is None:
        return ()
    rows, columns = Extent(ONE, shape.rows), Extent(ONE, shape.columns)
    return (rows,) if count == 1 and shape.columns is ONE else (rows, columns)


def _of_tuple(base: Term, context: Context) -> tuple[Extent, ...] | None:
    definition = context.definition(str(base.data)) if base.head == "name" else None
    body = definition.body if definition is not None and not definition.parameters else base
    if body.head != "tuple" or not body.heads.isdisjoint(("dots", "sequence")):
        return None
    return (Extent(ONE, number(len(body.arguments))),)
