"""Hypotheses and definitions that have ended before the step that seems to need them: they may be meant to go on."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import Document, Formula, Role, SectionKind, Step
from solgen.documents.marks import formulas_of
from solgen.kernel.evaluation.evaluator import reach
from solgen.notation.terms import Term

_MAY_NEED_ONE = ("claim-refuted", "claim-undecided", "claim-domains-differ")


class Ended:
    """The hypotheses of a document, by section, in order, and its definitions, by part."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _assumed(self) -> dict[int, list[Formula]]:
        """The hypotheses before each formula, in its section and in the stems above; wanted where there is a fault."""
        assumed: dict[int, list[Formula]] = {}
        stems: list[tuple[str, Formula]] = []
        for section in self._document.sections:
            found = [formula for part, formula in stems if part in ("", section.part)]
            for formula in formulas_of(section.blocks):
                assumed[formula.number] = list(found) if formula.steps else []
                if formula.role is Role.IF:
                    found.append(formula)
                    if section.kind is SectionKind.STEM:
                        stems.append((section.part, formula))
        return assumed

    @cached_property
    def _defined(self) -> dict[str, str]:
        """By name, the part that defines it."""
        return {
            str(target.arguments[0].data if target.arguments else target.data): section.part
            for section in self._document.sections
            if section.part
            for formula in formulas_of(section.blocks)
            if formula.role is Role.LET
            for target in _targets(formula.reading.term)
        }

    def hint(self, fault: Diagnostic, step: Step) -> Diagnostic:
        """The fault of a step, with what about one of its names has ended before it, if anything has."""
        if fault.code not in _MAY_NEED_ONE:
            return fault
        context = step.claim.context
        for latex in sorted(reach(step.claim.left.free | step.claim.right.free, context)):
            if latex in self._defined and context.definition(latex) is None:
                part = self._defined[latex]
                said = f"`{latex}` is defined in part {part} only, and a definition ends with its part"
                return replace(fault, hint=f"{said}; define it in the stem of the whole question, or again here")
        return self._assumed_before(fault, step)

    def _assumed_before(self, fault: Diagnostic, step: Step) -> Diagnostic:
        context = step.claim.context
        names = reach(step.claim.left.free | step.claim.right.free, context)
        names = {latex for latex in names if context.definition(latex) is None}
        still = frozenset[str]().union(*(hypothesis.free for hypothesis in context.hypotheses))
        for formula in reversed(self._assumed.get(step.formula, [])):
            free = formula.reading.term.free
            # A hypothesis about a name of one in force is another case, not one that is missing.
            if not names.isdisjoint(free) and still.isdisjoint(free):
                line = f" of line {formula.place.line}" if formula.place.line else ""
                said = (
                    f"`{formula.reading.latex}`{line} is no longer assumed here, since its paragraph or list item ended"
                )
                return replace(fault, hint=f"{said}; `{{.if until=part}}` keeps it. Otherwise {fault.hint}")
        return fault


def _targets(node: Term) -> list[Term]:
    """The left sides of what a formula defines."""
    if node.head == "statements":
        return [target for statement in node.arguments for target in _targets(statement)]
    return [node.arguments[0]] if node.head in ("relation", "chain") else []
