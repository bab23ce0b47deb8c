"""``a (b + c)  →  a b + c``: a factor before a bracket reaches its first term only."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import negated, product, total, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, term


def _first_only(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for position, part in enumerate(node.arguments):
            if part.head == "add":
                rest = without(node.arguments, position)
                first, *others = part.arguments
                yield total([product([*rest[:position], first, *rest[position:]]), *others])
                *others, last = part.arguments
                yield total([*others, product([last, *rest])])
    elif node.head == "divide" and node.arguments[0].head == "add":
        top, bottom = node.arguments
        *others, last = top.arguments
        yield total([*others, _over(last, bottom)])
        first, *others = top.arguments
        yield total([_over(first, bottom), *others])


def _over(part: Term, bottom: Term) -> Term:
    return negated(_over(part.arguments[0], bottom)) if part.head == "negate" else term("divide", [part, bottom])


def _all(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "add":
        return
    first, *rest = node.arguments
    minus = first.head == "negate"
    bare = first.arguments[0] if minus else first
    if bare.head == "multiply":
        for position, part in enumerate(bare.arguments):
            others = without(bare.arguments, position)
            joined = product([*others, add(part, *rest)])
            yield negated(joined) if minus else joined
            spread = [_times(others, summand) for summand in rest]
            yield total([first, *spread])


def _times(others: list[Term], summand: Term) -> Term:
    return product([*others, summand])


RULE = rewriting(
    "brackets-lost",
    r"a (b + c) \to a b + c",
    "The factor before the bracket belongs to every term in it.",
    slip=_first_only,
    mend=_all,
)
