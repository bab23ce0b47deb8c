"""``the value of c that minimizes L is m``: the set of minimizers is {m}.

The objective is a name, a function or its value; where it is said in words, the last quantity that the text has defined
in terms of the unknown.
"""

from __future__ import annotations

from solgen.audit.relevance import relevant
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.terms import Term, name, term


def extreme(which: str, objective: Term | None, at: Term, unknown: Term | None, context: Context) -> Claim | None:
    """The claim that the objective is least (``which`` is ``minim``) or greatest at a place; None where unclear."""
    if at.head == "relation" and at.data == "=":
        unknown, at = at.arguments
    if unknown is None and objective is not None and objective.head == "apply" and len(objective.arguments) == 2:
        unknown = objective.arguments[1]
    if unknown is None or unknown.head != "name" or unknown.data in at.free:
        return None
    context = _without_definition(str(unknown.data), context)
    value = _value(objective, unknown, context)
    if value is None:
        return None
    left = term("arg_min" if which.lower().startswith("minim") else "arg_max", [unknown, value])
    return Claim(context, left, "=", at)


def _without_definition(latex: str, context: Context) -> Context:
    kept = tuple(definition for definition in context.definitions if definition.name != latex)
    return Context(context.declarations, kept, context.hypotheses, context.log_base)


def _value(objective: Term | None, unknown: Term, context: Context) -> Term | None:
    """The objective as a Term in the unknown."""
    if objective is None:
        for definition in reversed(context.definitions):
            value = _defined(definition, unknown, context)
            if value is not None:
                return value
        return None
    if objective.head == "name":
        own = context.definition(str(objective.data))
        return _defined(own, unknown, context) if own is not None else None
    return objective if str(unknown.data) in objective.free else None


def _defined(definition: Definition, unknown: Term, context: Context) -> Term | None:
    """A defined quantity at the unknown: a function of one argument, or a name whose body contains the unknown."""
    declaration = context.declaration(definition.name)
    if declaration is None or declaration.kind not in (Kind.FUNCTION, Kind.REAL):
        return None
    latex = str(unknown.data)
    if definition.target.head == "apply" and len(definition.parameters) == 1:
        if definition.parameters[0] != latex:
            return None
        return term("apply", [name(definition.name), unknown])
    if definition.target.head != "name":
        return None
    found = relevant(definition.body.free, context)[0]
    return definition.target if any(each.name == latex for each in found) else None
