"""Names, constants and indices: what is declared and defined says their shapes."""

from __future__ import annotations

from solgen.notation.context import Context
from solgen.notation.shape_rules.table import Rule, shape_in
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
    declared_shape,
    describe,
    expect_number,
)
from solgen.notation.terms import Term


def shape_of_name(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    """What a name stands for: what binds it, what declares it, what defines it; else a number."""
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
    return TUPLE if definition.parameters else shape_in(definition.body, context, {})


def _constant(node: Term, _context: Context, _bound: dict[str, Shape]) -> Shape:
    if node.data == "identity":
        return ANY_ARRAY
    if node.data in ("true", "false"):
        return PROPOSITION
    return SET if node.data in ("everything", "empty", "reals", "integers") else NUMBER


def _index(node: Term, context: Context, bound: dict[str, Shape]) -> Shape:
    base, indices = node.arguments[0], node.arguments[1:]
    for index in indices:
        expect_number(shape_in(index, context, bound), "an index")
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
            return shape_in(definition.body, context, {})
    shape = shape_in(base, context, bound)
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


RULES: dict[str, Rule] = {
    "name": shape_of_name,
    "constant": _constant,
    "index": _index,
}
