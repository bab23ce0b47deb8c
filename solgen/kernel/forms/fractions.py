"""Lowest terms: one fraction, or none, whose numerator and denominator have no common factor.

Rule: a whole number, or a quotient of whole numbers above 1 below that are coprime; with letters, a quotient of
polynomials in them whose greatest common divisor is 1 and whose numerical contents are coprime whole numbers.
Source: Euclid's algorithm; FLINT's for polynomials.
"""

from __future__ import annotations

from math import gcd

from solgen.kernel.forms.polynomials import Letters, NotPolynomial, content, polynomial
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex


def fault(node: Term) -> str | None:
    """What keeps the Term from being in lowest terms; None where nothing does."""
    if node.head == "negate":
        return fault(node.arguments[0])
    if node.head == "multiply":
        fractions = [argument for argument in node.arguments if argument.head == "divide"]
        if len(fractions) > 1:
            return "it is a product of fractions"
        return fault(fractions[0]) if fractions else None
    inner = node.arguments if node.head == "divide" else (node,)
    for part in inner:
        if any(below.head == "divide" for below in part.walk()):
            return "there is a fraction inside it" if node.head == "divide" else "it is not one fraction"
        if any(below.head == "decimal" for below in part.walk()):
            return "it is a decimal, not a fraction"
    return _common_factor(*node.arguments) if node.head == "divide" else None


def _common_factor(above: Term, below: Term) -> str | None:
    letters = Letters()
    try:
        up, down = polynomial(above, letters), polynomial(below, letters)
    except NotPolynomial:
        return None
    if down.is_constant() and content(down) == 1:
        return "it is divided by 1"
    if down.is_constant() and down.leading_coefficient() < 0:
        return "the sign stands below"
    if up.is_zero():
        return "it is zero"
    numbers = content(up), content(down)
    if any(number.denominator != 1 for number in numbers):
        return "there is a fraction inside it"
    shared = gcd(numbers[0].numerator, numbers[1].numerator)
    if shared > 1:
        return f"`{to_latex(above)}` and `{to_latex(below)}` have the common factor {shared}"
    if not up.gcd(down).is_constant():
        return f"`{to_latex(above)}` and `{to_latex(below)}` have a common factor"
    return None
