"""Rational functions over the rationals in generators that come up as they are met: the coefficients of words.

Rule: two quotients of polynomials are equal as functions wherever both exist exactly when they are equal in the field
of fractions; python-flint keeps them in lowest terms with a monic denominator, so equality is equality of data.
Signs follow from the signs that are declared of generators, monomial by monomial: a sum of nonnegative monomials with
a positive one among them is positive. A generator with a declared lower bound (``n`` at least 2) is that bound and
something nonnegative, which is put in where the monomials as they stand say nothing (``n - 1``).
Budget: ``LIMIT`` generators a claim and ``_TERMS`` terms a polynomial.
Source: Geddes, Czapor, Labahn, Algorithms for Computer Algebra, 3.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum
from typing import Any, Final

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from solgen.kernel.budget import BudgetExhausted

LIMIT: Final = 24
_TERMS: Final = 2_000
_CONTEXT: Final = fmpq_mpoly_ctx.get([f"g{position}" for position in range(LIMIT)], Ordering.lex)
_GENERATORS: Final = _CONTEXT.gens()
_ONE: Final = _CONTEXT.constant(1)
_ZERO: Final = _CONTEXT.constant(0)
Polynomial = Any


class Sign(IntEnum):
    """What is known of a real value, from nothing to most."""

    UNKNOWN = 0
    NONZERO = 1
    NONNEGATIVE = 2
    POSITIVE = 3


class Ratio:
    """numerator/denominator in lowest terms, the denominator monic in the order of the generators."""

    __slots__ = ("_positions", "denominator", "numerator")

    def __init__(self, numerator: Polynomial, denominator: Polynomial) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self._positions: frozenset[int] | None = None

    def __repr__(self) -> str:
        return self.key

    def __add__(self, other: Ratio) -> Ratio:
        if self.denominator == other.denominator:
            return ratio(self.numerator + other.numerator, self.denominator)
        numerator = self.numerator * other.denominator + other.numerator * self.denominator
        return ratio(numerator, self.denominator * other.denominator)

    def __neg__(self) -> Ratio:
        return Ratio(-self.numerator, self.denominator)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        return ratio(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: Ratio) -> Ratio:
        return ratio(self.numerator * other.denominator, self.denominator * other.numerator)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Ratio)
            and bool(self.numerator == other.numerator)
            and bool(self.denominator == other.denominator)
        )

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> str:
        """Equal ratios have equal keys."""
        return f"({self.numerator})/({self.denominator})"

    @property
    def is_zero(self) -> bool:
        """Whether it is 0."""
        return bool(self.numerator.is_zero())

    def positions(self) -> frozenset[int]:
        """The positions of the generators that occur."""
        if self._positions is None:
            self._positions = frozenset(_occurring(self.numerator) | _occurring(self.denominator))
        return self._positions


def ratio(numerator: Polynomial, denominator: Polynomial = _ONE) -> Ratio:
    """The quotient in lowest terms. Raises ZeroDivisionError for denominator 0, BudgetExhausted for large ones."""
    if denominator.is_zero():
        raise ZeroDivisionError
    if max(len(numerator), len(denominator)) > _TERMS:
        raise BudgetExhausted("terms of a polynomial", _TERMS)
    if numerator.is_zero():
        return Ratio(_ZERO, _ONE)
    if not denominator.is_constant():
        common = numerator.gcd(denominator)
        if not common.is_one():
            numerator, denominator = numerator / common, denominator / common
    leading = denominator.leading_coefficient()
    if leading != 1:
        numerator, denominator = numerator / leading, denominator / leading
    return Ratio(numerator, denominator)


def rational(numerator: int, denominator: int = 1) -> Ratio:
    """A number."""
    return Ratio(_CONTEXT.constant(fmpq(numerator, denominator)), _ONE)


ONE: Final = rational(1)
ZERO: Final = rational(0)


def _occurring(polynomial: Polynomial) -> set[int]:
    if polynomial.is_constant():
        return set()
    return {position for position, degree in enumerate(polynomial.degrees()) if degree > 0}


class Generators:
    """Which generator stands for what, and what sign it has; one for each claim."""

    __slots__ = ("_positions", "keys", "least", "signs")

    def __init__(self) -> None:
        self._positions: dict[Hashable, int] = {}
        self.keys: list[Hashable] = []
        self.signs: list[Sign] = []
        self.least: dict[int, int] = {}
        """Lower bounds of generators, by their positions."""

    def at(self, key: Hashable, sign: Sign = Sign.UNKNOWN, least: int | None = None) -> Ratio:
        """The generator that stands for ``key``. Raises BudgetExhausted when there are too many."""
        position = self._positions.get(key)
        if position is None:
            position = len(self.keys)
            if position >= LIMIT:
                raise BudgetExhausted("generators", LIMIT)
            self._positions[key] = position
            self.keys.append(key)
            self.signs.append(sign)
            if least is not None:
                self.least[position] = least
        return Ratio(_GENERATORS[position], _ONE)

    def position(self, key: Hashable) -> int | None:
        """Where ``key`` stands, if it has come up."""
        return self._positions.get(key)

    def keys_in(self, value: Ratio) -> list[tuple[int, Hashable]]:
        """Positions and keys of the generators in a ratio."""
        return [(position, self.keys[position]) for position in sorted(value.positions())]

    def replace(self, value: Ratio, mapping: dict[int, Ratio]) -> Ratio:
        """The ratio with generators replaced. Raises ZeroDivisionError where the denominator becomes 0."""
        if not mapping.keys() & value.positions():
            return value
        parts = [_substituted(part, mapping) for part in (value.numerator, value.denominator)]
        return parts[0] / parts[1]

    def rename(self, value: Ratio, mapping: dict[int, int]) -> Ratio:
        """The ratio with generators replaced by generators, by their positions."""
        if not mapping.keys() & value.positions():
            return value
        numerator = _renamed(value.numerator, mapping)
        if value.denominator.is_one():
            return Ratio(numerator, _ONE)
        return ratio(numerator, _renamed(value.denominator, mapping))

    def sign(self, value: Ratio) -> Sign:
        """The best that is known of a ratio's sign; UNKNOWN also for what is negative."""
        top, bottom = self._sign(value.numerator), self._sign(value.denominator)
        if bottom in (Sign.UNKNOWN, Sign.NONNEGATIVE):
            return Sign.UNKNOWN
        if Sign.NONZERO in (top, bottom):
            return Sign.NONZERO if top in (Sign.NONZERO, Sign.POSITIVE) else Sign.UNKNOWN
        return top

    def is_nonzero(self, value: Ratio) -> bool:
        """Whether the ratio is nowhere 0 in the declared domain."""
        return self._nonzero(value.numerator)

    def _nonzero(self, polynomial: Polynomial) -> bool:
        if polynomial.is_zero():
            return False
        if self._definite(polynomial) or self._definite(-polynomial):
            return True
        _, factors = polynomial.factor()
        return all(self._one_nonzero(factor) for factor, _ in factors)

    def _definite(self, polynomial: Polynomial) -> bool:
        return self._by_monomials(polynomial) is Sign.POSITIVE

    def _one_nonzero(self, factor: Polynomial) -> bool:
        if self._definite(factor) or self._definite(-factor):
            return True
        if len(factor) != 1:
            return False
        return all(self.signs[position] in (Sign.NONZERO, Sign.POSITIVE) for position in _occurring(factor))

    def _sign(self, polynomial: Polynomial) -> Sign:
        """By monomials; failing that, factor by factor, even powers being nonnegative."""
        known = self._by_monomials(polynomial)
        if known is not Sign.UNKNOWN or polynomial.is_constant():
            return known
        content, factors = polynomial.factor()
        negative = content < 0
        result = Sign.POSITIVE
        for factor, exponent in factors:
            if exponent % 2 == 0:
                result = min(result, Sign.POSITIVE if self._one_nonzero(factor) else Sign.NONNEGATIVE)
                continue
            sign = self._by_monomials(factor)
            if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
                sign, negative = self._by_monomials(-factor), not negative
            if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
                return Sign.NONZERO if self._nonzero(polynomial) else Sign.UNKNOWN
            result = min(result, sign)
        if negative:
            return Sign.NONZERO if result is Sign.POSITIVE else Sign.UNKNOWN
        return result

    def _by_monomials(self, polynomial: Polynomial) -> Sign:
        known = self._of_monomials(polynomial, frozenset())
        bounded = frozenset(_occurring(polynomial) & self.least.keys()) if known is Sign.UNKNOWN else frozenset()
        if not bounded:
            return known
        beyond = {position: Ratio(_GENERATORS[position], _ONE) + rational(self.least[position]) for position in bounded}
        return self._of_monomials(_substituted(polynomial, beyond).numerator, bounded)

    def _of_monomials(self, polynomial: Polynomial, nonnegative: frozenset[int]) -> Sign:
        """The sign as far as each monomial tells; of generators in ``nonnegative`` no more is known than that."""
        strict = False
        for exponents, coefficient in polynomial.terms():
            if coefficient < 0:
                return Sign.UNKNOWN
            sign = self._monomial(exponents, nonnegative)
            if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
                return Sign.UNKNOWN
            strict = strict or sign is Sign.POSITIVE
        return Sign.POSITIVE if strict else Sign.NONNEGATIVE

    def _monomial(self, exponents: Iterable[int], nonnegative: frozenset[int]) -> Sign:
        result = Sign.POSITIVE
        for position, exponent in enumerate(exponents):
            if exponent and position in nonnegative:
                result = Sign.NONNEGATIVE
                continue
            if not exponent or self.signs[position] is Sign.POSITIVE:
                continue
            if exponent % 2:
                if self.signs[position] is not Sign.NONNEGATIVE:
                    return Sign.UNKNOWN
                result = Sign.NONNEGATIVE
            elif self.signs[position] is not Sign.NONZERO:
                result = Sign.NONNEGATIVE
        return result


