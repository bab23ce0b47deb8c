"""Signs of polynomials whose monomials agree: the calculus of ``+``, ``-``, ``0+``, ``0-``, ``0``, ``≠`` and ``?``.

Rule: a product's sign is the product of the signs; even powers are nonnegative; a sum of nonnegative monomials is
nonnegative, and positive if one of them is. Source: elementary.
"""

from __future__ import annotations

from typing import Any, Final

from solgen.kernel.field.fractions import Field, Polynomial
from solgen.kernel.field.polynomials import low_coefficients

_PRODUCT: Final = {
    ("+", "+"): "+", ("+", "-"): "-", ("-", "-"): "+",
    ("+", "0+"): "0+", ("+", "0-"): "0-", ("-", "0+"): "0-", ("-", "0-"): "0+",
    ("0+", "0+"): "0+", ("0+", "0-"): "0-", ("0-", "0-"): "0+",
    ("+", "≠"): "≠", ("-", "≠"): "≠", ("≠", "≠"): "≠",
}  # fmt: skip
_NEGATED: Final = {"+": "-", "-": "+", "0+": "0-", "0-": "0+", "0": "0", "?": "?", "≠": "≠"}


def times(left: str, right: str) -> str:
    """The sign of a product."""
    if "0" in (left, right):
        return "0"
    return _PRODUCT.get((left, right)) or _PRODUCT.get((right, left), "?")


def coherent(polynomial: Polynomial, signs: dict[int, str]) -> str:
    """The sign that all monomials share, from signs of the generators by position."""
    result = ""
    single = len(polynomial) == 1
    for exponents, coefficient in polynomial.terms():
        part = "+" if coefficient > 0 else "-"
        for position, exponent in enumerate(exponents):
            if not exponent:
                continue
            base = signs.get(position, "?")
            if exponent % 2 == 0:
                base = "+" if base in ("+", "-", "≠") else "0+"
            part = times(part, base)
        if part == "?" or (part == "≠" and not single):
            return "?"
        if not result:
            result = part
        elif result[-1] != part[-1]:
            return "?"
        elif len(part) < len(result):
            result = part
    return result or "0"


def coefficients_of(polynomial: Polynomial, position: int, field: Field) -> list[Polynomial]:
    """Coefficients by powers of one generator, from the power 0."""
    found = low_coefficients(polynomial, position, field.variables[position])
    if found is not None:
        return found
    groups: list[dict[tuple[int, ...], Any]] = [{} for _ in range(polynomial.degrees()[position] + 1)]
    for exponents, coefficient in polynomial.to_dict().items():
        rest = (*exponents[:position], 0, *exponents[position + 1 :])
        groups[exponents[position]][rest] = coefficient
    return [field.ring.from_dict(group) for group in groups]
