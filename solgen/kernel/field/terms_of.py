"""Elements written back as Terms, for the conditions of a verdict and the witnesses of a refutation.

Nothing is proved from what is written here; it is what a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.notation.terms import Term, add, builtin, constant, multiply, name, number, term

Letters = Mapping[str, str]
"""What bound names are written as."""
_NO_LETTERS: Final[Letters] = {}
_LETTERS: Final = ("i", "k", "l", "m", "r", "s")
_BUILTIN: Final = {"sine": "sin", "cosine": "cos", "log": "ln"}
_OF_A_NAME: Final = {"component": "index", "order": "order_statistic", "function": "apply"}


class Unwritable(ValueError):  # noqa: N818 -- the caller writes the formula's own Term instead
    """A generator that has no short notation."""


def term_of(element: Element, letters: Letters = _NO_LETTERS) -> Term:
    """The Element as a Term, bound names by their letters. Raises Unwritable for those without, and sums of sums."""
    above = _polynomial(element, element.numerator, letters)
    if element.is_polynomial:
        return above
    return term("divide", [above, _polynomial(element, element.denominator, letters)])


def _polynomial(element: Element, polynomial: Polynomial, letters: Letters) -> Term:
    summands: list[Term] = []
    for exponents, coefficient in polynomial.to_dict().items():
        factors = []
        for position, exponent in enumerate(exponents):
            if exponent:
                base = _generator(element.field.generators[position], letters)
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


def _generator(generator: Generator, letters: Letters) -> Term:
    if generator.kind == "sum" and len(generator.data) == 1:
        return _sum(generator, letters)
    own = str(generator.data[0]) if generator.data else ""
    parts = [term_of(argument, letters) for argument in generator.arguments] if generator.kind != "sum" else []
    match generator.kind:
        case "name" if not own.startswith("@"):
            return name(own)
        case "bound" if own in letters:
            return name(letters[own])
        case "exp":
            return term("power", [constant("e"), *parts])
        case "constant":
            return constant(own)
        case "root":
            return term("root", [*parts, number(int(own))])
        case "absolute":
            return term("absolute", parts)
        case "sine" | "cosine" | "log":
            return term("apply", [builtin(_BUILTIN[generator.kind]), *parts])
    head = _OF_A_NAME.get(generator.kind)
    if head is None or (head == "apply" and any(generator.data[1])):
        raise Unwritable(generator.kind)
    return term(head, [name(own), *parts])


def _sum(generator: Generator, letters: Letters) -> Term:
    """A sum from 1 on, by the first usual letter that is not taken."""
    high, body = generator.arguments
    taken = generator.reach | high.reach | body.reach | frozenset(letters.values())
    letter = next((each for each in _LETTERS if each not in taken), None)
    if letter is None:
        raise Unwritable(generator.kind)
    inside = term_of(body, {**letters, str(generator.data[0]): letter})
    return term("sum", [name(letter), number(1), term_of(high, letters), inside])
