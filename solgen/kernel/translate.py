"""Terms carried into the field of fractions, definitions put in on the way.

Rule: each head has its meaning in the field; a defined name is its body with the parameters as Elements (never as
text, so nothing is captured); a bound name is a fresh integer between its bounds. What must exist for the Term to
exist is required where it arises. Heads that are not scalars raise ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import flint

from solgen.kernel.circular import circular
from solgen.kernel.differentiate import function_value
from solgen.kernel.exponentials import exponential, hyperbolic, logarithm, power
from solgen.kernel.fractions import Element
from solgen.kernel.roots import absolute, largest, root
from solgen.kernel.scope import REBUILD, Scope, Unsupported
from solgen.kernel.signs import sign
from solgen.kernel.sums import total
from solgen.notation.context import Definition, IndexRange, Kind
from solgen.notation.terms import Term, number

_SCALARS: Final = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY})
_UNITS: Final = {"ms": ("s", (1, 1000)), "min": ("s", (60, 1)), "h": ("s", (3600, 1)), "d": ("s", (86400, 1))}
"""Units of time that people mix, by the second."""


def translate(scope: Scope, node: Term) -> Element:
    """The Element that a scalar Term stands for. Raises Unsupported, Undefined or BudgetExhausted."""
    known = scope.memo.get(node)
    if known is None:
        rule = RULES.get(node.head)
        if rule is None:
            raise Unsupported(node.head)
        known = rule(scope, node)
        scope.memo[node] = known
    return known


# -- names and their components ------------------------------------------------------------------------------------


def _name(scope: Scope, node: Term) -> Element:
    named = str(node.data)
    value = scope.values.get(named)
    if value is not None:
        return value
    if named not in scope.keep:
        definition = scope.context.definition(named)
        if definition is not None:
            if definition.parameters:
                raise Unsupported(named)
            return _body(scope, definition, [])
        equation = scope.equations.get(named)
        if equation is not None and named not in scope.expanding:
            return _equated(scope, named, *equation)
        if named in scope.solved:
            element, hypothesis = scope.solved[named]
            scope.used.add(hypothesis)
            return element
    declaration = scope.context.declaration(named)
    if declaration is None:
        if named not in scope.indices and named not in scope.keep:
            raise Unsupported(named)
    elif declaration.indices or declaration.kind not in _SCALARS:
        raise Unsupported(named)
    return scope.field.generator("name", (named,), (), frozenset({named}))


def _equated(scope: Scope, named: str, body: Term, hypothesis: int) -> Element:
    before = scope.expanding
    scope.expanding = before | {named}
    try:
        with scope.naming({}, only=True):
            element = translate(scope, body)
    finally:
        scope.expanding = before
    scope.used.add(hypothesis)
    return element


def _body(scope: Scope, definition: Definition, arguments: list[Element]) -> Element:
    """A definition's body at Elements."""
    with scope.naming(dict(zip(definition.parameters, arguments, strict=True)), only=True):
        return translate(scope, definition.body)


def _index(scope: Scope, node: Term) -> Element:
    named, indices = based(node)
    return indexed(scope, named, [translate(scope, index) for index in indices])


def based(node: Term) -> tuple[str, list[Term]]:
    """The base of an indexed name and all its indices: ``x^{(i)}_k`` has two."""
    indices: list[Term] = []
    while node.head == "index":
        indices = [*node.arguments[1:], *indices]
        node = node.arguments[0]
    if node.head != "name":
        raise Unsupported(node.head)
    return str(node.data), indices


def indexed(scope: Scope, named: str, places: list[Element]) -> Element:
    """A component at Elements: by its definition, or as a generator."""
    if named in scope.values:
        raise Unsupported(named)
    definition = scope.context.definition(named)
    if named not in scope.keep and definition is not None:
        if definition.target.head != "index" or len(definition.parameters) != len(places):
            return _entry(scope, definition, places)
        declaration = scope.context.declaration(named)
        _in_ranges(scope, declaration.indices if declaration else (), places)
        return _body(scope, definition, places)
    return component(scope, named, places)


def _entry(scope: Scope, definition: Definition, places: list[Element]) -> Element:
    """One entry of a defined tuple, at a constant place."""
    body = definition.body
    if body.head != "tuple" or len(places) != 1:
        raise Unsupported(definition.name)
    at = places[0].integer
    if at is None or not 1 <= at <= len(body.arguments):
        raise Unsupported(definition.name)
    with scope.naming({}, only=True):
        return translate(scope, body.arguments[at - 1])


