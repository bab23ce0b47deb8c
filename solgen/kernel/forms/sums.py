"""Expanded: a sum of products of powers, in which nothing is left to multiply out and nothing to collect.

Rule: no summand is a product with a sum in it, a power of a sum with a whole exponent of at least 2, or a quotient
with a sum above; no two summands have the same letters to the same powers.
"""

from __future__ import annotations

from solgen.kernel.forms.polynomials import Letters, NotPolynomial, factors, polynomial, summands
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex


def fault(node: Term) -> str | None:
    """What keeps the Term from being expanded; None where it is."""
    if node.head == "negate" and node.arguments[0].head == "add":
        return f"the sign before `{to_latex(node.arguments[0])}` is not multiplied in"
    letters = Letters()
    known: dict[tuple[int, ...], Term] = {}
    for part in summands(node):
        inner = part.arguments[0] if part.head == "divide" else part
        if part.head == "divide" and inner.head == "add":
            return f"`{to_latex(part)}` is not divided out"
        if any(factor.head == "add" for factor in factors(inner)):
            return f"`{to_latex(part)}` is not multiplied out"
        try:
            terms = polynomial(part, letters).to_dict()
        except NotPolynomial:
            continue
        for exponents in terms:
            if exponents in known:
                return f"`{to_latex(known[exponents])}` and `{to_latex(part)}` can be collected"
            known[exponents] = part
    return None
