"""An antiderivative of an Element by a real name, found by an ansatz and true by differentiation.

Rule: products that an antiderivative may be made of (the integrand with powers of the name, its sines and cosines
exchanged, its logarithms and derivatives lowered, the logarithms of its denominators, arctan and arcsin) are
differentiated, and factors free of the name are sought with which the derivatives add up to the integrand: a system of
linear equations between the coefficients of monomials, solved by elimination. Sound because what is returned has been
differentiated; where it exists and is continuous is for the caller to ask. Budget: ``_CANDIDATES`` products.
Source: the Risch-Norman method, Geddes and Stefanus, On the Risch-Norman integration method (1989).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from solgen.kernel.field.circular import cosine_and_sine
from solgen.kernel.field.differentiate import Direction, derivative, function_value
from solgen.kernel.field.exponentials import logarithm
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.inverse_functions import inverse_function
from solgen.kernel.field.roots import absolute, root
from solgen.kernel.field.scope import Requirement, Scope, Undefined, Unsupported

_CANDIDATES: Final = 48
_DEGREE: Final = 12


@dataclass(frozen=True, slots=True)
class Primitive:
    """An antiderivative; what it needs to exist, and what its derivative needs besides."""

    element: Element
    existence: tuple[Requirement, ...]
    smoothness: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    element: Element
    slope: Element
    existence: tuple[Requirement, ...]
    smoothness: tuple[Requirement, ...]


def primitive(scope: Scope, integrand: Element, variable: Element) -> Primitive:
    """An antiderivative of ``integrand`` by the real name ``variable``. Raises Unsupported where none is found."""
    token = next(iter(variable.reach))
    candidates: dict[str, _Candidate] = {}
    for made in _products(scope, integrand, variable):
        found = _differentiated(scope, made, token)
        if found is not None:
            candidates.setdefault(found.element.key, found)
        if len(candidates) >= _CANDIDATES:
            break
    listed = list(candidates.values())
    weights = _weights(scope, [candidate.slope for candidate in listed], integrand, token)
    if weights is None:
        raise Unsupported("an antiderivative that is not found")
    total = scope.field.zero
    existence: list[Requirement] = []
    smoothness: list[Requirement] = []
    for candidate, weight in zip(listed, weights, strict=True):
        if not weight.is_zero:
            one = scope.field.one.numerator
            scope.require("nonzero", Element(scope.field, weight.denominator, one))
            total = total + weight * candidate.element
            existence += candidate.existence
            smoothness += candidate.smoothness
    with scope.setting_aside():
        slope = derivative(scope, total, Direction(token))
    if not (slope - integrand).is_zero:
        raise Unsupported("an antiderivative that is not found")
    return Primitive(total, tuple(existence), tuple(smoothness))


Made = tuple[Element, tuple[Requirement, ...]]


def _differentiated(scope: Scope, made: Made, token: str) -> _Candidate | None:
    element, existence = made
    try:
        with scope.setting_aside() as aside:
            slope = derivative(scope, element, Direction(token))
    except (Unsupported, Undefined, ZeroDivisionError):
        return None
    return None if slope.is_zero else _Candidate(element, slope, existence, tuple(aside))


def _products(scope: Scope, integrand: Element, variable: Element) -> Iterator[Made]:
    """What an antiderivative may be a combination of, the likeliest first."""
    field = scope.field
    token = next(iter(variable.reach))
    kernels: dict[str, Element] = {}
    top = 0
    for kernel, degree in _kernels(integrand, variable):
        top = max(top, degree)
        kernels.setdefault(kernel.key, kernel)
    if top > _DEGREE:
        raise Unsupported("a power too high to integrate")
    for kernel in list(kernels.values()):
        kernels.update({varied.key: varied for varied in _varied(scope, kernel, token) if varied.key not in kernels})
    for kernel in (*kernels.values(), field.one):
        yield from ((kernel * variable**power, ()) for power in range(top + 2))
    yield from _logarithms_and_arcs(scope, integrand, variable)


def _logarithms_and_arcs(scope: Scope, integrand: Element, variable: Element) -> Iterator[Made]:
    """Logarithms and arctan of the denominators, arcsin of the roots."""
    field = scope.field
    token = next(iter(variable.reach))
    one = field.one.numerator
    for factor, _ in field.factor(integrand.denominator)[1]:
        part = Element(field, factor, one)
        if token in part.reach:
            yield from _with_requirements(scope, lambda part=part: logarithm(scope, absolute(scope, part)))
            yield from _with_requirements(scope, lambda part=part: _arcus_tangent(scope, part, variable))
    for generator in integrand.used:
        if generator.kind == "root" and token in generator.reach:
            base = generator.arguments[0]
            yield from _with_requirements(scope, lambda base=base: _arcus_sine(scope, base, variable))


def _with_requirements(scope: Scope, make: Any) -> Iterator[Made]:
    try:
        with scope.setting_aside() as aside:
            made = make()
    except (Unsupported, Undefined, ZeroDivisionError):
        return
    yield made, tuple(aside)


def _kernels(integrand: Element, variable: Element) -> Iterator[tuple[Element, int]]:
    """The integrand's monomials over its denominator, without powers of the name; these powers."""
    field = integrand.field
    position = variable.positions[0]
    token = next(iter(variable.reach))
    inside = {place for place in integrand.positions if token in field.generators[place].reach} - {position}
    for exponents in integrand.numerator.to_dict():
        kept = tuple(exponent if place in inside else 0 for place, exponent in enumerate(exponents))
        below = _dependent_part(integrand, token)
        yield field.element(field.ring.from_dict({kept: 1}), below), int(exponents[position])


