"""Elements written back as Terms, for the conditions of a verdict and the witnesses of a refutation.

Nothing is proved from what is written here; it is what a person reads.
"""

from __future__ import annotations

from typing import Any, Final

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.notation.terms import Term, add, builtin, constant, multiply, name, number, term

_BUILTIN: Final = {"sine": "sin", "cosine": "cos", "log": "ln"}


class Unwritable(ValueError):  # noqa: N818 -- the caller writes the formula's own Term instead
    """A generator that has no short notation."""


def term_of(element: Element) -> Term:
    """The Element as a Term. Raises Unwritable for bound names and sums."""
    above = _polynomial(element, element.numerator)
    if element.is_polynomial:
        return above
    return term("divide", [above, _polynomial(element, element.denominator)])


def _polynomial(element: Element, polynomial: Polynomial) -> Term:
    summands: list[Term] = []
    for exponents, coefficient in polynomial.to_dict().items():
        factors = []
        for position, exponent in enumerate(exponents):
            if exponent:
                base = _generator(element.field.generators[position])
                factors.append(base if exponent == 1 else term("power", [base, number(int(exponent))]))
        size = abs(coefficient)
        if size != 1 or not factors:
            factors.insert(0, rational_term(size))
        product = multiply(*factors)
        summands.append(term("negate", [product]) if coefficient < 0 else product)
    return add(*summands) if summands else number(0)


def rational_term(value: Any) -> Term:
    """A rational number as a numeral or a fraction."""
    above, below = int(value.p), int(value.q)
    if below == 1:
        return number(above)
    fraction = term("divide", [number(abs(above)), number(below)])
    return term("negate", [fraction]) if above < 0 else fraction


def _generator(generator: Generator) -> Term:
    if generator.kind == "name" and not str(generator.data[0]).startswith("@"):
        return name(str(generator.data[0]))
    if generator.kind == "component":
        return term("index", [name(str(generator.data[0])), *(term_of(index) for index in generator.arguments)])
    if generator.kind == "order":
        return term("order_statistic", [name(str(generator.data[0])), *(term_of(k) for k in generator.arguments)])
    if generator.kind == "exp":
        return term("power", [constant("e"), term_of(generator.arguments[0])])
    if generator.kind == "constant":
        return constant(str(generator.data[0]))
    if generator.kind == "absolute":
        return term("absolute", [term_of(generator.arguments[0])])
    if generator.kind == "root":
        return term("root", [term_of(generator.arguments[0]), number(int(generator.data[0]))])
    if generator.kind in _BUILTIN:
        return term("apply", [builtin(_BUILTIN[generator.kind]), term_of(generator.arguments[0])])
    if generator.kind == "function" and not any(generator.data[1]):
        return term("apply", [name(str(generator.data[0])), *(term_of(inner) for inner in generator.arguments)])
    raise Unwritable(generator.kind)
