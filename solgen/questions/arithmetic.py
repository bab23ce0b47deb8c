"""The operations of expressions and templates on values: exact, bounded, and refusing what makes no sense.

Inside, a whole number is an ``int`` and another rational a ``Fraction``: this is many times faster than Fractions
throughout, and ``exact`` and ``settled`` pass between the two.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from solgen.questions.question import Value

Inner = bool | int | Fraction | str | tuple["Inner", ...]
"""A value inside: as ``Value``, with ``int`` for whole numbers."""

MOST_BITS = 4000
LONGEST_LIST = 1000
LONGEST_TEXT = 20_000


class Unworkable(Exception):  # noqa: N818 -- it is a refusal, always turned into a Diagnostic
    """An operation that has no value here; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "", kind: str = "value") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.kind = kind


def exact(value: Inner) -> Value:
    """A value as the other rooms see it: every number a Fraction."""
    if isinstance(value, tuple):
        return tuple(exact(item) for item in value)
    return Fraction(value) if type(value) is int else value  # type: ignore[return-value]


def settled(value: object) -> Inner:
    """A value as it is worked with: whole numbers as ints."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else value
    if isinstance(value, tuple):
        return tuple(settled(item) for item in value)
    if isinstance(value, (bool, int, str)):
        return value
    raise Unworkable(f"{kind_of(value)} is no value")


def kind_of(value: object) -> str:
    """What a value is, in words."""
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, (int, Fraction)):
        return "a number"
    if isinstance(value, str):
        return "a word"
    return "a list" if isinstance(value, tuple) else "a text made by a filter"


def number(value: object, what: str = "this") -> int | Fraction:
    """The value, if it is a number."""
    if type(value) is int or type(value) is Fraction:
        return value
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        hint = "" if isinstance(value, (bool, str, tuple)) else "a filter takes what stands next to it: `(2*a)|words`"
        raise Unworkable(f"{what} needs a number, and got {kind_of(value)}", hint)
    return value


def whole(value: object, what: str = "this") -> int:
    """The value, if it is a whole number."""
    found = settled(number(value, what))
    if not isinstance(found, int):
        raise Unworkable(f"{what} needs a whole number, and got {found}")
    return found


def listed(value: object, what: str) -> tuple[Inner, ...]:
    """The value, if it is a list."""
    if not isinstance(value, tuple):
        raise Unworkable(f"{what} needs a list, and got {kind_of(value)}")
    return value


def truth(value: object) -> bool:
    """The value, if it is true or false."""
    if not isinstance(value, bool):
        raise Unworkable(f"a condition is needed here, and this is {kind_of(value)}", "write a comparison")
    return value


def _bounded(value: int | Fraction) -> int | Fraction:
    if type(value) is int and value.bit_length() <= MOST_BITS:
        return value
    if isinstance(value, Fraction):
        if value.denominator == 1:
            value = value.numerator
        elif value.denominator.bit_length() > MOST_BITS:
            raise Unworkable("the number grows beyond all bounds")
    if (value.numerator if isinstance(value, Fraction) else value).bit_length() > MOST_BITS:
        raise Unworkable("the number grows beyond all bounds")
    return value


def _divide(left: int | Fraction, right: int | Fraction) -> int | Fraction:
    if not right:
        raise Unworkable("this divides by zero", "a constraint may exclude it, such as `b != 0`")
    return Fraction(left, right)


def _floor_divide(left: int | Fraction, right: int | Fraction) -> int | Fraction:
    _divide(left, right)
    return left // right


def _remainder(left: int | Fraction, right: int | Fraction) -> int | Fraction:
    _divide(left, right)
    return left % right


def _power(base: int | Fraction, exponent: int | Fraction) -> int | Fraction:
    times = whole(exponent, "an exponent")
    if times < 0 and not base:
        raise Unworkable("zero has no negative power")
    size = max(base.numerator.bit_length(), base.denominator.bit_length(), 1)
    if size > 1 and abs(times) * (size - 1) > MOST_BITS:
        raise Unworkable("the power is too large to be worked out")
    if abs(times) > MOST_BITS:
        times = times % 2  # the base is 0, 1 or -1
        return base if times else base * base
    return Fraction(base) ** times


_BINARY: Mapping[str, Callable[[int | Fraction, int | Fraction], int | Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "//": _floor_divide,
    "%": _remainder,
    "**": _power,
}


def binary(sign: str, left: object, right: object) -> Inner:
    """``left sign right`` for the signs ``+ - * / // % **``; numbers only."""
    if not (type(left) is int and type(right) is int):  # most are; type() is exact, so that truth values are none
        what = f"`{sign}`"
        left, right = number(left, what), number(right, what)
    return _bounded(_BINARY[sign](left, right))


