"""Sums with symbolic bounds, for all sizes at once.

Rules. A sum is linear: what does not depend on the bound name comes out, and what is left of each monomial is summed
alone. Powers of the bound name are summed by Faulhaber's formula (so a constant counts), a Kronecker delta by putting
its index in, *if that index provably lies in the range*. Everything else becomes ``P(high) - P(low - 1)`` with one
generator ``P(m) = sum from 1 to m``; so sums split at any point. ``y_{i+c}`` is summed over i + c and ``y_{n-i}``
backwards, so that sums which telescope close. A product of inner sums is one sum over several indices, and neither
their names nor the order of summation matter (``labels``). ``high >= low - 1`` must follow from the facts: only then
is a sum a difference.
Budget: ``_EXPLICIT`` terms written out. Source: Graham, Knuth and Patashnik,
Concrete Mathematics, chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb
from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.prefixes import prefix
from solgen.kernel.field.replacement import BINDER_REBUILD, mapped, opened_body
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.triangles import triangle

_EXPLICIT: Final = 40
_START: Final = 3
"""A sum that begins at a constant that close to 1 is the one from 1 and its first terms, where these exist."""


def total(scope: Scope, variable: Element, low: Element, high: Element, body: Element) -> Element:
    """The sum of ``body`` over ``variable`` from ``low`` to ``high``.

    The caller is ``outside`` the range of the variable: nothing here may lean on the range not being empty.
    Raises Undefined where ``high >= low - 1`` does not follow, or an index cannot be shown to be in range.
    """
    field = scope.field
    if body.is_zero:
        return field.zero
    scope.require("nonnegative", high - low + field.one)
    count = (high - low).integer
    if count is not None and count < _EXPLICIT:
        token = next(iter(variable.reach))
        result = field.zero
        for step in range(count + 1):
            result = result + mapped(scope, body, {token: low + field.constant(step)})
        return result
    result = field.zero
    for outside, inside in _parts(variable, body):
        result = result + outside * _part(scope, variable, low, high, inside)
    return result


def _parts(variable: Element, body: Element) -> list[tuple[Element, Element]]:
    """``body`` as a sum of products: what is free of the bound name, and a monomial over a denominator that is not."""
    field = body.field
    token = next(iter(variable.reach))
    inside = {position for position in body.positions if token in field.generators[position].reach}
    below, free_below = _denominator(body, inside)
    return [
        part for piece, factor in _expanded(body, below) for part in _split(body, piece, factor, free_below, inside)
    ]


def _expanded(body: Element, below: Polynomial) -> list[tuple[Polynomial, Polynomial]]:
    """The numerator over the bound factors of the denominator as a sum of such, so that ``e/(1+e) + 1/(1+e)`` is 1.

    Rule: over a power of one irreducible polynomial f a quotient is a polynomial and remainders over powers of f.
    """
    numerator = body.numerator
    if below.is_constant():
        return [(numerator, below)]
    content, factors = body.field.factor(below)
    if len(factors) != 1 or content != 1:
        return [(numerator, below)]
    ((factor, exponent),) = factors
    found = []
    for power in range(exponent, 0, -1):
        numerator, rest = divmod(numerator, factor)
        if not rest.is_zero():
            found.append((rest, factor**power))
    if not numerator.is_zero():
        found.append((numerator, body.field.one.numerator))
    return found


def _split(
    body: Element, numerator: Polynomial, below: Polynomial, free_below: Polynomial, inside: set[int]
) -> list[tuple[Element, Element]]:
    """One quotient by its monomials in what depends on the bound name."""
    field = body.field
    groups: dict[tuple[int, ...], dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in numerator.to_dict().items():
        bound = tuple(exponent if position in inside else 0 for position, exponent in enumerate(exponents))
        free = tuple(0 if position in inside else exponent for position, exponent in enumerate(exponents))
        groups.setdefault(bound, {})[free] = coefficient
    return [
        (
            field.element(field.ring.from_dict(group), free_below),
            field.element(field.ring.from_dict({bound: 1}), below),
        )
        for bound, group in groups.items()
    ]


def _denominator(body: Element, inside: set[int]) -> tuple[Polynomial, Polynomial]:
    """The factors of the denominator that depend on the bound name, and the others."""
    one = body.field.one.numerator
    if body.is_polynomial:
        return one, one
    degrees = body.denominator.degrees()
    if not any(degrees[position] for position in inside):
        return one, body.denominator
    bound = free = one
    content, factors = body.field.factor(body.denominator)
    for factor, exponent in factors:
        degrees = factor.degrees()
        if any(degrees[position] for position in inside):
            bound = bound * factor**exponent
        else:
            free = free * factor**exponent
    return bound, free * content


def _part(scope: Scope, variable: Element, low: Element, high: Element, inside: Element) -> Element:
    """The sum of one monomial (over its denominator)."""
    field = scope.field
    if inside.rational is not None:
        return (high - low + field.one) * inside
    token = next(iter(variable.reach))
    dependent = [generator for generator in inside.used if token in generator.reach]
    for generator in dependent:
        if generator.kind == "delta":
            return _put_in(scope, variable, low, high, inside, generator)
    if inside.is_polynomial and len(dependent) == 1 and dependent[0].kind == "bound":
        degree = inside.numerator.degrees()[dependent[0].position]
        below = low - field.one
        return _faulhaber(high, degree) - _faulhaber(below, degree)
    image, first, last = _image(variable, low, high, inside)
    if image is None:
        return _difference(scope, variable, low, high, inside)
    with scope.bound_name(first, last) as moved:
        inside = mapped(scope, inside, {token: image(moved)})
        with scope.outside():
            return total(scope, moved, first, last, inside)


def _image(
    variable: Element, low: Element, high: Element, inside: Element
) -> tuple[Callable[[Element], Element] | None, Element, Element]:
    """Another way to count, so that telescopes close: ``y_{i+c}`` over i + c, ``y_{n-i}`` backwards; its bounds."""
    indices = _indices(variable, inside)
    forward = [(index - variable).integer for index in indices]
    if indices and all(offset is not None for offset in forward):
        least = min(offset for offset in forward if offset is not None)
        if least:
            shift = low.field.constant(least)
            return (lambda moved: moved - shift), low + shift, high + shift
    elif indices and all(variable.reach.isdisjoint((index + variable).reach) for index in indices):
        start = indices[0] + variable  # the component at i has the index ``start - i``
        return (lambda moved: start - moved), start - high, start - low
    elif (turned := _first_backwards(variable, inside)) is not None:
        start = turned + variable
        return (lambda moved: start - moved), start - high, start - low
    return None, low, high


def _first_backwards(variable: Element, inside: Element) -> Element | None:
    """The index of the first name where it runs backwards: ``a_{n-i} b_i`` is counted as ``a_i b_{n-i}``."""
    token = next(iter(variable.reach))
    indices: dict[str, Element] = {}
    for generator in inside.used:
        if token not in generator.reach:
            continue
        if generator.kind != "component" or len(generator.arguments) != 1 or generator.data[0] in indices:
            return None
        indices[str(generator.data[0])] = generator.arguments[0]
    if len(indices) < 2:
        return None
    first = indices[min(indices)]
    others = [index for named, index in indices.items() if named != min(indices)]
    is_backwards = variable.reach.isdisjoint((first + variable).reach)
    return first if is_backwards and any((index - variable).integer is not None for index in others) else None


def _indices(variable: Element, inside: Element) -> list[Element]:
    """The indices of components that depend on the bound name; none where a sum inside depends on it."""
    token = next(iter(variable.reach))
    found: list[Element] = []
    waiting = [generator for generator in inside.used if token in generator.reach]
    while waiting:
        generator = waiting.pop()
        if generator.kind == "sum":
            return []
        for argument in generator.arguments:
            if token in argument.reach:
                if generator.kind == "component":
                    found.append(argument)
                else:
                    waiting += [inner for inner in argument.used if token in inner.reach]
    return found


def _put_in(scope: Scope, variable: Element, low: Element, high: Element, inside: Element, delta: Generator) -> Element:
    """``sum of delta(i, u) g(i) = g(u)`` for ``low <= u <= high``; Undefined where that does not follow."""
    field = scope.field
    token = next(iter(variable.reach))
    difference = delta.arguments[0]
    degree = difference.numerator.degrees()[variable.positions[0]]
    slope = difference.numerator.derivative(variable.positions[0])
    if degree != 1 or not slope.is_constant() or abs(slope.leading_coefficient()) != 1:
        raise Unsupported
    index = variable - difference.scale(1 / slope.leading_coefficient())
    if token in index.reach or not scope.is_integer(index):
        raise Unsupported
    scope.require("index", index - low)
    scope.require("index", high - index)
    rest = inside / field.variable(delta) ** inside.numerator.degrees()[delta.position]
    return mapped(scope, rest, {token: index})


def _faulhaber(high: Element, degree: int) -> Element:
    """``1^k + ... + m^k`` as a polynomial in m."""
    field = high.field
    result = field.zero
    for term in range(degree + 1):
        weight = flint.fmpq.bernoulli(term) * comb(degree + 1, term)
        if term == 1:
            weight = -weight  # the second Bernoulli number is +1/2 here
        result = result + (high ** (degree + 1 - term)).scale(weight / (degree + 1))
    return result


def _difference(scope: Scope, variable: Element, low: Element, high: Element, inside: Element) -> Element:
    """``P(high) - P(low - 1)``, after an inner change of ``variable`` where low is a constant other than 1."""
    field = scope.field
    token = next(iter(variable.reach))
    start = low.integer
    if start == 1:
        return triangle(scope, variable, high, inside, prefix(scope, variable, high, inside), total)
    if start is not None:
        if 1 < start <= _START:
            try:
                first = field.zero
                for index in range(1, start):
                    first = first + mapped(scope, inside, {token: field.constant(index)})
                return prefix(scope, variable, high, inside) - first
            except (Undefined, ZeroDivisionError):
                pass
        if -_START <= start < 1 and sign(scope, high) in ("+", "0+", "0"):
            try:
                first = field.zero
                for index in range(start, 1):
                    first = first + mapped(scope, inside, {token: field.constant(index)})
                with scope.bound_name(field.one, high) as later:
                    rest = mapped(scope, inside, {token: later})
                    with scope.outside():
                        return first + prefix(scope, later, high, rest)
            except (Undefined, ZeroDivisionError):
                pass
        shift = field.constant(start - 1)
        last = high - shift
        with scope.bound_name(field.one, last) as moved:
            shifted = mapped(scope, inside, {token: moved + shift})
            with scope.outside():
                return prefix(scope, moved, last, shifted)
    if not _exists_everywhere(inside):
        raise Unsupported
    scope.require("nonnegative", low - field.one)  # a sum down to a negative number would have another sign
    with scope.bound_name(field.one, high) as wider:
        # every component in the body must exist from 1 on: mapping asks for its range again
        inside = mapped(scope, inside, {token: wider})
        with scope.outside():
            to_high, to_low = (
                triangle(scope, wider, end, inside, prefix(scope, wider, end, inside), total)
                for end in (high, low - field.one)
            )
            return to_high - to_low


def _exists_everywhere(element: Element) -> bool:
    """Whether an Element exists wherever its components do: no quotient, logarithm or root in it."""
    return element.is_polynomial and all(
        generator.kind not in ("log", "root", "power") and all(map(_exists_everywhere, generator.arguments))
        for generator in element.used
    )


def changed_inside(scope: Scope, generator: Generator, change: Callable[[Element], Element]) -> Element:
    """A sum generator made again with ``change`` applied to its bounds and, name by name, to its body."""
    highs = tuple(change(high) for high in generator.arguments[:-1])
    return resummed(scope, generator.data, highs, generator.arguments[-1], change)


def resummed(
    scope: Scope,
    tokens: Sequence[str],
    highs: Sequence[Element],
    body: Element,
    change: Callable[[Element], Element],
) -> Element:
    """The sum over the bound names ``tokens`` from 1 to ``highs`` of ``change(body)``."""
    if not highs:
        return change(body)
    one = scope.field.one
    with scope.bound_name(one, highs[0]) as variable:
        rest, opened = opened_body(scope, tokens, body, variable)
        inner = resummed(scope, rest, highs[1:], opened, change)
        with scope.outside():
            return total(scope, variable, one, highs[0], inner)


BINDER_REBUILD["sum"] = changed_inside
