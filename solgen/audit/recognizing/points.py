"""Values of many Terms that differ little, at a few models: what does not agree there need not be judged.

Nothing is decided here: what agrees is handed to the judge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from operator import is_not
from typing import Any, Final

from solgen.audit.mistakes.differentiation import CannotDifferentiate, derivative
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.recognizing.quick_values import FAULTS, QuickValues
from solgen.kernel.claim import Claim, Witness
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.floats.compare import same
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, term

_POINTS: Final = 3
_POINTS_WITH_ARRAYS: Final = 2
_MOST_DENOMINATOR: Final = 100
_WORK_A_TERM: Final = 20_000
_DIFFERENTIATED: Final = frozenset({"derivative", "prime"})


class Points:
    """A few models of a claim's context."""

    __slots__ = ("_context", "_evaluators", "_resolved", "_say")

    def __init__(
        self,
        claim: Claim,
        terms: Iterable[Term],
        witness: Witness | None = None,
        say: Callable[[Term], Term] | None = None,
    ) -> None:
        """``say`` puts a Term into the claim's words, before it is evaluated."""
        self._say = say
        digest = claim_digest(claim)
        try:
            models = list(draw_models(claim.context, tuple(terms), digest, _POINTS, _POINTS_WITH_ARRAYS))
        except Exception:  # noqa: BLE001 -- as in the kernel, what fails in drawing costs the points, not the audit
            models = []
        self._context = claim.context
        self._resolved: dict[Term, Term] = {}
        self._evaluators = [QuickValues(model) for model in models]
        at_witness = _model_at(witness, claim) if witness is not None else None
        if at_witness is not None:
            self._evaluators.append(QuickValues(at_witness, exact=True))

    def values(self, node: Term) -> tuple[Any, ...]:
        """The value at each model; None where it has none."""
        node = self._said(node)
        return tuple(_value(evaluator, node) for evaluator in self._evaluators)

    def may_hold_alike(self, node: Term, values: tuple[Any, ...], *, implied: bool) -> bool:
        """Whether a condition may hold where these truth values say so: wherever they do, if only ``implied``."""
        node = self._said(node)
        for evaluator, expected in zip(self._evaluators, values, strict=True):
            found = _value(evaluator, node)
            if found is False and expected is True:
                return False
            if found is True and expected is False and not implied:
                return False
        return True

    def exactly(self, node: Term) -> Any:
        """The value of a Term without free names, as a fraction where it is one; None where it has none."""
        if not self._evaluators:
            return None
        try:
            return FloatEvaluator(self._evaluators[0].model).value(node, {})
        except (NoRule, NoValue, *FAULTS):
            return None

    def agree(self, node: Term, values: tuple[Any, ...], slack: float = 0.0) -> bool:
        """Whether a Term may have these values: it agrees at one model at least and differs at none.

        ``slack`` is a relative difference that numbers may have.
        """
        agreeing = 0
        node = self._said(node)
        for evaluator, expected in zip(self._evaluators, values, strict=True):
            if expected is None:
                continue
            found = _value(evaluator, node)
            if found is None or not _alike(found, expected, slack):
                return False
            agreeing += 1
        return agreeing > 0

    def ratio(self, left: Term, right: Term) -> Fraction | None:
        """What ``left`` is of ``right`` at every point where both are numbers; None where that is no one fraction."""
        found: set[Fraction] = set()
        for one, other in zip(self.values(left), self.values(right), strict=True):
            if one is None or other is None:
                continue
            if not isinstance(one, float | Fraction) or not isinstance(other, float | Fraction) or other == 0:
                return None
            found.add(Fraction(float(one) / float(other)).limit_denominator(_MOST_DENOMINATOR))
        return found.pop() if len(found) == 1 else None

    def _said(self, node: Term) -> Term:
        return self._without_derivatives(node if self._say is None else self._say(node))

    def _without_derivatives(self, node: Term) -> Term:
        """The Term with derivatives taken, where that is easy: differences are dear, and many Terms share them."""
        if _DIFFERENTIATED.isdisjoint(node.heads):
            return node
        known = self._resolved.get(node)
        if known is None:
            known = node
            arguments = tuple(map(self._without_derivatives, node.arguments))
            if any(map(is_not, arguments, node.arguments)):
                known = term(node.head, arguments, node.data)
            if known.head in ("derivative", "apply"):
                with suppress(CannotDifferentiate, ValueError):
                    known = self._taken(known)
            self._resolved[node] = known
        return known

    def _taken(self, node: Term) -> Term:
        if node.head == "derivative" and len(node.arguments) == 2:
            body, by = node.arguments
            base = by if by.head == "name" else by.arguments[0]
            if node.data == "partial" or self._context.definition(str(base.data)) is None:
                return derivative(body, by, self._context)
        elif node.head == "apply" and node.arguments[0].head == "prime" and node.arguments[0].data == 1:
            function = node.arguments[0].arguments[0]
            definition = self._context.definition(str(function.data)) if function.head == "name" else None
            if definition is not None and definition.target.head == "apply" and len(definition.parameters) == 1:
                parameter = definition.parameters[0]
                return substitute(
                    derivative(definition.body, name(parameter), self._context), {parameter: node.arguments[1]}
                )
        return node


@lru_cache(maxsize=64)
def points_of(step: WrongStep) -> Points:
    """Points for all that is compared with a line; remembered, for naming and repair compare in turn."""
    witness = step.verdict.witness if step.verdict is not None and step.claim.relation in ("⇔", "⇒") else None
    return Points(step.claim, (step.claim.left, step.before, step.after), witness)


def _model_at(witness: Witness, claim: Claim) -> Model | None:
    """The witness of a refutation as a model, where it consists of plain numbers: there the two conditions differ."""
    try:
        values = {latex: Fraction(text) for latex, text in witness.values}
    except (ValueError, ZeroDivisionError):
        return None
    return Model(claim.context, values)


def _value(evaluator: QuickValues, node: Term) -> Any:
    evaluator.work = _WORK_A_TERM
    try:
        value = evaluator.value(node, {})
    except (NoRule, NoValue, *FAULTS):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def _alike(one: Any, other: Any, slack: float) -> bool:
    try:
        if slack:
            return bool(abs(one - other) <= slack * (abs(one) + abs(other)))
        if isinstance(one, bool) or isinstance(other, bool):
            return one is other
        return same(one, other, rough=True)
    except (NoRule, NoValue, *FAULTS):
        return False
