"""Texts for generators and Elements that do not depend on the order in which generators were made.

Two sums are one generator when their labels agree. In a label a sum's bound names are ``#h, #h+1, ...`` with h one more
than the largest number inside, in that order of the indices which gives the least text: so neither the names nor the
order of summation matter, and equal labels mean equal sums. Labels also key the families of exponents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from solgen.kernel.field.fractions import Element, Generator, Polynomial


def labelled(element: Element, names: Mapping[str, str] | None = None) -> str:
    """The label of an Element, with free bound names written as ``names`` says."""
    if names and not element.reach.isdisjoint(names):
        return _written_out(element, names)
    if element.label is None:
        element.label = _written_out(element, {})
    return element.label


def _written_out(element: Element, names: Mapping[str, str]) -> str:
    above = _polynomial(element, element.numerator, names)
    return above if element.is_polynomial else f"({above})/({_polynomial(element, element.denominator, names)})"


def _polynomial(element: Element, polynomial: Polynomial, names: Mapping[str, str]) -> str:
    generators = element.field.generators
    written = [(position, _generator(generators[position], names)) for position in element.positions]
    terms = []
    for exponents, coefficient in polynomial.terms():
        factors = sorted([f"{text}^{exponent}" for position, text in written if (exponent := exponents[position])])
        terms.append(f"{coefficient}*{'*'.join(factors)}")
    terms.sort()
    return "+".join(terms)


def _generator(generator: Generator, names: Mapping[str, str]) -> str:
    if generator.kind == "bound":
        token = str(generator.data[0])
        return names.get(token, token)
    if not names or generator.reach.isdisjoint(names):
        if generator.label is None:
            generator.label = _written(generator, {})
        return generator.label
    return _written(generator, names)


def _written(generator: Generator, names: Mapping[str, str]) -> str:
    if generator.kind == "sum":
        tokens = generator.data
        return sum_label(tokens, generator.arguments[: len(tokens)], generator.arguments[-1], names)
    inner = ";".join(labelled(argument, names) for argument in generator.arguments)
    data = ",".join(map(str, generator.data))
    return f"{generator.kind}<{data}>[{inner}]"


def sum_label(
    tokens: Sequence[str], highs: Sequence[Element], body: Element, names: Mapping[str, str] | None = None
) -> str:
    """The label of the sum of ``body`` over ``tokens`` from 1 to ``highs``."""
    first = body.height + 1
    best = ""
    for order in permutations(range(len(tokens))):
        inside = dict(names or {})
        inside.update({tokens[place]: f"#{first + at}" for at, place in enumerate(order)})
        bounds = ",".join(labelled(highs[place], names) for place in order)
        text = f"sum<{bounds}>[{labelled(body, inside)}]"
        if not best or text < best:
            best = text
    return best
