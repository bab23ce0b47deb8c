"""One field of fractions: every scalar claim is carried into it, and equality is the zero test there.

An ``Element`` is ``numerator / denominator`` over Q in finitely many *generators*: declared names, components of
indexed names, exponentials, logarithms, roots, values of undefined functions, sums that do not split further. A
generator stands for one function on the declared domain, so an identity of polynomials in generators is an identity
of those functions, whatever other relations they may satisfy. Nothing is ever concluded from a polynomial being
*not* zero; whoever divides must see to it that the denominator does not vanish (``scope``).

Algebraic generators carry a relation ``g**degree = value`` (``s**2 = base`` of a root, ``|u|**2 = u**2``) by which
every result is reduced. Budget: ``size`` generators, ``_TERMS`` terms in a polynomial. Source: Geddes, Czapor and
Labahn, Algorithms for Computer Algebra, chapters 3 and 7; python-flint's ``fmpq_mpoly``.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.polynomials import PRODUCT, reaches

SIZES: Final = (16, 32, 64)
"""Of rings, by their generators: a claim that does not fit into one is tried in the next."""
_TERMS: Final = 3000
_FACTORED: Final = 150
"""Polynomials with more terms are not factored."""
_POWER: Final = 64

Polynomial = Any
"""An ``fmpq_mpoly`` of the field's ring; python-flint ships no types."""


class Generator:
    """One generator: ``kind`` and ``data`` say what it is, ``arguments`` are the Elements that it is made of.

    ``reach`` holds the tokens (names, bases of components, bound names) on which its value depends.
    ``height`` counts the bound names of sums nested inside; ``label`` is set by ``labels``. A sum's ``data`` are the
    bound names that its body uses; they are not part of what the sum is.
    """

    __slots__ = ("arguments", "data", "height", "kind", "label", "position", "reach")

    def __init__(
        self, position: int, kind: str, data: tuple[Any, ...], arguments: tuple[Element, ...], reach: frozenset[str]
    ) -> None:
        self.position = position
        self.kind = kind
        self.data = data
        self.arguments = arguments
        self.reach = reach
        self.height = max((argument.height for argument in arguments), default=0)
        if kind == "sum":
            self.height += len(data)
        self.label: str | None = None


