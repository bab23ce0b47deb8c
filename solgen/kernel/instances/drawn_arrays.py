"""Vectors and matrices of a draft, all at once, with entries of diagonals from the families drawn before."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from solgen.kernel.evaluation.evaluate import exact
from solgen.kernel.instances.drafts import Draft, to_fraction
from solgen.kernel.instances.draw_matrices import CannotDraw, draw_matrices, orthogonal_signs
from solgen.kernel.instances.draw_matrices import components as matrix_parts
from solgen.kernel.instances.models import ArrayValue, FamilyValue
from solgen.notation.context import Context, Declaration, Kind

_ARRAY_WORDS: Final = frozenset(
    {"orthogonal", "orthonormal columns", "symmetric", "invertible", "rank", "diagonal", "positive definite",
     "positive semidefinite", "nonzero", "columns", "rows"}
)  # fmt: skip
"""The properties of arrays that ``draw_matrices`` knows; an array with another one is not drawn."""


def draw_arrays(draw: Draft) -> bool:
    """Values for all vectors and matrices of the plan at once, entries of diagonals from the families drawn before."""
    wanted = [step.name for step in draw.plan.steps if step.declaration is not None]
    declared = tuple(
        declaration
        for declaration in draw.context.declarations
        if declaration.name in wanted and declaration.kind in (Kind.VECTOR, Kind.MATRIX)
    )
    owners = tuple(
        declaration
        for declaration in draw.context.declarations
        if declaration not in declared and declaration.kind is Kind.MATRIX and _names_a_part(declaration, wanted)
    )
    sizes = {
        latex: value.numerator
        for latex, value in draw.values.items()
        if isinstance(value, Fraction) and value.denominator == 1
    }
    scalars = {
        (latex, key): exact(entry)
        for latex, value in draw.values.items()
        if isinstance(value, FamilyValue)
        for key, entry in value.components.items()
        if isinstance(entry, Fraction)
    }
    others = tuple(
        declaration for declaration in draw.context.declarations if declaration.kind not in (Kind.VECTOR, Kind.MATRIX)
    )
    context = Context((*others, *owners, *declared), draw.context.definitions)
    if any(held.word not in _ARRAY_WORDS for declaration in declared for held in declaration.properties):
        return False
    try:
        signs = orthogonal_signs(context, draw.round)
        drawn = draw_matrices(context, sizes, draw.stream.below(2**60), scalars=scalars, signs=signs)
    except CannotDraw:
        return False
    families: dict[str, dict[tuple[int, ...], Fraction | ArrayValue]] = {}
    owned = {part for declaration in (*owners, *declared) for _, part in matrix_parts(declaration)}
    for (latex, key), matrix in drawn.matrices.items():
        entries = tuple(to_fraction(entry) for entry in matrix.entries())
        declaration = draw.context.declaration(latex)
        if declaration is not None and not declaration.properties and latex not in owned and draw.round % 3 == 2:
            entries = tuple(entry / 3 for entry in entries)
        value = ArrayValue(matrix.nrows(), matrix.ncols(), entries)
        if key:
            families.setdefault(latex, {})[key] = value
        else:
            draw.set(latex, value)
    for latex, components in families.items():
        draw.set(latex, FamilyValue(components))
    return True


def _names_a_part(declaration: Declaration, wanted: list[str]) -> bool:
    return any(named in wanted for what, named in matrix_parts(declaration) if what != "diagonal")
