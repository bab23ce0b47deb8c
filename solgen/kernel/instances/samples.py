"""Good values to try: simple rationals first, so that a witness reads ``x = 1`` or ``y = (0, 1, 10)``.

0 and 1 are never tried alone, for they hide errors; sizes differ from one another; the samples in which order matters
have ties, an outlier, both parities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction as F  # noqa: N817 -- the lists below are read at a glance
from typing import Final

from solgen.kernel.instances.matrix_fields import DigestStream

REALS: Final = (F(1), F(2), F(1, 2), F(-3, 2), F(3), F(-2), F(0), F(5, 3), F(-1), F(10), F(-1, 3), F(7, 2), F(-10))
POSITIVE: Final = (F(2), F(1, 2), F(3), F(1), F(5, 3), F(7, 2), F(1, 4), F(10), F(1, 10), F(100))
FRACTIONS_OF_ONE: Final = (F(1, 2), F(1, 4), F(2, 3), F(1, 5), F(4, 5), F(1, 10), F(9, 10), F(3, 7))
INTEGERS: Final = (F(2), F(3), F(-1), F(5), F(0), F(4), F(-2), F(7), F(1), F(6))
SIZES: Final = (3, 2, 2, 3, 2, 4, 3, 1)
ONE_SIZE: Final = (3, 2, 7, 4, 5, 1, 6, 8)
"""Where there is only one size: polynomials in it of a small degree are told apart."""
HALVES: Final = (2, 1, 3, 1, 2, 4, 1, 3)
"""Of sizes that no array has: n = 2m + 1 is then not large."""
ORDERED_SIZES: Final = (3, 3, 3, 4, 5, 4, 2, 6, 3, 1)

ORDERED: Final[dict[int, tuple[tuple[int, ...], ...]]] = {
    1: ((2,),),
    2: ((3, -1), (2, 2)),
    3: ((0, 1, 10), (0, 1, 10), (0, 1, 10), (5, 2, 5), (7, -2, 3)),
    4: ((4, 1, 9, 3), (2, 1, 2, 8), (1, 2, 4, 9)),
    5: ((2, 7, 2, 5, 11), (6, 1, 4, 4, 9)),
    6: ((4, 15, 8, 1, 9, 3), (3, 3, 8, 8, 1, 12)),
}
"""Samples for claims about order, by length."""

POLYNOMIALS: Final = (
    (F(0), F(0), F(1)),
    (F(1), F(1), F(0), F(1)),
    (F(-1), F(3), F(1, 2)),
    (F(2), F(-1), F(1), F(1, 3)),
)
ODD_POLYNOMIALS: Final = ((F(0), F(1), F(0), F(1)), (F(0), F(-2), F(0), F(1, 3)), (F(0), F(2), F(0), F(0), F(0), F(1)))
EVEN_POLYNOMIALS: Final = ((F(0), F(0), F(1)), (F(1), F(0), F(-2), F(0), F(1)), (F(3), F(0), F(1, 2)))
RISING_POLYNOMIALS: Final = ((F(1), F(1), F(0), F(1)), (F(0), F(2), F(0), F(1, 3)), (F(-1), F(3)))
POSITIVE_POLYNOMIALS: Final = ((F(1), F(0), F(1)), (F(3), F(1), F(1)), (F(2), F(0), F(0), F(0), F(1)))
FUNCTIONS: Final[dict[frozenset[str], tuple[tuple[F, ...], ...]]] = {
    frozenset(): (*POLYNOMIALS, *ODD_POLYNOMIALS[:1]),
    frozenset({"even"}): EVEN_POLYNOMIALS,
    frozenset({"odd"}): ODD_POLYNOMIALS,
    frozenset({"increasing"}): RISING_POLYNOMIALS,
    frozenset({"odd", "increasing"}): ((F(0), F(1), F(0), F(1)), (F(0), F(2), F(0), F(1, 3))),
    frozenset({"positive"}): POSITIVE_POLYNOMIALS,
    frozenset({"nonnegative"}): (*POLYNOMIALS[:1], *POSITIVE_POLYNOMIALS),
    frozenset({"even", "positive"}): (POSITIVE_POLYNOMIALS[0], POSITIVE_POLYNOMIALS[2]),
}
"""By the properties that are declared, all of them."""


def rotated(values: tuple[F, ...], start: int) -> Iterator[F]:
    """All values, from one on and round."""
    for place in range(len(values)):
        yield values[(start + place) % len(values)]


def _closed_off(low: F | None, high: F | None) -> tuple[F, F]:
    if low is not None:
        return low, high if high is not None else low + 4
    assert high is not None
    return high - 4, high


def inside(low: F | None, high: F | None, start: int) -> Iterator[F]:
    """Numbers between two ends, the ends themselves among them; a missing end lies two beyond the other."""
    if low is None and high is None:
        yield from rotated(REALS, start)
        return
    bottom, top = _closed_off(low, high)
    width = top - bottom
    values: tuple[F, ...] = (
        bottom + width / 2,
        bottom,
        top,
        bottom + width / 4,
        bottom + width / 3,
        bottom + width * F(9, 10),
    )
    yield from rotated(values, start)


def drawn_family(
    stream: DigestStream, count: int, allowed: Callable[[F], bool], pool: tuple[F, ...], *, distinct: bool
) -> list[F] | None:
    """So many values: small integers and halves that are allowed, else from the pool; None where there are too few."""
    values: list[F] = []
    for _ in range(60 * count):
        if len(values) == count:
            return values
        value = F(stream.between(-3, 5)) if stream.below(8) else F(stream.between(-5, 7), 2)
        if not allowed(value):
            value = pool[stream.below(len(pool))]
        if allowed(value) and not (distinct and value in values):
            values.append(value)
    return values if len(values) == count else None
