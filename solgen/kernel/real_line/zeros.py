"""Where a function of one real unknown can be zero: finitely many numbers that include every zero.

Rule: the difference of two sides, carried into the field, is a quotient of polynomials in generators; it can vanish
only where an irreducible factor of its numerator does. A factor in one generator that depends on the unknown is solved
for that generator (degree 1 or 2, or a pure power, or without real root), and the generator for the unknown by its
inverse function: ``e^u = r`` gives ``u = ln r``, ``sqrt u = r`` gives ``u = r^2``, ``|u| = r`` gives ``u = r`` and
``u = -r``, ``sin u = r`` gives the arcs that reach into a bounded domain. Roots, absolute values, sines and cosines
among several generators are eliminated by resultants with what they satisfy; a sum of logarithms is the logarithm of a
product. Every step may add numbers that are no zeros, and none loses one. Where no rule fits, the answer is None.
Budget: the field's, ``_DEEP`` functions inside one another. Source: elementary; Cohen, Computer Algebra, 1.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from flint import arb, fmpq, fmpq_poly

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.terms_of import Unwritable, rational_term, term_of
from solgen.kernel.field.translate import translate
from solgen.kernel.real_line.numbers import ball, sign_of_number
from solgen.notation.context import Context
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, builtin, constant, multiply, number, term

_DEEP: Final = 6
_TURNS: Final = 24
"""Full turns of an angle that are looked through, at most."""
Numbers = list[Term] | None


@dataclass(frozen=True, slots=True)
class Line:
    """The unknown, its context, and the ends of its domain where it has both."""

    context: Context
    unknown: str
    low: Term | None = None
    high: Term | None = None


def zeros(line: Line, left: Term, right: Term, depth: int = 0) -> Numbers:
    """Numbers (Terms without names) among which is every zero of ``left - right``; None where that is not known."""
    if depth > _DEEP:
        return None
    if line.unknown not in left.free | right.free:
        return []
    try:
        return attempted(
            line.context,
            (left, right),
            lambda scope: _zeros(_Solver(line, scope, depth), left, right),
            hypotheses=False,
        )
    except (Undefined, Unsupported, Unwritable, BudgetExhausted):
        return None


def _zeros(solver: _Solver, left: Term, right: Term) -> Numbers:
    scope = solver.scope
    with scope.setting_aside():
        difference = translate(scope, left) - translate(scope, right)
    return [] if difference.is_zero else solver.of_polynomial(difference.numerator)


@dataclass(frozen=True, slots=True)
class _Solver:
    line: Line
    scope: Scope
    depth: int

    def of_polynomial(self, polynomial: Polynomial) -> Numbers:
        """The zeros of all irreducible factors."""
        found: list[Term] = []
        for factor, _ in self.scope.field.factor(polynomial)[1]:
            solutions = self._of_factor(factor)
            if solutions is None:
                return None
            found += solutions
        return found

    def _of_factor(self, factor: Polynomial) -> Numbers:
        field = self.scope.field
        used = [field.generators[place] for place, degree in enumerate(factor.degrees()) if degree > 0]
        moving = [generator for generator in used if self.line.unknown in generator.reach]
        if not moving:
            return []
        if len(moving) == 1:
            return self._of_one(factor, moving[0])
        related = next((one for one in reversed(moving) if one.position in field.relations), None)
        if related is not None and related.kind == "absolute":
            return self._by_sign(factor, related)
        if related is not None:
            degree, value = field.relations[related.position]
            relation = field.variables[related.position] ** degree * value.denominator - value.numerator
            eliminated = factor.resultant(relation, f"g{related.position}")
            return None if eliminated.is_zero() else self.of_polynomial(eliminated)
        if all(generator.kind == "log" for generator in moving):
            return self._of_logarithms(factor, moving)
        return None

    def _by_sign(self, factor: Polynomial, size: Generator) -> Numbers:
        """``p(|u|)``: the zeros of u, of ``p(u)`` and of ``p(-u)``; one of these that is 0 throughout has no others."""
        field, inside = self.scope.field, size.arguments[0]
        variables = list(field.ring.gens())
        found = zeros(self.line, term_of(inside), number(0), self.depth + 1)
        for side in (inside.numerator, -inside.numerator):
            variables[size.position] = side
            chosen = factor.compose(*variables, ctx=field.ring)
            solutions = [] if chosen.is_zero() else self.of_polynomial(chosen)
            found = None if found is None or solutions is None else [*found, *solutions]
        return found if inside.is_polynomial else None

    def _of_logarithms(self, factor: Polynomial, moving: list[Generator]) -> Numbers:
        """``k ln u + m ln v + c = 0`` with whole k, m: where ``u^k v^m = e^{-c}``."""
        places = {generator.position for generator in moving}
        product, rest = [], self.scope.field.zero
        for exponents, coefficient in factor.to_dict().items():
            inside = [place for place, exponent in enumerate(exponents) if exponent and place in places]
            if not inside:
                rest = rest + self._element({exponents: coefficient})
            elif len(inside) == 1 and sum(exponents) == 1 and coefficient.q == 1:
                base = term_of(self.scope.field.generators[inside[0]].arguments[0])
                product.append(term("power", [base, _whole(int(coefficient.p))]))
            else:
                return None
        value = term("power", [constant("e"), term_of(-rest)])
        return zeros(self.line, multiply(*product), value, self.depth + 1)

    def _element(self, terms: dict[Any, Any]) -> Element:
        return Element(self.scope.field, self.scope.field.ring.from_dict(terms), self.scope.field.one.numerator)

    def _of_one(self, factor: Polynomial, generator: Generator) -> Numbers:
        """A polynomial in one moving generator, its coefficients free of the unknown."""
        coefficients: dict[int, dict[Any, Any]] = {}
        for exponents, coefficient in factor.to_dict().items():
            rest = tuple(0 if place == generator.position else e for place, e in enumerate(exponents))
            coefficients.setdefault(int(exponents[generator.position]), {})[rest] = coefficient
        parts = {degree: self._element(terms) for degree, terms in coefficients.items()}
        roots = _roots(parts)
        if roots is None:
            return None
        found: list[Term] = []
        for root in roots:
            solutions = self._inverse(generator, root)
            if solutions is None:
                return None
            found += solutions
        return found

    def _inverse(self, generator: Generator, value: Term) -> Numbers:
        """Where the generator has this value."""
        if generator.kind == "name":
            return [value] if generator.data[0] == self.line.unknown else None
        if generator.kind not in ("exp", "log", "root", "absolute", "sine", "cosine"):
            return None
        inside = generator.arguments[0]
        inner = term_of(inside)
        if generator.kind == "exp":
            sign = sign_of_number(value)
            if sign is None:
                return None
            return self._at(inner, term("apply", [builtin("ln"), value])) if sign > 0 else []
        if generator.kind == "log":
            return self._at(inner, term("power", [constant("e"), value]))
        if generator.kind == "root":
            return self._at(inner, term("power", [value, number(int(generator.data[0]))]))
        if generator.kind == "absolute":
            return self._at(inner, value, term("negate", [value]))
        return self._angles(generator, inner, value) if self._is_linear(inside) else None

    def _is_linear(self, inside: Element) -> bool:
        """Whether an angle is linear in the unknown, so that its size is greatest at an end of the domain."""
        moving = [generator for generator in inside.used if self.line.unknown in generator.reach]
        own = moving[0].position if len(moving) == 1 and moving[0].kind == "name" else None
        return own is not None and inside.numerator.degrees()[own] == 1 and inside.denominator.degrees()[own] == 0

    def _at(self, inner: Term, *values: Term) -> Numbers:
        found: list[Term] = []
        for value in values:
            solutions = zeros(self.line, inner, value, self.depth + 1)
            if solutions is None:
                return None
            found += solutions
        return found

    def _angles(self, generator: Generator, inner: Term, value: Term) -> Numbers:
        """The solutions of ``sin u = r`` or ``cos u = r`` for u linear in the unknown, over a bounded domain."""
        if self.line.low is None or self.line.high is None:
            return None
        size = ball(term("absolute", [value]))
        if size is None or not (size <= 1 or size > 1):
            return None
        if size > 1:
            return []
        inverse = "arcsin" if generator.kind == "sine" else "arccos"
        first = term("apply", [builtin(inverse), value])
        second = term("negate", [first])
        if generator.kind == "sine":
            second = add(constant("pi"), second)
        turns = _turns(self.line, inner)
        if turns is None:
            return None
        shifts = [multiply(_whole(2 * turn), constant("pi")) if turn else number(0) for turn in turns]
        return self._at(
            inner, *(add(arc, shift) if shift.data != 0 else arc for arc in (first, second) for shift in shifts)
        )


def _turns(line: Line, inner: Term) -> range | None:
    """Which full turns an angle that is linear in the unknown may be away from its principal value."""
    assert line.low is not None
    assert line.high is not None
    places = [ball(substitute(inner, {line.unknown: place})) for place in (line.low, line.high)]
    if any(place is None for place in places):
        return None
    sizes = [abs(float(place.mid())) for place in map(arb, places)]
    reach = int(max(sizes) / 6) + 2
    return range(-reach, reach + 1) if reach <= _TURNS else None


def _whole(value: int) -> Term:
    return number(value) if value >= 0 else term("negate", [number(-value)])


def _roots(parts: dict[int, Element]) -> Numbers:
    """Real numbers among which are all real roots of a polynomial, given by its coefficients."""
    degree = max(parts)
    zero = parts[degree].field.zero
    if degree == 1:
        return [term_of(-parts.get(0, zero) / parts[1])]
    if degree == 2:
        return _of_quadratic(parts.get(0, zero) / parts[2], parts.get(1, zero) / parts[2])
    if set(parts) == {0, degree}:
        return _of_power(-parts[0] / parts[degree], degree)
    return _without_real_roots(parts, degree)


def _of_power(value: Element, degree: int) -> Numbers:
    """``z^degree = value``."""
    sign = sign_of_number(term_of(value))
    if sign is None or (sign < 0 and degree % 2 == 0):
        return None if sign is None else []
    size = term("root", [term_of(value if sign > 0 else -value), number(degree)])
    return [size, term("negate", [size])]


def _of_quadratic(c: Element, b: Element) -> Numbers:
    """``z^2 + b z + c = 0``."""
    middle = b.scale(fmpq(-1, 2))
    square = term_of(middle * middle - c)
    sign = sign_of_number(square)
    if sign is None:
        return None
    if sign < 0:
        return []
    reach = term("root", [square, number(2)])
    sides = (reach, term("negate", [reach]))
    return [*sides] if middle.is_zero else [add(term_of(middle), side) for side in sides]


def _without_real_roots(parts: dict[int, Element], degree: int) -> Numbers:
    """No number, where the coefficients are rational and no complex root can be real; else None."""
    values: list[fmpq] = []
    for power in range(degree + 1):
        value = parts[power].rational if power in parts else fmpq(0)
        if value is None:
            return None
        values.append(value)
    roots: Any = fmpq_poly(values).complex_roots()
    return [] if all(not root.imag.overlaps(arb(0)) for root, _ in roots) else None


def rational(value: Fraction) -> Term:
    """A fraction as a Term."""
    return rational_term(fmpq(value.numerator, value.denominator))
