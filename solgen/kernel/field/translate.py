"""Terms carried into the field of fractions, definitions put in on the way.

Rule: each head has its meaning in the field; a defined name is its body with the parameters as Elements (never as
text, so nothing is captured); a bound name is a fresh integer between its bounds. What must exist for the Term to
exist is required where it arises. Heads that are not scalars raise ``Unsupported``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import flint

from solgen.kernel.field.exponentials import exponential, power
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.roots import absolute, root
from solgen.kernel.field.scope import Fact, Scope, Unsupported
from solgen.kernel.field.sums import total
from solgen.notation.context import Definition, Kind
from solgen.notation.terms import Term
from solgen.notation.units import UNITS, find_unit, powers_of

SCALARS: Final = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY})


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
            return body_of(scope, definition, [])
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
    elif declaration.indices or declaration.kind not in SCALARS:
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


def body_of(scope: Scope, definition: Definition, arguments: list[Element]) -> Element:
    """A definition's body at Elements."""
    with scope.naming(dict(zip(definition.parameters, arguments, strict=True)), only=True):
        return translate(scope, definition.body)


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
    unit = find_unit(written)
    if unit is None:
        return scope.field.generator("unit", (written,), (), frozenset())
    result = scope.field.constant(flint.fmpq(unit.factor.numerator, unit.factor.denominator))
    for dimension, exponent in powers_of(unit.dimension):
        base = next(known.symbol for known in UNITS if known.dimension == dimension and known.factor == 1)
        result = result * scope.field.generator("unit", (base,), (), frozenset()) ** exponent
    return result


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


def _sum(scope: Scope, node: Term) -> Element:
    bound, low_term, high_term, body = node.arguments
    low, high = translate(scope, low_term), translate(scope, high_term)
    if not (scope.is_integer(low) and scope.is_integer(high)):
        raise Unsupported("a sum between bounds that are not integers")
    # asked here, outside: inside the sum low <= variable <= high is a fact, from which it would always follow
    scope.require("nonnegative", high - low + scope.field.one)
    with scope.bound_name(low, high) as variable, scope.naming({str(bound.data): variable}):
        inside = translate(scope, body)
        learned = ""
        if scope.learning:
            learned = "always" if is_square(body) else "here" if _holds_squares(body) else ""
        if learned == "here" and (scope.differentiating or scope.sign_of(inside) not in ("+", "0+")):
            learned = ""
        with scope.outside():
            result = total(scope, variable, low, high, inside)
            if learned:
                _remember_nonnegative(scope, result, learned)
            return result


def is_square(node: Term) -> bool:
    """Whether a Term is nonnegative for all values of its names: made of even powers, sizes of numbers and products."""
    match node.head:
        case "absolute" | "number":
            return True
        case "power":
            exponent = node.arguments[1]
            return exponent.head == "number" and int(str(exponent.data)) % 2 == 0
        case "add" | "multiply" | "divide":
            return all(map(is_square, node.arguments))
        case _:
            return False


def _holds_squares(body: Term) -> bool:
    """Whether the form of a summand tells its sign, which the sum multiplied out does not show any more."""
    return any(
        node.head == "absolute"
        or (node.head == "power" and node.arguments[1].head == "number" and int(str(node.arguments[1].data)) % 2 == 0)
        for node in body.walk()
    )


def _remember_nonnegative(scope: Scope, element: Element, learned: str) -> None:
    """A sum of nonnegative numbers is a fact outside of the sum: its numerator over a positive denominator."""
    field = scope.field
    below = Element(field, element.denominator, field.one.numerator)
    if element.rational is None and scope.sign_of(below) == "+":
        numerator = element * below
        if scope.sign_of(numerator) == "?":
            fact = Fact(numerator, strict=False, learned=learned)
            scope.facts.append(fact)
            scope.signs.clear()
            if learned == "always" and not any("?" in token for token in numerator.reach):
                scope.always[numerator.key] = fact


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
    "sum": _sum,
    "product": _product,
}
"""How each head is carried over; components, functions, derivatives and limits add theirs from modules of their own."""
