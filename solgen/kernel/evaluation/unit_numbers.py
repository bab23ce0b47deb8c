"""Units as numbers: each base unit is an odd rational of its own, so that a lost or wrong unit changes the value.

Derived dimensions are the products that they are: a joule per second is a watt.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import lru_cache
from typing import Final

from solgen.notation.units import find_unit

_TIME, _LENGTH, _MASS = Fraction(1009, 997), Fraction(1021, 1013), Fraction(1033, 1019)
_DIMENSIONS: Final = {
    "time": _TIME,
    "length": _LENGTH,
    "mass": _MASS,
    "frequency": 1 / _TIME,
    "force": _MASS * _LENGTH / _TIME**2,
    "pressure": _MASS / (_LENGTH * _TIME**2),
    "energy": _MASS * _LENGTH**2 / _TIME**2,
    "power": _MASS * _LENGTH**2 / _TIME**3,
    "ratio": Fraction(1),
}


@lru_cache(maxsize=1024)
def unit_factor(latex: str) -> Fraction:
    """The unit as a number; a unit that the table does not know is a number that its text alone decides."""
    word = latex.replace("\\mathrm", "").replace("\\text", "").replace("\\", "").strip("{} ")
    unit = find_unit(word)
    if unit is None:
        return _from_text(word)
    return unit.factor * (_DIMENSIONS.get(unit.dimension) or _from_text(unit.dimension))


def _from_text(word: str) -> Fraction:
    digest = hashlib.sha256(word.encode()).digest()
    return Fraction(1000 + int.from_bytes(digest[:4], "big") % 100_003, 997)
