r"""Equations with an order of growth on the right: ``e^x = 1 + x + O(x^2)``.

Rule: ``f = g + O(u)`` says that ``(f - g)/u`` stays bounded near a point: where u is a power of x, near 0; of
``x - a``, near a; where x is a size, or u a power of ``1/x``, as x goes to infinity. x is declared real or a size.
Source: Landau's symbols; Graham, Knuth and Patashnik, Concrete Mathematics, 9.2.
"""

from __future__ import annotations

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term, add, builtin, constant, name, number, term


def quotient_of(claim: Claim) -> Term | None:
    """``(f - g)/u`` as the body of a limit Term; None for a claim without an order on the right."""
    if claim.relation != "=" or not _has_order(claim.right) or _has_order(claim.left):
        return None
    try:
        left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    except BudgetExhausted:
        return None
    summands = list(right.arguments) if right.head == "add" else [right]
    orders = [summand for summand in summands if _is_order(_bare(summand))]
    others = [summand for summand in summands if not _is_order(_bare(summand))]
    if len(orders) != 1 or any(_has_order(summand) for summand in others):
        return None
    measure = _bare(orders[0]).arguments[1]
    place = _place(measure, claim.context)
    if place is None:
        return None
    difference = add(left, term("negate", [add(*others)])) if others else left
    return term("limit", [name(place[0]), place[1], term("divide", [difference, measure])], "")


def _bare(summand: Term) -> Term:
    return summand.arguments[0] if summand.head == "negate" else summand


def _is_order(node: Term) -> bool:
    return node.head == "apply" and node.arguments[0] is builtin("big O")


def _has_order(node: Term) -> bool:
    if "builtin" not in node.heads:
        return False
    order = builtin("big O")
    return any(inner is order for inner in node.walk())


def _turned(place: tuple[str, Term]) -> tuple[str, Term] | None:
    """The place of ``1/u`` from that of u: 0 becomes infinity, which stays."""
    named, point = place
    return (named, constant("infinity")) if point in (number(0), constant("infinity")) else None


def _place(measure: Term, context: Context) -> tuple[str, Term] | None:
    """The name that moves and the point that it goes to."""
    if measure.head == "divide" and measure.arguments[0].head == "number":
        below = _place(measure.arguments[1], context)
        return None if below is None else _turned(below)
    base = measure
    if measure.head == "power":
        base = measure.arguments[0]
        exponent = measure.arguments[1]
        if exponent.head == "negate":
            found = _place(base, context)
            return None if found is None else _turned(found)
        if exponent.free:
            return None
    if base.head == "name":
        declaration = context.declaration(str(base.data))
        if declaration is None or declaration.indices or declaration.shape:
            return None
        if declaration.kind is Kind.SIZE:
            return str(base.data), constant("infinity")
        return (str(base.data), number(0)) if declaration.kind is Kind.REAL else None
    if base.head == "add" and len(base.arguments) == 2 and base.arguments[0].head == "name":
        first, second = base.arguments
        declaration = context.declaration(str(first.data))
        point = second.arguments[0] if second.head == "negate" else term("negate", [second])
        if declaration is not None and declaration.kind is Kind.REAL and first.data not in second.free:
            return str(first.data), point
    return None
