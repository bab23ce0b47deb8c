"""The filters of templates: other ways to print a value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from solgen.questions import arithmetic
from solgen.questions.arithmetic import Unworkable
from solgen.questions.numerals import Numeral, decimal, in_words, numeral, plain

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Shown:
    """LaTeX for formulas and words for sentences; None where the one or the other makes no sense."""

    latex: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Items with something between them and around them, each printed as if it had been inserted alone."""

    items: tuple[object, ...]
    separator: str
    opening: str = ""
    closing: str = ""


def _number(value: Any, name: str) -> Fraction:
    return Fraction(arithmetic.number(value, f"`|{name}`"))


def _plain(value: Any) -> Numeral:
    return plain(_number(value, "plain"))


def _decimal(value: Any, places: Any = None) -> Numeral:
    return decimal(_number(value, "decimal"), None if places is None else arithmetic.whole(places, "`|decimal`"))


def _digits(value: Any, places: Any) -> Numeral:
    return decimal(_number(value, "digits"), arithmetic.whole(places, "`|digits`"))


def _words(value: Any) -> Shown:
    number = arithmetic.whole(value, "`|words`")
    if 0 <= number < len(_WORDS):
        return Shown(None, _WORDS[number])
    return Shown(None, in_words(numeral(Fraction(number))))


def _duration(value: Any) -> Shown:
    """Seconds, rounded to whole ones, as hours, minutes and seconds."""
    seconds = math.floor(_number(value, "duration") + Fraction(1, 2))
    if seconds < 0:
        raise Unworkable("a duration is not negative")
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
    shown = [f"{amount}{_SPACE}{unit}" for amount, unit in parts if amount] or [f"0{_SPACE}s"]
    return Shown(None, _SPACE.join(shown))


def _tuple(values: Any) -> Joined:
    return Joined(arithmetic.listed(values, "`|tuple`"), ", ", "(", ")")


def _set(values: Any) -> Joined:
    return Joined(arithmetic.listed(values, "`|set`"), ", ", "\\{ ", " \\}")


def _join(values: Any, separator: Any = ", ") -> Joined:
    if not isinstance(separator, str) or len(separator) > 40:
        raise Unworkable("`|join` needs a text to stand between the items", '`y|join(" + ")`')
    return Joined(arithmetic.listed(values, "`|join`"), separator)


FILTERS: Mapping[str, Callable[..., object]] = {
    "decimal": _decimal,
    "digits": _digits,
    "duration": _duration,
    "join": _join,
    "plain": _plain,
    "set": _set,
    "tuple": _tuple,
    "words": _words,
}
