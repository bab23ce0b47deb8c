"""The range that an index runs through, as the declarations of the names on which it stands give it."""

from __future__ import annotations

from solgen.notation.context import Context
from solgen.notation.terms import BINDERS, Term


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
        if found is not None:
            return found
    return None


def _at_index(bound: str, node: Term, context: Context, seen: set[str]) -> tuple[Term, Term] | None:
    base = node.arguments[0]
    while base.head == "index":
        base = base.arguments[0]
    if base.head != "name":
        return None
    named = str(base.data)
    if node.head == "order_statistic":
        declaration = context.declaration(f"{named}_{{()}}") or context.declaration(named)
    else:
        declaration = context.declaration(named)
    if declaration is not None:
        places = [(declared.low, declared.high) for declared in declaration.indices]
        if node.arguments[0].head == "index" or not places:
            first = 0 if not places else len(node.arguments[0].arguments) - 1
            from solgen.notation.terms import number  # noqa: PLC0415 -- only here

            places = places[first:] + [(number(1), size) for size in declaration.shape]
        for (low, high), index in zip(places, node.arguments[1:], strict=False):
            if index.head == "name" and index.data == bound:
                return low, high
    return _in_definition(bound, node, context, seen)


def _in_definition(bound: str, node: Term, context: Context, seen: set[str]) -> tuple[Term, Term] | None:
    base = node.arguments[0]
    if base.head != "name" or str(base.data) in seen:
        return None
    definition = context.definition(str(base.data))
    if definition is None:
        return None
    for parameter, index in zip(definition.parameters, node.arguments[1:], strict=False):
        if index.head == "name" and index.data == bound:
            found = _by_use(parameter, definition.body, context, seen | {str(base.data)})
            if found is not None:
                return found
    return None
