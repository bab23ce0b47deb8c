"""``(a + b)^2  →  a^2 + b^2``: the square of a sum without its middle term, or such a sum taken for a square."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from solgen.audit.mistakes.pieces import TWO, negated, product, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, multiply, term

_SQUARED_INSIDE = frozenset({"norm", "absolute"})


def _square(node: Term) -> Term | None:
    """The base of a square."""
    return node.arguments[0] if node.head == "power" and node.arguments[1] is TWO else None


def _squared(node: Term) -> Term:
    return term("power", [node.arguments[0] if node.head == "negate" else node, TWO])


def _without_middle(node: Term, _step: WrongStep) -> Iterator[Term]:
    base = _square(node)
    if base is None and node.head == "multiply":
        yield from _of_equal_factors(node)
        return
    if base is None:
        yield from _joined(node)
        return
    wrapped = base.head in _SQUARED_INSIDE
    inner = base.arguments[0] if wrapped else base
    if inner.head != "add":
        return

    def square(part: Term) -> Term:
        bare = part.arguments[0] if part.head == "negate" else part
        return term("power", [term(base.head, [bare]) if wrapped else bare, TWO])

    yield add(*(square(part) for part in inner.arguments))
    if any(part.head == "negate" for part in inner.arguments):
        signed = (negated(square(part)) if part.head == "negate" else square(part) for part in inner.arguments)
        yield add(*signed)


def _of_equal_factors(node: Term) -> Iterator[Term]:
    for position, (one, other) in enumerate(pairwise(node.arguments)):
        if one is other and one.head == "add":
            squares = add(*(_squared(part) for part in one.arguments))
            yield product([*node.arguments[:position], squares, *node.arguments[position + 2 :]])


def _joined(node: Term) -> Iterator[Term]:
    """``a^2 + b^2`` as ``(a + b)^2``, ``a^2 - b^2`` as ``(a - b)^2``."""
    if node.head != "add" or len(node.arguments) != 2:
        return
    first, second = node.arguments
    minus = second.head == "negate"
    a, b = _square(first), _square(second.arguments[0] if minus else second)
    if a is not None and b is not None:
        yield term("power", [add(a, negated(b) if minus else b), TWO])
        if not minus:
            yield term("power", [add(a, negated(b)), TWO])


def _middle_restored(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head != "add":
        return
    squares = {_square(inner) for inner in step.before.walk()}
    expanded = any(base is not None and base.head == "add" and len(base.arguments) == len(node.arguments)
                   for base in squares)  # fmt: skip
    joined = list(_joined(node))
    if not expanded:  # no square of a sum stands before the line, so it was one that was meant in it
        yield from joined
    yield from _with_middle(node)
    yield from joined


def _with_middle(node: Term) -> Iterator[Term]:
    parts = node.arguments
    bare = [part.arguments[0] if part.head == "negate" else part for part in parts]
    bases = [_square(part) for part in bare]
    for i, first in enumerate(bases):
        for j, second in enumerate(bases[i + 1 :], i + 1):
            if first is None or second is None:
                continue
            middle = multiply(TWO, *([first] if first.head != "multiply" else first.arguments), second)
            for signed in (middle, negated(middle)):
                yield total([*parts[: i + 1], signed, *parts[i + 1 :]])
            if parts[j].head == "negate":
                yield total([*parts[: i + 1], negated(middle), *parts[i + 1 : j], bare[j], *parts[j + 1 :]])


RULE = rewriting(
    "square-of-sum",
    r"(a + b)^2 \to a^2 + b^2",
    "The square of a sum has a middle term: (a + b)² is a² + 2ab + b².",
    slip=_without_middle,
    mend=_middle_restored,
)
