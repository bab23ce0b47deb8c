"""Values of many Terms that differ little, at a few models: what does not agree there need not be judged.

Nothing is decided here: what agrees is handed to the judge. The values are those of the kernel's second evaluation
(fractions and floats), remembered by Term, so that a Term that differs from another at one place costs that place only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from solgen.audit.mistakes.differentiation import CannotDifferentiate, derivative
from solgen.audit.mistakes.rule import WrongStep
from solgen.kernel.claim import Claim
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.floats.compare import same
from solgen.kernel.floats.core import RULES, polynomial
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model, PolynomialFunction
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, term

_POINTS: Final = 3
_POINTS_WITH_ARRAYS: Final = 2
_WORK_A_TERM: Final = 20_000
_FAULTS = (TypeError, AttributeError, ValueError, ZeroDivisionError, OverflowError, IndexError, RecursionError, KeyError)
_NOTHING: Final = object()


class _Remembering(FloatEvaluator):
    """Evaluates at one model and remembers the value of every Term by the values of the bound names in it."""

    __slots__ = ("known",)

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.known: dict[Any, Any] = {}

    def value(self, node: Term, local: dict[str, Any]) -> Any:
        """The value. Raises NoValue or NoRule."""
        if self.overrides:
            return super().value(node, local)
        key = (node, *[_bound(named, local[named]) for named in local if named in node.free]) if local else node
        found = self.known.get(key, self)
        if found is not self:
            if found is _NOTHING:
                raise NoRule
            return found[0]
        self.work -= 1
        rule = RULES.get(node.head)
        if self.work < 0 or rule is None:
            raise NoRule
        try:
            result = self._slope(node, local) if node.head == "apply" else None
            result = rule(self, node, local) if result is None else result
        except (NoRule, NoValue, *_FAULTS):
            if self.work >= 0:
                self.known[key] = _NOTHING
            raise
        self.known[key] = (result, [local[named] for named in local])  # the values stay alive, and so do their ids
        return result


    def _slope(self, node: Term, local: dict[str, Any]) -> Any:
        """The derivative of one of the model's own functions, which are polynomials; None of anything else."""
        function = node.arguments[0]
        if function.head != "prime" or not isinstance(function.data, int):
            return None
        drawn = self.model.values.get(str(function.arguments[0].data))
        if not isinstance(drawn, PolynomialFunction):
            return None
        coefficients = drawn.coefficients
        for _ in range(function.data):
            coefficients = tuple(place * factor for place, factor in enumerate(coefficients))[1:]
        return polynomial(coefficients or (Fraction(0),), self.number(node.arguments[1], local))


def _bound(named: str, value: Any) -> tuple[Any, ...]:
    """A bound name's value as part of a key; of an array, its identity, for it is kept alive with what is known."""
    if isinstance(value, Fraction):
        return (named, value.numerator, value.denominator)
    return (named, value if isinstance(value, float) else id(value))


class Points:
    """A few models of a claim's context."""

    __slots__ = ("_context", "_evaluators", "_resolved")

    def __init__(self, claim: Claim, terms: Iterable[Term]) -> None:
        digest = claim_digest(claim)
        try:
            models = list(draw_models(claim.context, tuple(terms), digest, _POINTS, _POINTS_WITH_ARRAYS))
        except (NoRule, NoValue, *_FAULTS):
            models = []
        self._context = claim.context
        self._resolved: dict[Term, Term] = {}
        self._evaluators = [_Remembering(model) for model in models]

    def values(self, node: Term) -> tuple[Any, ...]:
        """The value at each model; None where it has none."""
        node = self._without_derivatives(node)
        return tuple(_value(evaluator, node) for evaluator in self._evaluators)

    def agree(self, node: Term, values: tuple[Any, ...], slack: float = 0.0) -> bool:
        """Whether a Term may have these values: it agrees at one model at least and differs at none.

        ``slack`` is a relative difference that numbers may have.
        """
        agreeing = 0
        node = self._without_derivatives(node)
        for evaluator, expected in zip(self._evaluators, values, strict=True):
            if expected is None:
                continue
            found = _value(evaluator, node)
            if found is None or not _alike(found, expected, slack):
                return False
            agreeing += 1
        return agreeing > 0


    def _without_derivatives(self, node: Term) -> Term:
        """The Term with derivatives taken, where that is easy: differences are dear, and many Terms share them."""
        known = self._resolved.get(node)
        if known is None:
            known = node
            if node.arguments:
                arguments = [self._without_derivatives(argument) for argument in node.arguments]
                known = term(node.head, arguments, node.data)
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
    return Points(step.claim, (step.claim.left, step.before, step.after))


def _value(evaluator: _Remembering, node: Term) -> Any:
    evaluator.work = _WORK_A_TERM
    try:
        value = evaluator.value(node, {})
    except (NoRule, NoValue, *_FAULTS):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def _alike(one: Any, other: Any, slack: float) -> bool:
    try:
        if slack:
            return bool(abs(one - other) <= slack * (abs(one) + abs(other)))
        if isinstance(one, bool) or isinstance(other, bool):
            return one is other
        return same(one, other, rough=True)
    except (NoRule, NoValue, *_FAULTS):
        return False
