"""What evaluation computes with: exact numbers, balls, first-order jets, arrays, finite sets, intervals.

A number is an ``fmpq`` where it is exact, an ``arb`` ball where it is not, or a ``Dual``. Only real numbers exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import arb, fmpq


class DoesNotExist(Exception):  # noqa: N818 -- a value of its own: the expression has no real value here
    """The expression has no real value at this point (a logarithm of −1, a denominator 0, an index out of range)."""


class CannotEvaluate(Exception):  # noqa: N818 -- a statement about the evaluator, turned into "not tried"
    """The evaluator has no rule for this, or a ball cannot decide; the reason is the message."""


class NeedPrecision(Exception):  # noqa: N818 -- caught where the precision is raised
    """A ball is too wide to decide a sign or whether a value exists."""


Number = Any
"""``fmpq | arb | Dual`` or a symbolic one of ``indeterminates``: they share Python's operators."""

ZERO = fmpq(0)
ONE = fmpq(1)


class Dual:
    """``primal + tangent·ε`` with ε² = 0. Duals of a later derivative are outside those of an earlier one.

    ``level`` counts the derivatives that are open; an operation between two levels takes the lower one as constant.
    This is forward differentiation (Griewank and Walther, Evaluating Derivatives, ch. 3), exact over exact numbers.
    """

    __slots__ = ("level", "primal", "tangent")

    def __init__(self, level: int, primal: Number, tangent: Number) -> None:
        self.level, self.primal, self.tangent = level, primal, tangent

    def _split(self, other: Number) -> tuple[int, Number, Number, Number, Number]:
        if isinstance(other, Dual):
            if other.level == self.level:
                return self.level, self.primal, self.tangent, other.primal, other.tangent
            if other.level > self.level:
                return other.level, self, ZERO, other.primal, other.tangent
        return self.level, self.primal, self.tangent, other, ZERO

    def __add__(self, other: Number) -> Dual:
        level, a, da, b, db = self._split(other)
        return Dual(level, a + b, da + db)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(self.level, -self.primal, -self.tangent)

    def __sub__(self, other: Number) -> Dual:
        return self.__add__(-other)

    def __rsub__(self, other: Number) -> Dual:
        return (-self).__add__(other)

    def __mul__(self, other: Number) -> Dual:
        level, a, da, b, db = self._split(other)
        return Dual(level, a * b, da * b + a * db)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Dual:
        level, a, da, b, db = self._split(other)
        return Dual(level, a / b, (da * b - a * db) / (b * b))

    def __rtruediv__(self, other: Number) -> Dual:
        return Dual(self.level, other / self.primal, -(other * self.tangent) / (self.primal * self.primal))


def primal_of(value: Number) -> Number:
    """The number itself, without its derivatives."""
    while type(value) is Dual:
        value = value.primal
    return value


@dataclass(frozen=True, slots=True)
class Array:
    """A matrix by rows; a vector is ``n × 1``."""

    rows: int
    columns: int
    entries: tuple[Number, ...]

    def at(self, row: int, column: int) -> Number:
        """The entry, counted from 1. Raises DoesNotExist out of range."""
        if not (1 <= row <= self.rows and 1 <= column <= self.columns):
            raise DoesNotExist
        return self.entries[(row - 1) * self.columns + column - 1]


@dataclass(frozen=True, slots=True)
class Scaled:
    """A multiple of the identity of whatever size fits; ``factor`` 0 is a zero array."""

    factor: Number


@dataclass(frozen=True, slots=True)
class Family:
    """An indexed name with its components."""

    components: dict[tuple[int, ...], Any]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A tuple ``(4, 1, 9)`` or ``y_1, …, y_n`` written out."""

    entries: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FiniteSet:
    """Finitely many elements; equal ones may be repeated."""

    elements: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, None for an infinite end; each end is inside where its flag says closed."""

    low: Number | None
    high: Number | None
    low_closed: bool = True
    high_closed: bool = True


@dataclass(frozen=True, slots=True)
class MiddleValues(Interval):
    """All medians of an even number of values; which of them "the" median is, is a convention of its author."""


REALS = Interval(None, None, low_closed=False, high_closed=False)


@dataclass(frozen=True, slots=True)
class Integers:
    """The set of all integers."""


SetValue = FiniteSet | Interval | Integers


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A concrete function: ascending coefficients."""

    coefficients: tuple[fmpq, ...]

    def at(self, argument: Number) -> Number:
        """The value, by Horner's rule."""
        total: Number = ZERO
        for coefficient in reversed(self.coefficients):
            total = total * argument + coefficient
        return total

    def derivative(self) -> Polynomial:
        """The derivative, exactly."""
        return Polynomial(tuple(coefficient * power for power, coefficient in enumerate(self.coefficients))[1:])


def sign_of(value: Number) -> int:
    """−1, 0 or 1. Raises NeedPrecision where a ball contains 0 and more."""
    value = primal_of(value)
    if type(value) is arb:
        if value > 0:
            return 1
        if value < 0:
            return -1
        if value == 0:
            return 0
        if not value.is_finite():
            raise NeedPrecision
        raise NeedPrecision
    if type(value) is fmpq:
        return (value > 0) - (value < 0)
    message = "the sign of an unknown"
    raise CannotEvaluate(message)


def as_integer(value: Number) -> int:
    """The Python integer. Raises DoesNotExist for a number that is not whole, CannotEvaluate for a ball."""
    if type(value) is not fmpq:
        message = "an index that is not exact"
        raise CannotEvaluate(message)
    if value.q != 1:
        raise DoesNotExist
    return int(value.p)
