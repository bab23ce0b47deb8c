"""``-(a + b)  →  -a + b``, ``c - (a - b)  →  c - a - b``: the minus before a bracket reaches its first term only."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import negated
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add


def _first_only(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "negate" and node.arguments[0].head == "add":
        first, *rest = node.arguments[0].arguments
        yield add(negated(first), *rest)


def _all(node: Term, _step: WrongStep) -> Iterator[Term]:
    """``-a + b`` may have been ``-(a + b)``: each run of summands after one with a minus gets the minus too."""
    if node.head != "add":
        return
    parts = node.arguments
    for position, part in enumerate(parts[:-1]):
        if part.head == "negate":
            for end in range(len(parts), position + 2, -1):  # one turned sign alone is another rule
                yield add(*parts[: position + 1], *map(negated, parts[position + 1 : end]), *parts[end:])


RULE = rewriting(
    "minus-not-distributed",
    r"-(a + b) \to -a + b",
    "The minus in front of the bracket belongs to every term in it, not only to the first one.",
    slip=_first_only,
    mend=_all,
)
