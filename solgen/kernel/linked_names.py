"""Which names hang together: those that the declarations and definitions of others mention."""

from __future__ import annotations

from solgen.notation.context import Context, Declaration


def linked(context: Context, free: frozenset[str]) -> frozenset[str]:
    """The names of a claim and those that their declarations and definitions mention, and so on."""
    found: set[str] = set()
    pending = set(free)
    while pending:
        named = pending.pop()
        found.add(named)
        declaration, definition = context.declaration(named), context.definition(named)
        near = mentioned(declaration) if declaration is not None else frozenset[str]()
        near |= definition.body.free if definition is not None else frozenset()
        pending |= near - found
    return frozenset(found)


def mentioned(declaration: Declaration) -> frozenset[str]:
    """The names that stand in a declaration: in its shape, its ranges and its properties."""
    terms = [*declaration.shape]
    for indexed in declaration.indices:
        terms += [indexed.low, indexed.high]
    for declared in declaration.properties:
        terms += declared.terms
    return frozenset().union(*(node.free for node in terms))