def component(scope: Scope, named: str, places: list[Element]) -> Element:
    """``y_i`` of a declared or kept name; its indices must lie in the declared ranges."""
    declaration = scope.context.declaration(named)
    if declaration is None:
        if named not in scope.keep:
            raise Unsupported(named)
    else:
        if declaration.kind in (Kind.VECTOR, Kind.MATRIX):
            sizes = declaration.shape
            ranges = (*declaration.indices, *(IndexRange("", number(1), size) for size in sizes))
        elif declaration.kind in _SCALARS:
            ranges = declaration.indices
        else:
            raise Unsupported(named)
        if len(ranges) != len(places):
            raise Unsupported(named)
        _in_ranges(scope, ranges, places)
    reach = frozenset({named}).union(*(place.reach for place in places))
    return scope.field.generator("component", (named,), tuple(places), reach)


def _in_ranges(scope: Scope, ranges: tuple[IndexRange, ...], places: list[Element]) -> None:
    if not ranges:
        return
    with scope.naming({}, only=True):
        bounds = [(translate(scope, indexed.low), translate(scope, indexed.high)) for indexed in ranges]
    for (low, high), place in zip(bounds, places, strict=True):
        if not scope.is_integer(place):
            raise Unsupported
        scope.require("index", place - low)
        scope.require("index", high - place)


def _order_statistic(scope: Scope, node: Term) -> Element:
    sample, place = node.arguments
    if sample.head != "name":
        raise Unsupported
    named = str(sample.data)
    if scope.context.definition(named) is not None:
        raise Unsupported
    return order_statistic(scope, named, translate(scope, place))


def order_statistic(scope: Scope, named: str, place: Element) -> Element:
    """``y_(k)``; k must lie in the sample's range."""
    declaration = scope.context.declaration(named)
    if declaration is None or len(declaration.indices) != 1 or declaration.kind not in _SCALARS:
        raise Unsupported(named)
    _in_ranges(scope, declaration.indices, [place])
    return scope.field.generator("order", (named,), (place,), frozenset({named}) | place.reach)


# -- arithmetic ----------------------------------------------------------------------------------------------------


def _number(scope: Scope, node: Term) -> Element:
    return scope.field.constant(int(str(node.data)))


def _decimal(scope: Scope, node: Term) -> Element:
    whole, _, digits = str(node.data).partition(".")
    return scope.field.constant(flint.fmpq(int(whole + digits), 10 ** len(digits)))


def _constant(scope: Scope, node: Term) -> Element:
    if node.data == "e":
        return exponential(scope, scope.field.one)
    if node.data == "pi":
        return scope.field.generator("constant", ("pi",), (), frozenset())
    raise Unsupported(str(node.data))


def _unit(scope: Scope, node: Term) -> Element:
    written = str(node.data).removeprefix("\\mathrm{").removesuffix("}")
    base, (above, below) = _UNITS.get(written, (written, (1, 1)))
    return scope.field.generator("unit", (base,), (), frozenset()).scale(flint.fmpq(above, below))


def _add(scope: Scope, node: Term) -> Element:
    result = translate(scope, node.arguments[0])
    for argument in node.arguments[1:]:
        result = result + translate(scope, argument)
    return result


def _negate(scope: Scope, node: Term) -> Element:
    return -translate(scope, node.arguments[0])


def _multiply(scope: Scope, node: Term) -> Element:
    result = translate(scope, node.arguments[0])
    for argument in node.arguments[1:]:
        result = result * translate(scope, argument)
    return result


def _divide(scope: Scope, node: Term) -> Element:
    above, below = (translate(scope, argument) for argument in node.arguments)
    return scope.divide(above, below, node.arguments[1])


def _power(scope: Scope, node: Term) -> Element:
    base, exponent = node.arguments
    if base.head == "constant" and base.data == "e":
        return exponential(scope, translate(scope, exponent))
    return power(scope, translate(scope, base), translate(scope, exponent), base)


def _root(scope: Scope, node: Term) -> Element:
    degree = translate(scope, node.arguments[1]).integer
    if degree is None or not 2 <= degree <= 24:
        raise Unsupported("root")
    return root(scope, translate(scope, node.arguments[0]), degree, node.arguments[0])


def _absolute(scope: Scope, node: Term) -> Element:
    return absolute(scope, translate(scope, node.arguments[0]))


def _factorial(scope: Scope, node: Term) -> Element:
    value = translate(scope, node.arguments[0]).integer
    if value is None or not 0 <= value <= 60:
        raise Unsupported("factorial")
    return scope.field.constant(flint.fmpz.fac_ui(flint.fmpz(value)))


# -- functions -----------------------------------------------------------------------------------------------------


