"""Factored: a product of factors none of which splits further over the rational numbers.

Rule: each factor as written that is a sum is an irreducible polynomial in its parts, with whole coprime coefficients
(``2 x + 4`` is 2 (x + 2)); above and below a fraction bar alike, and without a common factor there. Irreducibility is
decided by factoring. Source: Gauss's lemma; FLINT's factorization.
"""

from __future__ import annotations

from solgen.kernel.forms.polynomials import Letters, NotPolynomial, content, factors, polynomial
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex


def fault(node: Term) -> str | None:
    """What keeps the Term from being factored; None where it is."""
    if node.head == "negate":
        return fault(node.arguments[0])
    if node.head == "divide":
        return next((found for part in node.arguments if (found := fault(part)) is not None), None)
    letters = Letters()
    sums: dict[str, Term] = {}
    for factor in factors(node):
        found = fault(factor) if factor.head == "divide" else None
        if factor.head == "add":
            found = _of_sum(factor, letters, sums)
        if found is not None:
            return found
    return None


def _of_sum(factor: Term, letters: Letters, sums: dict[str, Term]) -> str | None:
    """What is wrong with one factor that is a sum; ``sums`` holds those before it."""
    written = f"`{to_latex(factor)}`"
    try:
        value = polynomial(factor, letters)
    except NotPolynomial:
        return f"{written} is a sum of fractions"
    if value.is_constant():
        return f"{written} is a number that is not worked out"
    if content(value) != 1:
        return f"{written} still has the common factor {content(value)}"
    if sum(exponent for _, exponent in value.factor()[1]) > 1:
        return f"{written} splits further"
    key = str(value if value.leading_coefficient() > 0 else -value)
    if key in sums:
        return f"{written} occurs twice; write a power"
    sums[key] = factor
    return None
