"""``a^m a^n  →  a^{mn}``, ``(a^m)^n  →  a^{m+n}``: exponents are multiplied for added, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solgen.audit.mistakes.pieces import ONE, power, product, quotient, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term


def _split(node: Term) -> tuple[Term, Term]:
    return (node.arguments[0], node.arguments[1]) if node.head == "power" else (node, ONE)


def _mixed_up(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for i, j in combinations(range(len(node.arguments)), 2):
            (a, m), (b, n) = _split(node.arguments[i]), _split(node.arguments[j])
            if a is b and not (m is n is ONE):
                rest = [part for place, part in enumerate(node.arguments) if place not in (i, j)]
                yield product([*rest[:i], power(a, product([m, n])), *rest[i:]])
    elif node.head == "power" and node.arguments[0].head == "power":
        (a, m), n = _split(node.arguments[0]), node.arguments[1]
        yield power(a, total([m, n]))
        yield power(a, power(m, n))
    elif node.head == "divide":
        (a, m), (b, n) = _split(node.arguments[0]), _split(node.arguments[1])
        if a is b and not (m is n is ONE):
            yield power(a, quotient(m, n))


RULE = rewriting(
    "exponents-mixed-up",
    r"a^m a^n \to a^{m n}",
    "Exponents add up in a product of powers of one base, and are multiplied in a power of a power.",
    slip=_mixed_up,
)
