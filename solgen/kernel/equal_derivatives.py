"""Two functions with the same derivative on an interval, equal at one point of it.

Rule: if ``d(L - R)/dx = 0`` at every point of an open interval, L - R is constant there; so if L = R at one point of
it, L = R on all of it. The name x must run over an interval, and no other declaration and no hypothesis may speak of
it. The derivative must exist and vanish without an exception in x, since an exceptional point would cut the interval in
two (``arctan(tan x) = x`` fails just so). Where the declared interval is closed, its ends are listed as exceptions.
Budget: ``_NAMES`` names, the points of ``_POINTS``. Source: the mean value theorem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import flint

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import prove_equal
from solgen.kernel.field.known_signs import literal
from solgen.kernel.field.terms_of import rational_term
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, constant, name, number, relation, term

MECHANISM: Final = "equal derivatives"
_NAMES: Final = 3
_POINTS: Final = tuple(
    flint.fmpq(*pair) for pair in ((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1), (3, 1))
)
_CALCULUS: Final = frozenset({"arcsin", "arccos", "arctan", "arsinh", "arcosh", "artanh", "ln", "log", "sign"})
"""Functions for which there is something to be gained over the normal form."""


@dataclass(frozen=True, slots=True)
class _Interval:
    """The open interval over which a name runs, None for no end; ``closed`` are the ends that belong to it."""

    low: Any | None
    high: Any | None
    closed: tuple[Any, ...]

    def inside(self, point: Any) -> bool:
        """Whether a rational number lies strictly between the ends."""
        return (self.low is None or point > self.low) and (self.high is None or point < self.high)


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left = right`` between functions of a real name; None for anything else."""
    if claim.relation != "=":
        return None
    try:
        sides = (unfold(claim.left, claim.context), unfold(claim.right, claim.context))
    except BudgetExhausted:
        return None
    words = {str(node.data) for side in sides for node in side.walk() if node.head == "builtin"}
    if words.isdisjoint(_CALCULUS):
        return None
    for named, interval in list(_names(claim.context, sides))[:_NAMES]:
        proof = _prove(claim, sides, named, interval)
        if proof is not None:
            return proof
    return None


def _names(context: Context, sides: tuple[Term, Term]) -> Iterator[tuple[str, _Interval]]:
    free = sides[0].free | sides[1].free
    for declaration in context.declarations:
        named = declaration.name
        interval = _interval(declaration)
        if interval is None or named not in free or context.definition(named) is not None:
            continue
        spoken = [context.declaration(other.name) for other in context.declarations if other.name != named]
        if any(other is not None and named in _mentioned(other) for other in spoken):
            continue
        try:
            if any(named in unfold(hypothesis, context).free for hypothesis in context.hypotheses):
                continue
        except BudgetExhausted:
            continue
        yield named, interval


def _mentioned(declaration: Declaration) -> frozenset[str]:
    terms = [node for declared in declaration.properties for node in declared.terms]
    return frozenset().union(*(node.free for node in terms))


def _interval(declaration: Declaration) -> _Interval | None:
    """The interval over which a declared real name runs; None for any other name."""
    if declaration.kind is not Kind.REAL or declaration.indices or declaration.shape or len(declaration.properties) > 1:
        return None
    if not declaration.properties:
        return _Interval(None, None, ())
    (declared,) = declaration.properties
    zero = flint.fmpq(0)
    simple = {
        "positive": _Interval(zero, None, ()),
        "negative": _Interval(None, zero, ()),
        "nonnegative": _Interval(zero, None, (zero,)),
    }
    if declared.word in simple:
        return simple[declared.word]
    if declared.word != "in" or not declared.terms or declared.terms[0].head != "interval":
        return None
    brackets = str(declared.terms[0].data)
    ends = [_end(node) for node in declared.terms[0].arguments]
    if not all(known for known, _ in ends):
        return None
    (_, low), (_, high) = ends
    closed = [low] * (brackets[0] == "[") + [high] * (brackets[1] == "]")
    return _Interval(low, high, tuple(end for end in closed if end is not None))


def _end(node: Term) -> tuple[bool, Any | None]:
    """Whether an end is a number or infinite, and the number."""
    inner = node.arguments[0] if node.head == "negate" else node
    if inner is constant("infinity"):
        return True, None
    value = literal(node)
    return value is not None, value


def _prove(claim: Claim, sides: tuple[Term, Term], named: str, interval: _Interval) -> Proof | None:
    context = claim.context.with_declarations(_open(named, interval))
    difference = add(sides[0], term("negate", [sides[1]]))
    slope = _equal(context, term("derivative", [difference, name(named)], "d"), number(0))
    if slope is None or any(named in condition.free for condition in slope.conditions):
        return None
    for point in filter(interval.inside, _POINTS):
        there = {named: rational_term(point)}
        met = _equal(context, substitute(sides[0], there), substitute(sides[1], there))
        if met is not None:
            ends = tuple(relation("≠", name(named), rational_term(end)) for end in interval.closed)
            return Proof(
                MECHANISM,
                range=slope.range,
                conditions=tuple(dict.fromkeys((*slope.conditions, *met.conditions, *ends))),
                assumed=tuple(sorted({*slope.assumed, *met.assumed})),
                evidence=(("equal at", f"{named} = {point}"),),
            )
    return None


def _equal(context: Context, left: Term, right: Term) -> Proof | None:
    finding = prove_equal(Claim(context, left, "=", right), left, right)
    return finding if isinstance(finding, Proof) else None


def _open(named: str, interval: _Interval) -> Declaration:
    """The name over the interval without its ends."""
    if interval.low is None and interval.high is None:
        return Declaration(named, Kind.REAL)
    infinity = constant("infinity")
    low = term("negate", [infinity]) if interval.low is None else rational_term(interval.low)
    high = infinity if interval.high is None else rational_term(interval.high)
    return Declaration(named, Kind.REAL, properties=(Property("in", (term("interval", [low, high], "()"),)),))
