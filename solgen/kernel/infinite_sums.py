r"""Infinite sums in closed form: ``\sum_{k=0}^\infty q^k = 1/(1 - q)`` is judged as a claim between values.

Rule: a summand that is a sum of ``c k^d r^k``, with c and r free of k and d a whole number, is summed term by term
(``series``). Each converges, absolutely, exactly where ``|r| < 1`` (or c is 0), which the kernel must prove before the
claim is judged; over ``k!`` it always does. Sound because sums that converge absolutely may be added and multiplied
out; where r is 0 its power 0 counts as 1, as in every power series. Under a derivative no definition is put in, for it
may be by a defined name. Whatever hangs on a name that is bound further out is left.
Budget: that of ``series``, first terms. Source: Graham, Knuth and Patashnik, Concrete Mathematics, 2.6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.series.closed_forms import exponential, geometric
from solgen.kernel.series.summands import NoRule, pieces_of, product_of
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import BINDERS, Term, add, constant, multiply, number, relation, term

MECHANISM: Final = "infinite sums"
NOT_CONVERGENT: Final = "it is not known that this infinite sum converges"
_FIRST: Final = 20
_INFINITY: Final = constant("infinity")
_IN_INFINITE_SUMS: Final = frozenset({"sum", _INFINITY.head})
_OPENED: Final = frozenset({"derivative", "gradient", "prime"})
"""Heads under which it matters by which names a formula is written."""
_OF_NUMBERS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥", "≈"})


@dataclass(frozen=True, slots=True)
class Summed:
    """The claim without infinite sums, and the propositions by which each of them converges: one of each is needed."""

    claim: Claim
    converging: tuple[tuple[Term, ...], ...]


def reduced(claim: Claim) -> Summed | None:
    """The claim with closed forms in the place of its infinite sums; None where it has none, or one of another kind."""
    if claim.relation not in _OF_NUMBERS:
        return None
    sides = [_with_sums_put_in(side, claim.context) for side in (claim.left, claim.right)]
    if not any(map(_is_infinite, sides)):
        return None
    converging: list[tuple[Term, ...]] = []
    try:
        left, right = (_closed(side, claim.context, frozenset(), converging, opened=False) for side in sides)
    except (NoRule, ShapeMismatch):
        return None
    return Summed(replace(claim, left=left, right=right), tuple(dict.fromkeys(converging)))


def _is_infinite(node: Term) -> bool:
    if not _IN_INFINITE_SUMS.issubset(node.heads):
        return False
    return any(each.head == "sum" and each.arguments[2] is _INFINITY for each in node.walk())


def _with_sums_put_in(side: Term, context: Context) -> Term:
    """A side whose definitions hold infinite sums with these put in; nothing is put in under a derivative."""
    if not _OPENED.isdisjoint(side.heads) or not any(_is_infinite(known.body) for known in context.definitions):
        return side
    unfolded = unfold(side, context)
    return unfolded if _is_infinite(unfolded) and _OPENED.isdisjoint(unfolded.heads) else side


def _closed(
    node: Term, context: Context, bound: frozenset[str], converging: list[tuple[Term, ...]], *, opened: bool
) -> Term:
    """A Term with its infinite sums in closed form; ``opened`` where something is differentiated around it."""
    if node.head == "sum" and node.arguments[2] is _INFINITY:
        if node.free & bound:
            raise NoRule
        return _sum(node, context, converging, unfolds=not opened)
    if not node.arguments or "sum" not in node.heads:
        return node
    opened = opened or node.head in _OPENED
    inside = bound | {str(node.arguments[0].data)} if node.head in BINDERS else bound
    arguments = [_closed(each, context, inside, converging, opened=opened) for each in node.arguments]
    return term(node.head, arguments, node.data)


def _sum(node: Term, context: Context, converging: list[tuple[Term, ...]], *, unfolds: bool) -> Term:
    bound, low, _, body = node.arguments
    variable = str(bound.data)
    if context.definition(variable) is not None or not _is_whole(low, context):
        raise NoRule
    try:
        pieces = pieces_of(body, variable)
    except NoRule:
        if not unfolds:
            raise
        pieces = pieces_of(unfold(node, context).arguments[3], variable)
    found = []
    for piece in pieces:
        _check_numbers((*piece.factor, *piece.ratio), context)
        ratio = product_of(piece.ratio)
        if piece.over_factorial:
            found.append(multiply(product_of(piece.factor), exponential(ratio, piece.degree, _literal(low))))
            continue
        below, above = relation("<", term("negate", [number(1)]), ratio), relation("<", ratio, number(1))
        converging.append((relation("<", term("absolute", [ratio]), number(1)), term("and", [below, above])))
        found.append(multiply(product_of(piece.factor), geometric(ratio, piece.degree, low)))
    return add(*found)


def _is_whole(low: Term, context: Context) -> bool:
    """Whether a lower bound is a whole number from 0 on: a numeral, a size, or their sum."""
    if low.head == "add":
        return all(_is_whole(each, context) for each in low.arguments)
    declaration = context.declaration(str(low.data)) if low.head == "name" else None
    return low.head == "number" or (declaration is not None and declaration.kind is Kind.SIZE)


def _literal(low: Term) -> int:
    if low.head != "number" or int(str(low.data)) > _FIRST:
        raise NoRule
    return int(str(low.data))


def _check_numbers(terms: tuple[Term, ...], context: Context) -> None:
    """Only real numbers are summed here: no arrays, and no complex ratio, of which inequalities say nothing."""
    for each in terms:
        declared = [context.declaration(named) for named in each.free]
        if shape_of(each, context).is_array or constant("imaginary") in each.walk():
            raise NoRule
        if any(one is None or one.kind is Kind.COMPLEX for one in declared):
            raise NoRule
