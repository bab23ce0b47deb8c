"""Polynomials that are nonnegative by the inequality between weighted means.

Rule: if exponents satisfy ``a = p v + q w`` with ``p + q = 1``, ``p, q > 0``, then ``|x^a| <= p x^v + q x^w`` wherever
both monomials on the right are nonnegative. A polynomial is nonnegative if every summand that may be negative is
covered in this way by summands that are nonnegative, no more of which is used up than there is; positive if besides a
positive summand is left. Budget: ``_TERMS`` summands. Source: Reznick, Forms derived from the arithmetic-geometric
inequality (1989).
"""

from __future__ import annotations

from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Polynomial
from solgen.kernel.field.monomials import times

_TERMS: Final = 24
Exponents = tuple[int, ...]


def by_means(polynomial: Polynomial, signs: dict[int, str]) -> bool | None:
    """True for a positive polynomial, False for a nonnegative one, None where this rule does not tell."""
    if len(polynomial) > _TERMS:
        return None
    vertices: dict[Exponents, Any] = {}
    doubtful: list[tuple[Exponents, Any]] = []
    for exponents, coefficient in polynomial.terms():
        monomial = tuple(int(exponent) for exponent in exponents)
        if coefficient > 0 and _sign(monomial, signs) in ("+", "0+"):
            vertices[monomial] = coefficient
        else:
            doubtful.append((monomial, abs(coefficient)))
    for monomial, needed in doubtful:
        if not _covered(monomial, needed, vertices):
            return None
    left = [monomial for monomial, coefficient in vertices.items() if coefficient > 0]
    return any(_sign(monomial, signs) == "+" for monomial in left)


def _sign(monomial: Exponents, signs: dict[int, str]) -> str:
    found = "+"
    for position, exponent in enumerate(monomial):
        if exponent:
            base = signs.get(position, "?")
            if exponent % 2 == 0:
                base = "+" if base in ("+", "-", "≠") else "0+"
            found = times(found, base)
    return found


def _covered(monomial: Exponents, needed: Any, vertices: dict[Exponents, Any]) -> bool:
    """Whether vertices cover a summand; what they give is taken off them."""
    for first in sorted(vertices):
        for second in sorted(vertices):
            if first >= second:
                continue
            weight = _weight(monomial, first, second)
            if weight is None:
                continue
            share = min(vertices[first] / weight, vertices[second] / (1 - weight), needed)
            if share <= 0:
                continue
            vertices[first] -= share * weight
            vertices[second] -= share * (1 - weight)
            needed -= share
            if needed == 0:
                return True
    return False


def _weight(monomial: Exponents, first: Exponents, second: Exponents) -> Any | None:
    """The p with ``monomial = p first + (1 - p) second`` and ``0 < p < 1``."""
    found: Any | None = None
    for own, one, other in zip(monomial, first, second, strict=True):
        if one == other:
            if own != one:
                return None
            continue
        weight = flint.fmpq(own - other, one - other)
        if found is not None and weight != found:
            return None
        found = weight
    return found if found is not None and 0 < found < 1 else None
