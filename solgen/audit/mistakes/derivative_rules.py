"""Rules about derivatives: the derivative that stands before the line is taken with one rule broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from solgen.audit.mistakes.differentiation import CannotDifferentiate, derivative, mistaken
from solgen.audit.mistakes.places import places
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.context import Context
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, TermTooDeep, name

_MOST = 24


def differentiating(rule: str, formula: str, feedback: str, *slips: str) -> MistakeRule:
    """A rule that differentiates with these slips, wherever a derivative stands before the line or on its left."""

    def apply(step: WrongStep) -> Iterator[Reproduction]:
        for wrong in islice(_derivatives(step, slips), _MOST):
            yield Reproduction(wrong)

    return MistakeRule(rule, formula, feedback, apply)


def _derivatives(step: WrongStep, slips: tuple[str, ...]) -> Iterator[Term]:
    seen: set[Term] = set()
    for source in dict.fromkeys((step.before, step.claim.left)):
        for wrong in taken_derivatives(source, step.claim.context, *slips):
            if wrong not in seen:
                seen.add(wrong)
                yield wrong


def taken_derivatives(source: Term, context: Context, *slips: str) -> Iterator[Term]:
    """A Term with one of its derivatives taken, with each of the slips where it can be made."""
    for here, rebuild in places(source):
        if here.head not in ("derivative", "apply"):
            continue
        for slip in slips:
            for taken in _taken(here, context, slip):
                try:
                    yield rebuild(taken)
                except (ValueError, TermTooDeep):
                    continue


def _taken(node: Term, context: Context, slip: str) -> Iterator[Term]:
    """The derivative that ``node`` is, taken with the slip; nothing where it is none."""
    if node.head == "derivative" and len(node.arguments) == 2:
        body, by = node.arguments
        if by.head in ("name", "index"):
            yield from mistaken(body, by, context, slip)
    elif node.head == "apply" and node.arguments[0].head == "prime" and node.arguments[0].data in (1, 2):
        function = node.arguments[0].arguments[0]
        definition = context.definition(str(function.data)) if function.head == "name" else None
        if definition is not None and definition.target.head == "apply" and len(definition.parameters) == 1:
            parameter = definition.parameters[0]
            body = definition.body
            if node.arguments[0].data == 2:
                try:
                    body = derivative(body, name(parameter), context)
                except CannotDifferentiate:
                    return
            for taken in mistaken(body, name(parameter), context, slip):
                yield substitute(taken, {parameter: node.arguments[1]})