def _dependent_part(integrand: Element, token: str) -> Any:
    field = integrand.field
    part = field.one.numerator
    for factor, exponent in field.factor(integrand.denominator)[1]:
        if token in Element(field, factor, field.one.numerator).reach:
            part = part * factor**exponent
    return part


def _varied(scope: Scope, kernel: Element, token: str) -> Iterator[Element]:
    """A kernel times its denominators, with sines and cosines exchanged, and with factors lowered or dropped."""
    field = scope.field
    one = field.one.numerator
    for factor, _ in field.factor(kernel.denominator)[1]:
        yield kernel * Element(field, factor, one)
    above = list(field.factor(kernel.numerator)[1])
    for generator in kernel.used:
        if token not in generator.reach:
            continue
        own = field.variable(generator)
        if not any(factor == own.numerator for factor, _ in above):
            continue
        rest = kernel / own
        yield rest
        for other in _siblings(scope, generator):
            yield rest * other
            if any(inner.kind in ("sine", "cosine") for inner in rest.used):
                yield from _exchanged(scope, rest * other, token)


def _exchanged(scope: Scope, kernel: Element, token: str) -> Iterator[Element]:
    for generator in kernel.used:
        if generator.kind in ("sine", "cosine") and token in generator.reach:
            for other in _siblings(scope, generator):
                yield kernel / scope.field.variable(generator) * other


def _siblings(scope: Scope, generator: Generator) -> Iterator[Element]:
    """The cosine of a sine and the other way round; the function whose derivative this is."""
    if generator.kind in ("sine", "cosine"):
        cosine, sine = cosine_and_sine(scope, generator.arguments[0])
        yield cosine if generator.kind == "sine" else sine
    elif generator.kind == "function":
        named, orders = str(generator.data[0]), [int(order) for order in generator.data[1]]
        if len(orders) == 1 and orders[0] > 0:
            yield function_value(scope, named, [orders[0] - 1], list(generator.arguments))


def _arcus_tangent(scope: Scope, quadratic: Element, variable: Element) -> Element:
    """``arctan((2 a x + b) / sqrt(4 a c - b^2))`` for the denominator ``a x^2 + b x + c``."""
    parts = coefficients(quadratic, variable)
    if len(parts) != 3:
        raise Unsupported("arctan")
    constant, linear, square = parts
    width = root(scope, (square * constant).scale(4) - linear * linear, 2)
    return inverse_function(scope, "arctan", scope.divide(square.scale(2) * variable + linear, width))


def _arcus_sine(scope: Scope, quadratic: Element, variable: Element) -> Element:
    """``arcsin`` for the root of ``c - a x^2``."""
    parts = coefficients(quadratic, variable)
    if len(parts) != 3 or not parts[1].is_zero:
        raise Unsupported("arcsin")
    return inverse_function(scope, "arcsin", variable * root(scope, scope.divide(-parts[2], parts[0]), 2))


