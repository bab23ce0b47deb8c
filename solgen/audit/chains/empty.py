"""Lines that say nothing: the same on both sides, back at the start, a quantity differentiated by itself."""

from __future__ import annotations

from solgen.notation.context import Context
from solgen.notation.terms import Term, number, term

SAME = "both sides are the same as written, so it says nothing"
BY_ITSELF = "what is differentiated is the same quantity as what it is differentiated by, so nothing is shown"
BACK = "the chain comes back to what it began with, so nothing is shown"


def by_itself(node: Term, context: Context) -> bool:
    """Whether a quantity is differentiated by itself under another name: ``dσ(x)/do`` where ``o = σ(x)``."""
    if node.head != "derivative" or len(node.arguments) != 2 or node.arguments[1].head != "name":
        return False
    body, by = node.arguments
    definition = context.definition(str(by.data))
    return definition is not None and definition.body is body


def plain(node: Term) -> Term:
    """A Term without factors of 1 and with ``d/dx f(x)`` as ``f'(x)``: two ways to write the same thing."""
    arguments = [plain(argument) for argument in node.arguments]
    if node.head == "multiply":
        arguments = [argument for argument in arguments if argument is not number(1)] or [number(1)]
        if len(arguments) == 1:
            return arguments[0]
    if node.head == "derivative" and len(arguments) == 2:
        body, by = arguments
        if body.head == "apply" and len(body.arguments) == 2 and body.arguments[1] is by:
            function = body.arguments[0]
            if function.head == "name":
                return term("apply", [term("prime", [function], 1), by])
    return term(node.head, arguments, node.data) if arguments else node
