"""``(a + b)/(a c)  →  b/c``, ``a b/c  →  a``: what is cancelled is not a factor of both, or not the same factor."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import ONE, TWO, factors, negated, power, product, quotient, summands, total, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, number


def _cancelled(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head != "divide":
        return
    top, bottom = node.arguments
    yield from _unlike(top, bottom)
    yield from _in_one_summand(top, bottom, turned=False)
    yield from _in_one_summand(bottom, top, turned=True)
    yield from _common_summand(top, bottom)


def _unlike(top: Term, bottom: Term) -> Iterator[Term]:
    """A factor above against a different one below; ``a + b`` against one of the "factors" of ``a^2 + b^2``."""
    for i, above in enumerate(factors(top)):
        for j, below in enumerate(factors(bottom)):
            if above is below or not (above.head == "add" or below.head == "add"):
                continue
            if above is top and below is bottom:
                continue  # nothing but 1 would be left, which is what any two sides may have become
            rest, remaining = product(without(factors(top), i)), without(factors(bottom), j)
            taken = _as_square_of(below, above)
            if taken is not None:
                yield quotient(rest, product([*remaining[:j], taken, *remaining[j:]]))
            yield quotient(rest, product(remaining))


def _as_square_of(squares: Term, base: Term) -> Term | None:
    """``a + b`` where the squares of a and b stand for the square of a + b."""
    if squares.head != "add" or base.head != "add" or len(squares.arguments) != len(base.arguments):
        return None
    bases = [part.arguments[0] if part.head == "power" and part.arguments[1] is TWO else None
             for part in squares.arguments]  # fmt: skip
    bare = [part.arguments[0] if part.head == "negate" else part for part in base.arguments]
    return add(*base.arguments) if bases == bare else None


def _in_one_summand(many: Term, other: Term, *, turned: bool) -> Iterator[Term]:
    """A factor of the other side is cancelled in one summand only, or together with a whole summand."""
    if many.head != "add":
        return
    for j, factor in enumerate(factors(other)):
        left_over = product(without(factors(other), j))
        for i, summand in enumerate(many.arguments):
            bare = summand.arguments[0] if summand.head == "negate" else summand
            reduced = _divided_by(bare, factor)
            if reduced is None:
                continue
            signed = negated(reduced) if summand.head == "negate" else reduced
            results = [add(*many.arguments[:i], signed, *many.arguments[i + 1 :])]
            if reduced is ONE:
                results.insert(0, total(without(many.arguments, i)))
            for result in results:
                yield quotient(left_over, result) if turned else quotient(result, left_over)


def _divided_by(node: Term, factor: Term) -> Term | None:
    """A product without one factor, a power with an exponent less; None where the factor is not there."""
    parts = list(factors(node))
    for position, part in enumerate(parts):
        if part is factor:
            return product(without(parts, position))
        if part.head == "power" and part.arguments[0] is factor and isinstance(part.arguments[1].data, int):
            lower = power(factor, number(part.arguments[1].data - 1))
            return product([*parts[:position], lower, *parts[position + 1 :]])
    return None


def _common_summand(top: Term, bottom: Term) -> Iterator[Term]:
    if top.head != "add" or bottom.head != "add":
        return
    for i, summand in enumerate(top.arguments):
        if summand in bottom.arguments:
            j = bottom.arguments.index(summand)
            yield quotient(total(without(summands(top), i)), total(without(summands(bottom), j)))


RULE = rewriting(
    "unequal-factors-cancelled",
    r"\frac{a + b}{a c} \to \frac{b}{c}",
    "Only a common factor of the whole numerator and the whole denominator can be cancelled; these were not the same.",
    slip=_cancelled,
)
