"""Elementary functions of exact numbers, balls and duals, over the reals only.

Rule: ``f(x)`` is exact where that is cheap (√4, e⁰, ln 1), else a ball that contains the real value; outside the
real domain it does not exist. A Dual goes by the chain rule with the derivative listed beside the function. Balls:
Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from flint import arb, fmpq, fmpz

from solgen.kernel.evaluation.values import (
    ONE,
    CannotEvaluate,
    DoesNotExist,
    Dual,
    NeedPrecision,
    Number,
    primal_of,
    sign_of,
)

_LARGEST_EXPONENT: Final = 10_000


def divide(numerator: Number, denominator: Number) -> Number:
    """The quotient. Raises DoesNotExist for a denominator 0."""
    if type(denominator) is fmpq:
        if denominator == 0:
            raise DoesNotExist
    elif not hasattr(denominator, "symbolic") and sign_of(denominator) == 0:
        raise DoesNotExist
    return numerator / denominator


def ball(value: Number) -> arb:
    """The number as a ball."""
    return value if type(value) is arb else arb(value)


def _finite(value: arb) -> arb:
    if not value.is_finite():
        raise NeedPrecision
    return value


def whole_power(base: Number, exponent: int) -> Number:
    """``base`` to a whole exponent; 0 to a negative one does not exist, 0⁰ neither."""
    if abs(exponent) > _LARGEST_EXPONENT:
        message = "an exponent beyond all use"
        raise CannotEvaluate(message)
    if exponent < 0:
        return divide(ONE, whole_power(base, -exponent))
    kind = type(base)
    if exponent == 0:
        if not hasattr(base, "symbolic") and sign_of(base) == 0:
            raise DoesNotExist
        return ONE
    if kind is fmpq or kind is arb:
        return base**exponent
    result, square = None, base
    while True:
        if exponent & 1:
            result = square if result is None else result * square
        exponent >>= 1
        if not exponent:
            break
        square = square * square
    return result


def power(base: Number, exponent: Number) -> Number:
    """``base ** exponent`` over the reals: a whole exponent, or a positive base (0 only to a positive exponent)."""
    if type(exponent) is fmpq and exponent.q == 1:
        return whole_power(base, int(exponent.p))
    if hasattr(base, "symbolic") or hasattr(exponent, "symbolic"):
        message = "a power of an unknown"
        raise CannotEvaluate(message)
    sign = sign_of(base)
    if sign < 0:
        raise DoesNotExist
    if sign == 0:
        if sign_of(exponent) <= 0 or type(base) is Dual or type(exponent) is Dual:
            raise DoesNotExist
        return fmpq(0)
    if type(exponent) is fmpq and type(base) is fmpq and exponent.q <= 12:
        exact = _exact_root(base, int(exponent.q))
        if exact is not None:
            return whole_power(exact, int(exponent.p))
    if type(exponent) is fmpq and exponent.q == 2:
        return whole_power(root(base, 2), int(exponent.p))
    return exp(exponent * ln(base))


def _exact_root(value: fmpq, degree: int) -> fmpq | None:
    if value.p.bit_length() > 512 or value.q.bit_length() > 512:
        return None
    top, bottom = value.p.root(degree), value.q.root(degree)
    return fmpq(top, bottom) if top**degree == value.p and bottom**degree == value.q else None


def root(value: Number, degree: int) -> Number:
    """The real root: of a nonnegative number, or of any number for an odd degree."""
    if degree < 1:
        raise DoesNotExist
    if degree == 1:
        return value
    sign = sign_of(value)
    if sign < 0:
        if degree % 2:
            return -root(-value, degree)
        raise DoesNotExist
    if type(value) is Dual:
        if sign == 0:
            raise DoesNotExist
        result = root(value.primal, degree)
        return Dual(value.level, result, value.tangent * result / (value.primal * degree))
    if type(value) is fmpq:
        if sign == 0:
            return value
        exact = _exact_root(value, degree)
        if exact is not None:
            return exact
    return ball(value).sqrt() if degree == 2 else ball(value).root(degree)


def exp(value: Number) -> Number:
    """E to the power of ``value``."""
    if type(value) is Dual:
        result = exp(value.primal)
        return Dual(value.level, result, result * value.tangent)
    if type(value) is fmpq and value == 0:
        return ONE
    return _finite(_real(value).exp())


def ln(value: Number) -> Number:
    """The natural logarithm of a positive number."""
    if sign_of(value) <= 0:
        raise DoesNotExist
    if type(value) is Dual:
        return Dual(value.level, ln(value.primal), value.tangent / value.primal)
    if type(value) is fmpq and value == 1:
        return fmpq(0)
    return ball(value).log()


def _real(value: Number) -> arb:
    if hasattr(value, "symbolic"):
        message = "a transcendental function of an unknown"
        raise CannotEvaluate(message)
    return ball(value)


def absolute(value: Number) -> Number:
    """|value|; it has no derivative at 0."""
    if type(value) is arb:
        return abs(value)
    if type(value) is fmpq:
        return value if value >= 0 else -value
    if hasattr(value, "absolute"):
        return value.absolute()
    sign = sign_of(value)
    if sign == 0:
        message = "a derivative at a corner"
        raise CannotEvaluate(message)
    return value if sign > 0 else -value


def sign(value: Number) -> Number:
    """The sign, as a number; its derivative is 0 but at 0."""
    result = sign_of(value)
    if result == 0 and type(value) is Dual:
        message = "a derivative at a corner"
        raise CannotEvaluate(message)
    return fmpq(result)


def _positive_part(value: Number) -> Number:
    """``max(0, x)``; it has no derivative at 0."""
    found = sign_of(value)
    if found == 0 and type(value) is Dual:
        message = "a derivative at a corner"
        raise CannotEvaluate(message)
    return value if found > 0 else value * 0


def floor(value: Number) -> Number:
    """The largest integer that is not above ``value``."""
    if type(value) is Dual:
        message = "a derivative of a step function"
        raise CannotEvaluate(message)
    if type(value) is fmpq:
        return fmpq(value.floor())
    unique = _real(value).floor().unique_fmpz()
    if unique is None:
        raise NeedPrecision
    return fmpq(unique)


def factorial(value: Number) -> Number:
    """N! of a whole number."""
    if type(value) is not fmpq:
        message = "a factorial of a number that is not exact"
        raise CannotEvaluate(message)
    if value.q != 1 or value < 0:
        raise DoesNotExist
    if value > 1000:
        message = "a factorial beyond all use"
        raise CannotEvaluate(message)
    return fmpq(fmpz(math.factorial(int(value.p))))


def _inside(low: Number | None, high: Number | None, *, closed: bool) -> Callable[[Number], None]:
    def check(value: Number) -> None:
        for difference in ([] if low is None else [value - low]) + ([] if high is None else [high - value]):
            found = sign_of(difference)
            if found < 0 or (found == 0 and not closed):
                raise DoesNotExist

    return check


def _nonzero(function: Callable[[Number], Number]) -> Callable[[Number], None]:
    def check(value: Number) -> None:
        if sign_of(function(value)) == 0:
            raise DoesNotExist

    return check


def _anywhere(_value: Number) -> None:
    return None


def _square(value: Number) -> Number:
    return value * value


def _method(name: str) -> Callable[[arb], arb]:
    found: Callable[[arb], arb] = getattr(arb, name)
    return found


_Entry = tuple[Callable[[Number], None], Callable[[arb], arb], Callable[[Number], Number]]
_SMOOTH: Final[dict[str, _Entry]] = {
    "sin": (_anywhere, _method("sin"), lambda x: elementary("cos", x)),
    "cos": (_anywhere, _method("cos"), lambda x: -elementary("sin", x)),
    "tan": (_nonzero(lambda x: elementary("cos", x)), _method("tan"), lambda x: 1 + _square(elementary("tan", x))),
    "cot": (_nonzero(lambda x: elementary("sin", x)), _method("cot"), lambda x: -1 - _square(elementary("cot", x))),
    "sec": (
        _nonzero(lambda x: elementary("cos", x)),
        _method("sec"),
        lambda x: elementary("sec", x) * elementary("tan", x),
    ),
    "csc": (
        _nonzero(lambda x: elementary("sin", x)),
        _method("csc"),
        lambda x: -elementary("csc", x) * elementary("cot", x),
    ),
    "sinh": (_anywhere, _method("sinh"), lambda x: elementary("cosh", x)),
    "cosh": (_anywhere, _method("cosh"), lambda x: elementary("sinh", x)),
    "tanh": (_anywhere, _method("tanh"), lambda x: 1 - _square(elementary("tanh", x))),
    "coth": (_nonzero(lambda x: x), _method("coth"), lambda x: 1 - _square(elementary("coth", x))),
    "arcsin": (_inside(-ONE, ONE, closed=True), _method("asin"), lambda x: divide(ONE, root(1 - x * x, 2))),
    "arccos": (_inside(-ONE, ONE, closed=True), _method("acos"), lambda x: -divide(ONE, root(1 - x * x, 2))),
    "arctan": (_anywhere, _method("atan"), lambda x: divide(ONE, 1 + x * x)),
    "artanh": (_inside(-ONE, ONE, closed=False), _method("atanh"), lambda x: divide(ONE, 1 - x * x)),
    "arsinh": (_anywhere, _method("asinh"), lambda x: divide(ONE, root(1 + x * x, 2))),
    "arcosh": (_inside(ONE, None, closed=True), _method("acosh"), lambda x: divide(ONE, root(x * x - 1, 2))),
}
_AT_ZERO: Final = {"sin": 0, "cos": 1, "tan": 0, "sec": 1, "sinh": 0, "cosh": 1, "tanh": 0, "arcsin": 0, "arctan": 0,
                   "artanh": 0, "arsinh": 0}  # fmt: skip


def elementary(word: str, value: Number) -> Number:
    """A builtin function of one number. Raises CannotEvaluate for a word without a rule."""
    if word == "exp":
        return exp(value)
    if word == "ln":
        return ln(value)
    entry = _SMOOTH.get(word)
    if entry is None:
        if word == "sign":
            return sign(value)
        if word == "relu":
            return _positive_part(value)
        message = f"no rule for {word}"
        raise CannotEvaluate(message)
    domain, function, derivative = entry
    domain(primal_of(value))
    if type(value) is Dual:
        return Dual(value.level, elementary(word, value.primal), derivative(value.primal) * value.tangent)
    if type(value) is fmpq and value == 0 and word in _AT_ZERO:
        return fmpq(_AT_ZERO[word])
    return _finite(function(_real(value)))
