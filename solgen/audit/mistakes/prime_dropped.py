"""``f'(x)  →  f(x)``: the prime of a derivative is dropped, or written where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.context import Kind
from solgen.notation.terms import Term, term


def _dropped(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "apply" and node.arguments[0].head == "prime":
        prime = node.arguments[0]
        order = prime.data
        bare = (
            prime.arguments[0]
            if order == 1 or not isinstance(order, int)
            else term("prime", prime.arguments, order - 1)
        )
        yield term("apply", [bare, *node.arguments[1:]])


def _restored(node: Term, step: WrongStep) -> Iterator[Term]:
    yield from _dropped(node, step)
    if node.head != "apply" or len(node.arguments) != 2:
        return
    function = node.arguments[0]
    if function.head == "prime" and isinstance(function.data, int) and function.data < 3:
        yield term("apply", [term("prime", function.arguments, function.data + 1), node.arguments[1]])
    elif function.head == "name":
        context = step.claim.context
        declaration = context.declaration(str(function.data))
        if declaration is None or declaration.kind is Kind.FUNCTION:
            yield term("apply", [term("prime", [function], 1), node.arguments[1]])


RULE = rewriting(
    "prime-dropped",
    r"f'(x) \to f(x)",
    "The function stands where its derivative belongs, or the other way round: mind the prime.",
    slip=_dropped,
    mend=_restored,
    grade=Grade.SLIP,
)
