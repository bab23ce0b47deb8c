"""Names, entries and columns: the entry i, j of A is e_i^t A e_j, the column k of A is A e_k."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.letters import Element, Outside
from solgen.kernel.matrices.matrix_facts import declared_least, declared_sign
from solgen.kernel.matrices.matrix_forms.table import Rule, Values, element_of, unfolded
from solgen.kernel.matrices.words import Words
from solgen.notation.context import Kind
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, name, term

_SCALARS: Final = (Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY)


def _name(words: Words, node: Term, values: Values) -> Element:
    named = str(node.data)
    if named in values:
        return values[named]
    declaration = words.context.declaration(named)
    if declaration is None or declaration.indices:
        message = f"{named} is neither a declared number nor a declared matrix"
        raise Outside(message)
    if declaration.kind in _SCALARS and not declaration.unit:
        return words.number(words.scalar(named, (), declared_sign(declaration), declared_least(declaration)))
    if named in words.facts.diagonals:
        size = words.facts.diagonals[named].size
        return words.element(size, size, [((), words.slot(named, 0))])
    return words.letter(words.facts.letter(named))


def _constant(_words: Words, node: Term, _values: Values) -> Element:
    if node.data == "identity":
        return Element(None, None, {(): UNIT})
    message = f"the constant {node.data} among matrices"
    raise Outside(message)


def _index(words: Words, node: Term, values: Values) -> Element:
    base, indices = node.arguments[0], node.arguments[1:]
    if base.head == "name" and str(base.data) not in values:
        named = str(base.data)
        declaration = words.context.declaration(named)
        if declaration is not None and declaration.indices:
            if declaration.kind in _SCALARS and not declaration.unit:
                return words.number(words.scalar(named, indices, declared_sign(declaration)))
            return _component(words, named, indices)
        if declaration is None and len(indices) == 1 and named in words.facts.components:
            return _component(words, named, indices)
    element = element_of(words, base, values)
    return _entry(words, element, indices)


def _component(words: Words, named: str, indices: tuple[Term, ...]) -> Element:
    """A column (or row) of a matrix; a vector of a family that belongs to no matrix is a letter of its own."""
    component = words.facts.components.get(named)
    if component is not None and len(indices) == 1:
        matrix = element_of(words, unfolded(words, name(component.matrix)))
        if component.what == "rows":
            matrix = words.transpose(matrix)
        if matrix.columns is None:
            raise Outside("a column of a matrix of unknown size")
        return words.multiply(matrix, words.letter(words.unit(matrix.columns, indices[0])))
    letter = words.facts.letter(named)
    marked = term("sequence", [name(named), *indices])
    return words.letter(replace(letter, text=f"{named} {indices!r}", index=marked))


def _entry(words: Words, element: Element, indices: tuple[Term, ...]) -> Element:
    """Entry i of a vector, entry i, j of a matrix."""
    if element.is_number or element.rows is None or element.columns is None:
        raise Outside("an index on what is no matrix")
    left = words.transpose(words.letter(words.unit(element.rows, indices[0])))
    picked = words.multiply(left, element)
    if len(indices) == 1 and element.columns is ONE:
        return picked
    if len(indices) == 2 and element.columns is not ONE:
        return words.multiply(picked, words.letter(words.unit(element.columns, indices[1])))
    raise Outside("an entry with the wrong number of indices")


RULES: dict[str, Rule] = {
    "name": _name,
    "constant": _constant,
    "index": _index,
}
