"""Claims about antiderivatives: ``\\int f dx = F + C`` is judged by differentiating both sides.

Rule: two functions on an interval are antiderivatives of one function if and only if their derivatives agree. An
antiderivative stands for all of its kind, so the other side must have one too, or an arbitrary constant as a summand: C
where nothing declares it, or a declared real name without properties that occurs nowhere else. Each antiderivative may
stand in sums and beside factors free of the name. Nothing may be assumed of the name but strict inequalities, for the
sides must agree on intervals. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim, Unsettled
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import fresh_name, replace_terms
from solgen.notation.terms import Term, constant, multiply, name, number, term

MECHANISM: Final = "antiderivatives"
_ARBITRARY: Final = constant("integration")
_STRICT: Final = frozenset("<>")


@dataclass(frozen=True, slots=True)
class Reduced:
    """The claim between derivatives, and what the claim lacks though this one holds."""

    claim: Claim
    lacking: str = ""


def _has_arbitrary(side: Term) -> bool:
    return _ARBITRARY.head in side.heads and any(node is _ARBITRARY for node in side.walk())


def reduced(claim: Claim) -> Reduced | Unsettled | None:
    """The claim between derivatives; Unsettled with the reason where there is none; None for any other claim."""
    sides = (claim.left, claim.right)
    indefinite = [_holds(side) for side in sides]
    if not any(indefinite) and not any(map(_has_arbitrary, sides)):
        return None
    if claim.relation != "=":
        return Unsettled(MECHANISM, "antiderivatives are compared by an equals sign only")
    context, (left, right), letter = _with_letter(claim.context, sides)
    if not any(indefinite):
        return Reduced(replace(claim, context=context, left=left, right=right))
    named = {str(node.arguments[0].data) for side in sides for node in side.walk() if node.head == "antiderivative"}
    by = next(iter(named))
    reason = "antiderivatives by several names" if len(named) > 1 else _unfit(context, by)
    if reason:
        return Unsettled(MECHANISM, reason)
    lacking = any(
        not has_own and not _has_constant(context, side, other, by, letter)
        for side, other, has_own in ((left, right, indefinite[0]), (right, left, indefinite[1]))
    )
    slopes = [_slope(side, by) for side in (left, right)]
    if slopes[0] is None or slopes[1] is None:
        return Unsettled(MECHANISM, "an antiderivative inside of what is no sum and no multiple of it")
    derived = Claim(context, slopes[0], "=", slopes[1], claim.unknowns)
    return Reduced(derived, "the constant of integration is missing: write `+ C`" if lacking else "")


def _holds(node: Term) -> bool:
    return "antiderivative" in node.heads


def _with_letter(context: Context, sides: tuple[Term, Term]) -> tuple[Context, tuple[Term, Term], str]:
    """A real name in the place of the arbitrary constant."""
    if not any(map(_has_arbitrary, sides)):
        return context, sides, ""
    taken = {declaration.name for declaration in context.declarations}
    letter = fresh_name("C", taken) if "C" in taken else "C"
    left, right = (replace_terms(side, {_ARBITRARY: name(letter)}) for side in sides)
    return context.with_declarations(Declaration(letter, Kind.REAL)), (left, right), letter


def _unfit(context: Context, by: str) -> str:
    declaration = context.declaration(by)
    if declaration is None or declaration.kind not in (Kind.REAL, Kind.QUANTITY) or declaration.indices:
        return f"{by} is no real name"
    if context.definition(by) is not None:
        return f"{by} is defined by something else"
    within = declaration.property_terms("in")
    if within is not None and not (
        within[0].head == "interval" and within[0].arguments[0] is not within[0].arguments[1]
    ):
        return f"{by} takes single values only, on which no derivative is taken"
    for hypothesis in context.hypotheses:
        if by in hypothesis.free and not (hypothesis.head == "relation" and hypothesis.data in _STRICT):
            return f"something is assumed of {by}, on which the sides must agree as functions"
    return ""


def _summands(node: Term) -> Iterator[Term]:
    if node.head == "add":
        for argument in node.arguments:
            yield from _summands(argument)
    elif node.head == "negate":
        yield from _summands(node.arguments[0])
    else:
        yield node


def _has_constant(context: Context, side: Term, other: Term, by: str, letter: str) -> bool:
    """Whether a side has a summand that is an arbitrary constant."""
    summands = list(_summands(side))
    for summand in summands:
        if summand.head != "name" or summand.data == by:
            continue
        named = str(summand.data)
        if named == letter:
            return True
        declaration = context.declaration(named)
        free = declaration is not None and declaration.kind is Kind.REAL and not declaration.properties
        elsewhere = sum(named in one.free for one in summands) > 1 or named in other.free
        assumed = any(named in hypothesis.free for hypothesis in context.hypotheses)
        if free and not elsewhere and not assumed and context.definition(named) is None:
            return True
    return False


def _slope(node: Term, by: str) -> Term | None:
    """The derivative of a side, where each antiderivative becomes its integrand; None where one stands deeper."""
    if not _holds(node):
        return term("derivative", [node, name(by)], "d") if by in node.free else number(0)
    if node.head == "antiderivative":
        return node.arguments[1]
    if node.head in ("add", "negate"):
        parts = [_slope(argument, by) for argument in node.arguments]
        known = [part for part in parts if part is not None]
        return term(node.head, known) if len(known) == len(parts) else None
    if node.head == "divide" and by not in node.arguments[1].free and not _holds(node.arguments[1]):
        above = _slope(node.arguments[0], by)
        return term("divide", [above, node.arguments[1]]) if above is not None else None
    if node.head == "multiply":
        inside = [factor for factor in node.arguments if _holds(factor)]
        outside = [factor for factor in node.arguments if not _holds(factor)]
        slope = _slope(inside[0], by) if len(inside) == 1 else None
        if slope is not None and all(by not in factor.free for factor in outside):
            return multiply(*outside, slope)
    return None
