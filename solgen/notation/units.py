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
    _unit("\\mu s", "time", "1/1000000", "microsecond", "microsecond", "microseconds"),
    _unit("ns", "time", "1/1000000000", "nanosecond", "nanosecond", "nanoseconds"),
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
    _unit("\\mu m", "length", "1/1000000", "micrometre"),
    _unit("nm", "length", "1/1000000000", "nanometre"),
    _unit("L", "volume", "1/1000", "litre", "litre", "litres", "liter", "liters"),
    _unit("mL", "volume", "1/1000000", "millilitre"),
    _unit("g", "mass", "1/1000", "gram", "gram", "grams"),
    _unit("kg", "mass", 1, "kilogram", "kilogram", "kilograms"),
    _unit("mg", "mass", "1/1000000", "milligram"),
    _unit("K", "temperature", 1, "kelvin", "kelvin", names="kelvin"),
    _unit("mol", "amount of substance", 1, "mole", "mole", "moles"),
    _unit("Hz", "frequency", 1, "hertz", "hertz", names="hertz"),
    _unit("kHz", "frequency", 1000, "kilohertz", names="kilohertz"),
    _unit("MHz", "frequency", 10**6, "megahertz", names="megahertz"),
    _unit("GHz", "frequency", 10**9, "gigahertz", names="gigahertz"),
    _unit("N", "force", 1, "newton"),
    _unit("kN", "force", 1000, "kilonewton"),
    _unit("Pa", "pressure", 1, "pascal"),
    _unit("kPa", "pressure", 1000, "kilopascal"),
    _unit("MPa", "pressure", 10**6, "megapascal"),
    _unit("bar", "pressure", 10**5, "bar"),
    _unit("J", "energy", 1, "joule"),
    _unit("kJ", "energy", 1000, "kilojoule"),
    _unit("MJ", "energy", 10**6, "megajoule"),
    _unit("kWh", "energy", 3_600_000, "kilowatt hour"),
    _unit("eV", "energy", "1.602176634e-19", "electronvolt"),
    _unit("W", "power", 1, "watt", "watt", "watts"),
    _unit("mW", "power", "1/1000", "milliwatt"),
    _unit("kW", "power", 1000, "kilowatt"),
    _unit("MW", "power", 10**6, "megawatt"),
    _unit("A", "current", 1, "ampere"),
    _unit("mA", "current", "1/1000", "milliampere"),
    _unit("\\mu A", "current", "1/1000000", "microampere"),
    _unit("C", "charge", 1, "coulomb"),
    _unit("V", "voltage", 1, "volt", "volt", "volts"),
    _unit("mV", "voltage", "1/1000", "millivolt"),
    _unit("kV", "voltage", 1000, "kilovolt"),
    _unit("\\Omega", "resistance", 1, "ohm", "ohm", "ohms"),
    _unit("k\\Omega", "resistance", 1000, "kilohm"),
    _unit("M\\Omega", "resistance", 10**6, "megohm"),
    _unit("F", "capacitance", 1, "farad"),
    _unit("mF", "capacitance", "1/1000", "millifarad"),
    _unit("\\mu F", "capacitance", "1/1000000", "microfarad"),
    _unit("nF", "capacitance", "1/1000000000", "nanofarad"),
    _unit("pF", "capacitance", "1/1000000000000", "picofarad"),
    _unit("H", "inductance", 1, "henry", names="henries"),
    _unit("mH", "inductance", "1/1000", "millihenry", names="millihenries"),
    _unit("\\mu H", "inductance", "1/1000000", "microhenry", names="microhenries"),
    _unit("Wb", "magnetic flux", 1, "weber"),
    _unit("T", "flux density", 1, "tesla"),
    _unit("mT", "flux density", "1/1000", "millitesla"),
    _unit("FLOP", "operations", 1, "floating-point operation", "FLOPs"),
    _unit("GFLOP", "operations", 10**9, "billion floating-point operations", names="billion floating-point operations"),
    _unit("px", "pixels", 1, "pixel", "pixel", "pixels"),
)


Powers = tuple[tuple[str, int], ...]
"""Base dimensions with their exponents."""

_DERIVED: Final[dict[str, Powers]] = {
    "ratio": (),
    "volume": (("length", 3),),
    "frequency": (("time", -1),),
    "force": (("length", 1), ("mass", 1), ("time", -2)),
    "pressure": (("length", -1), ("mass", 1), ("time", -2)),
    "energy": (("length", 2), ("mass", 1), ("time", -2)),
    "power": (("length", 2), ("mass", 1), ("time", -3)),
    "charge": (("current", 1), ("time", 1)),
    "voltage": (("current", -1), ("length", 2), ("mass", 1), ("time", -3)),
    "resistance": (("current", -2), ("length", 2), ("mass", 1), ("time", -3)),
    "capacitance": (("current", 2), ("length", -2), ("mass", -1), ("time", 4)),
    "inductance": (("current", -2), ("length", 2), ("mass", 1), ("time", -2)),
    "magnetic flux": (("current", -1), ("length", 2), ("mass", 1), ("time", -2)),
    "flux density": (("current", -1), ("mass", 1), ("time", -2)),
}


def powers_of(dimension: str) -> Powers:
    """A dimension by base dimensions, in alphabetical order: a force is a mass times a length over a time squared.

    Source: The International System of Units, tables 2 and 4. Its base units have the factor 1 in the table.
    """
    return _DERIVED.get(dimension, ((dimension, 1),))


def name_of(powers: Powers) -> str:
    """What such a product is called, ``voltage``; empty where it has no name, or is a plain number."""
    return next((named for named, known in _DERIVED.items() if known == powers and known), "")


@cache
def _by_word() -> dict[str, Unit]:
    return {_packed(word): unit for unit in UNITS for word in (unit.symbol, *unit.aliases)}


def _packed(word: str) -> str:
    """A symbol as its letters follow each other: the space behind a command says nothing."""
    return word.replace(" ", "")


def is_symbol(word: str, unit: Unit) -> bool:
    """Whether a word is a unit's symbol, and not its name."""
    return _packed(word) == _packed(unit.symbol)


def find_unit(word: str) -> Unit | None:
    """The unit with this symbol or spelled-out name, or None."""
    return _by_word().get(_packed(word))


def unit_words() -> tuple[str, ...]:
    """Every word that ``find_unit`` knows, in alphabetical order."""
    return tuple(sorted(word for unit in UNITS for word in (unit.symbol, *unit.aliases)))