def negated(value: object) -> Inner:
    """``-value``."""
    return -number(value, "`-`")


def compared(sign: str, left: object, right: object) -> bool:
    """``left sign right`` for ``== != < <= > >= in``; ``not in`` too."""
    if sign in {"==", "!="}:
        same_kind = kind_of(left) == kind_of(right)
        if not same_kind:
            raise Unworkable(f"{kind_of(left)} is compared with {kind_of(right)}", "a word stands in quotation marks")
        return (left == right) == (sign == "==")
    if sign in {"in", "not in"}:
        return (left in listed(right, f"`{sign}`")) == (sign == "in")
    smaller, larger = number(left, f"`{sign}`"), number(right, f"`{sign}`")
    if sign == "<":
        return smaller < larger
    if sign == "<=":
        return smaller <= larger
    return smaller > larger if sign == ">" else smaller >= larger


def item(values: object, position: object) -> Inner:
    """``values[position]``: positions count from 1, as in mathematics."""
    items = listed(values, "`[ ]`")
    found = settled(number(position, "a position"))
    if not isinstance(found, int):
        raise Unworkable(f"{found} is no position in a list", "positions are whole numbers from 1")
    if not 1 <= found <= len(items):
        length = f"{len(items)} item" + ("" if len(items) == 1 else "s")
        raise Unworkable(f"there is no position {found} in a list of {length}", "positions count from 1")
    return items[found - 1]


def _numbers(values: tuple[object, ...], what: str) -> list[int | Fraction]:
    items = values[0] if len(values) == 1 and isinstance(values[0], tuple) else values
    return [number(item, what) for item in items]


def rounded(value: int | Fraction, places: int) -> int | Fraction:
    """The nearest decimal with so many places; a half is rounded away from zero, as by hand."""
    if abs(places) > 100:
        raise Unworkable("so many decimal places are not worked out")
    scale = Fraction(f"1e{places}")
    magnitude = math.floor((value if value >= 0 else -value) * scale + Fraction(1, 2))
    return _bounded((magnitude if value >= 0 else -magnitude) / scale)


def _round(*values: object) -> Inner:
    return rounded(number(values[0], "`round`"), whole(values[1], "`round`") if len(values) > 1 else 0)


def _least(*values: object) -> Inner:
    return min(_nonempty(values, "min"))


def _greatest(*values: object) -> Inner:
    return max(_nonempty(values, "max"))


def _nonempty(values: tuple[object, ...], name: str) -> list[int | Fraction]:
    found = _numbers(values, f"`{name}`")
    if not found:
        raise Unworkable(f"an empty list has no {name}")
    return found


def _sum(*values: object) -> Inner:
    return _bounded(sum(_numbers(values, "`sum`"), start=0))


def _product(*values: object) -> Inner:
    result: int | Fraction = 1
    for value in _numbers(values, "`product`"):
        result = _bounded(result * value)
    return result


def _sort(values: object) -> Inner:
    return tuple(sorted(_numbers((listed(values, "`sort`"),), "`sort`")))


def _gcd(*values: object) -> Inner:
    return math.gcd(*(whole(value, "`gcd`") for value in _numbers(values, "`gcd`")))


def _lcm(*values: object) -> Inner:
    return _bounded(math.lcm(*(whole(value, "`lcm`") for value in _numbers(values, "`lcm`"))))


def _range(*values: object) -> Inner:
    first, last = whole(values[0], "`range`"), whole(values[1], "`range`")
    if last - first >= LONGEST_LIST:
        raise Unworkable(f"a list has at most {LONGEST_LIST} items")
    return tuple(range(first, last + 1))


_FUNCTIONS: Mapping[str, tuple[int, int, Callable[..., Inner]]] = {
    "abs": (1, 1, lambda value: abs(number(value, "`abs`"))),
    "ceil": (1, 1, lambda value: math.ceil(number(value, "`ceil`"))),
    "floor": (1, 1, lambda value: math.floor(number(value, "`floor`"))),
    "gcd": (1, 50, _gcd),
    "lcm": (1, 50, _lcm),
    "len": (1, 1, lambda value: len(listed(value, "`len`"))),
    "max": (1, 50, _greatest),
    "min": (1, 50, _least),
    "product": (1, 50, _product),
    "range": (2, 2, _range),
    "round": (1, 2, _round),
    "sort": (1, 1, _sort),
    "sum": (1, 50, _sum),
}


def called(name: str, arguments: tuple[object, ...]) -> Inner:
    """A function of ``names.FUNCTIONS`` at its arguments."""
    fewest, most, function = _FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        raise Unworkable(f"`{name}` takes {wanted} arguments, and got {len(arguments)}")
    return function(*arguments)
