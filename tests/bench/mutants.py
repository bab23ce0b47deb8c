"""Every single-node mutant of a Term: the slips that a tired author makes, one at a time.

A mutant differs from the original in one node: a number one more or one less, a sign turned, a summand or factor
left out, a name replaced by another of the same kind, a function by its neighbour, a bound shifted, a transpose or
inverse dropped, numerator and denominator swapped, factors in another order, a prime or a derivative dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from solgen.notation.context import Context
from solgen.notation.terms import Term, TermTooDeep, add, builtin, multiply, name, number, term

_NEIGHBOURS = {
    "exp": "ln", "ln": "exp", "sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh", "tanh": "sinh",
    "max": "min", "min": "max",
}  # fmt: skip


def mutants(root: Term, context: Context) -> Iterator[Term]:
    """Each Term that differs from ``root`` in one node, without repetition and without ``root`` itself."""
    seen = {root}
    for mutant in _at_every_node(root, context):
        if mutant not in seen:
            seen.add(mutant)
            yield mutant


def _at_every_node(node: Term, context: Context) -> Iterator[Term]:
    yield from _here(node, context)
    for position, argument in enumerate(node.arguments):
        if _is_name_place(node, position):
            continue
        for changed in _at_every_node(argument, context):
            arguments = [*node.arguments]
            arguments[position] = changed
            try:
                yield term(node.head, arguments, node.data)
            except (ValueError, TermTooDeep):
                continue


def _is_name_place(node: Term, position: int) -> bool:
    """Whether an argument is a bound name, a variable of differentiation or the base of an index."""
    if node.head in ("sum", "product", "sum_over", "product_over", "limit", "arg_min", "comprehension", "for_all"):
        return position == 0
    return node.head == "derivative" and position > 0


def _here(node: Term, context: Context) -> Iterator[Term]:  # noqa: C901, PLR0912 -- one case a head
    arguments = node.arguments
    match node.head:
        case "number":
            assert isinstance(node.data, int)
            yield number(node.data + 1)
            if node.data > 0:
                yield number(node.data - 1)
        case "name":
            yield from _other_names(str(node.data), context)
        case "builtin":
            if node.data in _NEIGHBOURS:
                yield builtin(_NEIGHBOURS[str(node.data)])
        case "add" | "multiply":
            yield from _without_one(node)
            yield multiply(*arguments) if node.head == "add" else add(*arguments)
            if node.head == "multiply":
                yield from _swapped(node)
            else:
                yield from _turned(node)
        case "negate" | "transpose" | "inverse" | "root" | "norm" | "absolute":
            yield arguments[0]
        case "divide":
            yield term("divide", [arguments[1], arguments[0]])
            yield arguments[0]
        case "power":
            yield arguments[0]
            yield term("power", [arguments[0], term("negate", [arguments[1]])])
        case "prime":
            yield arguments[0]
        case "derivative":
            yield arguments[0]
        case "sum" | "product":
            bound, low, high, body = arguments
            yield term(node.head, [bound, add(low, number(1)), high, body])
            yield term(node.head, [bound, low, add(high, term("negate", [number(1)])), body])
            yield body
        case "interval":
            yield term("interval", [arguments[1], arguments[0]], node.data)


def _without_one(node: Term) -> Iterator[Term]:
    for left_out in range(len(node.arguments)):
        rest = [argument for position, argument in enumerate(node.arguments) if position != left_out]
        yield add(*rest) if node.head == "add" else multiply(*rest)


def _swapped(node: Term) -> Iterator[Term]:
    for position in range(len(node.arguments) - 1):
        order = [*node.arguments]
        order[position], order[position + 1] = order[position + 1], order[position]
        yield multiply(*order)


def _turned(node: Term) -> Iterator[Term]:
    for position, argument in enumerate(node.arguments):
        turned = [*node.arguments]
        turned[position] = argument.arguments[0] if argument.head == "negate" else term("negate", [argument])
        yield add(*turned)


def _other_names(named: str, context: Context) -> Iterator[Term]:
    declaration = context.declaration(named)
    if declaration is None:
        return
    for other in context.declarations:
        same = (other.kind, len(other.indices), other.shape) == (
            declaration.kind,
            len(declaration.indices),
            declaration.shape,
        )
        if same and other.name != named:
            yield name(other.name)
