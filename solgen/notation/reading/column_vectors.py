"""Tuples that are calculated with: ``(1, 2)^\\top``, ``2 (1, 0) + u``, ``A v = (3, 3)`` have columns of numbers.

A tuple by itself stays one. ``(1, 2)^\\top`` is the column, too: so a vector is commonly written in a line of text, and
a row that is meant as one is a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence

from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE, Shape
from solgen.notation.terms import Term, number, term

_OPEN_ENDED = frozenset({"dots", "sequence"})


def is_column(node: Term) -> bool:
    """Whether a Term is a tuple of entries that are all written."""
    return node.head == "tuple" and not any(entry.head in _OPEN_ENDED for entry in node.arguments)


def as_column(node: Term) -> Term:
    """The column of a tuple's entries; any other Term as it is."""
    return term("matrix", node.arguments, (len(node.arguments), 1)) if is_column(node) else node


def calculated(nodes: Sequence[Term]) -> list[Term]:
    """The operands of one sum or product, tuples among them as columns."""
    return [as_column(node) for node in nodes]


def beside_vectors(reader: Reader, nodes: Sequence[Term]) -> list[Term]:
    """The sides of relations; where one is a vector of so many entries as a tuple has, that is a column, too."""
    if not any(node.head == "tuple" for node in nodes):
        return list(nodes)
    lengths = [shape.rows for shape in map(reader.shape, nodes) if shape.columns is ONE]
    return [as_column(node) if number(len(node.arguments)) in lengths else node for node in nodes]


def in_shape(node: Term, shape: Shape) -> Term:
    """A tuple as the column that a name of this shape stands for, where it has so many entries."""
    fits = shape.columns is ONE and shape.rows == number(len(node.arguments))
    return as_column(node) if fits else node
