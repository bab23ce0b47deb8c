"""Claims without anything left open: given data, all values exact. Evaluated, not argued.

Rule: when every name of the claim has its value from definitions (y = (4, 1, 9, 3), so n = 4), one exact evaluation of
both sides decides the claim: evaluation 1 answers True only where all numbers are rational and the relation holds.
Budget: that of the evaluation. Source: arithmetic.

Many claims of a text speak of the same numbers, so what a set of names stands for is drawn once, and the values of
definitions are kept with it: in a context without anything open they cannot differ from one claim to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from solgen.kernel.claim import Claim, Proof
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import RULES, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator, Value, reach
from solgen.kernel.evaluation.propositions import relate
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.instances.drawing import draw_models
from solgen.kernel.instances.hypotheses import plan
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term, name

MECHANISM: Final = "exact evaluation"
_BITS: Final = 128
_KEPT: Final = 1_000
"""Values of definitions, at most, when an evaluation begins."""
_REMEMBERED: Final = 128
"""Of so many sets of names of a context it is remembered what they stand for."""


@dataclass(frozen=True, slots=True)
class Given:
    """What names stand for that have their values from definitions and from hypotheses that say what they are."""

    context: Context
    """With a definition for each name whose value an equation gives, but not as a rational number."""
    values: dict[str, Value]
    assigned: dict[str, Term]
    """What hypotheses say of names without a definition."""
    assumed: tuple[int, ...]
    """The places of the hypotheses that these names are tied to, all of which the values meet."""
    memo: dict[tuple[object, ...], Value]
    """Of evaluators at these values, by 128 bits: values of definitions, at exact arguments."""
    closures: dict[str, frozenset[str]]


def attempt(claim: Claim) -> Proof | None:
    """A proof by one exact evaluation, where nothing is left open."""
    if claim.relation in ("⇒", "⇔", "≈"):
        return None
    if is_open(claim) or _leaves_the_declared(claim):
        return None
    known = given(claim.context, claim.left.free | claim.right.free)
    if known is None or known.assumed:
        return None
    evaluator = Evaluator(known.context, known.values, RULES)
    if len(known.memo) > _KEPT:
        known.memo.clear()
    evaluator.memo, evaluator.closures = known.memo, known.closures
    try:
        with precision(_BITS):
            if claim.relation == "⊢":
                truth = holds(evaluator, claim.left, {})
            else:
                truth = relate(claim.relation, evaluator.value(claim.left, {}), evaluator.value(claim.right, {}))
    except (DoesNotExist, CannotEvaluate, NeedPrecision, TypeError, AttributeError, ZeroDivisionError):
        return None
    return Proof(MECHANISM) if truth is True else None


@lru_cache(maxsize=_REMEMBERED)
def given(context: Context, names: frozenset[str]) -> Given | None:
    """The values of names, where each has one; None where anything is open, or hypotheses do not hold."""
    planned = plan(context, names)
    if any(step.assigned is None for step in planned.steps):
        return None
    model = next(draw_models(context, [name(latex) for latex in sorted(names)], b"", 1), None)
    if model is None:
        return None
    values = {latex: from_model(value) for latex, value in model.values.items()}
    assigned = {step.name: step.assigned for step in planned.steps if step.assigned is not None}
    assumed = tuple(place for place, hypothesis in enumerate(context.hypotheses) if hypothesis in planned.hypotheses)
    return Given(model.context, values, assigned, assumed, {}, {})


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


def is_open(claim: Claim) -> bool:
    """A quick look: a declared name without a definition stands in the claim, and no definition can give its value."""
    context = claim.context
    return any(
        context.definition(latex) is None
        and (declaration := context.declaration(latex)) is not None
        and declaration.kind is not Kind.SIZE
        for latex in claim.left.free | claim.right.free
    )