class Field:
    """The generators of one claim and the ring over them; never shared between claims."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.ring = flint.fmpq_mpoly_ctx.get(tuple(f"g{position}" for position in range(size)), "lex")
        self.variables: tuple[Polynomial, ...] = self.ring.gens()
        self.generators: list[Generator] = []
        self.relations: dict[int, tuple[int, Element]] = {}
        self.squared = 0
        """How many comparisons by squaring are under way, one inside the other."""
        self._interned: dict[tuple[Any, ...], Element] = {}
        self._one: Polynomial = self.ring.constant(1)
        self.zero = Element(self, self.ring.constant(0), self._one)
        self.one = Element(self, self._one, self._one)

    def constant(self, value: Any) -> Element:
        """A rational number (an int or an ``fmpq``)."""
        return Element(self, self.ring.constant(value), self._one)

    def generator(
        self,
        kind: str,
        data: tuple[Any, ...] = (),
        arguments: tuple[Element, ...] = (),
        reach: frozenset[str] | None = None,
        label: str = "",
    ) -> Element:
        """The generator of this kind, data and arguments. Raises BudgetExhausted when all are taken.

        Where a ``label`` is given, it alone decides which generators are the same.
        """
        key = (kind, label) if label else (kind, data, *(argument.key for argument in arguments))
        known = self._interned.get(key)
        if known is not None:
            return known
        position = len(self.generators)
        if position >= self.size:
            raise BudgetExhausted("generators", self.size)
        if reach is None:
            reach = frozenset().union(*(argument.reach for argument in arguments))
        self.generators.append(Generator(position, kind, data, arguments, reach))
        element = Element(self, self.variables[position], self._one)
        self._interned[key] = element
        return element

    def factor(self, polynomial: Polynomial) -> tuple[Any, list[tuple[Polynomial, int]]]:
        """The rational content and the irreducible factors with their exponents.

        The work is done in a ring of the generators that occur: it grows steeply with their number.
        """
        if polynomial.is_constant():
            return (0 if polynomial.is_zero() else polynomial.leading_coefficient()), []
        used = [position for position, degree in enumerate(polynomial.degrees()) if degree > 0]
        if len(polynomial) == 1:
            exponents = polynomial.monoms()[0]
            return polynomial.leading_coefficient(), [
                (self.variables[position], int(exponents[position])) for position in used
            ]
        if len(polynomial) > _FACTORED:
            return 1, [(polynomial, 1)]
        small = flint.fmpq_mpoly_ctx.get(tuple(f"g{position}" for position in used), "lex")
        content, factors = polynomial.project_to_context(small).factor()
        return content, [(factor.project_to_context(self.ring), exponent) for factor, exponent in factors]

    def variable(self, generator: Generator) -> Element:
        """The generator as an Element."""
        return Element(self, self.variables[generator.position], self._one)

    def relate(self, generator: Element, degree: int, value: Element) -> None:
        """Reduce ``generator**degree`` to ``value`` from now on."""
        position = generator.positions[0]
        self.relations.setdefault(position, (degree, value))

    def element(self, numerator: Polynomial, denominator: Polynomial) -> Element:
        """``numerator / denominator``, reduced. Raises ZeroDivisionError for a zero denominator."""
        if self.relations:
            numerator, denominator = self._reduced(numerator, denominator)
        if len(numerator) > _TERMS or len(denominator) > _TERMS:
            raise BudgetExhausted("terms of a polynomial", _TERMS)
        if denominator.is_one():
            return Element(self, numerator, denominator)
        if denominator.is_zero():
            raise ZeroDivisionError
        if numerator.is_zero():
            return self.zero
        if not denominator.is_constant() and len(numerator) * len(denominator) <= PRODUCT:
            common = numerator.gcd(denominator)
            if not common.is_one():
                numerator, denominator = numerator / common, denominator / common
        leading = denominator.leading_coefficient()
        if leading != 1:
            numerator, denominator = numerator / leading, denominator / leading
        return Element(self, numerator, denominator)

    def _reduced(self, numerator: Polynomial, denominator: Polynomial) -> tuple[Polynomial, Polynomial]:
        numerator, below = self._reduce(numerator)
        denominator, above = self._reduce(denominator)
        return (
            numerator if above.is_one() else numerator * above,
            denominator if below.is_one() else denominator * below,
        )

    def _reduce(self, polynomial: Polynomial) -> tuple[Polynomial, Polynomial]:
        """The polynomial with every relation applied, and the denominator that this cost."""
        below = self._one
        changed = not polynomial.is_constant()
        while changed:
            changed = False
            for position in sorted(self.relations, reverse=True):
                degree, value = self.relations[position]
                if reaches(polynomial, position, degree):
                    polynomial, cost = self._apply(polynomial, position, degree, value)
                    if not cost.is_one():
                        below = below * cost
                    changed = True
        return polynomial, below

    def _apply(
        self, polynomial: Polynomial, position: int, degree: int, value: Element
    ) -> tuple[Polynomial, Polynomial]:
        groups: dict[int, dict[tuple[int, ...], Any]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            times, rest = divmod(exponents[position], degree)
            reduced = (*exponents[:position], rest, *exponents[position + 1 :])
            group = groups.setdefault(times, {})
            group[reduced] = group.get(reduced, 0) + coefficient
        most = max(groups)
        total = self.ring.constant(0)
        for times, group in groups.items():
            part = self.ring.from_dict(group)
            total += part * value.numerator**times * value.denominator ** (most - times)
        return total, value.denominator**most


class Element:
    """A fraction in lowest terms with a monic denominator: equal elements have equal keys."""

    __slots__ = ("_key", "_positions", "_reach", "denominator", "field", "label", "numerator")

    def __init__(self, field: Field, numerator: Polynomial, denominator: Polynomial) -> None:
        self.field = field
        self.numerator = numerator
        self.denominator = denominator
        self._key: str | None = None
        self._positions: tuple[int, ...] | None = None
        self._reach: frozenset[str] | None = None
        self.label: str | None = None
        """As ``labels`` writes it, once it was asked for."""

    @property
    def key(self) -> str:
        """A text that two Elements of one field share exactly when they are the same fraction."""
        if self._key is None:
            self._key = f"{self.numerator}/{self.denominator}"
        return self._key

    @property
    def positions(self) -> tuple[int, ...]:
        """Positions of the generators that occur, increasing."""
        if self._positions is None:
            up = self.numerator.degrees()
            if self.denominator.is_one():
                found = [position for position, degree in enumerate(up) if degree > 0]
            else:
                down = self.denominator.degrees()
                found = [position for position, degree in enumerate(up) if degree > 0 or down[position] > 0]
            self._positions = tuple(found)
        return self._positions

    @property
    def used(self) -> Iterator[Generator]:
        """The generators that occur."""
        return (self.field.generators[position] for position in self.positions)

    @property
    def reach(self) -> frozenset[str]:
        """The tokens on which the value depends."""
        if self._reach is None:
            self._reach = frozenset().union(*(generator.reach for generator in self.used))
        return self._reach

    @property
    def height(self) -> int:
        """How many bound names of sums are nested inside."""
        return max((generator.height for generator in self.used), default=0)

    @property
    def is_zero(self) -> bool:
        """Whether it is formally zero; then it is zero wherever it exists."""
        return bool(self.numerator.is_zero())

    @property
    def rational(self) -> Any | None:
        """The value, where it is a rational constant, as an ``fmpq``."""
        if self.numerator.is_constant() and self.denominator.is_one():
            return flint.fmpq(0) if self.numerator.is_zero() else self.numerator.leading_coefficient()
        return None

    @property
    def integer(self) -> int | None:
        """The value, where it is an integer constant."""
        value = self.rational
        return int(value.p) if value is not None and value.q == 1 else None

    @property
    def is_polynomial(self) -> bool:
        """Whether the denominator is 1."""
        return bool(self.denominator.is_one())

    def __add__(self, other: Element) -> Element:
        if self.denominator == other.denominator:
            return self.field.element(self.numerator + other.numerator, self.denominator)
        _affordable(self.numerator, other.denominator)
        _affordable(other.numerator, self.denominator)
        return self.field.element(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __sub__(self, other: Element) -> Element:
        return self + (-other)

    def __neg__(self) -> Element:
        return Element(self.field, -self.numerator, self.denominator)

    def __mul__(self, other: Element) -> Element:
        _affordable(self.numerator, other.numerator)
        _affordable(self.denominator, other.denominator)
        return self.field.element(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: Element) -> Element:
        """The quotient. The caller answers for ``other`` not vanishing. Raises ZeroDivisionError."""
        _affordable(self.numerator, other.denominator)
        _affordable(self.denominator, other.numerator)
        return self.field.element(self.numerator * other.denominator, self.denominator * other.numerator)

    def __pow__(self, exponent: int) -> Element:
        if abs(exponent) > _POWER:
            raise BudgetExhausted("as an exponent", _POWER)
        for polynomial in (self.numerator, self.denominator):
            if comb(abs(exponent) + len(polynomial) - 1, abs(exponent)) > _TERMS:
                raise BudgetExhausted("terms of a polynomial", _TERMS)
        if exponent < 0:
            return self.field.element(self.denominator**-exponent, self.numerator**-exponent)
        return self.field.element(self.numerator**exponent, self.denominator**exponent)

    def scale(self, factor: Any) -> Element:
        """The product with a rational number."""
        return Element(self.field, self.numerator * factor, self.denominator) if factor else self.field.zero


def _affordable(left: Polynomial, right: Polynomial) -> None:
    """Raise BudgetExhausted for a product that would be too large to multiply out."""
    if len(left) * len(right) > PRODUCT:
        raise BudgetExhausted("terms of a product", PRODUCT)
