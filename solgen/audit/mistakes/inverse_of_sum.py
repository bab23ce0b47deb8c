"""``(A + B)^{-1}  →  A^{-1} + B^{-1}``, ``1/(a + b)  →  1/a + 1/b``: an inverse is taken term by term."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, is_array, negated, product, quotient, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, term


def _term_by_term(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "inverse" and node.arguments[0].head == "add":
        yield total([_inverse(part, step) for part in node.arguments[0].arguments])
    elif node.head == "divide" and node.arguments[1].head == "add":
        top = node.arguments[0]
        yield total([_over(top, part) for part in node.arguments[1].arguments])
    elif node.head == "power" and node.arguments[0].head == "add" and node.arguments[1].head == "negate":
        exponent = node.arguments[1]
        yield total([_power(part, exponent) for part in node.arguments[0].arguments])


def _inverse(part: Term, step: WrongStep) -> Term:
    if part.head == "negate":
        return negated(_inverse(part.arguments[0], step))
    if part.head == "multiply":
        numbers = [factor for factor in part.arguments if not is_array(factor, step.claim.context)]
        arrays = [factor for factor in part.arguments if factor not in numbers]
        if numbers and arrays:
            return product([quotient(ONE, product(numbers)), _inverse(product(arrays), step)])
    if part.head == "constant" and part.data == "identity":
        return part
    return term("inverse", [part])


def _over(top: Term, part: Term) -> Term:
    return negated(_over(top, part.arguments[0])) if part.head == "negate" else term("divide", [top, part])


def _power(part: Term, exponent: Term) -> Term:
    if part.head == "negate":
        return negated(_power(part.arguments[0], exponent))
    return term("power", [part, exponent])


def _inverse_of_all(node: Term, _step: WrongStep) -> Iterator[Term]:
    """``A^{-1} + B^{-1}`` as ``(A + B)^{-1}``, ``x/a + x/b`` as ``x/(a + b)``."""
    if node.head != "add":
        return
    signs = [part.head == "negate" for part in node.arguments]
    bare = [part.arguments[0] if minus else part for part, minus in zip(node.arguments, signs, strict=True)]

    def summed(parts: list[Term]) -> Term:
        return total([negated(part) if minus else part for part, minus in zip(parts, signs, strict=True)])

    if all(part.head == "inverse" for part in bare):
        yield term("inverse", [summed([part.arguments[0] for part in bare])])
    elif all(part.head == "divide" and part.arguments[0] is bare[0].arguments[0] for part in bare):
        yield term("divide", [bare[0].arguments[0], summed([part.arguments[1] for part in bare])])


RULE = rewriting(
    "inverse-of-sum",
    r"(A + B)^{-1} \to A^{-1} + B^{-1}",
    "The inverse of a sum is not the sum of the inverses: already 1/(1 + 1) is not 1/1 + 1/1.",
    slip=_term_by_term,
    mend=_inverse_of_all,
)
