"""Units: what may stand in ``\\mathrm{...}`` after a number, each with its size in the base unit of its dimension."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """``1 symbol = factor base``; units of one ``dimension`` can be converted into each other."""

    symbol: str
    dimension: str
    factor: Fraction
    aliases: tuple[str, ...] = ()
    name: str = ""
    """The word for one of it, in English."""
    names: str = ""
    """The word for several."""


def _unit(symbol: str, dimension: str, factor: str | int, name: str, *aliases: str, names: str = "") -> Unit:
    return Unit(symbol, dimension, Fraction(factor), aliases, name, names or f"{name}s")


UNITS: Final[tuple[Unit, ...]] = (
    _unit("s", "time", 1, "second", "sec", "second", "seconds"),
    _unit("ms", "time", "1/1000", "millisecond", "millisecond", "milliseconds"),
    _unit("min", "time", 60, "minute", "minute", "minutes"),
    _unit("h", "time", 3600, "hour", "hour", "hours"),
    _unit("day", "time", 86400, "day", "days"),
    _unit("bit", "information", 1, "bit", "bits"),
    _unit("B", "information", 8, "byte", "byte", "bytes"),
    _unit("kB", "information", 8 * 10**3, "kilobyte", "KB"),
    _unit("MB", "information", 8 * 10**6, "megabyte"),
    _unit("GB", "information", 8 * 10**9, "gigabyte"),
    _unit("TB", "information", 8 * 10**12, "terabyte"),
    _unit("KiB", "information", 8 * 2**10, "kibibyte"),
    _unit("MiB", "information", 8 * 2**20, "mebibyte"),
    _unit("GiB", "information", 8 * 2**30, "gibibyte"),
    _unit("%", "ratio", "1/100", "percent", "percent", names="percent"),
    _unit("m", "length", 1, "metre", "metre", "metres", "meter", "meters"),
    _unit("mm", "length", "1/1000", "millimetre"),
    _unit("cm", "length", "1/100", "centimetre"),
    _unit("km", "length", 1000, "kilometre"),
    _unit("g", "mass", "1/1000", "gram", "gram", "grams"),
    _unit("kg", "mass", 1, "kilogram", "kilogram", "kilograms"),
    _unit("K", "temperature", 1, "kelvin", "kelvin", names="kelvin"),
    _unit("mol", "amount of substance", 1, "mole", "mole", "moles"),
    _unit("Hz", "frequency", 1, "hertz", "hertz", names="hertz"),
    _unit("MHz", "frequency", 10**6, "megahertz", names="megahertz"),
    _unit("GHz", "frequency", 10**9, "gigahertz", names="gigahertz"),
    _unit("N", "force", 1, "newton"),
    _unit("kN", "force", 1000, "kilonewton"),
    _unit("Pa", "pressure", 1, "pascal"),
    _unit("kPa", "pressure", 1000, "kilopascal"),
    _unit("J", "energy", 1, "joule"),
    _unit("kJ", "energy", 1000, "kilojoule"),
    _unit("MJ", "energy", 10**6, "megajoule"),
    _unit("kWh", "energy", 3_600_000, "kilowatt hour"),
    _unit("W", "power", 1, "watt", "watt", "watts"),
    _unit("kW", "power", 1000, "kilowatt"),
    _unit("V", "voltage", 1, "volt", "volt", "volts"),
    _unit("FLOP", "operations", 1, "floating-point operation", "FLOPs"),
    _unit("GFLOP", "operations", 10**9, "billion floating-point operations", names="billion floating-point operations"),
    _unit("px", "pixels", 1, "pixel", "pixel", "pixels"),
)


@cache
def _by_word() -> dict[str, Unit]:
    return {word: unit for unit in UNITS for word in (unit.symbol, *unit.aliases)}


def find_unit(word: str) -> Unit | None:
    """The unit with this symbol or spelled-out name, or None."""
    return _by_word().get(word)


def unit_words() -> tuple[str, ...]:
    """Every word that ``find_unit`` knows, in alphabetical order."""
    return tuple(sorted(_by_word()))
