"""Names written by parameters whose signs are known: ``x >= l`` as ``x = l + t`` with ``t >= 0``.

Rule: each fact that bears on a polynomial is solved for a generator in which it is linear with a positive constant
coefficient, if nothing that was known of this generator is lost; the others are kept for subtraction. The new
parameters run over a set that contains all values the names may take, so a sign found for all parameters is a sign for
all values. Source: the positive-coefficient method.
"""

from __future__ import annotations

from typing import Any

from solgen.kernel.field.fractions import Element, Polynomial
from solgen.kernel.field.known_signs import along_an_order, generator_sign, intrinsic
from solgen.kernel.field.monomials import coefficients_of, coherent
from solgen.kernel.field.polynomials import put_in
from solgen.kernel.field.scope import Fact, Scope


class Reparametrization:
    """Names written by parameters whose signs are known, from the facts that bear on one polynomial."""

    def __init__(self, scope: Scope, polynomial: Polynomial) -> None:
        self.field = scope.field
        self.steps: list[tuple[int, Polynomial]] = []
        """Positions, and what the generators there become."""
        self.rest: list[Fact] = []
        self.sources: set[int] = set()
        facts, positions = _bearing(scope, polynomial)
        self.signs = {position: generator_sign(scope, self.field.generators[position]) for position in positions}
        self._kept: list[tuple[int, Fact]] = []
        """Facts that were not solved, each with the number of steps that are applied in it."""
        for fact in facts:
            self._use(fact)
        one = self.field.one.numerator
        self.rest = [
            # a step that came later gave the name of a generator to a parameter: the fact must follow
            Fact(Element(self.field, self.applied(fact.element.numerator, done), one), fact.strict, fact.source)
            for done, fact in self._kept
        ]

    def note(self, scope: Scope) -> None:
        """Record the hypotheses that the parameters come from."""
        scope.used |= self.sources

    def applied(self, polynomial: Polynomial, done: int = 0) -> Polynomial:
        """The polynomial in the parameters; ``done`` of the steps are applied in it already."""
        for position, image in self.steps[done:]:
            polynomial = put_in(polynomial, self.field.variables, position, image)
        return polynomial

    def _use(self, fact: Fact) -> None:
        polynomial = self.applied(fact.element.numerator)
        if polynomial.is_constant():
            return
        seen = coherent(polynomial, self.signs)
        if seen == "+" or (seen == "0+" and not fact.strict):
            return
        chosen = self._chosen(polynomial)
        if chosen is None:
            element = Element(self.field, polynomial, self.field.one.numerator)
            self._kept.append((len(self.steps), Fact(element, fact.strict, fact.source)))
            return
        position, coefficient, others = chosen
        self.steps.append((position, (self.field.variables[position] - others) / coefficient))
        self.signs[position] = "+" if fact.strict else "0+"
        if fact.source is not None:
            self.sources.add(fact.source)

    def _chosen(self, polynomial: Polynomial) -> tuple[int, Any, Polynomial] | None:
        """A generator that occurs linearly with a positive constant coefficient, and the rest of the polynomial.

        The rest's negative must be nonnegative where the generator is known to be, so that nothing known is lost.
        """
        for position, degree in enumerate(polynomial.degrees()):
            if degree != 1:
                continue
            others, coefficient = coefficients_of(polynomial, position, self.field)
            if not coefficient.is_constant() or coefficient.leading_coefficient() < 0:
                continue
            known = self.signs.get(position, "?")
            below = "0" if others.is_zero() else coherent(-others, self.signs)
            if (
                known == "?"
                or below == "+"
                or (below in ("0", "0+") and known == "0+")
                or (below == "0+" and known == "+")
            ):
                return position, coefficient.leading_coefficient(), others
        return None


def _bearing(scope: Scope, polynomial: Polynomial) -> tuple[list[Fact], set[int]]:
    """The facts that share generators with the polynomial, directly or through each other."""
    positions = {position for position, degree in enumerate(polynomial.degrees()) if degree}
    facts: list[Fact] = []
    waiting = [fact for fact in scope.facts if fact.element.is_polynomial]
    queue = list(positions)
    seen: set[int] = set()
    while queue:
        position = queue.pop()
        if position in seen:
            continue
        seen.add(position)
        for fact in intrinsic(scope, scope.field.generators[position]):
            facts.append(fact)
            queue.extend(fact.element.positions)
        near = [fact for fact in waiting if position in fact.element.positions]
        waiting = [fact for fact in waiting if fact not in near]
        for fact in near:
            facts.append(fact)
            queue.extend(fact.element.positions)
    facts.extend(along_an_order(scope, sorted(seen)))
    facts.sort(key=lambda fact: (len(fact.element.positions), len(fact.element.numerator)))
    return facts, seen
