"""The points at which claims are tried: random ones, small sizes from 1, ties, zeros, grids of small values."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from tests.bench.oracle import World

_POINTS = 24
_SMALL = (Fraction(-1), Fraction(0), Fraction(1), Fraction(2), Fraction(1, 2))


@dataclass(frozen=True)
class Point:
    """A world, and whether its real numbers are random ones, at which nothing vanishes by accident."""

    world: World
    generic: bool


def number(value: Fraction | int) -> Any:
    return mpmath.mpf(Fraction(value).numerator) / Fraction(value).denominator


def _world(values: Mapping[str, Any]) -> World:
    return World(values, lambda base, given: {**base, **given})


def scalar_points(draw: random.Random) -> Iterator[Point]:
    """Random values in the declared domains; every fourth point has small values, zeros and ties."""
    for count in range(_POINTS):
        generic = count % 4 != 3
        size = (1, 2, 3, 4)[count % 4] if generic else draw.randint(1, 3)

        def real(low: int = -3, high: int = 3, *, generic: bool = generic) -> Any:
            if generic:
                return number(Fraction(draw.randint(low * 997 + 1, high * 997 - 1), 997))
            return number(draw.choice([value for value in _SMALL if low <= value <= high]))

        positive = real(0, 3)
        values = {
            "x": real(), "u": real(), "v": real(), "p": positive or number(1), "q": real(0, 3) or number(2),
            "r": real(0, 3), "z": number(Fraction(draw.randint(1, 996), 997)), "a": 2 + real(0, 3),
            "n": number(size), "k": number(draw.randint(-2, 3)), "y": [real() for _ in range(size)],
        }  # fmt: skip
        yield Point(_world(values), generic)


def grid_points(names: frozenset[str]) -> Iterator[Point]:
    """All combinations of small values of the names of a step."""
    pools: dict[str, tuple[Fraction, ...]] = {
        "p": (Fraction(1), Fraction(2), Fraction(1, 2)), "q": (Fraction(1), Fraction(2)), "z": (Fraction(1, 2),),
        "r": (Fraction(0), Fraction(1), Fraction(2)), "a": (Fraction(2), Fraction(3)),
        "n": (Fraction(1), Fraction(2)), "k": (Fraction(-1), Fraction(0), Fraction(1), Fraction(2)),
    }  # fmt: skip
    used = sorted(names - {"y"})
    for chosen in itertools.product(*(pools.get(named, _SMALL) for named in used)):
        values: dict[str, Any] = dict(zip(used, map(number, chosen), strict=True))
        size = int(values.get("n", 2))
        for sample in itertools.product((-1, 0, 2), repeat=size) if "y" in names else [()]:
            yield Point(_world({**values, "y": [number(value) for value in sample]}), generic=False)


def matrix_points(draw: random.Random) -> Iterator[Point]:
    """Random matrices with the declared properties, d and N from 1, N = d among them."""
    numbers = np.random.default_rng(draw.randrange(2**32))
    for d, rows in ((1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 5)):
        square = numbers.normal(size=(d, d))
        base = {
            "A": numbers.normal(size=(d, d)), "B": numbers.normal(size=(d, d)), "P": square @ square.T + np.eye(d),
            "Q": np.linalg.qr(numbers.normal(size=(d, d)))[0], "S": square + square.T,
            "C": numbers.normal(size=(d, d)) + 4 * np.eye(d), "X": numbers.normal(size=(rows, d)),
            "U": np.linalg.qr(numbers.normal(size=(rows, d)))[0], "w": numbers.normal(size=(d, 1)),
            "h": numbers.normal(size=(d, 1)),
        }  # fmt: skip
        arrays = {named: _exact(value) for named, value in base.items()}
        yield Point(_world({**arrays, "l": number(Fraction(5, 3)), "d": number(d), "N": number(rows)}), generic=True)


def _exact(array: Any) -> Any:
    return np.array([[mpmath.mpf(float(entry)) for entry in row] for row in array], dtype=object)


def sample_points(draw: random.Random) -> Iterator[Point]:
    """All samples of up to three values out of three, beside every point below, at, between and above them."""
    del draw
    for size in (1, 2, 3, 4):
        for sample in itertools.product((0, 1, 2), repeat=size):
            if size == 4 and list(sample) != sorted(sample):
                continue
            for twice in range(-1, 6):
                values = {"n": number(size), "y": [number(v) for v in sample], "c": number(Fraction(twice, 2))}
                world = World(values, lambda base, given: {**base, **given}, domains={"i": range(1, size + 1)})
                yield Point(world, generic=False)
