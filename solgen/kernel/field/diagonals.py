"""Polynomials in the components of a name, such as ``Σ (x_i - a_i)^2``, looked at where all components are equal.

Rule: an element that depends on a continuous name x by components of x alone, and by sums of polynomials in components,
is for each size a polynomial in x_1, ..., x_d. With one number t in the place of each of them it is a polynomial in t.
If the first coefficient of that is certainly not 0, whatever the sizes and the other names, then the polynomial is not
the zero polynomial, so that its zeros are nowhere dense. Nothing may be declared that ties x to another name, and its
components must fill an open set. Budget: that of one substitution. Source: identity theorem for polynomials.
"""

from __future__ import annotations

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.independence import is_continuous, tied
from solgen.kernel.field.replacement import mapped
from solgen.kernel.field.scope import Scope, Undefined, Unsupported

_CERTAIN = ("+", "-", "≠")


def is_polynomial_of_components(scope: Scope, element: Element) -> bool:
    """Whether the zeros of ``element`` are nowhere dense, for it is a polynomial in components and not always 0."""
    if not element.is_polynomial:
        return False
    free = sorted(token for token in element.reach if is_continuous(scope, token))
    ties = tied(scope.context, element.reach)
    return any(
        token not in ties
        and all(_is_polynomial(generator, token) for generator in element.used)
        and _leads(scope, element, token)
        for token in free
    )


def _is_polynomial(generator: Generator, token: str) -> bool:
    """Whether a generator is a polynomial in the components of a name, for each size."""
    if token not in generator.reach:
        return True
    if generator.kind == "component":
        return generator.data[0] == token and all(token not in index.reach for index in generator.arguments)
    if generator.kind != "sum":
        return False
    *highs, body = generator.arguments
    return (
        body.is_polynomial
        and all(token not in high.reach for high in highs)
        and all(_is_polynomial(inner, token) for inner in body.used)
    )


def _leads(scope: Scope, element: Element, token: str) -> bool:
    """Whether the coefficient of the highest power of t is certainly not 0 where t is each component."""
    with scope.real_name() as along:

        def release(generator: Generator, _arguments: tuple[Element, ...]) -> Element | None:
            return along if generator.kind == "component" and generator.data[0] == token else None

        try:
            with scope.setting_aside():
                found = mapped(scope, element, {}, release)
        except (BudgetExhausted, Undefined, Unsupported, ZeroDivisionError):
            return False
        own = next(iter(along.reach))
        if any(own in generator.reach and generator.kind != "name" for generator in found.used):
            return False
        if not found.is_polynomial:
            return False
        position = along.positions[0]
        degree = found.numerator.degrees()[position] if position in found.positions else 0
        return degree > 0 and scope.sign_of(coefficient(found, position, degree)) in _CERTAIN


def coefficient(element: Element, position: int, power: int) -> Element:
    """What stands before a power of one generator in a polynomial."""
    terms = {
        (*exponents[:position], 0, *exponents[position + 1 :]): coefficient
        for exponents, coefficient in element.numerator.to_dict().items()
        if exponents[position] == power
    }
    field = element.field
    return Element(field, field.ring.from_dict(terms), field.one.numerator)
