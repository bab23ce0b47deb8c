"""Partial fractions: a sum of a polynomial and quotients over powers of single irreducible factors.

Rule: below each bar stands one polynomial that does not split over the rational numbers, to some power, times a
number; the polynomial above has a smaller degree than that factor. Source: van der Waerden, Algebra I, 5.10.
"""

from __future__ import annotations

from solgen.kernel.forms.polynomials import Letters, NotPolynomial, factors, polynomial, rational, summands
from solgen.notation.terms import Term, multiply
from solgen.notation.writing.latex import to_latex


def fault(node: Term) -> str | None:
    """What keeps the Term from being a sum of partial fractions; None where nothing does."""
    return next((found for part in summands(node) if (found := _of_summand(part)) is not None), None)


def _of_summand(part: Term) -> str | None:
    fractions = [factor for factor in factors(part) if factor.head == "divide" and rational(factor) is None]
    if not fractions:
        return None
    if len(fractions) > 1:
        return f"`{to_latex(part)}` is a product of fractions"
    others = [factor for factor in factors(part) if factor is not fractions[0]]
    above, below = fractions[0].arguments
    letters = Letters()
    try:
        up = polynomial(multiply(above, *others), letters)
        moving = [factor for factor in factors(below) if rational(factor) is None]
        down = [polynomial(factor, letters) for factor in moving]
    except NotPolynomial:
        return f"`{to_latex(part)}` is no quotient of polynomials"
    if not down:
        return None
    if len(down) > 1 or sum(1 for _ in down[0].factor()[1]) > 1:
        return f"`{to_latex(below)}` has more than one factor"
    factor, exponent = down[0].factor()[1][0]
    if exponent > 1:
        return f"`{to_latex(moving[0])}` is a power that is not written as one"
    if up.total_degree() >= factor.total_degree():
        return f"in `{to_latex(part)}` the degree above is not smaller than that of `{to_latex(moving[0])}`"
    return None
