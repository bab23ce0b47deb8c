"""Simplified radicals: roots of whole numbers without a power inside, none below a bar, equal ones collected.

Rule: each ``n``-th root stands over a whole number greater than 1 that no n-th power greater than 1 divides; no root
stands in a denominator; no product has two roots of the same degree; no two summands have the same root.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.forms.polynomials import factors, summands, whole
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

_LARGEST: Final = 10**9
"""Radicands up to here are searched for powers."""


def fault(node: Term) -> str | None:
    """What can still be simplified; None where nothing can."""
    for inner in node.walk():
        if inner.head == "root":
            found = _of_root(inner)
            if found is not None:
                return found
        if inner.head == "divide" and any(below.head == "root" for below in inner.arguments[1].walk()):
            return f"there is a root below the bar in `{to_latex(inner)}`"
        if inner.head == "power" and inner.arguments[0].head == "root":
            return f"`{to_latex(inner)}` is a power of a root"
        if inner.head == "multiply":
            roots = [factor for factor in factors(inner) if factor.head == "root"]
            if len({root.arguments[1] for root in roots}) < len(roots):
                return f"`{to_latex(inner)}` is a product of roots"
    return _uncollected(node)


def _of_root(root: Term) -> str | None:
    radicand, degree = whole(root.arguments[0]), whole(root.arguments[1])
    if root.arguments[0].head == "divide":
        return f"`{to_latex(root)}` is the root of a fraction"
    if radicand is None or degree is None or degree < 2 or not 0 <= radicand <= _LARGEST:
        return None if root.arguments[0].free else f"`{to_latex(root)}` has no whole number inside"
    if radicand < 2:
        return f"`{to_latex(root)}` is {radicand}"
    base = 2
    while base**degree <= radicand:
        if radicand % base**degree == 0:
            return f"`{to_latex(root)}` has the factor {base}^{degree} inside" if degree > 1 else None
        base += 1
    return None


def _uncollected(node: Term) -> str | None:
    seen: set[Term] = set()
    for part in summands(node):
        inner = part.arguments[0] if part.head == "divide" else part
        roots = [factor for factor in factors(inner) if factor.head == "root"]
        if len(roots) == 1 and roots[0] in seen and not part.free:
            return f"there is more than one multiple of `{to_latex(roots[0])}`"
        seen.update(roots if len(roots) == 1 and not part.free else ())
    return None
