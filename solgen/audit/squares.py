r"""Hypotheses that only name a square, ``s^2 = \frac{1}{n - 1} \sum_i (x_i - \bar{x})^2``.

To draw a point at which such a hypothesis holds, a root would have to be rational, so that a false line about the
sample alone would never be refuted. But where the right side is nonnegative by its form, every point has its ``s``. So
where nothing that is claimed or assumed besides is about ``s``, or only about its square, the right side is put in for
the square and the hypothesis is left out: the claim says the same.
"""

from __future__ import annotations

from dataclasses import replace

from solgen.audit.relevance import relevant
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Kind
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term, number


def with_squares_put_in(claim: Claim) -> Claim:
    """The claim without the squares that it need not know by name; the claim itself where there is none."""
    for node in claim.context.hypotheses:
        if _names_square(node, claim.context):
            claim = _put_in(claim, node)
    return claim


def _put_in(claim: Claim, square: Term) -> Claim:
    power, right = square.arguments
    named = str(power.arguments[0].data)
    kept = tuple(node for node in claim.context.hypotheses if node is not square)
    context = replace(claim.context, hypotheses=kept)
    sides = [replace_terms(side, {power: right}) for side in (claim.left, claim.right)]
    names = sides[0].free | sides[1].free
    if named in names or any(one.name == named for one in relevant(names, context)[0]):
        return claim
    return replace(claim, left=sides[0], right=sides[1], context=context)


def _names_square(node: Term, context: Context) -> bool:
    """``s^2 = A`` of a number without a meaning of its own and an ``A`` that is nonnegative by its form."""
    if node.head != "relation" or node.data != "=" or node.arguments[0].head != "power":
        return False
    base, exponent = node.arguments[0].arguments
    if base.head != "name" or exponent is not number(2) or base.data in node.arguments[1].free:
        return False
    declaration = context.declaration(str(base.data))
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    return plain and context.definition(str(base.data)) is None and _is_nonnegative(node.arguments[1], context)


def _is_nonnegative(node: Term, context: Context) -> bool:
    match node.head:
        case "number":
            return True
        case "name":
            declaration = context.declaration(str(node.data))
            return declaration is not None and (
                declaration.kind is Kind.SIZE or declaration.has("positive") or declaration.has("nonnegative")
            )
        case "power":
            exponent = node.arguments[1].data if node.arguments[1].head == "number" else 1
            return isinstance(exponent, int) and exponent % 2 == 0
        case "sum":
            return _is_nonnegative(node.arguments[3], context)
        case "add" if len(node.arguments) == 2 and node.arguments[1].head == "negate":
            size, less = node.arguments[0], node.arguments[1].arguments[0]
            return less is number(1) and size.head == "name" and _is_nonnegative(size, context)
        case "add" | "multiply" | "divide":
            return all(_is_nonnegative(each, context) for each in node.arguments)
    return False
