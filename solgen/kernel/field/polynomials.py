"""What is asked of polynomials again and again, by the operations of the library that cost least.

A monomial is handed out with one exponent for each generator of the ring, so that looking at monomials costs as much as
the ring is wide; derivatives, sums and products do not. Where a polynomial has low degree in a generator, its
coefficients are found by derivatives: that of power k is the k-th derivative over k!, once the higher powers are taken
off. Source: Taylor's formula, which is exact for polynomials.
"""

from __future__ import annotations

from math import comb
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted

PRODUCT: Final = 100_000
"""Terms of one factor times terms of the other: beyond, nothing is multiplied out and no divisor is looked for."""
_HALF: Final = flint.fmpq(1, 2)

Polynomial = Any
"""An ``fmpq_mpoly``; python-flint ships no types."""


def low_coefficients(polynomial: Polynomial, position: int, variable: Polynomial) -> list[Polynomial] | None:
    """Coefficients by powers of one generator, from the power 0; None where it occurs to a power above 2."""
    first = polynomial.derivative(position)
    if first.is_zero():
        return [polynomial]
    second = first.derivative(position)
    if second.is_zero():
        return [polynomial - first * variable, first]
    if not second.derivative(position).is_zero():
        return None
    leading = second * _HALF
    linear = first - second * variable
    return [polynomial - (linear + leading * variable) * variable, linear, leading]


def reaches(polynomial: Polynomial, position: int, degree: int) -> bool:
    """Whether the polynomial's degree in a generator is at least ``degree``, which is positive."""
    for _ in range(degree):
        polynomial = polynomial.derivative(position)
        if polynomial.is_zero():
            return False
    return True


def put_in(polynomial: Polynomial, variables: tuple[Polynomial, ...], position: int, image: Polynomial) -> Polynomial:
    """The polynomial with an image in the place of one generator. Raises BudgetExhausted where that is too large."""
    parts = low_coefficients(polynomial, position, variables[position])
    if parts is None:
        affordable_composition(polynomial, {position: image})
        images = list(variables)
        images[position] = image
        return polynomial.compose(*images)
    _affordable(len(polynomial), [(len(parts) - 1, len(image))])
    result = parts[-1]
    for part in reversed(parts[:-1]):
        result = result * image + part
    return result


def affordable_composition(polynomial: Polynomial, images: dict[int, Polynomial]) -> None:
    """Raise BudgetExhausted where putting the images in for generators would be too large to multiply out."""
    degrees = polynomial.degrees()
    _affordable(len(polynomial), [(max(degrees[position], 0), len(image)) for position, image in images.items()])


def _affordable(cost: int, images: list[tuple[int, int]]) -> None:
    """``images`` are pairs of a degree and the number of terms that are put in."""
    for degree, terms in images:
        cost *= comb(degree + terms - 1, terms - 1) if terms else 1
    if cost > PRODUCT:
        raise BudgetExhausted("terms of a product", PRODUCT)
