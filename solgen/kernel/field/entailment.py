"""Linear arithmetic over monomials: whether the facts contradict each other, and whether they entail a sign.

Rule: every monomial in generators is an unknown of its own; each fact then is a linear inequality ``sum a m + b >= 0``
or ``> 0``. If eliminating the unknowns (Fourier and Motzkin) leads to ``0 > 0`` or less, no point satisfies all facts,
whatever the unknowns are. A fact between integers is tightened: its coefficients are divided by their common divisor,
the constant rounded down. Sound, not complete. Budget: ``_CONSTRAINTS`` new constraints. Source: Schrijver, Theory of
Linear and Integer Programming, chapter 12.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import gcd, lcm
from typing import Any, Final

import flint

from solgen.kernel.field.bounds import between, bounds
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.known_signs import generator_sign, intrinsic
from solgen.kernel.field.monomials import coherent
from solgen.kernel.field.scope import Fact, Scope

_CONSTRAINTS: Final = 600
_FACTS: Final = 48
Monomial = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Constraint:
    """``sum of coefficients + constant >= 0``, or ``> 0`` where strict."""

    coefficients: tuple[tuple[Monomial, Any], ...]
    constant: Any
    strict: bool
    sources: frozenset[int] = frozenset()
    """The hypotheses that it comes from."""

    @property
    def is_false(self) -> bool:
        return not self.coefficients and (self.constant < 0 or (self.strict and self.constant == 0))


def contradictory(scope: Scope, *more: Fact) -> bool:
    """Whether the facts of the scope, and these, certainly hold nowhere together."""
    facts = _gathered(scope, [*scope.facts, *more])
    found = _contradiction(_constraint(scope, fact) for fact in facts) if len(facts) <= _FACTS else None
    if found is None:
        return False
    scope.used |= found.sources
    return True


def entailed(scope: Scope, element: Element, *, strict: bool) -> bool:
    """Whether ``element >= 0`` (``> 0`` where strict) follows from the facts."""
    return contradictory(scope, Fact(-element, not strict))


def _gathered(scope: Scope, facts: list[Fact]) -> list[Fact]:
    """The polynomial facts, and what is known anyway of the generators that occur in them."""
    found = [fact for fact in facts if fact.element.is_polynomial]
    waiting = sorted({position for fact in found for position in fact.element.positions})
    seen: set[int] = set()
    while waiting and len(found) <= _FACTS:
        position = waiting.pop()
        if position in seen:
            continue
        seen.add(position)
        generator = scope.field.generators[position]
        own = scope.field.variable(generator)
        known = generator_sign(scope, generator)
        if known in ("+", "0+"):
            found.append(Fact(own, known == "+"))
        elif known in ("-", "0-"):
            found.append(Fact(-own, known == "-"))
        for fact in (*intrinsic(scope, generator), *bounds(scope, generator)):
            if fact.element.is_polynomial:
                found.append(fact)
                waiting += fact.element.positions
    return found + between(scope, sorted(seen)) + _products(scope, found)


def _products(scope: Scope, facts: list[Fact]) -> list[Fact]:
    """Monomials of several factors whose sign is seen from the signs of these."""
    field = scope.field
    monomials = {exponents for fact in facts for exponents in fact.element.numerator.to_dict() if sum(exponents) > 1}
    found: list[Fact] = []
    for exponents in sorted(monomials)[:_FACTS]:
        monomial = Element(field, field.ring.from_dict({exponents: 1}), field.one.numerator)
        signs = {generator.position: generator_sign(scope, generator) for generator in monomial.used}
        known = coherent(monomial.numerator, signs)
        if known in ("+", "0+"):
            found.append(Fact(monomial, known == "+"))
        elif known in ("-", "0-"):
            found.append(Fact(-monomial, known == "-"))
    return found


def _constraint(scope: Scope, fact: Fact) -> _Constraint:
    numerator = fact.element.numerator
    table = {tuple(int(e) for e in exponents): value for exponents, value in numerator.to_dict().items()}
    zero = (0,) * scope.field.size
    constant = table.pop(zero, flint.fmpq(0))
    strict = fact.strict
    if table and all(scope.is_integer_name(generator) for generator in fact.element.used):
        below = lcm(int(constant.q), *(int(value.q) for value in table.values()))
        divisor = gcd(*(int((value * below).p) for value in table.values()))
        constant = constant * below
        if strict:
            constant, strict = constant - 1, False
        constant = flint.fmpq((constant / divisor).floor())
        table = {monomial: value * below / divisor for monomial, value in table.items()}
    sources = frozenset() if fact.source is None else frozenset({fact.source})
    return _Constraint(tuple(sorted(table.items())), constant, strict, sources)


def _contradiction(constraints: Iterable[_Constraint]) -> _Constraint | None:
    """A false constraint that follows, if one is found."""
    current = set(constraints)
    made = 0
    while True:
        false = [constraint for constraint in current if constraint.is_false]
        if false:
            return min(false, key=lambda constraint: sorted(constraint.sources))
        current = {constraint for constraint in current if constraint.coefficients}
        if not current:
            return None
        chosen = _cheapest(current)
        lower = [c for c in current if dict(c.coefficients).get(chosen, 0) > 0]
        upper = [c for c in current if dict(c.coefficients).get(chosen, 0) < 0]
        made += len(lower) * len(upper)
        if made > _CONSTRAINTS:
            return None
        rest = {c for c in current if chosen not in dict(c.coefficients)}
        current = rest | {_combined(low, high, chosen) for low in lower for high in upper}


def _cheapest(constraints: set[_Constraint]) -> Monomial:
    counts: dict[Monomial, list[int]] = {}
    for constraint in constraints:
        for monomial, value in constraint.coefficients:
            counts.setdefault(monomial, [0, 0])[value > 0] += 1
    return min(sorted(counts), key=lambda monomial: counts[monomial][0] * counts[monomial][1])


def _combined(low: _Constraint, high: _Constraint, chosen: Monomial) -> _Constraint:
    """The sum of positive multiples in which the chosen monomial cancels."""
    first, second = dict(low.coefficients), dict(high.coefficients)
    up, down = first[chosen], -second[chosen]
    total = {
        monomial: first.get(monomial, 0) * down + second.get(monomial, 0) * up for monomial in first.keys() | second
    }
    kept = tuple(sorted((monomial, value) for monomial, value in total.items() if value != 0))
    constant = low.constant * down + high.constant * up
    size = abs(kept[0][1]) if kept else 1
    scaled = tuple((monomial, value / size) for monomial, value in kept)
    return _Constraint(scaled, constant / size, low.strict or high.strict, low.sources | high.sources)
