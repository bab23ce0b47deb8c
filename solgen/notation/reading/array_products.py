"""Products of vectors and matrices that have a sign: ``\\langle u, v \\rangle``, ``u \\cdot v``, ``A \\odot B``.

``\\odot`` holds less tightly than factors side by side: ``W^\\top \\delta \\odot s`` is ``(W^\\top \\delta) \\odot s``.
"""

from __future__ import annotations

from solgen.notation.reading.column_vectors import as_column
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, builtin, term


def read_inner_product(reader: Reader) -> Term:
    """``\\langle u, v \\rangle``."""
    opening = reader.take()
    with reader.brackets():
        first = reader.grammar.expression(reader)
        hint = "Write `\\langle u, v \\rangle`."
        reader.expect(",", "read-unexpected", "An inner product has two arguments.", hint)
        second = reader.grammar.expression(reader)
        if not reader.at("\\rangle") and reader.at_end():
            raise reader.fail("read-unbalanced", "This bracket is never closed.", opening, "Add `\\rangle`.")
        reader.expect("\\rangle", "read-unexpected", "An inner product has two arguments.", hint)
    return inner_product(first, second)


def inner_product(first: Term, second: Term) -> Term:
    """The sum of the products of the entries."""
    return term("apply", [builtin("inner product"), as_column(first), as_column(second)])


def are_vectors(reader: Reader, first: Term, second: Term) -> bool:
    """Whether both are columns of more than one entry, so that a dot between them is their inner product."""
    shapes = [reader.shape(as_column(factor)) for factor in (first, second)]
    return all(shape.rows not in (None, ONE) and shape.columns is ONE for shape in shapes)


def read_entrywise(reader: Reader, before: Term) -> Term:
    """``before \\odot ...``, with all that the same product goes on with."""
    reader.take()
    after = reader.grammar.product(reader)
    function = builtin("Hadamard product")
    goes_on = after.head == "apply" and after.arguments[0] is function
    factors = after.arguments[1:] if goes_on else (after,)
    return term("apply", [function, before, *factors])
