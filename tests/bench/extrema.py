"""Random claims about where and how large functions are at their extrema, against values on a fine grid.

Summands with small factors make a function on an interval; what is claimed of it is often nearly true: the grid's
extremum, rounded to a fraction. A proof is wrong where the grid has a value beyond, or the same value elsewhere; a
refutation is wrong where the grid's extremum lies at the claimed place, inside the interval and the grid, alone.
Claims between these are not compared: a grid shows no equality.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import numpy as np

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

Function = Callable[[Any], Any]

_END: Final = 60.0
_NEAR: Final = 1e-9
_POINTS: Final = 100_001
_DOMAINS: Final[dict[str, tuple[float, float]]] = {
    "real": (-_END, _END),
    "real, positive": (_NEAR, _END),
    "real, negative": (-_END, -_NEAR),
    "real, in (0, 1)": (_NEAR, 1 - _NEAR),
    "real, in [1, 3]": (1.0, 3.0),
    "real, in [0, 2)": (0.0, 2 - _NEAR),
}
_ANYWHERE: Final[dict[str, Function]] = {
    "x": lambda x: x,
    "x^2": lambda x: x**2,
    "x^3": lambda x: x**3,
    "x^4": lambda x: x**4,
    "e^{x}": np.exp,
    "e^{-x}": lambda x: np.exp(-x),
    "x e^{-x}": lambda x: x * np.exp(-x),
    r"\sin x": np.sin,
    "|x - 1|": lambda x: abs(x - 1),
    r"\frac{x}{1 + x^2}": lambda x: x / (1 + x**2),
}
_POSITIVE: Final[dict[str, Function]] = {
    r"\ln x": np.log,
    r"x \ln x": lambda x: x * np.log(x),
    r"\sqrt{x}": np.sqrt,
    r"\frac{1}{x}": lambda x: 1 / x,
}


@dataclass(slots=True)
class Tally:
    """What came of claims, and those that the grid shows to be judged wrongly."""

    words: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A function on an interval, whether its least value is sought, and the grid on which it is looked at."""

    latex: str
    function: Function
    declared: str
    least: bool

    @property
    def ends(self) -> tuple[float, float]:
        """Between which the grid lies."""
        return _DOMAINS[self.declared]

    def grid(self) -> tuple[Any, Any]:
        """Points, and what has to be least there."""
        low, high = self.ends
        points = np.concatenate([np.linspace(low, high, _POINTS), np.linspace(max(low, -4), min(high, 4), _POINTS)])
        return points, self.values(points)

    def values(self, points: Any) -> Any:
        """The function, or its negative where the greatest value is sought."""
        with np.errstate(over="ignore"):
            return self.function(points) * (1 if self.least else -1)


def measure(seed: int, count: int) -> Tally:
    """Judge so many claims."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 -- a repeatable choice
    for _ in range(count):
        drawn = _drawn(chance)
        points, values = drawn.grid()
        best = float(points[np.argmin(values)])
        if chance.random() < 0.5:
            _compare_place(drawn, _rounded(chance, best), points, values, tally)
        else:
            _compare_value(drawn, _rounded(chance, float(drawn.function(np.float64(best)))), best, values, tally)
    return tally


def _drawn(chance: random.Random) -> Drawn:
    declared = chance.choice([*_DOMAINS])
    known = _ANYWHERE | (_POSITIVE if _DOMAINS[declared][0] > 0 else {})
    parts = [(chance.choice([-3, -2, -1, 1, 2, 3]), chance.choice([*known])) for _ in range(chance.randint(1, 3))]
    latex = " + ".join(f"({factor}) {part}" for factor, part in parts)

    def function(x: Any) -> Any:
        return sum(factor * known[part](x) for factor, part in parts)

    return Drawn(latex, function, declared, chance.random() < 0.5)


def _rounded(chance: random.Random, value: float) -> Fraction:
    """A fraction near a value; now and then any."""
    bottom = chance.randint(1, 4)
    if chance.random() < 0.2 or abs(value) > 1000:
        return Fraction(chance.randint(-4, 6), bottom)
    return Fraction(round(value * bottom), bottom)


def _written(value: Fraction) -> str:
    sign, size = ("-" if value < 0 else ""), abs(value)
    return sign + (str(size) if size.denominator == 1 else f"\\frac{{{size.numerator}}}{{{size.denominator}}}")


def _judged(drawn: Drawn, latex: str, tally: Tally) -> Word:
    asked = claim(latex, context(f"x: {drawn.declared}"))
    started = time.process_time()
    verdict = check(asked)
    tally.seconds += time.process_time() - started
    tally.words[verdict.word.value] += 1
    return verdict.word


def _compare_place(drawn: Drawn, place: Fraction, points: Any, values: Any, tally: Tally) -> None:
    latex = f"\\arg\\{'min' if drawn.least else 'max'}_x ({drawn.latex}) = {_written(place)}"
    word = _judged(drawn, latex, tally)
    low, high = drawn.ends
    inside = low - 2 * _NEAR <= place <= high + 2 * _NEAR
    here = float(drawn.values(np.float64(min(max(float(place), low), high))))
    away = np.abs(points - float(place)) > 1e-2
    beyond = not inside or bool(np.any(values < here - _slack(here)))
    same = bool(np.any(values[away] < here + _slack(here)))
    alone = not beyond and not same and low + 0.1 < place < high - 0.1
    if (word is Word.PROVED and (beyond or same)) or (word is Word.REFUTED and alone and _is_flat(drawn, place)):
        tally.wrong.append(f"{word.value}: {latex}, x: {drawn.declared}")


def _is_flat(drawn: Drawn, place: Fraction) -> bool:
    """Whether the function has no slope to speak of at a place: a grid passes over what lies close by."""
    step = 1e-4
    beside = drawn.values(np.array([float(place) - step, float(place), float(place) + step]))
    return bool(abs(beside[2] - beside[0]) < 1e-3 * step or min(beside[0], beside[2]) - beside[1] > 0.1 * step)


def _compare_value(drawn: Drawn, value: Fraction, best: float, values: Any, tally: Tally) -> None:
    latex = f"\\{'min' if drawn.least else 'max'}_x ({drawn.latex}) = {_written(value)}"
    word = _judged(drawn, latex, tally)
    least, said = float(np.min(values)), float(value) * (1 if drawn.least else -1)
    low, high = drawn.ends
    between = low + 0.1 < best < high - 0.1
    if (word is Word.PROVED and abs(least - said) > 1e-5 * (1 + abs(said))) or (
        word is Word.REFUTED and between and abs(least - said) < _slack(said)
    ):
        tally.wrong.append(f"{word.value}: {latex}, x: {drawn.declared}")


def _slack(value: float) -> float:
    return 1e-10 * (1 + abs(value))


def report(tally: Tally, seed: int) -> None:
    """Print what came of them."""
    count = sum(tally.words.values())
    print(
        f"  seed {seed}: {count} claims, {dict(sorted(tally.words.items()))}, {tally.seconds / count * 1e3:.0f} ms each"
    )
    print(f"    WRONG: {len(tally.wrong)} (aim 0)")
    for said in tally.wrong:
        print(f"      {said}")
