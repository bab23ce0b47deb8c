"""From a Term to an element of the algebra of words: what each construct of matrix notation means.

The Term's shapes have been checked. Definitions are unfolded before. Whatever this file does not know raises Outside;
whatever need not exist raises NoInverse. Rules beyond ring operations: the norm squared of v is v^t v; the entry i, j
of A is e_i^t A e_j, the column k of A is A e_k; arg min is a set of one element where the minimizer is the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import Sign, rational
from solgen.kernel.matrices.letters import Element, NoInverse, Outside, word_key
from solgen.kernel.matrices.matrix_facts import declared_least, declared_sign
from solgen.kernel.matrices.pseudoinverses import pseudoinverse
from solgen.kernel.matrices.quadratic_forms import gradient, minimizer, put_in, variable
from solgen.kernel.matrices.spectral import diagonal, limit, sum_over, trace
from solgen.kernel.matrices.word_inverses import inverse, rank, reciprocal
from solgen.kernel.matrices.words import Words
from solgen.kernel.unfold import unfold
from solgen.notation.context import Kind
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term, name, term

Values = Mapping[str, Element]
_SCALARS: Final = (Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY)
_POWER_LIMIT: Final = 12


def element_of(words: Words, node: Term, values: Values | None = None) -> Element:
    """The element that a Term without definitions stands for. Raises Outside, NoInverse, BudgetExhausted."""
    values = values or {}
    if not values and node in words.known:
        return words.known[node]
    rule = _RULES.get(node.head)
    if rule is None:
        message = f"a {node.head.replace('_', ' ')} among matrices"
        raise Outside(message)
    element = rule(words, node, values)
    if not values:
        words.known[node] = element
    return element


def unfolded(words: Words, node: Term) -> Term:
    """A Term with all definitions put in."""
    return unfold(node, words.context)


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


def _number(words: Words, node: Term, _values: Values) -> Element:
    return words.number(rational(int(str(node.data))))


def _decimal(words: Words, node: Term, _values: Values) -> Element:
    whole, _, digits = str(node.data).partition(".")
    return words.number(rational(int((whole or "0") + digits), 10 ** len(digits)))


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
    return _trace_if_matrix(words, words.multiply(words.transpose(inner), inner))


def _transpose(words: Words, node: Term, values: Values) -> Element:
    return words.transpose(element_of(words, node.arguments[0], values))


def _inverse(words: Words, node: Term, values: Values) -> Element:
    element = element_of(words, node.arguments[0], values)
    if not element.is_number and element.rows is not element.columns:
        raise Outside("the inverse of a matrix that is not square")
    return inverse(words, element)


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


def _apply(words: Words, node: Term, values: Values) -> Element:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin" and function.data == "tr" and len(arguments) == 1:
        return trace(words, element_of(words, arguments[0], values))
    if function.head == "builtin" and function.data == "diag":
        return _diagonal(words, arguments, values)
    if function.head == "builtin" and function.data in _OF_ARRAYS:
        return _OF_ARRAYS[str(function.data)](words, [element_of(words, argument, values) for argument in arguments])
    if function.head == "builtin" and function.data == "rank" and len(arguments) == 1:
        return rank(words, element_of(words, arguments[0], values))
    if function.head == "gradient" and len(arguments) == 1:
        return _gradient_at(words, function.arguments[0], arguments[0], values)
    raise Outside("a function among matrices")


def _inner_product(words: Words, elements: list[Element]) -> Element:
    first, second = elements
    return _trace_if_matrix(words, words.multiply(words.transpose(first), second))


def _trace_if_matrix(words: Words, product: Element) -> Element:
    return product if product.is_number else trace(words, product)


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


def _gradient_at(words: Words, function: Term, argument: Term, values: Values) -> Element:
    definition = words.context.definition(str(function.data)) if function.head == "name" else None
    if definition is None or len(definition.parameters) != 1 or definition.target.head != "apply":
        raise Outside("the gradient of a function that is not defined by one formula of one vector")
    at = element_of(words, argument, values)
    body = unfold(definition.body, words.context, frozenset(definition.parameters))
    return _differentiated(words, body, definition.parameters[0], at, values)


def _differentiated(words: Words, body: Term, named: str, at: Element, values: Values) -> Element:
    if at.rows is None or at.columns is not ONE:
        raise Outside("a gradient at what is no vector")
    letter = variable(named, at.rows)
    inner = element_of(words, body, {**values, named: words.letter(letter)})
    return put_in(words, gradient(words, inner, letter), letter, at)


def _gradient(words: Words, node: Term, values: Values) -> Element:
    if len(node.arguments) != 2:
        raise Outside("a gradient without its argument")
    return _by_name(words, node.arguments[0], node.arguments[1], values)


def _derivative(words: Words, node: Term, values: Values) -> Element:
    if len(node.arguments) != 2:
        raise Outside("a second derivative by a vector")
    return _by_name(words, node.arguments[0], node.arguments[1], values)


def _by_name(words: Words, body: Term, by: Term, values: Values) -> Element:
    if by.head != "name":
        raise Outside("a derivative by what is no name")
    return _differentiated(words, body, str(by.data), element_of(words, by, values), values)


def _arg_min(words: Words, node: Term, values: Values) -> Element:
    named = str(node.arguments[0].data)
    declared = words.facts.letter(named)
    if declared.columns is not ONE:
        raise Outside("a minimizer that is no vector")
    letter = variable(named, declared.rows)
    return minimizer(words, element_of(words, node.arguments[1], {**values, named: words.letter(letter)}), letter)


def _minimum(words: Words, node: Term, values: Values) -> Element:
    named = str(node.arguments[0].data)
    declared = words.facts.letter(named)
    if declared.columns is not ONE:
        raise Outside("a minimum over what is no vector")
    letter = variable(named, declared.rows)
    body = element_of(words, node.arguments[1], {**values, named: words.letter(letter)})
    return put_in(words, body, letter, minimizer(words, body, letter))


def _sum(words: Words, node: Term, values: Values) -> Element:
    bound, low, high, body = node.arguments
    named = str(bound.data)
    if low is not ONE:
        raise Outside("a sum that does not begin with 1")
    inner = {key: value for key, value in values.items() if key != named}
    if any(words.depends(value, named) for value in inner.values()):
        raise Outside("a bound name that occurs elsewhere")
    return sum_over(words, named, words.facts.resolved(high), element_of(words, body, inner))


def _limit(words: Words, node: Term, values: Values) -> Element:
    bound, point, body = node.arguments
    named = str(bound.data)
    to_zero = point.head == "number" and point.data == 0 and node.data == "+"
    if not to_zero and not (point.head == "constant" and point.data == "infinity"):
        raise Outside("a limit that goes neither to 0 from above nor to infinity")
    running = f"{named}#limit"  # apart from a free name of the same spelling, which need not be positive
    positive = words.number(words.scalar(running, (), Sign.POSITIVE))
    return limit(words, element_of(words, body, {**values, named: positive}), running, to_zero=to_zero)


_RULES: Final[dict[str, Callable[[Words, Term, Values], Element]]] = {
    "number": _number,
    "decimal": _decimal,
    "name": _name,
    "constant": _constant,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "norm": _norm,
    "transpose": _transpose,
    "inverse": _inverse,
    "index": _index,
    "apply": _apply,
    "gradient": _gradient,
    "derivative": _derivative,
    "arg_min": _arg_min,
    "minimum": _minimum,
    "sum": _sum,
    "limit": _limit,
}
