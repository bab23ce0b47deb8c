"""Units as numbers: each base unit is an odd rational of its own, so that a lost or wrong unit changes the value.

Derived dimensions are the products that they are: a joule per second is a watt.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import lru_cache
from typing import Final

from solgen.notation.units import find_unit, powers_of

_BASES: Final = {"time": Fraction(1009, 997), "length": Fraction(1021, 1013), "mass": Fraction(1033, 1019)}


@lru_cache(maxsize=1024)
def unit_factor(latex: str) -> Fraction:
    """The unit as a number; a unit that the table does not know is a number that its text alone decides."""
    word = latex.replace("\\mathrm", "").replace("\\text", "").replace("\\%", "%").strip("{} ")
    unit = find_unit(word)
    if unit is None:
        return _from_text(word)
    value = unit.factor
    for dimension, exponent in powers_of(unit.dimension):
        value *= (_BASES.get(dimension) or _from_text(dimension)) ** exponent
    return value


def _from_text(word: str) -> Fraction:
    digest = hashlib.sha256(word.encode()).digest()
    return Fraction(1000 + int.from_bytes(digest[:4], "big") % 100_003, 997)
