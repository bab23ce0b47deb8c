"""Formulas given by hand: each defines a name that has no definition yet, or is a hypothesis."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.audit.context.purposes import target_of
from solgen.audit.context.spellings import respelled
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation.context import Context, Definition
from solgen.notation.reading import read, read_definition
from solgen.notation.reading.propositions import is_proposition


def taken_as_given(formulas: Sequence[str], context: Context, diagnostics: list[Diagnostic]) -> Context:
    """A context that holds only what the formulas define and assume; what cannot be read is reported."""
    for latex in formulas:
        try:
            context = _with(respelled(latex), context)
        except Failure as failure:
            diagnostics += [one.at(Place("given", 1, one.place.column, latex)) for one in failure.diagnostics]
    return context


def _with(latex: str, context: Context) -> Context:
    try:
        reading = read(latex, context)
    except Failure:
        _, definitions, declarations = read_definition(latex, context)
        context = context.with_declarations(*declarations)
        for definition in definitions:
            context = context.with_definition(definition)
        return context
    target = target_of(reading.members, context)
    if target is not None and context.definition(target.name) is None:
        return context.with_definition(Definition(target.node, target.body))
    return context.with_hypotheses(reading.term) if is_proposition(reading.term) else context
