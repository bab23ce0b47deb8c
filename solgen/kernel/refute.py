"""Refutation: the claim is evaluated at simple points; one clear failure, found twice, refutes it.

Rule: a claim says something of every point of its context at which its sides exist. A model satisfies all
declarations and hypotheses; if there evaluation 1 (exact or balls) says that the relation fails and evaluation 2
(fractions and floats, by other methods) finds the same, the claim is false. A point at which a side does not exist
refutes nothing, but is counted. Budget: ``_POINTS`` models, and up to ``_FURTHER`` while one side exists and the other
does at none, each evaluation with its own count of steps. Of an equation that held at the first ``_AT_FIRST``, the
caller may say that it has an exact proof: further points would be looked at in vain.
Source: Claessen and Hughes, QuickCheck (2000), for looking at points; Moore, Interval Analysis (1966), for balls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from flint import arb, fmpq

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.complex_coordinates import coordinates
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import PRECISIONS, RULES, exact, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator, Value, reach
from solgen.kernel.evaluation.propositions import relate
from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue, clearly_fails, may_be_equal, truth
from solgen.kernel.germs.orders import quotient_of
from solgen.kernel.instances.drawing import claim_digest, draw_models, is_model
from solgen.kernel.instances.models import ArrayValue, Model
from solgen.kernel.refutation import complex_points, conditions, numerals
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import side_texts, witness_at
from solgen.notation.context import Declaration, Kind, Property
from solgen.notation.terms import Term, constant
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "refutation"
_POINTS: Final = 8
_POINTS_WITH_ARRAYS: Final = 5
_AT_FIRST: Final = 3
_FURTHER: Final = 20
_LOOKED_AT_TWICE: Final = 2
"""Models at which a limit that seems right is looked at by floats as well; each costs some 26 evaluations."""
_TURNED: Final = 2
_FAULTS = (TypeError, AttributeError, ZeroDivisionError, RecursionError, OverflowError, IndexError)

__all__ = ["Supported", "attempt"]


@dataclass(frozen=True, slots=True)
class _Nothing:
    """The side does not exist here."""


_NOTHING: Final = _Nothing()


@dataclass(frozen=True, slots=True)
class _Point:
    """What evaluation 1 found at one model."""

    left: Value
    right: Value
    truth: bool | None

    @property
    def complete(self) -> bool:
        return self.left is not _NOTHING and self.right is not _NOTHING


def attempt(claim: Claim, proved: Callable[[], bool] | None = None) -> Refutation | Supported | None:
    """A refutation with its witness; else how far the points tried support the claim; None where none could be.

    ``proved`` is asked once at most, of an equation: whether it has a proof, so that the first points are enough.
    """
    if claim.relation in ("⇒", "⇔"):
        return conditions.attempt(claim)
    if claim.relation == "≈":
        return numerals.attempt(claim)
    if claim.relation == "⊢":
        steps = _steps(claim)
        if steps:
            return _weakest([conditions.attempt(step) for step in steps])
        opened = _opened(claim)
        if opened is not None:
            return attempt(opened)
    quotient = quotient_of(claim)
    if quotient is not None:
        from solgen.kernel.refutation import orders_at_points  # noqa: PLC0415 -- a whole algebra, for orders only

        return orders_at_points.attempt(claim, quotient)
    found = coordinates(claim)
    if found is not None:
        return complex_points.attempt(found, _at_models, refuted_at)
    return _at_models(claim, proved if claim.relation == "=" and not _has_limit(claim) else None)


def _steps(claim: Claim) -> list[Claim]:
    """The steps of ``P ⇔ Q`` or ``P ⇔ Q ⇔ R`` where the claim is a proposition of that form."""
    node = claim.left
    signs = node.data if isinstance(node.data, tuple) else (node.data,)
    if node.head not in ("relation", "chain") or not set(signs) <= {"⇒", "⇔"}:
        return []
    links = zip(signs, pairwise(node.arguments), strict=True)
    return [Claim(claim.context, left, str(sign), right, claim.unknowns) for sign, (left, right) in links]


def _weakest(findings: list[Refutation | Supported | None]) -> Refutation | Supported | None:
    refuted = next((found for found in findings if isinstance(found, Refutation)), None)
    supports = [found for found in findings if isinstance(found, Supported)]
    if refuted is not None or len(supports) < len(findings):
        return refuted
    return min(supports, key=lambda found: found.points)


def _opened(claim: Claim) -> Claim | None:
    """``∀ x ∈ [0, 1]: P(x)`` as P(x) for a declared real x; None for other propositions."""
    if claim.left.head != "for_all":
        return None
    bound, within, body = claim.left.arguments
    latex = str(bound.data)
    declared = claim.context.declaration(latex)
    if claim.context.definition(latex) is not None or any(latex in part.free for part in claim.context.hypotheses):
        return None
    if within.head == "interval":
        properties: tuple[Property, ...] = (Property("in", (within,)),)
    elif within is constant("reals"):
        properties = ()
    elif within is constant("everything") and declared is not None and declared.kind is Kind.REAL:
        properties = declared.properties
    else:
        return None
    context = claim.context.with_declarations(Declaration(latex, Kind.REAL, properties=properties))
    if body.head == "relation":
        return Claim(context, body.arguments[0], str(body.data), body.arguments[1], claim.unknowns)
    return Claim(context, body, "⊢", claim.right, claim.unknowns)


def refuted_at(claim: Claim, model: Model) -> Refutation | None:
    """A refutation at this model of the claim, found twice; None where the claim holds there or nothing is clear."""
    point = _evaluate(claim, model)
    if point is None or not point.complete or point.truth is not False:
        return None
    both_equal = type(point.left) is type(point.right) is fmpq and point.left == point.right
    if not _confirmed(claim, model) and not (
        both_equal and may_be_equal(claim.left, claim.right, FloatEvaluator(model))
    ):
        return None
    return _refutation(claim, model, point)


def _at_models(claim: Claim, proved: Callable[[], bool] | None = None) -> Refutation | Supported | None:
    both = only_left = only_right = 0
    doubtful = False
    point: _Point | None = None
    before: Model | None = None
    for turn, model in enumerate(_models(claim)):
        if turn == both == _AT_FIRST and proved is not None and proved():
            break
        if model is not before:
            point = _evaluate(claim, model)
        before = model
        if point is None:
            both += _limits_seem_right(claim, model)
            continue
        if not point.complete:
            only_left += point.right is _NOTHING and point.left is not _NOTHING
            only_right += point.left is _NOTHING and point.right is not _NOTHING
            continue
        if point.truth is False:
            if _confirmed(claim, model):
                return _refutation(claim, model, point)
            doubtful = True
            continue
        if turn < _LOOKED_AT_TWICE and _has_limit(claim) and _confirmed(claim, model):
            doubtful = True  # values near the point speak against what the leading terms say
            continue
        both += 1
    if doubtful or both + only_left + only_right == 0:
        return None
    return (None if both else _at_further_models(claim)) or Supported(both, only_left, only_right)


def _at_further_models(claim: Claim) -> Refutation | None:
    """More models where one side exists and the other did at none: up to the first at which both do.

    What is divided by a y in {0, 1} does not exist where y is 0, and by chance that may have been so everywhere.
    """
    before: Model | None = None
    models = draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), _FURTHER, _FURTHER)
    for model in islice(models, _POINTS_WITH_ARRAYS, None):
        point = _evaluate(claim, model) if model is not before else None
        before = model
        if point is not None and point.complete:
            confirmed = point.truth is False and _confirmed(claim, model)
            return _refutation(claim, model, point) if confirmed else None
    return None


def _models(claim: Claim) -> Iterator[Model]:
    """Drawn models; where the claim is about an order, the first ones also with vectors turned round and made 0."""
    sides = (claim.left, claim.right)
    drawn = draw_models(claim.context, sides, claim_digest(claim), _POINTS, _POINTS_WITH_ARRAYS)
    for turn, model in enumerate(drawn):
        yield model
        if turn >= _TURNED or claim.relation not in ("<", "≤", ">", "≥"):
            continue
        for latex in sorted(model.values):
            value = model.values[latex]
            if not isinstance(value, ArrayValue) or value.columns != 1:
                continue
            for factor in (-1, 0):
                changed = ArrayValue(value.rows, 1, tuple(entry * factor for entry in value.entries))
                moved = replace(model, values={**model.values, latex: changed})
                if is_model(moved, latex):
                    yield moved


def _has_limit(claim: Claim) -> bool:
    return "limit" in claim.left.heads | claim.right.heads


def _limits_seem_right(claim: Claim, model: Model) -> bool:
    """Where a limit is not one of a rational function: whether values nearby let both sides exist and agree.

    This only counts the model as a point at which both sides exist; it never refutes.
    """
    if not _has_limit(claim):
        return False
    evaluator = FloatEvaluator(model)
    try:
        left, right = evaluator.value(claim.left, {}), evaluator.value(claim.right, {})
        return truth(claim.relation, left, right, rough=evaluator.rough) is not False
    except (NoRule, NoValue, *_FAULTS):
        return False


def _evaluate(claim: Claim, model: Model) -> _Point | None:
    values = {latex: from_model(value) for latex, value in model.values.items()}
    point: _Point | None = None
    for bits in PRECISIONS:
        try:
            with precision(bits):
                point = _sides(claim, Evaluator(model.context, values, RULES))
        except NeedPrecision:
            continue
        except CannotEvaluate:
            return point
        except _FAULTS:
            return None
        if point.truth is not None or not point.complete or claim.relation in ("=", "≡"):
            return point
    return point


def _sides(claim: Claim, evaluator: Evaluator) -> _Point:
    left = _side(claim.left, evaluator)
    if claim.relation == "⊢":
        truth = None if left is _NOTHING else holds(evaluator, claim.left, {})
        return _Point(left, right=True, truth=truth)
    right = _side(claim.right, evaluator)
    if left is _NOTHING or right is _NOTHING:
        return _Point(left, right, None)
    return _Point(left, right, relate(claim.relation, left, right))


def _side(node: Term, evaluator: Evaluator) -> Value:
    try:
        return evaluator.value(node, {})
    except DoesNotExist:
        return _NOTHING


def _confirmed(claim: Claim, model: Model) -> bool:
    return clearly_fails(claim.relation, claim.left, claim.right, FloatEvaluator(model))


def _refutation(claim: Claim, model: Model, point: _Point) -> Refutation:
    names = claim.left.free | claim.right.free
    if claim.relation == "⊢":
        return Refutation(MECHANISM, witness_at(model, names, point.left, point.right, "the statement is false there"))
    unit, factor = _shown_unit(claim, model)
    left, right = point.left, point.right
    if unit and all(isinstance(side, fmpq | arb) for side in (left, right)):
        left, right = (side / factor for side in (left, right))
    witness = witness_at(model, names, left, right, _note(claim.relation, point))
    if unit and left is not point.left:
        witness = replace(witness, left=f"{witness.left} {unit}", right=f"{witness.right} {unit}")
    return Refutation(MECHANISM, witness)


def _shown_unit(claim: Claim, model: Model) -> tuple[str, fmpq]:
    """The unit in which both sides are shown, and what one of it counts: the one that occurs, else the right side's."""
    names = reach(claim.left.free | claim.right.free, model.context)
    declared = {found.unit for latex in names if (found := model.context.declaration(latex)) is not None and found.unit}
    sides = [side for side in (claim.left, claim.right) if "unit" in side.heads]
    written = {str(node.data) for side in sides for node in side.walk() if node.head == "unit"}
    units = declared | written
    if len(units) == 1:
        unit = units.pop()
        return unit, exact(unit_factor(unit))
    whole = next((node for side in (claim.right, claim.left) for node in side.walk() if _is_unit(node)), None)
    if whole is None:
        return "", fmpq(1)
    value = Evaluator(model.context, {}, RULES).value(whole, {})
    shown = str(whole.data) if whole.head == "unit" else to_latex(whole)
    return (shown, value) if isinstance(value, fmpq) else ("", fmpq(1))


def _is_unit(node: Term) -> bool:
    """Whether a Term is made of units alone: ``m / s^2``."""
    if node.head == "power":
        return _is_unit(node.arguments[0])
    return node.head == "unit" or (node.head in ("multiply", "divide") and all(map(_is_unit, node.arguments)))


def _note(sign: str, point: _Point) -> str:
    left, right = side_texts(point.left, point.right)
    words = {
        "∈": f"{left} is not in {right}",
        "∉": f"{left} is in {right}",
        "≠": "the sides are equal there",
        "≻": "not positive definite there",
        "⪰": "not positive semidefinite there",
    }
    return words.get(sign, "")
