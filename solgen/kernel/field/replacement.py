"""Names inside Elements replaced by other Elements, and bound names by other bound names.

``mapped`` rebuilds every generator that depends on a replaced name, under the facts that hold now; each kind of
generator registers how it is rebuilt. ``renamed`` writes other bound names and nothing else. A sum's own bound
names step aside where they would capture what is put in. Sound because a generator stands for a function of its
arguments. Source: capture-avoiding substitution (Barendregt, The Lambda Calculus, 2.1.11).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.labels import sum_label
from solgen.kernel.field.polynomials import affordable_composition, put_in
from solgen.kernel.field.scope import Fact, Requirement, Scope, Undefined

Release = Callable[[Generator, tuple[Element, ...]], Element | None]
Rebuild = Callable[[Scope, Generator, tuple[Element, ...]], Element]
REBUILD: Final[dict[str, Rebuild]] = {}
"""How a generator of each kind is made again from changed arguments; modules add their kinds."""
BINDER_REBUILD: Final[dict[str, Callable[[Scope, Generator, Callable[[Element], Element]], Element]]] = {}
"""The same for generators that bind names: they are given the change itself, to make inside."""


def mapped(scope: Scope, element: Element, values: Mapping[str, Element], release: Release | None = None) -> Element:
    """``element`` with names (by token) replaced throughout; ``release`` may replace components and calls."""
    tokens = frozenset(values)
    return _mapped(scope, element, values, tokens, release, {})


def _mapped(
    scope: Scope,
    element: Element,
    values: Mapping[str, Element],
    tokens: frozenset[str],
    release: Release | None,
    done: dict[int, Element],
) -> Element:
    if release is None and element.reach.isdisjoint(tokens):
        return element
    changed: dict[int, Element] = {}
    for generator in element.used:
        position = generator.position
        if position not in done:
            done[position] = _rebuilt(scope, generator, values, tokens, release, done)
        new = done[position]
        if not (new.is_polynomial and new.numerator == scope.field.variables[position]):
            changed[position] = done[position]
    return composed(scope, element, changed) if changed else element


def _rebuilt(
    scope: Scope,
    generator: Generator,
    values: Mapping[str, Element],
    tokens: frozenset[str],
    release: Release | None,
    done: dict[int, Element],
) -> Element:
    own = scope.field.variable(generator)
    if generator.kind in ("name", "bound"):
        return values.get(str(generator.data[0]), own)
    if release is None and generator.reach.isdisjoint(tokens):
        return own
    binder = BINDER_REBUILD.get(generator.kind)
    if binder is not None:
        return binder(scope, generator, lambda inner: _mapped(scope, inner, values, tokens, release, {}))
    arguments = tuple(_mapped(scope, argument, values, tokens, release, done) for argument in generator.arguments)
    if release is not None:
        released = release(generator, arguments)
        if released is not None:
            return released
    if all(new is old or new.key == old.key for new, old in zip(arguments, generator.arguments, strict=True)):
        return own
    return REBUILD[generator.kind](scope, generator, arguments)


def renamed(scope: Scope, element: Element, names: Mapping[str, Element]) -> Element:
    """``element`` with bound names replaced by other bound names; nothing is simplified or asked for again."""
    if element.reach.isdisjoint(names):
        return element
    changed: dict[int, Element] = {}
    for generator in element.used:
        if not generator.reach.isdisjoint(names):
            changed[generator.position] = _renamed_generator(scope, generator, names)
    return composed(scope, element, changed)


def _renamed_generator(scope: Scope, generator: Generator, names: Mapping[str, Element]) -> Element:
    if generator.kind == "bound":
        return names[str(generator.data[0])]
    if generator.kind == "sum":
        return _renamed_sum(scope, generator, names)
    arguments = tuple(renamed(scope, argument, names) for argument in generator.arguments)
    reach = frozenset().union(*(names[token].reach if token in names else (token,) for token in generator.reach))
    made = scope.field.generator(generator.kind, generator.data, arguments, reach)
    relation = scope.field.relations.get(generator.position)
    if relation is not None and made.positions[0] not in scope.field.relations:
        scope.field.relate(made, relation[0], renamed(scope, relation[1], names))
    return made


def _renamed_sum(scope: Scope, generator: Generator, names: Mapping[str, Element]) -> Element:
    """The sum's own bound names step aside where a new name would be captured by them."""
    tokens = list(generator.data)
    highs = [renamed(scope, high, names) for high in generator.arguments[:-1]]
    body = generator.arguments[-1]
    incoming = frozenset().union(*(value.reach for value in names.values()))
    if not incoming.isdisjoint(tokens):
        taken = incoming | generator.reach | body.reach
        fresh: dict[str, Element] = {}
        for place, token in enumerate(tokens):
            if token in incoming:
                tokens[place] = unused(taken)
                taken |= {tokens[place]}
                fresh[token] = scope.bound_element(tokens[place])
        body = renamed(scope, body, fresh)
    free = {token: value for token, value in names.items() if token not in generator.data}
    return sum_generator(scope, tokens, highs, renamed(scope, body, free))


