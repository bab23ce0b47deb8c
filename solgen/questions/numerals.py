"""Numbers as they are printed: in formulas as LaTeX, in sentences as words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from solgen.questions.arithmetic import Unworkable, rounded

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MOST_DIGITS = 400


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its digits as they will stand, the sign apart. ``keep`` forbids to leave out a factor 1 or 0."""

    value: Fraction
    latex: str
    words: str
    keep: bool = False

    @property
    def negative(self) -> bool:
        """Whether a minus sign belongs before the digits."""
        return self.value.numerator < 0

    @property
    def broken(self) -> bool:
        """Whether it is set as a fraction."""
        return self.latex.startswith("\\frac")


def numeral(value: Fraction) -> Numeral:
    """A number as it stands in print: from five digits on grouped by three, others than whole ones as fractions."""
    top, bottom = str(abs(value.numerator)), str(value.denominator)
    _check(top, bottom)
    if value.denominator == 1:
        return Numeral(value, grouped(top, "\\,"), grouped(top, NARROW_SPACE))
    return Numeral(value, _fraction(top, bottom), f"{grouped(top, NARROW_SPACE)}/{grouped(bottom, NARROW_SPACE)}")


def _fraction(top: str, bottom: str) -> str:
    return "\\frac{" + grouped(top, "\\,") + "}{" + grouped(bottom, "\\,") + "}"


def plain(value: Fraction) -> Numeral:
    """A number with its digits ungrouped, and with a factor 1 or 0 kept."""
    top, bottom = str(abs(value.numerator)), str(value.denominator)
    _check(top, bottom)
    if value.denominator == 1:
        return Numeral(value, top, top, keep=True)
    return Numeral(value, "\\frac{" + top + "}{" + bottom + "}", f"{top}/{bottom}", keep=True)


def decimal(value: Fraction, places: int | None) -> Numeral:
    """A number with so many decimal places, or exactly where ``places`` is None; a half is rounded away from zero."""
    if places is None:
        places = exact_places(value)
    if not 0 <= places <= 50:
        raise Unworkable("a decimal has 0 to 50 places")
    near = Fraction(rounded(value, places))
    digits = str((abs(near) * 10**places).numerator).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    _check(whole, rest)
    point = "." if places else ""
    return Numeral(near, grouped(whole, "\\,") + point + rest, grouped(whole, NARROW_SPACE) + point + rest, keep=True)


def exact_places(value: Fraction) -> int:
    """How many decimal places write the number exactly."""
    places = 0
    rest = value.denominator
    while rest % 10 == 0:
        rest //= 10
        places += 1
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
            places += 1
    if rest != 1:
        raise Unworkable(f"{value} is no finite decimal", "say how many places: `|decimal(2)`")
    return places


def grouped(digits: str, separator: str) -> str:
    """Digits in groups of three from the right, if there are at least five."""
    if len(digits) < 5:
        return digits
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    groups += [digits[start : start + 3] for start in range(first, len(digits), 3)]
    return separator.join(groups)


def _check(*parts: str) -> None:
    if any(len(part) > MOST_DIGITS for part in parts):
        raise Unworkable(f"a number of more than {MOST_DIGITS} digits is not printed")


def in_words(number: Numeral) -> str:
    """The number in a sentence."""
    return (MINUS if number.negative else "") + number.words
