"""Sides of claims: whether they speak of arrays, and their difference."""

from __future__ import annotations

from solgen.kernel.matrices.letters import Element, Outside
from solgen.kernel.matrices.words import Words
from solgen.notation.context import Kind
from solgen.notation.terms import Term


def difference(words: Words, left: Element, right: Element) -> Element:
    """The difference of two sides; the number 0 is the zero of any shape. Raises Outside for a number and a matrix."""
    if left.is_number == right.is_number:
        return words.subtract(left, right)
    number = left if left.is_number else right
    if not number.is_zero:
        raise Outside("a number beside a matrix")
    return words.negate(right) if number is left else left


def concerns_matrices(words: Words, *sides: Term) -> bool:
    """Whether a Term without definitions speaks of matrices or vectors, or of entries of a diagonal matrix."""
    entries = {diagonal.entry for diagonal in words.facts.diagonals.values()}
    for side in sides:
        for node in side.walk():
            if is_array(words, node) or (node.head == "name" and str(node.data) in entries):
                return True
    return False


def is_array(words: Words, node: Term) -> bool:
    """Whether a Term is the identity or the name of a matrix, a vector or a family of vectors."""
    if node.head != "name":
        return node.head == "constant" and node.data == "identity"
    declaration = words.context.declaration(str(node.data))
    if declaration is None:
        return str(node.data) in words.facts.components
    return declaration.kind in (Kind.VECTOR, Kind.MATRIX)


def has_arrays(words: Words, *sides: Term) -> bool:
    """Whether a Term without definitions names a matrix or a vector; of others nothing is said but proofs."""
    return any(is_array(words, node) for side in sides for node in side.walk())
