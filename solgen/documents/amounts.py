"""Exact values of numerals with units, for tolerances: ``671.49\\,\\mathrm{s}`` is 67149/100 of the unit s."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from solgen.notation.terms import Term

_LARGEST_EXPONENT = 64
_MOST_DIGITS = 60
_TOO_LARGE = 10**_MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Amount:
    """A rational number of a unit; the unit is empty for a plain number."""

    value: Fraction
    unit: str = ""


@lru_cache(maxsize=4096)
def amount(node: Term) -> Amount | None:
    """The value of a Term made of numerals, units, and the four operations; None for anything else."""
    if node.free:
        return None
    match node.head:
        case "number":
            size = node.data
            return Amount(Fraction(size)) if isinstance(size, int) and size < _TOO_LARGE else None
        case "decimal":
            return _decimal(str(node.data))
        case "unit":
            return Amount(Fraction(1), str(node.data))
        case "negate" | "add" | "multiply" | "divide" | "power":
            parts = [amount(argument) for argument in node.arguments]
            known = [part for part in parts if part is not None]
            return _combine(node.head, known) if len(known) == len(parts) else None
        case _:
            return None


def _decimal(digits: str) -> Amount | None:
    try:
        return Amount(Fraction(digits)) if len(digits) <= _MOST_DIGITS else None
    except ValueError:
        return None


def _combine(head: str, parts: list[Amount]) -> Amount | None:
    first, rest = parts[0], parts[1:]
    units = [part.unit for part in parts if part.unit]
    if head == "negate":
        return Amount(-first.value, first.unit)
    if head == "add":
        same = all(part.unit == first.unit for part in rest)
        return Amount(sum((part.value for part in parts), Fraction(0)), first.unit) if same else None
    if head == "multiply" and len(units) <= 1:
        value = Fraction(1)
        for part in parts:
            value *= part.value
        return Amount(value, units[0] if units else "")
    if head == "divide" and rest[0].value != 0:
        ratio = first.value / rest[0].value
        if not rest[0].unit:
            return Amount(ratio, first.unit)
        return Amount(ratio) if rest[0].unit == first.unit else None
    if head == "power" and not units and rest[0].value.denominator == 1:
        exponent = int(rest[0].value)
        if abs(exponent) <= _LARGEST_EXPONENT and (first.value != 0 or exponent > 0):
            return Amount(first.value**exponent)
    return None
