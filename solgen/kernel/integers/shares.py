"""Numbers made of counts: ``form + (other form)/n``, intervals of them, and what they say as formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from solgen.kernel.integers.formulas import (
    TRUE,
    All,
    Formula,
    at_least,
    equal,
    more,
    negation,
)
from solgen.kernel.integers.linear import Linear

ABOVE, BELOW, AT = "#above", "#below", "#at"
"""The unknowns s, t, z; no author can write such a name."""
TOTAL: Final = Linear.of({ABOVE: 1, BELOW: 1, AT: 1})
COUNTED: Final = {
    ">": Linear.unknown(ABOVE),
    "<": Linear.unknown(BELOW),
    "=": Linear.unknown(AT),
    "≥": Linear.of({ABOVE: 1, AT: 1}),
    "≤": Linear.of({BELOW: 1, AT: 1}),
    "≠": Linear.of({ABOVE: 1, BELOW: 1}),
}
MIRRORED: Final = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "=", "≠": "≠"}


class NotCounting(Exception):  # noqa: N818 -- a statement about the claim: it is not of this kind
    """The term says more than counts can."""


@dataclass(frozen=True, slots=True)
class Share:
    """``whole + part / n``."""

    whole: Linear
    part: Linear

    def __add__(self, other: Share) -> Share:
        return Share(self.whole + other.whole, self.part + other.part)

    def scaled(self, factor: Fraction) -> Share:
        """A multiple."""
        return Share(self.whole.scaled(factor), self.part.scaled(factor))

    def __neg__(self) -> Share:
        return self.scaled(Fraction(-1))

    def cleared(self) -> Linear:
        """The number, or n times it where it has a part over n: of the same sign. Raises NotCounting."""
        if self.part.is_constant and self.part.constant == 0:
            return self.whole
        if not self.whole.is_constant:
            raise NotCounting
        return self.part + TOTAL.scaled(self.whole.constant)


@dataclass(frozen=True, slots=True)
class Span:
    """The interval ``[low, high]``; ``low ≤ high`` must hold, which is collected while it is read."""

    low: Share
    high: Share


@dataclass(frozen=True, slots=True)
class Places:
    """The set of those c that satisfy a formula about the counts at c: a set of minimizers, ``[y_(a), y_(b)]``."""

    condition: Formula


Choice = Sequence[tuple[Formula, Share]]
"""A number by cases: under each formula, one share."""


def is_zero(form: Linear) -> bool:
    """Whether a form is 0."""
    return form.is_constant and form.constant == 0


def plain(form: Linear) -> Choice:
    """A form without cases."""
    return [(TRUE, Share(form, Linear.number(0)))]


def plain_share(share: Share) -> Choice:
    """A share without cases."""
    return [(TRUE, share)]


def single(found: Choice) -> Share:
    """The share of a number without cases. Raises NotCounting."""
    if len(found) != 1:
        raise NotCounting
    return found[0][1]


def combine(one: Choice, other: Choice, work: Callable[[Share, Share], Share]) -> Choice:
    """Two numbers by cases put together."""
    return [(All((guard, second)), work(value, factor)) for guard, value in one for second, factor in other]


def share_times(one: Share, other: Share) -> Share:
    """The product, where it is a share again. Raises NotCounting."""
    if other.whole.is_constant and is_zero(other.part):
        return one.scaled(other.whole.constant)
    if one.whole.is_constant and is_zero(one.part):
        return other.scaled(one.whole.constant)
    for share, factor in ((one, other), (other, one)):
        # a form times constant/n
        if is_zero(factor.whole) and factor.part.is_constant and is_zero(share.part):
            return Share(Linear.number(0), share.whole.scaled(factor.part.constant))
        # n times form/n
        if share.whole == TOTAL and is_zero(share.part) and is_zero(factor.whole):
            return Share(factor.part, Linear.number(0))
    raise NotCounting


def share_over(one: Share, other: Share) -> Share:
    """The quotient by a number or by n. Raises NotCounting."""
    if other.whole.is_constant and is_zero(other.part) and other.whole.constant != 0:
        return one.scaled(1 / other.whole.constant)
    if other.whole == TOTAL and is_zero(other.part) and is_zero(one.part):
        return Share(Linear.number(0), one.whole)
    raise NotCounting


def expect_positive(factor: Share) -> None:
    """Raise NotCounting unless the factor is a positive constant, or one over n."""
    whole, part = factor.whole, factor.part
    if not (whole.is_constant and part.is_constant) or whole.constant < 0 or part.constant < 0:
        raise NotCounting
    if whole.constant + part.constant == 0:
        raise NotCounting


def absolute_share(found: Choice) -> Choice:
    """|number|, by its two cases."""
    result: list[tuple[Formula, Share]] = []
    for guard, value in found:
        form = value.cleared()
        result.append((All((guard, at_least(form, Linear.number(0)))), value))
        result.append((All((guard, more(Linear.number(0), form))), -value))
    return result


def sign_formula(sign: str, form: Linear) -> Formula:
    """``form sign 0``."""
    zero = Linear.number(0)
    match sign:
        case "=":
            return equal(form, zero)
        case "≠":
            return negation(equal(form, zero))
        case "<":
            return more(zero, form)
        case ">":
            return more(form, zero)
        case "≤":
            return at_least(zero, form)
        case "≥":
            return at_least(form, zero)
    raise NotCounting


def beside(sign: str, place: Linear) -> Formula:
    """``y_(k) sign c`` by the counts at c."""
    below, not_above = Linear.unknown(BELOW), COUNTED["≤"]
    match sign:
        case "≤":
            return at_least(not_above, place)
        case "<":
            return at_least(below, place)
        case "≥":
            return more(place, below)
        case ">":
            return more(place, not_above)
        case "=":
            return All((at_least(not_above, place), more(place, below)))
        case "≠":
            return negation(beside("=", place))
    raise NotCounting


def subdifferential(weight: Share) -> Span:
    """∂(w Σ |y_i − c|) at c, for the weight w."""
    tilt = Share(Linear.of({BELOW: 1, ABOVE: -1}), Linear.number(0))
    flat = Share(Linear.unknown(AT), Linear.number(0))
    return Span(share_times(tilt + (-flat), weight), share_times(tilt + flat, weight))


def contains_zero(span: Span) -> Formula:
    """Whether 0 lies in the interval."""
    return All((sign_formula("≤", span.low.cleared()), sign_formula("≥", span.high.cleared())))