def _renamed(polynomial: Polynomial, mapping: dict[int, int]) -> Polynomial:
    result: dict[tuple[int, ...], Any] = {}
    for exponents, coefficient in polynomial.terms():
        moved = list(exponents)
        for old in mapping:
            moved[old] = 0
        for old, new in mapping.items():
            moved[new] += exponents[old]
        key = tuple(moved)
        result[key] = result[key] + coefficient if key in result else coefficient
    return _CONTEXT.from_dict(result)


def _substituted(polynomial: Polynomial, mapping: dict[int, Ratio]) -> Ratio:
    result = ZERO
    for exponents, coefficient in polynomial.terms():
        kept = [0 if position in mapping else exponent for position, exponent in enumerate(exponents)]
        product = Ratio(_CONTEXT.from_dict({tuple(kept): coefficient}), _ONE)
        for position, new in mapping.items():
            for _ in range(exponents[position]):
                product *= new
        result += product
    return result


def derivative(value: Ratio, position: int) -> Ratio:
    """The partial derivative by one generator, by the quotient rule."""
    if position not in value.positions():
        return ZERO
    top, bottom = value.numerator, value.denominator
    return ratio(top.derivative(position) * bottom - top * bottom.derivative(position), bottom * bottom)


def factored(value: Ratio) -> tuple[Ratio, list[tuple[Ratio, int]]]:
    """A number, and irreducible polynomials with exponents, negative in the denominator."""
    top, above = value.numerator.factor()
    bottom, below = value.denominator.factor()
    factors = [(Ratio(factor, _ONE), int(exponent)) for factor, exponent in above]
    factors += [(Ratio(factor, _ONE), -int(exponent)) for factor, exponent in below]
    return Ratio(_CONTEXT.constant(top / bottom), _ONE), factors


