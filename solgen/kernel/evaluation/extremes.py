"""Rules for minimizers, minima and limits, where they can be computed exactly.

A minimizer over a real: of a quadratic with corners (a sum of squares and of sizes of affine functions). Over a vector:
of a quadratic, whose gradient is affine; its Hessian must be positive definite. A limit: of a rational function. Others
are not evaluated.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq, fmpq_poly

from solgen.kernel.evaluation.arrays import inverse, minus, plus, times
from solgen.kernel.evaluation.definite import is_definite
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, under
from solgen.kernel.evaluation.indeterminates import Cornered, RationalFunction
from solgen.kernel.evaluation.sets import whole_range
from solgen.kernel.evaluation.values import (
    REALS,
    ZERO,
    Array,
    CannotEvaluate,
    DoesNotExist,
    FiniteSet,
    Interval,
    NeedPrecision,
    Number,
    Scaled,
    SetValue,
    as_integer,
)
from solgen.notation.context import Declaration, Kind
from solgen.notation.terms import Term


def _arg_min(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return _minimizers(evaluator, node, local, 1)[0]


def _arg_max(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return _minimizers(evaluator, node, local, -1)[0]


def _minimum(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return _least(_minimizers(evaluator, node, local, 1))


def _maximum(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return _least(_minimizers(evaluator, node, local, -1))


def _least(found: tuple[SetValue, Value]) -> Value:
    if isinstance(found[0], FiniteSet) and not found[0].elements:
        raise DoesNotExist
    return found[1]


def _minimizers(evaluator: Evaluator, node: Term, local: Local, sign: int) -> tuple[SetValue, Value]:
    """The minimizers of ``sign`` times the body, and the body's value there."""
    bound, body = node.arguments
    latex = str(bound.data)
    declaration = evaluator.context.declaration(latex)
    if declaration is not None and declaration.kind is Kind.VECTOR and not declaration.properties:
        return _over_a_vector(evaluator, declaration, body, local, sign)
    if declaration is None or declaration.kind in (Kind.INTEGER, Kind.SIZE):
        return _over_an_index(evaluator, latex, body, local, sign)
    if declaration.kind is not Kind.REAL or declaration.indices or declaration.properties:
        message = "a minimizer over a restricted set"
        raise CannotEvaluate(message)
    found = evaluator.value(body, under(local, latex, Cornered.variable()))
    if not isinstance(found, Cornered):
        if type(found) is not fmpq:
            message = "a minimizer of a function without a rule"
            raise CannotEvaluate(message)
        return REALS, found
    signed = found if sign > 0 else -found
    places = signed.minimizers()
    point = _some_point(places)
    return places, None if point is None else found.value(point)


def _some_point(places: SetValue) -> fmpq | None:
    if isinstance(places, FiniteSet):
        return places.elements[0] if places.elements else None
    assert isinstance(places, Interval)
    return next((end for end in (places.low, places.high) if end is not None), ZERO)


def _over_an_index(evaluator: Evaluator, latex: str, body: Term, local: Local, sign: int) -> tuple[SetValue, Value]:
    from solgen.notation.terms import constant  # noqa: PLC0415 -- one use

    places = whole_range(evaluator, latex, constant("everything"), body, local).elements
    values = [evaluator.value(body, under(local, latex, place)) for place in places]
    evaluator.spend(len(values))
    if not values:
        return FiniteSet(()), None
    if not all(type(value) is fmpq for value in values):
        message = "the order of numbers that are not exact"
        raise CannotEvaluate(message)
    best = min(values) if sign > 0 else max(values)
    return FiniteSet(tuple(place for place, value in zip(places, values, strict=True) if value == best)), best


def _over_a_vector(
    evaluator: Evaluator, declaration: Declaration, body: Term, local: Local, sign: int
) -> tuple[SetValue, Value]:
    size = as_integer(evaluator.value(declaration.shape[0], local))
    if not 1 <= size <= 8:
        message = "a minimizer over a large space"
        raise CannotEvaluate(message)

    def at(point: list[int] | tuple[Number, ...]) -> Number:
        array = Array(size, 1, tuple(entry if type(entry) is RationalFunction else fmpq(entry) for entry in point))
        value = evaluator.value(body, under(local, declaration.name, array))
        if type(value) is not fmpq and type(value) is not RationalFunction:
            message = "a minimizer of a function that is not exact"
            raise CannotEvaluate(message)
        return value if sign > 0 else -value

    units = [[int(row == place) for row in range(size)] for place in range(size)]
    origin = at([0] * size)
    ahead, behind = [at(unit) for unit in units], [at([-entry for entry in unit]) for unit in units]
    slope = Array(size, 1, tuple((a - b) / 2 for a, b in zip(ahead, behind, strict=True)))
    second: dict[tuple[int, int], Number] = {}
    for row in range(size):
        second[row, row] = ahead[row] + behind[row] - 2 * origin
        for place in range(row):
            both = at([a + b for a, b in zip(units[row], units[place], strict=True)])
            second[row, place] = second[place, row] = both - ahead[row] - ahead[place] + origin
    matrix = Array(size, size, tuple(second[row, place] for row in range(size) for place in range(size)))
    _expect_quadratic(at, origin, slope, matrix)
    if not _is_positive_definite(matrix):
        message = "a minimizer of a quadratic that is not strictly convex"
        raise CannotEvaluate(message)
    point = times(inverse(matrix), minus(slope))
    if not isinstance(point, Array):
        point = Array(1, 1, (point,))
    best = at(point.entries)
    return FiniteSet((point,)), best if sign > 0 else -best


