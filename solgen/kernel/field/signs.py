"""Signs of Elements: positive, negative, zero or neither, for every point at which the facts of the scope hold.

Rule: a polynomial is positive when all its monomials are nonnegative and one is positive; otherwise it is factored,
and names are reparametrized by what is known of them (``x >= l`` becomes ``x = l + t``, ``a < x < b`` becomes
``x = (a + b t)/(1 + t)``), a quadratic is completed, a known nonnegative polynomial is subtracted, or a square root is
compared with what stands beside it by squaring; weighted means cover mixed monomials, tangents what is linear in
logarithms. Every step is an
equality or drops something nonnegative, so an answer is a proof; ``?`` says nothing.
Budget: ``_NODES`` steps a question. Source: the positive-coefficient method (Pólya; Cutler and others), completed
squares.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from solgen.kernel.field.constants import constant_sign, enclosure
from solgen.kernel.field.fractions import Element, Field, Polynomial
from solgen.kernel.field.known_signs import generator_sign
from solgen.kernel.field.means import by_means
from solgen.kernel.field.monomials import coefficients_of, coherent, times
from solgen.kernel.field.reparametrization import Reparametrization
from solgen.kernel.field.replacement import opened_body
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.tangents_of_logarithms import by_tangents

_NODES: Final = 160
_FIXED: Final = 2
"""Most sums of which a hypothesis says what they are, and that are added to another."""
_ROOTS: Final = 3
"""Most roots in a polynomial that is compared by squaring, and most comparisons inside each other."""


def sign(scope: Scope, element: Element) -> str:
    """``+``, ``-``, ``0+`` (nonnegative), ``0-``, ``0``, ``≠`` (never zero) or ``?``."""
    if element.is_zero:
        return "0"
    known = scope.signs.get(element.key)
    if known is None and scope.decided and not scope.differentiating:
        known = scope.decided.get(element.key)
    if known is None:
        signs = scope.signs
        signs[element.key] = "?"  # until it is known: what is asked on the way may come back to it
        try:
            above = _Question(scope).polynomial(element.numerator)
            below = _Question(scope).polynomial(element.denominator)
        except BaseException:
            del signs[element.key]
            raise
        known = signs[element.key] = times(above, below)
    return known


class _Question:
    """One question about a sign; counts its steps."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.field: Field = scope.field
        self.left = _NODES

    def polynomial(self, polynomial: Polynomial) -> str:
        """The sign of a polynomial in the field's generators."""
        if polynomial.is_constant():
            value = 0 if polynomial.is_zero() else polynomial.leading_coefficient()
            return "0" if value == 0 else ("+" if value > 0 else "-")
        table = {
            position: generator_sign(self.scope, self.field.generators[position])
            for position, degree in enumerate(polynomial.degrees())
            if degree
        }
        direct = coherent(polynomial, table)
        if direct != "?":
            return direct
        if polynomial.total_degree() == 1:
            return self._irreducible(polynomial)
        content, factors = self.field.factor(polynomial)
        result = "+" if content > 0 else "-"
        for factor, exponent in factors:
            result = times(result, self._power(self._irreducible(factor), exponent))
            if result == "?":
                return "?"
        return result

    @staticmethod
    def _power(base: str, exponent: int) -> str:
        if exponent % 2:
            return base
        return "+" if base in ("+", "-", "≠") else "0+"

    def _irreducible(self, polynomial: Polynomial) -> str:
        element = Element(self.field, polynomial, self.field.one.numerator)
        numeric = constant_sign(element)
        if numeric != "?" or (not element.reach and enclosure(element) is not None):
            return numeric
        beside = self._beside_root(polynomial)
        if beside != "?":
            return beside
        table = Reparametrization(self.scope, polynomial)
        for candidate, signed in ((polynomial, "+"), (-polynomial, "-")):
            found = self._nonnegative(table.applied(candidate), table, 4)
            if found is None:
                found = self._sums(candidate)
            if found is not None:
                table.note(self.scope)
                return signed if found else "0" + signed
        return by_tangents(self.scope, polynomial)

    def _beside_root(self, polynomial: Polynomial) -> str:
        """``a s + b`` with ``s = sqrt q`` has the sign of a where ``a^2 q > b^2``, that of b where ``b^2 > a^2 q``."""
        used = Element(self.field, polynomial, self.field.one.numerator).used
        if self.field.squared >= _ROOTS or sum(generator.kind == "root" for generator in used) > _ROOTS:
            return "?"
        self.field.squared += 1
        try:
            return self._by_squares(polynomial)
        finally:
            self.field.squared -= 1

    def _by_squares(self, polynomial: Polynomial) -> str:
        for position, degree in enumerate(polynomial.degrees()):
            relation = self.field.relations.get(position)
            if degree != 1 or relation is None or self.field.generators[position].kind != "root" or relation[0] != 2:
                continue
            self.left -= 20
            rest, factor = coefficients_of(polynomial, position, self.field)
            if self.left < 0 or factor.is_zero() or rest.is_zero():
                continue
            first, second = (Element(self.field, part, self.field.one.numerator) for part in (factor, rest))
            ahead = first * first * relation[1] - second * second
            for decides, difference in ((first, ahead), (second, -ahead)):
                own = sign(self.scope, decides)
                apart = sign(self.scope, difference)
                if own in ("+", "-", "0+", "0-") and apart in ("+", "0+"):
                    return own if apart == "+" or len(own) > 1 else "0" + own
        return "?"

    def _nonnegative(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """True when positive, False when nonnegative, None when neither is seen."""
        self.left -= 1
        if self.left < 0:
            return None
        if polynomial.is_zero():
            return False
        direct = coherent(polynomial, table.signs)
        if direct in ("+", "0+", "0"):
            return direct == "+"
        if depth == 0 or direct in ("-", "0-"):
            return None
        means = by_means(polynomial, table.signs)
        if means is not None:
            return means
        for attempt in (self._factored, self._quadratic, self._subtracted):
            found = attempt(polynomial, table, depth)
            if found is not None:
                return found
        return None

    def _factored(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        if polynomial.total_degree() == 1:
            return None
        content, factors = self.field.factor(polynomial)
        if len(factors) == 1 and factors[0][1] == 1:
            return None
        result = "+" if content > 0 else "-"
        for factor, exponent in factors:
            part = "?"
            for candidate, signed in ((factor, "+"), (-factor, "-")):
                found = self._nonnegative(candidate, table, depth - 1)
                if found is not None:
                    part = signed if found else "0" + signed
                    break
            result = times(result, self._power(part, exponent))
        return {"+": True, "0+": False}.get(result)

    def _quadratic(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """``a g^2 + b g + c`` with ``a > 0`` and ``4 a c - b^2 >= 0``."""
        for position, degree in enumerate(polynomial.degrees()):
            if degree != 2:
                continue
            constant, linear, leading = coefficients_of(polynomial, position, self.field)
            if self._nonnegative(leading, table, depth - 1):
                found = self._nonnegative(leading * constant * 4 - linear * linear, table, depth - 1)
                if found is not None:
                    return found
        return None

    def _subtracted(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """``p = c q + r`` with ``c > 0``, ``q`` known nonnegative and ``r`` nonnegative."""
        monomials = polynomial.to_dict()
        for fact in table.rest:
            for exponents, coefficient in fact.element.numerator.to_dict().items():
                ours = monomials.get(exponents)
                if ours is None or (ours > 0) != (coefficient > 0):
                    continue
                rest = polynomial - fact.element.numerator * (ours / coefficient)
                found = self._nonnegative(rest, table, depth - 1)
                if found is not None:
                    if fact.source is not None:
                        table.sources.add(fact.source)
                    return found or fact.strict
        return None

    def _sums(self, polynomial: Polynomial) -> bool | None:
        """``c + a S + b T`` with sums over one range: the sign of the one sum of ``c/n + a s + b t``."""
        whole = Element(self.field, polynomial, self.field.one.numerator)
        sums = [generator for generator in whole.used if generator.kind == "sum"]
        degrees = polynomial.degrees()
        if not sums or any(degrees[generator.position] != 1 for generator in sums):
            return None
        high = sums[0].arguments[0]
        if any(len(generator.data) != 1 or generator.arguments[0].key != high.key for generator in sums):
            return None
        nonempty = sign(self.scope, high) == "+"
        with self.scope.bound_name(self.field.one, high) as variable:
            total, rest = self.field.zero, polynomial
            for generator in sums:
                constant, linear = coefficients_of(rest, generator.position, self.field)
                factor = Element(self.field, linear, self.field.one.numerator)
                if any(other.kind == "sum" and other in sums for other in factor.used):
                    return None
                _, body = opened_body(self.scope, generator.data, generator.arguments[-1], variable)
                total, rest = total + factor * body, constant
            if not rest.is_zero():
                if not nonempty:
                    return None
                total = total + Element(self.field, rest, self.field.one.numerator) / high
            found = sign(self.scope, total)
            if found not in ("+", "0+") and nonempty:
                found = self._beside_fixed(total, high, variable)
        return {"+": nonempty, "0+": False}.get(found)

    def _beside_fixed(self, total: Element, high: Element, variable: Element) -> str:
        """The sign of the body of a sum after what hypotheses say is 0: a sum of the same range less its value."""
        nothing: list[tuple[Element, int]] = []
        for position, (value, source) in self.scope.fixed.items():
            generator = self.field.generators[position]
            alike = generator.kind == "sum" and len(generator.data) == 1 and generator.arguments[0].key == high.key
            if alike and len(nothing) < _FIXED:
                _, body = opened_body(self.scope, generator.data, generator.arguments[-1], variable)
                nothing.append((body - value / high, source))
        for factors in product((0, 1, -1), repeat=len(nothing)):
            chosen = [
                (zero.scale(factor), source) for factor, (zero, source) in zip(factors, nothing, strict=True) if factor
            ]
            if not chosen:
                continue
            found = sign(self.scope, sum((zero for zero, _ in chosen), total))
            if found in ("+", "0+"):
                self.scope.used.update(source for _, source in chosen)
                return found
        return "?"
