"""Traces, ranks, diagonal matrices, vectors of ones, inner products, pseudoinverses, and gradients at a point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.letters import Element, NoInverse, Outside
from solgen.kernel.matrices.matrix_forms.arithmetic import trace_if_matrix
from solgen.kernel.matrices.matrix_forms.calculus import gradient_at
from solgen.kernel.matrices.matrix_forms.table import Rule, Values, element_of
from solgen.kernel.matrices.pseudoinverses import pseudoinverse
from solgen.kernel.matrices.spectral import diagonal, trace
from solgen.kernel.matrices.word_inverses import inverse, rank
from solgen.kernel.matrices.words import Words
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, name, term


def _apply(words: Words, node: Term, values: Values) -> Element:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin" and function.data == "tr" and len(arguments) == 1:
        return trace(words, element_of(words, arguments[0], values))
    if function.head == "builtin" and function.data == "diag":
        return _diagonal(words, arguments, values)
    if function.head == "builtin" and function.data in ("ones", "identity") and len(arguments) == 1:
        return _of_size(words, str(function.data), arguments[0])
    if function.head == "builtin" and function.data in _OF_ARRAYS:
        return _OF_ARRAYS[str(function.data)](words, [element_of(words, argument, values) for argument in arguments])
    if function.head == "builtin" and function.data == "rank" and len(arguments) == 1:
        return rank(words, element_of(words, arguments[0], values))
    if function.head == "gradient" and len(arguments) == 1:
        return gradient_at(words, function.arguments[0], arguments[0], values)
    raise Outside("a function among matrices")


def _of_size(words: Words, what: str, written: Term) -> Element:
    """``1_n``, the vector of ones, and ``I_n``, whose size is a declared one or an expression of such."""
    size = words.facts.resolved(written)
    if size is ONE:
        return words.number(UNIT)
    return words.letter(words.ones(size)) if what == "ones" else words.element(size, size, [((), UNIT)])


def _inner_product(words: Words, elements: list[Element]) -> Element:
    first, second = elements
    return trace_if_matrix(words, words.multiply(words.transpose(first), second))


def _pseudoinverse(words: Words, elements: list[Element]) -> Element:
    """By the full rank that is declared: A^-1, (A^t A)^-1 A^t or A^t (A A^t)^-1."""
    (element,) = elements
    turned = words.transpose(element)
    ways: list[Callable[[], Element]] = [
        lambda: words.multiply(inverse(words, words.multiply(turned, element)), turned),
        lambda: words.multiply(turned, inverse(words, words.multiply(element, turned))),
    ]
    if element.rows is element.columns:
        ways.insert(0, lambda: inverse(words, element))
    for way in ways:
        try:
            return way()
        except NoInverse:
            continue
    return pseudoinverse(words, element)


_OF_ARRAYS: Final[dict[str, Callable[[Words, list[Element]], Element]]] = {
    "inner product": _inner_product,
    "pseudoinverse": _pseudoinverse,
}


def _diagonal(words: Words, arguments: tuple[Term, ...], values: Values) -> Element:
    """diag(f(s_1), ..., f(s_d)): the entries alike but for the index, which runs from 1 to the size."""
    if len(arguments) != 3 or arguments[1].head != "dots":
        raise Outside("a diagonal matrix that is not written from its first to its last entry")
    last: list[Term] = []
    body = _general(arguments[0], arguments[2], last)
    if body is None or len(set(last)) != 1:
        raise Outside("a diagonal matrix whose first and last entry differ by more than the index")
    size = words.facts.resolved(last[0])
    value = words.value(element_of(words, body, values))
    return diagonal(words, _ANY_INDEX, size, value)


_ANY_INDEX: Final = "k#diagonal"


def _general(first: Term, last: Term, ends: list[Term]) -> Term | None:
    """The common form of two entries with a bound index for 1 in the first and the size in the last."""
    if first is last:
        return first
    if first is ONE:
        ends.append(last)
        return name(_ANY_INDEX)
    if first.head != last.head or first.data != last.data or len(first.arguments) != len(last.arguments):
        return None
    parts = [_general(one, other, ends) for one, other in zip(first.arguments, last.arguments, strict=True)]
    if any(part is None for part in parts):
        return None
    return term(first.head, [part for part in parts if part is not None], first.data)


RULES: dict[str, Rule] = {
    "apply": _apply,
}
