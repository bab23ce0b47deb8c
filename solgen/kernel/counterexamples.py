"""Inequalities and equations of numbers that nobody could prove: a wider search for a point at which they fail.

Rule: at a model of the claim the values of its real names are changed, through a fixed list of simple numbers that
their declarations allow; the floats look at every such point, and a point at which the relation clearly fails there is
judged by the exact evaluation as in ``refute``. Only names are changed on which no hypothesis depends and that no
declaration ties to each other, so every such point is a model too. Of an equation without hypotheses, whose failures
are seldom rare, some signs are tried beside each of some sizes: ``|x|^n = x^n`` fails where x is negative and n odd.
Budget: ``_POINTS`` points, divided by what a limit or an integral in the claim costs.
Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice, product
from typing import Final

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.evaluation.evaluator import reach
from solgen.kernel.field.known_signs import literal
from solgen.kernel.floats import FloatEvaluator, clearly_fails, may_be_equal
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.kernel.refute import refuted_at
from solgen.notation.context import Declaration, Kind
from solgen.notation.terms import Term, term

_ORDERS: Final = ("<", "≤", ">", "≥", "≠")
_NUMBERS: Final = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE})
_SIZES: Final = 4
"""Models of an equation beside whose sizes signs are tried."""
_UNDER_HYPOTHESES: Final = 6
"""Models beside which the others are tried where hypotheses hold some names."""
_STRICT: Final = ("<", ">", "≠")
_POINTS: Final = 240
_COSTLY: Final = frozenset({"limit", "integral", "minimum", "maximum", "arg_min", "arg_max"})
_EVALUATIONS: Final = 30
"""What one of these costs, about, in evaluations of what is inside."""
_CONFIRMED: Final = 6
_FEW: Final = tuple(Fraction(value) for value in ("0", "1", "-1", "1/2", "2", "-1/2", "-2", "3", "1/4", "-3"))
_SIGNS: Final = (Fraction(-2), Fraction(3), Fraction(-1, 2))
_MANY: Final = (
    *_FEW,
    *(Fraction(value) for value in ("3/2", "-3/2", "3/4", "4/3", "2/3", "1/3", "1/10", "9/10", "5/4", "4/5", "6/5")),
    *(Fraction(value) for value in ("-1/4", "-3/4", "-4/3", "-2/3", "-1/10", "5", "-5", "7", "10", "-10", "1/100")),
    *(
        Fraction(value)
        for value in ("20", "-20", "100", "-100", "8/5", "11/7", "-11/7", "22/7", "-22/7", "5/2", "-5/2")
    ),
)


def attempt(claim: Claim) -> Refutation | None:
    """A refutation of an inequality or an equation, or None."""
    hypotheses = claim.context.hypotheses
    equation = claim.relation == "=" and not hypotheses and _is_of_numbers(claim)
    if not equation and claim.relation not in _ORDERS:
        return None
    count = _SIZES if equation else _UNDER_HYPOTHESES if hypotheses else 1
    arrays = _UNDER_HYPOTHESES if hypotheses else 1
    models = draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), count, arrays)
    tried = 0
    for point in islice(chain.from_iterable(_points(claim, model) for model in models), _most(claim)):
        fails = clearly_fails(claim.relation, claim.left, claim.right, FloatEvaluator(point))
        if fails or (claim.relation in _STRICT and may_be_equal(claim.left, claim.right, FloatEvaluator(point))):
            found = refuted_at(claim, point)
            if found is not None:
                return found
            tried += 1
            if tried >= _CONFIRMED:
                return None
    return None


def _is_of_numbers(claim: Claim) -> bool:
    """Whether it is an equation of which only methods for numbers know something, that were asked before."""
    free = reach(claim.left.free | claim.right.free, claim.context)
    declared = [found for latex in sorted(free) if (found := claim.context.declaration(latex)) is not None]
    return all(found.kind in _NUMBERS and not found.indices for found in declared)


def _most(claim: Claim) -> int:
    """How many points are looked at: fewer, where each asks for a limit or an integral, and none for one in another."""
    costly = sum(node.head in _COSTLY for side in (claim.left, claim.right) for node in side.walk())
    return int(_POINTS // _EVALUATIONS**costly)


def _points(claim: Claim, model: Model) -> Iterator[Model]:
    held = reach(frozenset[str]().union(*(node.free for node in claim.context.hypotheses)), claim.context)
    names = [
        latex
        for latex, value in model.values.items()
        if isinstance(value, Fraction) and latex not in held and _moves_freely(claim, claim.context.declaration(latex))
    ]
    if not names or len(names) > 3:
        return
    values = (
        _SIGNS if claim.relation == "=" else _MANY if len(names) == 1 else _MANY[:15] if len(names) == 2 else _FEW[:6]
    )
    allowed = [[value for value in values if _allows(claim.context.declaration(latex), value)] for latex in names]
    for chosen in product(*allowed):
        yield replace(model, values={**model.values, **dict(zip(names, chosen, strict=True))})


def _moves_freely(claim: Claim, declaration: Declaration | None) -> bool:
    if declaration is None or declaration.kind is not Kind.REAL or claim.context.definition(declaration.name):
        return False
    if declaration.indices or declaration.shape:
        return False
    others = (other for other in claim.context.declarations if other.name != declaration.name)
    return not any(
        declaration.name in inner.free for other in others for declared in other.properties for inner in declared.terms
    )


def _allows(declaration: Declaration | None, value: Fraction) -> bool:
    """Whether a value has all declared properties, as far as these are simple; False for others."""
    assert declaration is not None
    for declared in declaration.properties:
        if declared.word in ("positive", "negative", "nonnegative", "nonzero"):
            fits = {"positive": value > 0, "negative": value < 0, "nonnegative": value >= 0, "nonzero": value != 0}
            if not fits[declared.word]:
                return False
        elif declared.word == "in" and declared.terms[0].head == "interval":
            low, high = declared.terms[0].arguments
            ends = str(declared.terms[0].data)
            if not (
                _above(value, low, strict=ends[0] == "(") and _above(-value, _opposite(high), strict=ends[1] == ")")
            ):
                return False
        else:
            return False
    return True


def _opposite(node: Term) -> Term:
    return node.arguments[0] if node.head == "negate" else term("negate", [node])


def _above(value: Fraction, end: Term, *, strict: bool) -> bool:
    """Whether a value lies above a lower end; False for an end that is no numeral."""
    inner = end.arguments[0] if end.head == "negate" else end
    if inner.head == "constant" and inner.data == "infinity":
        return end.head == "negate"
    found = literal(end)
    if found is None:
        return False
    bound = Fraction(int(found.p), int(found.q))
    return value > bound if strict else value >= bound
