"""``1/a + 1/b  →  1/(a + b)``, ``a/b + c/d  →  (a + c)/(b + d)``: numerators and denominators are added apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solgen.audit.mistakes.pieces import ONE, negated, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, term


def _parts(node: Term) -> tuple[Term, Term] | None:
    """Numerator and denominator, the sign in the numerator; 1 below a whole number."""
    if node.head == "negate":
        inner = _parts(node.arguments[0])
        return None if inner is None else (negated(inner[0]), inner[1])
    if node.head == "divide":
        return node.arguments[0], node.arguments[1]
    return None


def _apart(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "add":
        return
    split = [(position, parts) for position, part in enumerate(node.arguments) if (parts := _parts(part)) is not None]
    for (i, (a, b)), (j, (c, d)) in combinations(split, 2):
        tops = [total([a, c])] + ([ONE] if a is c is ONE else [])
        rest = [part for position, part in enumerate(node.arguments) if position not in (i, j)]
        for top in tops[::-1]:
            joined = term("divide", [top, total([b, d])])
            yield total([*rest[:i], joined, *rest[i:]])


def _mended(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "divide" or node.arguments[1].head != "add" or len(node.arguments[1].arguments) != 2:
        return
    top, (b, d) = node.arguments[0], node.arguments[1].arguments
    if top.head == "add":
        count = len(top.arguments)
        for split in sorted(range(1, count), key=lambda place: abs(2 * place - count)):
            a, c = total(top.arguments[:split]), total(top.arguments[split:])
            yield total([term("divide", [a, b]), term("divide", [c, d])])
    elif top is ONE:
        yield total([term("divide", [ONE, b]), term("divide", [ONE, d])])


RULE = rewriting(
    "fractions-added-apart",
    r"\frac{a}{b} + \frac{c}{d} \to \frac{a + c}{b + d}",
    "Fractions are added over a common denominator; numerators and denominators cannot be added apart.",
    slip=_apart,
    mend=_mended,
)
