"""``(1/N) sum_i a_i  →  sum_i a_i``: a mean is not divided by the number of its terms."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, factors, is_result, negated, product, quotient, without
from solgen.audit.mistakes.rewriting import rewriting, sources
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, number


def _undivided(node: Term, step: WrongStep) -> Iterator[Term]:
    counts = _counts(step)
    if node.head == "divide":
        top, bottom = node.arguments
        for position, factor in enumerate(factors(bottom)):
            if factor in counts:
                yield quotient(top, product(without(factors(bottom), position)))
    elif node.head == "multiply":
        for position, factor in enumerate(node.arguments):
            if factor.head == "divide" and factor.arguments[1] in counts and factor.arguments[0] is ONE:
                yield product(without(node.arguments, position))


def _divided(node: Term, step: WrongStep) -> Iterator[Term]:
    whole = node in (step.after, step.claim.right)
    if whole and node.head == "add" and not node.free:  # the numbers that a mean is taken of, one by one
        yield product([quotient(ONE, number(len(node.arguments))), node])
    if is_result(step.after):
        return  # from a mere number nobody knows what it might be divided by
    if node.head == "sum":
        yield product([quotient(ONE, node.arguments[2]), node])
    elif whole or node.head == "multiply":
        bare = node.arguments[0] if node.head == "negate" else node
        for count in sorted(_counts(step), key=repr):
            yield negated(_over(bare, count)) if bare is not node else _over(bare, count)


def _over(node: Term, count: Term) -> Term:
    """``node`` divided by the count, in a fraction that stands there already or in one in front."""
    if node.head == "divide":
        return quotient(node.arguments[0], product([*factors(node.arguments[1]), count]))
    if node.head == "multiply" and node.arguments[0].head in ("number", "divide"):
        first, *rest = node.arguments
        return product([quotient(first, count) if first.head == "number" else _over(first, count), *rest])
    return product([quotient(ONE, count), node])


def _counts(step: WrongStep) -> frozenset[Term]:
    """The upper ends of sums that stand before the line, and of the sums behind its names."""
    return frozenset(node.arguments[2] for source in (*sources(step), step.after) for node in source.each("sum"))


RULE = rewriting(
    "mean-not-divided",
    r"\frac{1}{N} \sum_i a_i \to \sum_i a_i",
    "A mean is divided by the number of its terms; this division is missing.",
    slip=_undivided,
    mend=_divided,
    of_results=True,
)
