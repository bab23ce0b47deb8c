"""Units and their sizes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from solgen.notation.units import UNITS, find_unit, powers_of, unit_words


def test_no_two_units_share_a_word():
    words = [word for unit in UNITS for word in (unit.symbol, *unit.aliases)]
    assert len(words) == len(set(words))
    assert unit_words() == tuple(sorted(words))


@pytest.mark.parametrize(
    ("word", "symbol", "factor"),
    [("s", "s", 1), ("minutes", "min", 60), ("h", "h", 3600), ("ms", "ms", Fraction(1, 1000)),
     ("%", "%", Fraction(1, 100)), ("MB", "MB", 8_000_000), ("KiB", "KiB", 8192), ("kWh", "kWh", 3_600_000),
     ("kN", "kN", 1000), ("Pa", "Pa", 1), ("k\\Omega", "k\\Omega", 1000), ("\\muF", "\\mu F", Fraction(1, 10**6)),
     ("\\mu s", "\\mu s", Fraction(1, 10**6)), ("T", "T", 1)],
)  # fmt: skip
def test_a_unit_is_found_by_symbol_or_word(word: str, symbol: str, factor: Fraction):
    unit = find_unit(word)
    assert unit is not None
    assert (unit.symbol, unit.factor) == (symbol, factor)


def test_an_unknown_word_is_no_unit():
    assert find_unit("furlong") is None


def test_each_base_dimension_has_one_unit_of_size_one():
    for dimension in {base for unit in UNITS for base, _ in powers_of(unit.dimension)}:
        assert [unit.factor for unit in UNITS if unit.dimension == dimension].count(Fraction(1)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("V A", "W"), ("\\Omega A", "V"), ("\\Omega F", "s"), ("F V", "C"), ("H A", "Wb"), ("Wb", "V s"), ("A s", "C"),
     ("N m", "J"), ("Pa L", "J"), ("T m m", "Wb")],
)  # fmt: skip
def test_derived_dimensions_agree_with_the_laws_of_physics(one: str, other: str):
    def powers(product: str) -> dict[str, int]:
        found: Counter[str] = Counter()
        for symbol in product.split():
            unit = find_unit(symbol)
            assert unit is not None
            found.update(dict(powers_of(unit.dimension)))
        return {dimension: power for dimension, power in found.items() if power}

    assert powers(one) == powers(other)
