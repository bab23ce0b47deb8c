"""``the value of c that minimizes L is m``: the set of minimizers is {m}.

The objective is a name, a function or its value; where it is said in words, the last quantity that the text has defined
in terms of the unknown. A median is the middle one of the sample in increasing order, or the mean of the two in the
middle: such a claim is judged for odd and for even sizes apart, since a set of minimizers that is one point for the
first is an interval for the second.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.audit.relevance import relevant
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.substitution import fresh_name, replace_terms
from solgen.notation.terms import Term, add, multiply, name, number, relation, term


@dataclass(frozen=True, slots=True)
class Extreme:
    """What is claimed; or, of a median, what is claimed for ``odd`` and for ``even`` sizes."""

    claim: Claim
    odd: Claim | None = None
    even: Claim | None = None
    size: str = ""


def extreme(which: str, objective: Term | None, at: Term, unknown: Term | None, context: Context) -> Extreme | None:
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
    claim = Claim(context, left, "=", at)
    return _by_parity(claim) or Extreme(claim)


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


def _by_parity(claim: Claim) -> Extreme | None:
    """A claim about a median for odd and for even sizes."""
    median = next((node for node in claim.right.walk() if _is_median(node)), None)
    if median is None:
        return None
    base = median.arguments[1]
    sample = base.arguments[0] if base.head == "index" else base
    declaration = claim.context.declaration(str(sample.data)) if sample.head == "name" else None
    if declaration is None or len(declaration.indices) != 1 or declaration.indices[0].high.head != "name":
        return None
    size = declaration.indices[0].high
    half = fresh_name("m", {each.name for each in claim.context.declarations}) if _taken("m", claim.context) else "m"
    within = claim.context.with_declarations(Declaration(half, Kind.SIZE))
    middle, twice = name(half), multiply(number(2), name(half))

    def at(place: Term) -> Term:
        return term("order_statistic", [sample, place])

    def case(length: Term, value: Term) -> Claim:
        context = within.with_hypotheses(relation("=", size, length))
        return Claim(context, claim.left, "=", term("set", [replace_terms(claim.right, {median: value})]))

    odd = case(add(twice, number(1)), at(add(middle, number(1))))
    both = add(at(middle), at(add(middle, number(1))))
    even = case(twice, term("divide", [both, number(2)]))
    return Extreme(claim, odd, even, str(size.data))


def _taken(latex: str, context: Context) -> bool:
    return context.declaration(latex) is not None or context.definition(latex) is not None


def _is_median(node: Term) -> bool:
    return node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data == "median"
