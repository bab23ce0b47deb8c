"""Sums with symbolic bounds, for all sizes at once.

Rules. A sum is linear: what does not depend on the bound name comes out, and what is left of each monomial is summed
alone. Powers of the bound name are summed by Faulhaber's formula (so a constant counts), a Kronecker delta by putting
its index in, *if that index provably lies in the range*. Everything else becomes ``P(high) - P(low - 1)`` with one
generator ``P(m) = sum from 1 to m``; so sums split at any point. A product of inner sums is one sum over several
indices, and neither their names nor the order of summation matter (``labels``). ``high >= low - 1`` must
follow from the facts: only then is a sum a difference.
Budget: ``_EXPLICIT`` terms written out, ``_INDICES`` indices in one generator. Source: Graham, Knuth and Patashnik,
Concrete Mathematics, chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.fractions import Element, Generator, Polynomial
from solgen.kernel.scope import BINDER_REBUILD, Scope, Undefined, Unsupported, opened_body, unused

_EXPLICIT: Final = 40
_INDICES: Final = 4
_STEP: Final = 3
"""A high bound ``m + c`` with a constant of at most this size is written as the sum to m and c terms."""


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
            result = result + scope.mapped(body, {token: low + field.constant(step)})
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
    groups: dict[tuple[int, ...], dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in body.numerator.to_dict().items():
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
    return _difference(scope, variable, low, high, inside)


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
    return scope.mapped(rest, {token: index})


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
        return prefix(scope, variable, high, inside)
    if start is not None:
        if 1 < start <= _STEP:
            try:
                first = field.zero
                for index in range(1, start):
                    first = first + scope.mapped(inside, {token: field.constant(index)})
                return prefix(scope, variable, high, inside) - first
            except (Undefined, ZeroDivisionError):
                pass
        shift = field.constant(start - 1)
        last = high - shift
        with scope.bound_name(field.one, last) as moved:
            shifted = scope.mapped(inside, {token: moved + shift})
            with scope.outside():
                return prefix(scope, moved, last, shifted)
    if not _exists_everywhere(inside):
        raise Unsupported
    with scope.bound_name(field.one, high) as wider:
        # every component in the body must exist from 1 on: mapping asks for its range again
        inside = scope.mapped(inside, {token: wider})
        with scope.outside():
            return prefix(scope, wider, high, inside) - prefix(scope, wider, low - field.one, inside)


def _exists_everywhere(element: Element) -> bool:
    """Whether an Element exists wherever its components do: no quotient, logarithm or root in it."""
    return element.is_polynomial and all(
        generator.kind not in ("log", "root", "power") and all(map(_exists_everywhere, generator.arguments))
        for generator in element.used
    )


def prefix(scope: Scope, variable: Element, high: Element, inside: Element) -> Element:
    """The sum from 1 to ``high`` as a generator, in its canonical form."""
    field = scope.field
    token = next(iter(variable.reach))
    constant = high.integer
    if constant is not None:
        if not 0 <= constant <= _EXPLICIT:
            raise Unsupported
        result = field.zero
        for index in range(1, constant + 1):
            result = result + scope.mapped(inside, {token: field.constant(index)})
        return result
    offset = _offset(high)
    if offset and abs(offset) <= _STEP:
        try:
            return _stepped(scope, variable, high, inside, offset)
        except Undefined:
            pass
    inside, highs, tokens = _flattened(scope, inside, [high], [token])
    if len(tokens) > _INDICES:
        raise BudgetExhausted("indices of a sum", _INDICES)
    if len(tokens) == 1:
        inside = _unordered(scope, inside, high, token)
    return scope.sum_generator(tokens, highs, inside)


def _offset(high: Element) -> int:
    """The constant term of a high bound that is a polynomial, where it is an integer."""
    if not high.is_polynomial:
        return 0
    value = high.numerator.to_dict().get((0,) * high.field.size, 0)
    return int(value.p) if value and value.q == 1 else 0


def _stepped(scope: Scope, variable: Element, high: Element, inside: Element, offset: int) -> Element:
    """``P(m + c) = P(m) + the c terms after m``, and the same downwards."""
    field = scope.field
    token = next(iter(variable.reach))
    base = high - field.constant(offset)
    result = prefix(scope, variable, base, inside)
    steps = range(1, offset + 1) if offset > 0 else range(offset + 1, 1)
    for step in steps:
        value = scope.mapped(inside, {token: base + field.constant(step)})
        result = result + (value if offset > 0 else -value)
    return result


def _flattened(
    scope: Scope, inside: Element, highs: list[Element], tokens: list[str]
) -> tuple[Element, list[Element], list[str]]:
    """Inner sums under the bound names made part of one sum over several indices, where their ranges allow it."""
    field = scope.field
    if not inside.is_polynomial:
        degrees = inside.denominator.degrees()
        if any(degrees[generator.position] for generator in inside.used if generator.kind == "sum"):
            return inside, highs, tokens
    for generator in list(inside.used):
        if generator.kind != "sum" or generator.reach.isdisjoint(tokens):
            continue
        inner = list(generator.arguments[:-1])
        if any(not high.reach.isdisjoint(tokens) for high in inner):
            continue
        times = inside.numerator.degrees()[generator.position]
        inside = inside / field.variable(generator) ** times
        for _ in range(times):
            body, fresh = _with_new_names(scope, generator, inside.reach.union(tokens))
            inside = inside * body
            highs, tokens = [*highs, *inner], [*tokens, *fresh]
    return inside, highs, tokens


def _with_new_names(scope: Scope, generator: Generator, taken: frozenset[str]) -> tuple[Element, list[str]]:
    """A sum's body with bound names that are not ``taken``, and these names."""
    body = generator.arguments[-1]
    taken |= body.reach - frozenset(generator.data)
    names: list[str] = []
    changed: dict[str, Element] = {}
    for token in generator.data:
        new = token if token not in taken else unused(taken | frozenset(generator.data))
        if new != token:
            changed[token] = scope.bound_element(new)
        names.append(new)
        taken |= {new}
    return scope.renamed(body, changed) if changed else body, names