def _apply(scope: Scope, node: Term) -> Element:
    function, arguments = node.arguments[0], node.arguments[1:]
    if function.head == "builtin":
        return _builtin(scope, str(function.data), arguments)
    if function.head == "prime":
        return RULES["prime"](scope, node)
    if function.head != "name" or str(function.data) in scope.values:
        raise Unsupported
    return value_of_function(scope, str(function.data), [translate(scope, argument) for argument in arguments])


def value_of_function(scope: Scope, named: str, arguments: list[Element]) -> Element:
    """``f(u)``: the definition's body at u, or a generator for a function without a definition."""
    definition = scope.context.definition(named)
    if definition is not None and named not in scope.keep:
        if definition.target.head != "apply" or len(definition.parameters) != len(arguments):
            raise Unsupported(named)
        return _body(scope, definition, arguments)
    declaration = scope.context.declaration(named)
    if declaration is None or declaration.kind is not Kind.FUNCTION or declaration.shape or declaration.indices:
        raise Unsupported(named)
    return function_value(scope, named, (0,) * len(arguments), arguments)


def _builtin(scope: Scope, word: str, arguments: tuple[Term, ...]) -> Element:
    elements = [translate(scope, argument) for argument in arguments]
    first = elements[0]
    if word == "exp":
        return exponential(scope, first)
    if word in ("sinh", "cosh", "tanh", "coth"):
        return hyperbolic(scope, word, first)
    if word in ("sin", "cos", "tan", "cot", "sec", "csc"):
        return circular(scope, word, first)
    if word == "ln":
        return logarithm(scope, first, arguments[0])
    if word == "log":
        return _log(scope, elements, arguments)
    if word in ("max", "min"):
        return largest(scope, elements, 1 if word == "max" else -1)
    if word == "sign":
        return _sign(scope, first)
    if word == "artanh":
        one = scope.field.one
        scope.require("positive", one - first * first)
        quotient = logarithm(scope, one + first) - logarithm(scope, one - first)
        return quotient.scale(flint.fmpq(1, 2))
    if word == "arctan":
        return scope.field.generator("known", (word,), (first,))
    raise Unsupported(word)


def _log(scope: Scope, elements: list[Element], arguments: tuple[Term, ...]) -> Element:
    above = logarithm(scope, elements[0], arguments[0])
    if len(elements) > 1:
        base = elements[1]
    elif scope.context.log_base is not None:
        base = translate(scope, scope.context.log_base)
    else:
        raise Unsupported("a logarithm without a declared base")
    return scope.divide(above, logarithm(scope, base))


def _sign(scope: Scope, element: Element) -> Element:
    found = sign(scope, element)
    if found in ("+", "-", "0"):
        return scope.field.constant({"+": 1, "-": -1, "0": 0}[found])
    raise Unsupported("sign")


# -- binders -------------------------------------------------------------------------------------------------------


def _sum(scope: Scope, node: Term) -> Element:
    bound, low_term, high_term, body = node.arguments
    low, high = translate(scope, low_term), translate(scope, high_term)
    if not (scope.is_integer(low) and scope.is_integer(high)):
        raise Unsupported("a sum between bounds that are not integers")
    # asked here, outside: inside the sum low <= variable <= high is a fact, from which it would always follow
    scope.require("nonnegative", high - low + scope.field.one)
    with scope.bound_name(low, high) as variable, scope.naming({str(bound.data): variable}):
        inside = translate(scope, body)
        with scope.outside():
            return total(scope, variable, low, high, inside)


def _product(scope: Scope, node: Term) -> Element:
    bound, low_term, high_term, body = node.arguments
    low, high = translate(scope, low_term).integer, translate(scope, high_term).integer
    if low is None or high is None or not low - 1 <= high <= low + 40:
        raise Unsupported("product")
    result = scope.field.one
    for index in range(low, high + 1):
        with scope.naming({str(bound.data): scope.field.constant(index)}):
            result = result * translate(scope, body)
    return result


RULES: Final[dict[str, Callable[[Scope, Term], Element]]] = {
    "name": _name,
    "index": _index,
    "order_statistic": _order_statistic,
    "number": _number,
    "decimal": _decimal,
    "constant": _constant,
    "unit": _unit,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _absolute,
    "factorial": _factorial,
    "apply": _apply,
    "sum": _sum,
    "product": _product,
}
"""How each head is carried over; ``derivatives_of_terms`` and ``limits`` add theirs."""
REBUILD["known"] = lambda scope, generator, arguments: scope.field.generator("known", generator.data, arguments)
REBUILD["component"] = lambda scope, generator, arguments: component(scope, str(generator.data[0]), list(arguments))
REBUILD["order"] = lambda scope, generator, arguments: order_statistic(scope, str(generator.data[0]), arguments[0])