def composed(scope: Scope, element: Element, changed: Mapping[int, Element]) -> Element:
    """``element`` with the generators at these positions replaced, at the top only."""
    if element.is_polynomial and all(value.is_polynomial for value in changed.values()):
        return scope.field.element(_composed_polynomial(scope, element.numerator, changed), scope.field.one.numerator)
    above = _composed(scope, element.numerator, changed)
    if element.is_polynomial:
        return above
    below = _composed(scope, element.denominator, changed)
    if below.is_zero:
        raise Undefined("a division by zero")
    return above / below


def _composed_polynomial(scope: Scope, polynomial: Polynomial, changed: Mapping[int, Element]) -> Polynomial:
    if len(changed) == 1:
        ((position, value),) = changed.items()
        return put_in(polynomial, scope.field.variables, position, value.numerator)
    affordable_composition(polynomial, {position: value.numerator for position, value in changed.items()})
    images = list(scope.field.variables)
    for position, value in changed.items():
        images[position] = value.numerator
    return polynomial.compose(*images)


def _composed(scope: Scope, polynomial: Polynomial, changed: Mapping[int, Element]) -> Element:
    if all(value.is_polynomial for value in changed.values()):
        return scope.field.element(_composed_polynomial(scope, polynomial, changed), scope.field.one.numerator)
    total = scope.field.zero
    ring = scope.field.ring
    for exponents, coefficient in polynomial.to_dict().items():
        rest = tuple(0 if position in changed else exponent for position, exponent in enumerate(exponents))
        part = Element(scope.field, ring.from_dict({rest: coefficient}), scope.field.one.numerator)
        for position, value in changed.items():
            if exponents[position]:
                part = part * value ** exponents[position]
        total = total + part
    return total


def require_again(
    scope: Scope, requirements: list[Requirement], values: Mapping[str, Element], release: Release | None = None
) -> None:
    """Settle what was set aside, with names replaced."""
    depth = scope.depth
    try:
        for requirement in requirements:
            scope.depth = max(depth, requirement.depth)
            facts = [
                Fact(mapped(scope, fact.element, values, release), fact.strict, fact.source)
                for fact in requirement.facts
            ]
            with scope.assuming(*facts):
                element = mapped(scope, requirement.element, values, release)
                scope.require(requirement.kind, element, None, origin=requirement.written or requirement.origin)
    finally:
        scope.depth = depth


def sum_generator(scope: Scope, tokens: Sequence[str], highs: Sequence[Element], body: Element) -> Element:
    """The sum of ``body`` over the bound names ``tokens`` from 1 to ``highs``, as a generator."""
    reach = frozenset().union(body.reach.difference(tokens), *(high.reach for high in highs))
    label = sum_label(tokens, highs, body)
    return scope.field.generator("sum", tuple(tokens), (*highs, body), reach, label)


def opened_body(
    scope: Scope, tokens: Sequence[str], body: Element, variable: Element
) -> tuple[tuple[str, ...], Element]:
    """The body with its first bound name written as ``variable``, and the names that are still bound."""
    own = next(iter(variable.reach))
    if tokens[0] == own:
        return tuple(tokens[1:]), body
    names = {tokens[0]: variable}
    rest = list(tokens[1:])
    if own in rest:  # the new name is taken by another index: that one steps aside
        place = rest.index(own)
        rest[place] = unused(body.reach | {own} | frozenset(tokens))
        names[own] = scope.bound_element(rest[place])
    return tuple(rest), renamed(scope, body, names)


def unused(taken: frozenset[str]) -> str:
    """A bound name that is not among ``taken``."""
    count = 1
    while f"?{count}" in taken:
        count += 1
    return f"?{count}"