def _unordered(scope: Scope, inside: Element, high: Element, token: str) -> Element:
    """A sum over a whole sample does not depend on its order: ``y_(i)`` may be written ``y_i``."""
    dependent = [generator for generator in inside.used if token in generator.reach]
    orders = {generator.data for generator in _inner(inside) if token in generator.reach}
    samples = {data for kind, data in _kinds(inside, token) if kind == "order"}
    others = {kind for kind, _ in _kinds(inside, token)} - {"order", "exp", "log", "root", "absolute", "function"}
    if not dependent or not orders or len(samples) != 1 or others - {"bound"}:
        return inside
    (sample,) = samples
    declaration = scope.context.declaration(str(sample[0]))
    if declaration is None or len(declaration.indices) != 1:
        return inside
    low, last = (scope.translate(term) for term in (declaration.indices[0].low, declaration.indices[0].high))
    if low.integer != 1 or last.key != high.key:
        return inside
    if any(generator.kind == "bound" for generator in dependent):
        return inside
    for generator in _inner(inside):
        if generator.kind == "order" and generator.arguments[0].key != _token(scope, token).key:
            return inside
        if generator.kind != "order" and any(inner.kind == "bound" for a in generator.arguments for inner in a.used):
            return inside
    return scope.mapped(
        inside,
        {},
        lambda g, args: (
            scope.field.generator(
                "component", g.data, args, frozenset({str(g.data[0])}).union(*(a.reach for a in args))
            )
            if g.kind == "order" and token in g.reach
            else None
        ),
    )


def _token(scope: Scope, token: str) -> Element:
    return scope.field.generator("bound", (token,), (), frozenset({token}))


def _inner(element: Element) -> list[Generator]:
    """All generators in an Element, those inside others too (but not inside sums)."""
    found: list[Generator] = []
    for generator in element.used:
        found.append(generator)
        if generator.kind != "sum":
            for argument in generator.arguments:
                found.extend(_inner(argument))
    return found


def _kinds(element: Element, token: str) -> set[tuple[str, tuple[object, ...]]]:
    return {(generator.kind, generator.data) for generator in _inner(element) if token in generator.reach}


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
