"""The range that an index runs through, as the declarations of the names on which it stands give it."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.notation.context import Context, Declaration
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.substitution import substitute
from solgen.notation.terms import BINDERS, Term, number


def index_range(bound: str, scope: Term, context: Context) -> tuple[Term, Term] | None:
    """``(low, high)`` of the index ``bound`` as it is used in ``scope``, or None.

    First the declared range at the place where the index stands (``y_i``: the range of y), through definitions; then
    the one range that any declaration gives to an index of this name, where all that do agree.
    """
    found = _by_use(bound, scope, context, set())
    if found is not None:
        return found
    ranges = {
        (declared.low, declared.high)
        for declaration in context.declarations
        for declared in declaration.indices
        if declared.index == bound
    }
    return ranges.pop() if len(ranges) == 1 else None


def _by_use(bound: str, scope: Term, context: Context, seen: set[str]) -> tuple[Term, Term] | None:
    if bound not in scope.free:
        return None
    if scope.head in ("index", "order_statistic"):
        found = _at_index(bound, scope, context, seen)
        if found is not None:
            return found
    elif scope.head == "apply":
        found = _in_definition(bound, scope, context, seen)
        if found is not None:
            return found
    inside = BINDERS.get(scope.head, ())
    for position, argument in enumerate(scope.arguments):
        if position in inside and scope.arguments[0].data == bound:
            continue
        found = _by_use(bound, argument, context, seen)
        if found is not None and not (position in inside and _mentions(found, str(scope.arguments[0].data))):
            return found
    return None


def _mentions(ends: tuple[Term, Term], named: str) -> bool:
    """Whether a range depends on a name, which means nothing outside of what binds it."""
    return any(named in end.free for end in ends)


def _at_index(bound: str, node: Term, context: Context, seen: set[str]) -> tuple[Term, Term] | None:
    base = node.arguments[0]
    while base.head == "index":
        base = base.arguments[0]
    if base.head != "name":
        return _of_entry(bound, node, context)
    named = str(base.data)
    if node.head == "order_statistic":
        declaration = context.declaration(f"{named}_{{()}}") or context.declaration(named)
    else:
        declaration = context.declaration(named)
    if declaration is not None:
        within = node.arguments[0] if node.arguments[0].head == "index" else node
        places = declared_ends(declaration, within.arguments[1:])
        if node.arguments[0].head == "index" or not places:
            first = 0 if not places else len(node.arguments[0].arguments) - 1
            places = places[first:] + [(number(1), size) for size in declaration.shape]
        for (low, high), index in zip(places, node.arguments[1:], strict=False):
            if index.head == "name" and index.data == bound:
                return low, high
    return _in_definition(bound, node, context, seen)


def _of_entry(bound: str, node: Term, context: Context) -> tuple[Term, Term] | None:
    """The range of an index of an entry of what is no name, ``(A B)_{ij}``: as far as its rows or columns go."""
    try:
        shape = shape_of(node.arguments[0], context)
    except ShapeMismatch:
        return None
    for size, index in zip((shape.rows, shape.columns), node.arguments[1:], strict=False):
        if index.head == "name" and index.data == bound and size is not None:
            return number(1), size
    return None


def declared_ends(declaration: Declaration, indices: Sequence[Term]) -> list[tuple[Term, Term]]:
    """The declared ranges at these indices: in ``j in 1..i`` the i is the index that stands there."""
    names = {declared.index: index for declared, index in zip(declaration.indices, indices, strict=False)}
    return [(substitute(declared.low, names), substitute(declared.high, names)) for declared in declaration.indices]


def _in_definition(bound: str, node: Term, context: Context, seen: set[str]) -> tuple[Term, Term] | None:
    base = node.arguments[0]
    if base.head != "name" or str(base.data) in seen:
        return None
    definition = context.definition(str(base.data))
    if definition is None:
        return None
    names = dict(zip(definition.parameters, node.arguments[1:], strict=False))
    for parameter, index in names.items():
        if index.head == "name" and index.data == bound:
            found = _by_use(parameter, definition.body, context, seen | {str(base.data)})
            if found is not None:
                return substitute(found[0], names), substitute(found[1], names)
    return None
