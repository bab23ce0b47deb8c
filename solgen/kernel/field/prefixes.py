"""``P(m)``, the sum from 1 to a symbolic m, in one canonical form: the generator to which sums come down.

Rules. A constant m is written out; ``P(m + c)`` is ``P(m)`` and c terms. A product of inner sums under the bound
name is one sum over several indices where the inner ranges do not depend on the outer name. A sum over a whole
sample of what depends on the index only through the order statistic ``y_(i)`` is the same sum over the sample as it
stands. Source: Graham, Knuth and Patashnik, Concrete Mathematics, chapter 2.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.replacement import mapped, renamed, sum_generator, unused
from solgen.kernel.field.scope import Scope, Undefined, Unsupported

_EXPLICIT: Final = 40
_INDICES: Final = 4
_STEP: Final = 3
"""A high bound ``m + c`` with a constant of at most this size is written as the sum to m and c terms."""


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
            result = result + mapped(scope, inside, {token: field.constant(index)})
        return result
    offset = _offset(high)
    if offset and abs(offset) <= _STEP and scope.sign_of(high - field.constant(offset)) in ("+", "0+"):
        try:
            return _stepped(scope, variable, high, inside, offset)
        except Undefined:
            pass
    inside, highs, tokens = _flattened(scope, inside, [high], [token])
    if len(tokens) > _INDICES:
        raise BudgetExhausted("indices of a sum", _INDICES)
    if len(tokens) == 1:
        inside = _unordered(scope, inside, high, token)
    return sum_generator(scope, tokens, highs, inside)


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
        value = mapped(scope, inside, {token: base + field.constant(step)})
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
    return renamed(scope, body, changed) if changed else body, names


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
    return mapped(
        scope,
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
