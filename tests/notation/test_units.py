"""Units and their sizes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.notation.units import UNITS, find_unit, unit_words


def test_no_two_units_share_a_word():
    words = [word for unit in UNITS for word in (unit.symbol, *unit.aliases)]
    assert len(words) == len(set(words))
    assert unit_words() == tuple(sorted(words))


@pytest.mark.parametrize(
    ("word", "symbol", "factor"),
    [("s", "s", 1), ("minutes", "min", 60), ("h", "h", 3600), ("ms", "ms", Fraction(1, 1000)),
     ("%", "%", Fraction(1, 100)), ("MB", "MB", 8_000_000), ("KiB", "KiB", 8192), ("kWh", "kWh", 3_600_000),
     ("kN", "kN", 1000), ("Pa", "Pa", 1)],
)  # fmt: skip
def test_a_unit_is_found_by_symbol_or_word(word: str, symbol: str, factor: Fraction):
    unit = find_unit(word)
    assert unit is not None
    assert (unit.symbol, unit.factor) == (symbol, factor)


def test_an_unknown_word_is_no_unit():
    assert find_unit("furlong") is None


def test_each_dimension_has_one_unit_of_size_one_or_is_a_ratio():
    for dimension in {unit.dimension for unit in UNITS} - {"ratio"}:
        assert [unit.factor for unit in UNITS if unit.dimension == dimension].count(Fraction(1)) == 1
