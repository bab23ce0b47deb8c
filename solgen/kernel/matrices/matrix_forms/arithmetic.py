"""Numbers, sums, products, powers, norms, transposes and inverses."""

from __future__ import annotations

from typing import Final

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import Sign, rational
from solgen.kernel.matrices.letters import Element, Outside, word_key
from solgen.kernel.matrices.matrix_forms.sides import difference
from solgen.kernel.matrices.matrix_forms.table import Rule, Values, element_of
from solgen.kernel.matrices.spectral import trace
from solgen.kernel.matrices.word_inverses import inverse, reciprocal
from solgen.kernel.matrices.words import Words
from solgen.notation.terms import Term

_POWER_LIMIT: Final = 12


def _number(words: Words, node: Term, _values: Values) -> Element:
    return words.number(rational(int(str(node.data))))


def _decimal(words: Words, node: Term, _values: Values) -> Element:
    whole, _, digits = str(node.data).partition(".")
    return words.number(rational(int((whole or "0") + digits), 10 ** len(digits)))


def _add(words: Words, node: Term, values: Values) -> Element:
    result: Element | None = None
    for summand in node.arguments:
        element = element_of(words, summand, values)
        result = element if result is None else difference(words, result, words.negate(element))
    assert result is not None
    return result


def _negate(words: Words, node: Term, values: Values) -> Element:
    return words.negate(element_of(words, node.arguments[0], values))


def _multiply(words: Words, node: Term, values: Values) -> Element:
    result = element_of(words, node.arguments[0], values)
    for factor in node.arguments[1:]:
        result = words.multiply(result, element_of(words, factor, values))
    return result


def _divide(words: Words, node: Term, values: Values) -> Element:
    above, below = (element_of(words, argument, values) for argument in node.arguments)
    if not below.is_number:
        raise Outside("a division by a matrix")
    return words.scale(reciprocal(words, words.value(below)), above)


def _power(words: Words, node: Term, values: Values) -> Element:
    base, exponent = node.arguments
    negative = exponent.head == "negate"
    size = exponent.arguments[0] if negative else exponent
    if size.head != "number" or not 0 <= int(str(size.data)) <= _POWER_LIMIT:
        raise Outside("a power that is no small whole number")
    count = int(str(size.data))
    if base.head == "norm":
        if count % 2 or negative:
            raise Outside("an odd power of a norm")
        element, count = _square(words, element_of(words, base.arguments[0], values)), count // 2
    else:
        element = element_of(words, base, values)
    if not element.is_number and element.rows is not element.columns:
        raise Outside("a power of a matrix that is not square")
    if negative:
        element = inverse(words, element)
    result = words.number(UNIT) if element.is_number else Element(element.rows, element.columns, {(): UNIT})
    for _ in range(count):
        result = words.multiply(result, element)
    return result


def _norm(words: Words, node: Term, values: Values) -> Element:
    """The norm of v is known by v^t v: equal squares, equal norms."""
    square = _square(words, element_of(words, node.arguments[0], values))
    if square.is_zero:
        return square
    parts = tuple(sorted(square.terms.items(), key=lambda part: word_key(part[0])))
    return words.number(words.generators.at(("norm", parts), Sign.NONNEGATIVE))


def _square(words: Words, inner: Element) -> Element:
    """The square of the norm of a vector, or of a matrix by Frobenius: tr(A^t A)."""
    return trace_if_matrix(words, words.multiply(words.transpose(inner), inner))


def _transpose(words: Words, node: Term, values: Values) -> Element:
    return words.transpose(element_of(words, node.arguments[0], values))


def _inverse(words: Words, node: Term, values: Values) -> Element:
    element = element_of(words, node.arguments[0], values)
    if not element.is_number and element.rows is not element.columns:
        raise Outside("the inverse of a matrix that is not square")
    return inverse(words, element)


def trace_if_matrix(words: Words, product: Element) -> Element:
    """A number as it is; of a matrix its trace. Raises Outside."""
    return product if product.is_number else trace(words, product)


RULES: dict[str, Rule] = {
    "number": _number,
    "decimal": _decimal,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "norm": _norm,
    "transpose": _transpose,
    "inverse": _inverse,
}