def _is_positive_definite(matrix: Array) -> bool:
    """Positive definite; where a variable goes to a limit, for all its positive values."""
    if all(type(entry) is fmpq for entry in matrix.entries):
        return is_definite(matrix, ZERO, semi=False)
    size = matrix.rows
    rows = [[RationalFunction.of(entry) for entry in matrix.entries[k * size : (k + 1) * size]] for k in range(size)]
    if any(not _vanishes(rows[k][j] - rows[j][k]) for k in range(size) for j in range(k)):
        return False
    for k in range(size):  # the pivots of elimination are quotients of leading minors
        pivot = rows[k][k]
        if _vanishes(pivot) or not (_has_one_sign(pivot.top) and _has_one_sign(pivot.bottom)):
            return False
        if (pivot.top.leading_coefficient() > 0) != (pivot.bottom.leading_coefficient() > 0):
            return False
        for below in range(k + 1, size):
            factor = rows[below][k] / pivot
            rows[below] = [entry - factor * above for entry, above in zip(rows[below], rows[k], strict=True)]
    return True


def _vanishes(value: Number) -> bool:
    return bool(value.is_zero()) if type(value) is RationalFunction else value == 0


def _has_one_sign(polynomial: fmpq_poly) -> bool:
    """Whether no coefficient has another sign than the leading one: then it has no positive zero."""
    leading = polynomial.leading_coefficient()
    return all(coefficient == 0 or (coefficient > 0) == (leading > 0) for coefficient in polynomial.coeffs())


def _expect_quadratic(at, origin: Number, slope: Array, hessian: Array) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- a closure over one evaluation
    """A check at further points, as many as a cubic's or a quartic's monomials would need to hide. Raises."""
    size = slope.rows
    for scale in (2, 3, -5):
        for turn in range(2):
            point = [scale + turn * (place + 1) for place in range(size)]
            array = Array(size, 1, tuple(fmpq(entry) for entry in point))
            from solgen.kernel.evaluation.arrays import transpose  # noqa: PLC0415 -- one use

            model = plus(
                plus(origin, times(transpose(slope), array)),
                times(fmpq(1, 2), times(times(transpose(array), hessian), array)),
            )
            if not _vanishes(at(point) - model):
                message = "a minimizer of a function that is not quadratic"
                raise CannotEvaluate(message)


def _limit(evaluator: Evaluator, node: Term, local: Local) -> Value:
    try:
        return _limit_of_quotient(evaluator, node, local)
    except (CannotEvaluate, NeedPrecision) as first:
        from solgen.kernel.evaluation.growth import limit_by_growth  # noqa: PLC0415 -- a whole algebra, for limits only

        found = limit_by_growth(evaluator, node, local)
        if found is None:
            raise CannotEvaluate(str(first)) from first
        return found


def _limit_of_quotient(evaluator: Evaluator, node: Term, local: Local) -> Value:
    bound, point, body = node.arguments
    found = evaluator.value(body, under(local, str(bound.data), RationalFunction.variable()))
    inner = point.arguments[0] if point.head == "negate" else point
    if inner.head == "constant" and inner.data == "infinity":
        return _limit_of(found, None)
    place = evaluator.value(point, local)
    if type(place) is not fmpq:
        message = "a limit at a point that is not exact"
        raise CannotEvaluate(message)
    return _limit_of(found, place)


def _limit_of(value: Value, place: fmpq | None) -> Value:
    if isinstance(value, RationalFunction):
        return value.limit_at_infinity() if place is None else value.limit_at(place)
    if isinstance(value, Array):
        return Array(value.rows, value.columns, tuple(_limit_of(entry, place) for entry in value.entries))
    if isinstance(value, Scaled):
        return Scaled(_limit_of(value.factor, place))
    if type(value) is fmpq:
        return value
    message = "a limit of what is no rational function"
    raise CannotEvaluate(message)


def _evaluated(evaluator: Evaluator, node: Term, local: Local) -> Value:
    bound, point, body = node.arguments
    return evaluator.value(body, under(local, str(bound.data), evaluator.value(point, local)))


RULES: Final[dict[str, Rule]] = {
    "arg_min": _arg_min,
    "arg_max": _arg_max,
    "minimum": _minimum,
    "maximum": _maximum,
    "limit": _limit,
    "evaluated": _evaluated,
}
