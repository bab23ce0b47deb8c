"""A Model: a concrete value for every name of a claim, as plain exact data that both evaluations read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from solgen.notation.context import Context


@dataclass(frozen=True, slots=True)
class ArrayValue:
    """A matrix by its entries, row after row; a vector of n is ``n × 1``."""

    rows: int
    columns: int
    entries: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class FamilyValue:
    """An indexed name: a value for each tuple of indices in its declared ranges."""

    components: Mapping[tuple[int, ...], Fraction | ArrayValue]


@dataclass(frozen=True, slots=True)
class PolynomialFunction:
    """A concrete function in the place of a declared one without a definition: ascending coefficients."""

    coefficients: tuple[Fraction, ...]


ModelValue = Fraction | ArrayValue | FamilyValue | PolynomialFunction | frozenset[Fraction]


@dataclass(frozen=True, slots=True)
class Model:
    """Values of the declared names and of free indices; defined names are computed from their definitions."""

    context: Context
    values: Mapping[str, ModelValue]
    order: tuple[str, ...] = ()
    """The names in the order in which a witness shows them."""
