"""What is known of a name, and what the vocabulary of a region is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solgen.audit.context.material import Formula
from solgen.audit.context.phrases.said import Said
from solgen.notation.context import Context, Declaration
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Known:
    """One declared name with what shows it. ``formula`` is where it was seen first, -1 where nothing shows a place."""

    declaration: Declaration
    because: str
    certain: bool
    formula: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a region's vocabulary is made from."""

    formulas: Sequence[Formula]
    said: Sequence[Said]
    given: Context
    inherited: Mapping[str, Known]
    shapes: Mapping[str, tuple[str, str]]
    """Sizes that the reading of a decomposition gives to names, each the rows or columns of another: ``X:rows``."""
    properties: Mapping[str, tuple[str, ...]]
    because: Mapping[str, tuple[str, bool, int]] = field(default_factory=dict)
    """Of the names in ``shapes``: why, whether that is certain, and in which formula."""
    sets: frozenset[str] = frozenset()
    numbered: bool = False
    """Whether it is an exercise with a number, which may use letters of earlier ones for other things."""
    taken: frozenset[str] = frozenset()
    """All letters that the text uses somewhere."""
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Columns and diagonal entries with names of their own: of which matrix, and which of the two."""


def sizes_in(declaration: Declaration) -> list[Term]:
    """Everything in a declaration that names of sizes occur in."""
    bounds = [node for declared in declaration.properties for node in declared.terms]
    return [*bounds, *declaration.shape, *(bound for one in declaration.indices for bound in (one.low, one.high))]
