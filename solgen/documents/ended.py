"""Hypotheses that have ended before the step that seems to need them: the author may have meant them to go on."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import Document, Formula, Role, Step
from solgen.documents.marks import formulas_of

_MAY_NEED_ONE = ("claim-refuted", "claim-undecided", "claim-domains-differ")


class EndedHypotheses:
    """The hypotheses of a document, by section, in order."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _assumed(self) -> dict[int, list[Formula]]:
        """The hypotheses before each formula in its section; wanted only where a step has a fault."""
        assumed: dict[int, list[Formula]] = {}
        for section in self._document.sections:
            found: list[Formula] = []
            for formula in formulas_of(section.blocks):
                assumed[formula.number] = list(found) if formula.steps else []
                if formula.role is Role.IF:
                    found.append(formula)
        return assumed

    def hint(self, fault: Diagnostic, step: Step) -> Diagnostic:
        """The fault of a step, with the last hypothesis about one of its names that has ended before it, if any."""
        if fault.code not in _MAY_NEED_ONE:
            return fault
        names = step.claim.left.free | step.claim.right.free
        assumed = step.claim.context.hypotheses
        still = frozenset[str]().union(*(hypothesis.free for hypothesis in assumed))
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
