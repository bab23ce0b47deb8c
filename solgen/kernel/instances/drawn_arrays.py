"""Vectors and matrices of a draft, all at once, with entries of diagonals from the families drawn before."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from solgen.kernel.evaluation.evaluate import exact, remember_converted
from solgen.kernel.evaluation.values import Array
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
    layout = _layout(draw.context, tuple(step.name for step in draw.plan.steps if step.declaration is not None))
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
    if not layout.is_known:
        return False
    try:
        signs = orthogonal_signs(layout.context, draw.round)
        drawn = draw_matrices(layout.context, sizes, draw.stream.below(2**60), scalars=scalars, signs=signs)
    except CannotDraw:
        return False
    families: dict[str, dict[tuple[int, ...], Fraction | ArrayValue]] = {}
    for (latex, key), matrix in drawn.matrices.items():
        exact_entries = matrix.entries()
        declaration = draw.context.declaration(latex)
        if declaration is not None and not declaration.properties and latex not in layout.owned and draw.round % 3 == 2:
            exact_entries = [entry / 3 for entry in exact_entries]
        value = ArrayValue(matrix.nrows(), matrix.ncols(), tuple(map(to_fraction, exact_entries)))
        remember_converted(value, Array(value.rows, value.columns, tuple(exact_entries)))
        if key:
            families.setdefault(latex, {})[key] = value
        else:
            draw.set(latex, value)
    for latex, components in families.items():
        draw.set(latex, FamilyValue(components))
    return True


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which arrays a plan asks for, whatever their values."""

    context: Context
    """The arrays that are drawn, those whose parts are, and all numbers."""
    owned: frozenset[str]
    """Names of columns, rows and entries of these arrays."""
    is_known: bool
    """Whether every property of the arrays has a rule."""


@lru_cache(maxsize=64)
def _layout(context: Context, wanted: tuple[str, ...]) -> _Layout:
    arrays = [found for found in context.declarations if found.kind in (Kind.VECTOR, Kind.MATRIX)]
    others = [found for found in context.declarations if found.kind not in (Kind.VECTOR, Kind.MATRIX)]
    declared = [found for found in arrays if found.name in wanted]
    owners = [
        found
        for found in arrays
        if found.name not in wanted and found.kind is Kind.MATRIX and _names_a_part(found, wanted)
    ]
    return _Layout(
        Context((*others, *owners, *declared), context.definitions),
        frozenset(part for found in (*owners, *declared) for _, part in matrix_parts(found)),
        all(held.word in _ARRAY_WORDS for found in declared for held in found.properties),
    )


def _names_a_part(declaration: Declaration, wanted: tuple[str, ...]) -> bool:
    return any(named in wanted for what, named in matrix_parts(declaration) if what != "diagonal")
