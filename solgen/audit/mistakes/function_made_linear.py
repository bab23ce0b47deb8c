"""``f(a + b)  →  f(a) + f(b)``, ``f(c x)  →  c f(x)``: a function is treated as if it were linear."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.logarithms import is_logarithm
from solgen.audit.mistakes.pieces import negated, product, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, builtin, term

_NOT_THESE = frozenset({builtin("exp"), builtin("max"), builtin("min"), builtin("diag"), builtin("tr"), builtin("det")})
_OF_ONE = frozenset({"absolute", "norm"})


def _linear(node: Term, _step: WrongStep) -> Iterator[Term]:  # noqa: C901 -- one case a way of writing it
    if node.head in _OF_ONE:
        inner = node.arguments[0]

        def of(part: Term) -> Term:
            return term(node.head, [part])

    elif node.head == "apply" and len(node.arguments) == 2 and node.arguments[0].head in ("builtin", "name"):
        if node.arguments[0] in _NOT_THESE or is_logarithm(node):
            return
        inner = node.arguments[1]

        def of(part: Term) -> Term:
            return term("apply", [node.arguments[0], part])

    else:
        return

    def signed(part: Term) -> Term:
        return negated(of(part.arguments[0])) if part.head == "negate" else of(part)

    if inner.head == "add":
        yield add(*map(signed, inner.arguments))
    elif inner.head == "multiply" and node.head == "apply":
        for position, factor in enumerate(inner.arguments):
            yield product([factor, of(product(without(inner.arguments, position)))])
    elif inner.head == "divide" and node.head == "apply":
        yield term("divide", [of(inner.arguments[0]), inner.arguments[1]])


RULE = rewriting(
    "function-made-linear",
    r"f(a + b) \to f(a) + f(b)",
    "This function is not linear: it cannot be taken term by term, and no factor comes out of its argument.",
    slip=_linear,
)
