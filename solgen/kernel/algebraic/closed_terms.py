"""Terms without free names as real algebraic numbers.

Rule: numerals, sums, products, quotients, powers with rational exponents, roots, absolute values, maxima, minima, and
sine, cosine and tangent of rational multiples of pi, by ``cos(2 pi k/n) = C_k(2 cos(2 pi/n))/2`` with
``C_{k+1} = x C_k - C_{k-1}``. Anything else is refused. Source: Abramowitz and Stegun, 22.3.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Final

import flint

from solgen.kernel.algebraic.tower import NotReal, Number, Tower
from solgen.notation.terms import Term

_ORDER: Final = 120
_POWER: Final = 24


class NotAlgebraic(Exception):  # noqa: N818 -- a statement about a term
    """Not a number of this kind."""


class Reader:
    """Reads the Terms of one claim into one tower."""

    def __init__(self, *terms: Term) -> None:
        self.tower = Tower()
        self.order = 4
        for side in terms:
            for node in side.walk():
                if node.head == "apply" and _word(node) in ("sin", "cos", "tan", "cot"):
                    share = share_of_pi(node.arguments[1])
                    if share is not None:
                        self.order = lcm(self.order, 2 * share.denominator)

    def number(self, node: Term) -> Number:  # noqa: C901 -- a line a head
        """The number. Raises NotAlgebraic, NotReal or BudgetExhausted."""
        tower = self.tower
        match node.head:
            case "number":
                return tower.rational(int(str(node.data)))
            case "decimal":
                value = Fraction(str(node.data))
                return tower.rational(flint.fmpq(value.numerator, value.denominator))
            case "add" | "multiply":
                join = tower.add if node.head == "add" else tower.multiply
                result = self.number(node.arguments[0])
                for argument in node.arguments[1:]:
                    result = join(result, self.number(argument))
                return result
            case "negate":
                return tower.negated(self.number(node.arguments[0]))
            case "divide":
                return tower.multiply(self.number(node.arguments[0]), tower.inverse(self.number(node.arguments[1])))
            case "power":
                exponent = rational_value(node.arguments[1])
                if exponent is None or abs(exponent.numerator) > _POWER or exponent.denominator > _POWER:
                    raise NotAlgebraic
                return self._power(self.number(node.arguments[0]), exponent)
            case "root":
                degree = rational_value(node.arguments[1])
                if degree is None or degree.denominator != 1 or not 2 <= degree <= _POWER:
                    raise NotAlgebraic
                return tower.root(self.number(node.arguments[0]), int(degree))
            case "absolute":
                return self._absolute(self.number(node.arguments[0]))
            case "apply":
                return self._function(node)
        raise NotAlgebraic

    def _power(self, base: Number, exponent: Fraction) -> Number:
        if exponent < 0 or (exponent == 0 and self.tower.sign(base) == 0):
            base, exponent = self.tower.inverse(base), -exponent
        if exponent.denominator > 1:
            if self.tower.sign(base) < 0:
                raise NotReal  # an odd root of a negative number exists, a power does not
            base = self.tower.root(base, exponent.denominator)
        result = self.tower.rational(1)
        for _ in range(exponent.numerator):
            result = self.tower.multiply(result, base)
        return result

    def _absolute(self, value: Number) -> Number:
        return self.tower.negated(value) if self.tower.sign(value) < 0 else value

    def _function(self, node: Term) -> Number:
        word, arguments = _word(node), node.arguments[1:]
        if word in ("max", "min"):
            values = [self.number(argument) for argument in arguments]
            best = values[0]
            for value in values[1:]:
                ahead = self.tower.sign(self.tower.add(value, self.tower.negated(best)))
                if ahead == (1 if word == "max" else -1):
                    best = value
            return best
        share = share_of_pi(arguments[0]) if word in ("sin", "cos", "tan", "cot") else None
        if share is None or self.order > _ORDER:
            raise NotAlgebraic
        cosine, sine = self._cosine(share), self._cosine(Fraction(1, 2) - share)
        if word == "cos":
            return cosine
        if word == "sin":
            return sine
        above, below = (sine, cosine) if word == "tan" else (cosine, sine)
        return self.tower.multiply(above, self.tower.inverse(below))

    def _cosine(self, share: Fraction) -> Number:
        """``cos(share pi)``."""
        steps = share * self.order / 2
        index = int(steps) % self.order
        index = min(index, self.order - index)
        tower = self.tower
        x = tower.cosine(self.order)
        before, now = x, tower.rational(2)  # C_{-1} = C_1 = x, C_0 = 2
        for _ in range(index):
            before, now = now, tower.add(tower.multiply(x, now), tower.negated(before))
        return tower.multiply(now, tower.rational(flint.fmpq(1, 2)))


def _word(node: Term) -> str:
    function = node.arguments[0]
    return str(function.data) if function.head == "builtin" else ""


def rational_value(node: Term) -> Fraction | None:
    """The value of a Term made of numerals by sums, products and quotients."""
    match node.head:
        case "number":
            return Fraction(int(str(node.data)))
        case "decimal":
            return Fraction(str(node.data))
    parts = [rational_value(argument) for argument in node.arguments]
    values = [part for part in parts if part is not None]
    if not parts or len(values) < len(parts):
        return None
    match node.head:
        case "negate":
            return -values[0]
        case "divide":
            return values[0] / values[1] if values[1] else None
        case "add":
            return sum(values, Fraction(0))
        case "multiply":
            product = Fraction(1)
            for value in values:
                product *= value
            return product
    return None


def share_of_pi(node: Term) -> Fraction | None:
    """The rational number r where the Term is r times pi."""
    if node.head == "constant":
        return Fraction(1) if node.data == "pi" else None
    if node.head == "negate":
        inner = share_of_pi(node.arguments[0])
        return None if inner is None else -inner
    if node.head == "divide":
        above, below = share_of_pi(node.arguments[0]), rational_value(node.arguments[1])
        return above / below if above is not None and below else None
    if node.head == "add":
        shares = [share_of_pi(argument) for argument in node.arguments]
        known = [share for share in shares if share is not None]
        return sum(known, Fraction(0)) if len(known) == len(shares) else None
    if node.head == "multiply":
        result: Fraction | None = None
        factor = Fraction(1)
        for argument in node.arguments:
            value = rational_value(argument)
            if value is not None:
                factor *= value
            elif result is None:
                result = share_of_pi(argument)
                if result is None:
                    return None
            else:
                return None
        return None if result is None else result * factor
    value = rational_value(node)
    return Fraction(0) if value == 0 else None