def coefficients(polynomial: Element, variable: Element) -> list[Element]:
    """Of a polynomial in the name alone, by powers; empty for anything else."""
    field = polynomial.field
    token, position = next(iter(variable.reach)), variable.positions[0]
    others = [generator for generator in polynomial.used if token in generator.reach and generator.position != position]
    if others or not polynomial.is_polynomial:
        return []
    groups: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in polynomial.numerator.to_dict().items():
        free = (*exponents[:position], 0, *exponents[position + 1 :])
        groups.setdefault(int(exponents[position]), {})[free] = coefficient
    one = field.one.numerator
    return [Element(field, field.ring.from_dict(groups.get(power, {})), one) for power in range(max(groups) + 1)]


# The linear system


def _weights(scope: Scope, slopes: list[Element], target: Element, token: str) -> list[Element] | None:
    """Factors free of the name with which the slopes add up to the target, if there are any."""
    field = scope.field
    common = field.one.numerator
    for element in (*slopes, target):
        shared = common.gcd(element.denominator)
        common = common * (element.denominator / shared)
    whole = Element(field, common, field.one.numerator)
    columns = [_by_monomials(element * whole, token) for element in slopes]
    wanted = _by_monomials(target * whole, token)
    if wanted is None:
        return None
    used = [(place, column) for place, column in enumerate(columns) if column is not None]
    keys = {key for _, column in used for key in column} | set(wanted)
    rows = [[*(column.get(key, field.zero) for _, column in used), wanted.get(key, field.zero)] for key in keys]
    solution = _solved(rows, len(used), field.zero)
    if solution is None:
        return None
    weights = [field.zero] * len(slopes)
    for (place, _), value in zip(used, solution, strict=True):
        weights[place] = value
    return weights


def parted(integrand: Element, token: str) -> list[tuple[Element, Element]]:
    """The integrand as a sum of products: what is free of the name, and a monomial over the denominator."""
    field = integrand.field
    below = _dependent_part(integrand, token)
    free = field.element(field.one.numerator, integrand.denominator / below)
    monomials = _by_monomials(Element(field, integrand.numerator, field.one.numerator), token) or {}
    return [
        (outside * free, field.element(field.ring.from_dict({exponents: 1}), below))
        for exponents, outside in monomials.items()
    ]


Exponents = tuple[int, ...]


def _by_monomials(element: Element, token: str) -> dict[Exponents, Element] | None:
    """The coefficients, free of the name, by the monomials in what depends on it; None where there is a denominator."""
    field = element.field
    if not element.is_polynomial:
        return None
    inside = {place for place in element.positions if token in field.generators[place].reach}
    groups: dict[Exponents, dict[Exponents, Any]] = {}
    for exponents, coefficient in element.numerator.to_dict().items():
        bound = tuple(exponent if place in inside else 0 for place, exponent in enumerate(exponents))
        free = tuple(0 if place in inside else exponent for place, exponent in enumerate(exponents))
        groups.setdefault(bound, {})[free] = coefficient
    one = field.one.numerator
    return {bound: Element(field, field.ring.from_dict(group), one) for bound, group in groups.items()}


def _solved(rows: list[list[Element]], count: int, zero: Element) -> list[Element] | None:
    """A solution of a linear system, unknowns that it leaves free set to 0; None where there is none."""
    pivots: list[tuple[int, list[Element]]] = []
    for column in range(count):
        candidates = [row for row in rows if not row[column].is_zero]
        if not candidates:
            continue
        pivot = min(candidates, key=lambda row: (row[column].rational is None, len(row[column].numerator)))
        rows = [row for row in rows if row is not pivot]
        scaled = [entry / pivot[column] for entry in pivot]
        rows = [_less(row, scaled, row[column]) for row in rows]
        pivots = [(place, _less(row, scaled, row[column])) for place, row in pivots]
        pivots.append((column, scaled))
    if any(not row[-1].is_zero for row in rows):
        return None
    solution = [zero] * count
    for column, row in pivots:
        solution[column] = row[-1]
    return solution


def _less(row: list[Element], other: list[Element], factor: Element) -> list[Element]:
    if factor.is_zero:
        return row
    return [entry if taken.is_zero else entry - factor * taken for entry, taken in zip(row, other, strict=True)]
