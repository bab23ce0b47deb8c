"""Two kinds of unknowns to evaluate a formula at: a rational function of a variable, a quadratic with corners.

Both are exact; what they cannot hold raises CannotEvaluate. ``RationalFunction`` serves limits and roots of equations,
``Cornered`` minimizers and subdifferentials: a sum of a quadratic and of weighted |c − p|.
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq, fmpq_poly

from solgen.kernel.evaluation.values import (
    ONE,
    REALS,
    ZERO,
    CannotEvaluate,
    DoesNotExist,
    FiniteSet,
    Interval,
    Number,
    SetValue,
)

_LARGEST_DEGREE = 60


class RationalFunction:
    """A quotient of two polynomials over the rationals."""

    __slots__ = ("bottom", "top")
    symbolic = True

    def __init__(self, top: fmpq_poly, bottom: fmpq_poly) -> None:
        if top.degree() > _LARGEST_DEGREE or bottom.degree() > _LARGEST_DEGREE:
            message = "a degree beyond all use"
            raise CannotEvaluate(message)
        if bottom.degree() > 0:
            common = top.gcd(bottom)
            if common.degree() > 0:
                top, bottom = top // common, bottom // common
        self.top, self.bottom = top, bottom

    @staticmethod
    def variable() -> RationalFunction:
        """The variable itself."""
        return RationalFunction(fmpq_poly([0, 1]), fmpq_poly([1]))

    @staticmethod
    def of(value: Number) -> RationalFunction:
        """A number as a constant. Raises CannotEvaluate for a ball or a dual."""
        if type(value) is RationalFunction:
            return value
        if type(value) is int or type(value) is fmpq:
            return RationalFunction(fmpq_poly([fmpq(value)]), fmpq_poly([1]))
        message = "an unknown beside a number that is not exact"
        raise CannotEvaluate(message)

    def __add__(self, other: Number) -> RationalFunction:
        other = RationalFunction.of(other)
        if self.bottom == other.bottom:
            return RationalFunction(self.top + other.top, self.bottom)
        return RationalFunction(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __neg__(self) -> RationalFunction:
        return RationalFunction(-self.top, self.bottom)

    def __sub__(self, other: Number) -> RationalFunction:
        return self.__add__(-RationalFunction.of(other))

    def __rsub__(self, other: Number) -> RationalFunction:
        return (-self).__add__(other)

    def __mul__(self, other: Number) -> RationalFunction:
        other = RationalFunction.of(other)
        return RationalFunction(self.top * other.top, self.bottom * other.bottom)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> RationalFunction:
        other = RationalFunction.of(other)
        if not other.top:
            raise DoesNotExist
        return RationalFunction(self.top * other.bottom, self.bottom * other.top)

    def __rtruediv__(self, other: Number) -> RationalFunction:
        return RationalFunction.of(other) / self

    def is_zero(self) -> bool:
        """Whether it is 0 everywhere."""
        return not self.top

    def limit_at(self, point: fmpq) -> fmpq:
        """The limit at a point. Raises DoesNotExist at a pole."""
        bottom = self.bottom(point)
        if bottom == 0:
            raise DoesNotExist
        return fmpq(self.top(point)) / fmpq(bottom)

    def limit_at_infinity(self) -> fmpq:
        """The limit at +∞ (the same at −∞). Raises DoesNotExist where it is infinite."""
        top, bottom = self.top.degree(), self.bottom.degree()
        if top > bottom:
            raise DoesNotExist
        if top < bottom:
            return ZERO
        return self.top[top] / self.bottom[bottom]

    def rational_roots(self) -> list[fmpq] | None:
        """The zeros, where all real ones are rational; else None."""
        roots: list[fmpq] = []
        for factor, _multiplicity in self.top.factor()[1]:
            if factor.degree() == 1:
                roots.append(-factor[0] / factor[1])
            elif _has_real_root(factor):
                return None
        return sorted(roots)


def _has_real_root(factor: fmpq_poly) -> bool:
    if factor.degree() % 2:
        return True
    if factor.degree() == 2:
        return bool(factor[1] * factor[1] - 4 * factor[0] * factor[2] >= 0)
    return True


class Cornered:
    """``a c² + b c + k + Σ weight·|c − p|`` of the unknown c, with exact coefficients."""

    __slots__ = ("constant", "corners", "linear", "square")
    symbolic = True

    def __init__(self, square: fmpq, linear: fmpq, constant: fmpq, corners: dict[fmpq, fmpq]) -> None:
        self.square, self.linear, self.constant = square, linear, constant
        self.corners = {point: weight for point, weight in corners.items() if weight != 0}

    @staticmethod
    def variable() -> Cornered:
        """The unknown itself."""
        return Cornered(ZERO, ONE, ZERO, {})

    @staticmethod
    def of(value: Number) -> Cornered:
        """A number as a constant. Raises CannotEvaluate for a ball or a dual."""
        if type(value) is Cornered:
            return value
        if type(value) is int or type(value) is fmpq:
            return Cornered(ZERO, ZERO, fmpq(value), {})
        message = "an unknown beside a number that is not exact"
        raise CannotEvaluate(message)

    def _affine(self) -> bool:
        return self.square == 0 and not self.corners

    def __add__(self, other: Number) -> Cornered:
        other = Cornered.of(other)
        corners = dict(self.corners)
        for point, weight in other.corners.items():
            corners[point] = corners.get(point, ZERO) + weight
        return Cornered(self.square + other.square, self.linear + other.linear, self.constant + other.constant, corners)

    __radd__ = __add__

    def _times(self, factor: fmpq) -> Cornered:
        corners = {point: weight * factor for point, weight in self.corners.items()}
        return Cornered(self.square * factor, self.linear * factor, self.constant * factor, corners)

    def __neg__(self) -> Cornered:
        return self._times(fmpq(-1))

    def __sub__(self, other: Number) -> Cornered:
        return self.__add__(-Cornered.of(other))

    def __rsub__(self, other: Number) -> Cornered:
        return (-self).__add__(other)

    def __mul__(self, other: Number) -> Cornered:
        other = Cornered.of(other)
        for one, two in ((self, other), (other, self)):
            if one.linear == 0 and one._affine():
                return two._times(one.constant)
        if not (self._affine() and other._affine()):
            message = "an unknown of higher degree than 2"
            raise CannotEvaluate(message)
        return Cornered(
            self.linear * other.linear,
            self.linear * other.constant + self.constant * other.linear,
            self.constant * other.constant,
            {},
        )

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Cornered:
        other = Cornered.of(other)
        if not other._affine() or other.linear != 0:
            message = "a quotient by an unknown"
            raise CannotEvaluate(message)
        if other.constant == 0:
            raise DoesNotExist
        return self._times(1 / other.constant)

    def __rtruediv__(self, other: Number) -> Cornered:
        return Cornered.of(other) / self

    def absolute(self) -> Cornered:
        """|self| of an affine function."""
        if not self._affine():
            message = "the size of what is not affine in the unknown"
            raise CannotEvaluate(message)
        if self.linear == 0:
            return Cornered(ZERO, ZERO, abs(self.constant), {})
        return Cornered(ZERO, ZERO, ZERO, {-self.constant / self.linear: abs(self.linear)})

    def value(self, point: fmpq) -> fmpq:
        """The value at a point."""
        corners = sum((weight * abs(point - place) for place, weight in self.corners.items()), ZERO)
        return self.square * point * point + self.linear * point + self.constant + corners

    def slopes(self, point: fmpq) -> tuple[fmpq, fmpq]:
        """The slopes from the left and from the right at a point."""
        left = right = 2 * self.square * point + self.linear
        for place, weight in self.corners.items():
            left += weight if point > place else -weight
            right += weight if point >= place else -weight
        return left, right

    def is_convex(self) -> bool:
        """Whether it is convex for sure: no negative square or weight."""
        return self.square >= 0 and all(weight > 0 for weight in self.corners.values())

    def minimizers(self) -> SetValue:
        """All minimizers of a convex one; the empty set where it has none. Raises CannotEvaluate for others."""
        if not self.is_convex():
            message = "minimizers of a function that is not convex"
            raise CannotEvaluate(message)
        points = sorted(self.corners)
        if self.square == 0:
            return self._piecewise_linear_minimizers(points)
        for point in points:
            left, right = self.slopes(point)
            if left <= 0 <= right:
                return FiniteSet((point,))
        # the zero slope lies inside a piece, where the slope is 2 a c + b + (weights left) − (weights right)
        edges: list[fmpq | None] = [None, *points, None]
        for low, high in pairwise(edges):
            slope = self.linear + sum(
                (w if low is not None and p <= low else -w for p, w in self.corners.items()), ZERO
            )
            point = -slope / (2 * self.square)
            if (low is None or point > low) and (high is None or point < high):
                return FiniteSet((point,))
        message = "no minimizer was found"
        raise CannotEvaluate(message)

    def _piecewise_linear_minimizers(self, points: list[fmpq]) -> SetValue:
        total = sum(self.corners.values(), ZERO)
        first, last = self.linear - total, self.linear + total
        if first > 0 or last < 0:
            return FiniteSet(())
        low = high = None
        if first < 0:
            low = next(point for point in points if self.slopes(point)[1] >= 0)
        if last > 0:
            high = next(point for point in reversed(points) if self.slopes(point)[0] <= 0)
        if low is None and high is None:
            return REALS
        if low == high:
            return FiniteSet((low,))
        return Interval(low, high, low_closed=low is not None, high_closed=high is not None)
