"""Claims without anything left open: given data, all values exact. Evaluated, not argued.

Rule: when every name of the claim has its value from definitions (y = (4, 1, 9, 3), so n = 4), one exact evaluation of
both sides decides the claim: evaluation 1 answers True only where all numbers are rational and the relation holds.
Budget: that of the evaluation.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Proof
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import RULES, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator, reach
from solgen.kernel.evaluation.propositions import relate
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.hypotheses import plan
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

MECHANISM: Final = "exact evaluation"


def attempt(claim: Claim) -> Proof | None:
    """A proof by one exact evaluation, where nothing is left open."""
    if claim.relation in ("⇒", "⇔", "≈"):
        return None
    if _is_open(claim) or _leaves_the_declared(claim):
        return None
    planned = plan(claim.context, claim.left.free | claim.right.free)
    if any(step.assigned is None for step in planned.steps) or planned.hypotheses:
        return None
    model = next(draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), 1), None)
    if model is None:
        return None
    values = {latex: from_model(value) for latex, value in model.values.items()}
    evaluator = Evaluator(model.context, values, RULES)
    try:
        with precision(128):
            if claim.relation == "⊢":
                truth = holds(evaluator, claim.left, {})
            else:
                truth = relate(claim.relation, evaluator.value(claim.left, {}), evaluator.value(claim.right, {}))
    except (DoesNotExist, CannotEvaluate, NeedPrecision, TypeError, AttributeError, ZeroDivisionError):
        return None
    return Proof(MECHANISM) if truth is True else None


def _leaves_the_declared(claim: Claim) -> bool:
    """Whether a unit occurs, or a limit of a name at a point that its declaration may not let it come near.

    Evaluation gives each unit a number, which is fit to refute with and to prove nothing.
    """
    names = reach(claim.left.free | claim.right.free, claim.context)
    bodies = [found.body for latex in names if (found := claim.context.definition(latex)) is not None]
    return any(
        "unit" in side.heads
        or ("limit" in side.heads and any(_is_confined(node, claim.context) for node in side.walk()))
        for side in (claim.left, claim.right, *bodies)
    )


def _is_confined(node: Term, context: Context) -> bool:
    """Whether it is a limit whose name the declared properties may keep away from the point."""
    if node.head != "limit":
        return False
    bound, point, _ = node.arguments
    declaration = context.declaration(str(bound.data))
    if declaration is None:
        return False
    words = {declared.word for declared in declaration.properties}
    if point.head == "constant" and point.data == "infinity":
        return not words <= {"positive", "nonnegative", "nonzero", "at least"}
    return bool(words) or declaration.kind is not Kind.REAL


def _is_open(claim: Claim) -> bool:
    """A quick look: a declared name without a definition stands in the claim, and no definition can give its value."""
    context = claim.context
    return any(
        context.definition(latex) is None
        and (declaration := context.declaration(latex)) is not None
        and declaration.kind is not Kind.SIZE
        for latex in claim.left.free | claim.right.free
    )
