"""``a - b  →  a + b``, ``-a  →  a``, ``a  →  -a``, ``f(-x)  →  f(x)``: one sign is turned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from solgen.audit.mistakes.pieces import negated
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, add, term

_NOT_A_VALUE = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists", "set", "comprehension"})


def _turn(node: Term, step: WrongStep) -> Iterator[Term]:
    if node in _in_bounds(step):
        return  # ``n - 1`` above a sum becomes ``n``, hardly ever ``n + 1``
    if node.head == "negate":
        yield node.arguments[0]
    elif node in (step.after, step.before, step.claim.left) and node.head not in _NOT_A_VALUE:
        yield add(*map(negated, node.arguments)) if node.head == "add" else negated(node)
    if node.head == "add":
        for position, summand in enumerate(node.arguments):
            if summand.head != "negate":  # a summand with a sign is a place of its own
                yield add(*node.arguments[:position], negated(summand), *node.arguments[position + 1 :])
    elif node.head == "apply" and len(node.arguments) == 2 and node.arguments[1].head != "negate":
        yield term("apply", [node.arguments[0], negated(node.arguments[1])])


@lru_cache(maxsize=64)
def _in_bounds(step: WrongStep) -> frozenset[Term]:
    """What stands at the ends of sums and products and nowhere else in the line."""
    inside: set[Term] = set()
    outside: set[Term] = set()
    waiting = [step.after, step.before, step.claim.left]
    while waiting:
        node = waiting.pop()
        outside.add(node)
        ends = node.arguments[1:3] if node.head in ("sum", "product") else ()
        inside.update(part for end in ends for part in end.walk())
        waiting += [part for part in node.arguments if part not in ends]
    return frozenset(inside - outside)


RULE = rewriting(
    "lost-sign",
    r"a - b \to a + b",
    "A sign went astray: one plus should be a minus, or the other way round. Everything else in the line is right.",
    slip=_turn,
    mend=_turn,
    of_results=True,
    grade=Grade.SLIP,
)