def split(value: Ratio, chosen: Callable[[int], bool]) -> list[tuple[dict[int, int], Ratio]]:
    """The ratio as a sum over monomials in the chosen generators: pairs of exponents and the remaining coefficient.

    Raises ValueError where a chosen generator stands in the denominator.
    """
    if any(chosen(position) for position in _occurring(value.denominator)):
        raise ValueError
    parts: dict[tuple[tuple[int, int], ...], dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in value.numerator.terms():
        key = tuple(
            (position, exponent) for position, exponent in enumerate(exponents) if exponent and chosen(position)
        )
        rest = tuple(0 if chosen(position) else exponent for position, exponent in enumerate(exponents))
        parts.setdefault(key, {})[rest] = coefficient
    return [(dict(key), ratio(_CONTEXT.from_dict(rest), value.denominator)) for key, rest in parts.items()]


def extreme(value: Ratio, position: int, *, lowest: bool) -> tuple[int, Ratio, int, Ratio]:
    """Exponent and coefficient of the lowest (else highest) power of one generator, above and below the line."""
    result: list[Any] = []
    for part in (value.numerator, value.denominator):
        exponents = [exponents[position] for exponents in part.monoms()]
        wanted = min(exponents) if lowest else max(exponents)
        kept = {}
        for monomial, coefficient in part.terms():
            if monomial[position] == wanted:
                kept[tuple(0 if at == position else entry for at, entry in enumerate(monomial))] = coefficient
        result += [int(wanted), Ratio(_CONTEXT.from_dict(kept), _ONE)]
    return result[0], result[1], result[2], result[3]
