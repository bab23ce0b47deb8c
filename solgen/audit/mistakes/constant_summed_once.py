"""``sum_i (a_i + c)  →  sum_i a_i + c``: a term that does not depend on the index is counted once for all."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import negated, product, total, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, term


def _once(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "sum":
        return
    bound, low, high, body = node.arguments
    if body.head == "add":
        constants = [part for part in body.arguments if str(bound.data) not in part.free]
        others = [part for part in body.arguments if part not in constants]
        if constants and others:
            yield total([term("sum", [bound, low, high, total(others)]), *constants])
            yield total([*(term("sum", [bound, low, high, part]) for part in others), *constants])
    elif str(bound.data) not in body.free:
        yield body


def _every_time(node: Term, step: WrongStep) -> Iterator[Term]:
    """A summand beside a sum, multiplied by the number of terms, or back under the sum."""
    if node.head != "add":
        return
    for position, part in enumerate(node.arguments):
        bare = part.arguments[0] if part.head == "negate" else part
        for count in _counts(node, step):
            times = product([count, bare])
            signed = negated(times) if part.head == "negate" else times
            yield total([*node.arguments[:position], signed, *node.arguments[position + 1 :]])
        if part.head == "sum":
            bound, low, high, body = part.arguments
            rest = without(node.arguments, position)
            yield term("sum", [bound, low, high, total([body, *rest])])


def _counts(node: Term, step: WrongStep) -> list[Term]:
    ends = (inner.arguments[2] for side in (node, step.before) for inner in side.walk() if inner.head == "sum")
    return list(dict.fromkeys(ends))


RULE = rewriting(
    "constant-summed-once",
    r"\sum_{i=1}^{N} (a_i + c) \to \sum_{i=1}^{N} a_i + c",
    "What does not depend on the index is still added once for every term: it counts as often as there are terms.",
    slip=_once,
    mend=_every_time,
)
