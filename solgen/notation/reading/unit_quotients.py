"""Quotients of units in one group: ``\\mathrm{m/s}``, ``\\mathrm{m/s^2}``, ``\\text{km/h}``."""

from __future__ import annotations

import re
from typing import Final

from solgen.notation.terms import Term, number, term
from solgen.notation.units import find_unit

_QUOTIENT: Final = re.compile(r"([A-Za-z]+)/([A-Za-z]+)(?:\^(\d)|\^\{(\d)\})?")


def unit_quotient(word: str) -> Term | None:
    """The quotient of the units that a word names by their symbols; None for another word."""
    found = _QUOTIENT.fullmatch(word)
    if found is None:
        return None
    for symbol in found.group(1, 2):
        unit = find_unit(symbol)
        if unit is None or unit.symbol != symbol:
            return None
    above, below = (term("unit", data=symbol) for symbol in found.group(1, 2))
    power = found[3] or found[4]
    return term("divide", [above, term("power", [below, number(int(power))]) if power else below])
