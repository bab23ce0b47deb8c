"""``a b  →  b``: a factor is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from solgen.audit.mistakes.pieces import (
    HALF,
    ONE,
    TWO,
    distinct,
    factors,
    is_number,
    is_result,
    product,
    quotient,
    reciprocal_of,
    with_factor,
    without,
)
from solgen.audit.mistakes.places import rewritten
from solgen.audit.mistakes.positions import whole_terms
from solgen.audit.mistakes.rewriting import is_distant, sources
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.terms import BINDERS, Term, TermTooDeep

_MOST_FACTORS: Final = 16
_MOST: Final = 220


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if not is_result(step.after):
        for right in islice(_restored(step, _pool(step)), _MOST):
            yield Reproduction(step.after, right)
    for source in sources(step):
        for wrong in islice(rewritten(source, _lost), _MOST // 4):
            yield Reproduction(wrong, distant=is_distant(source, step))


def _restored(step: WrongStep, pool: list[Term]) -> Iterator[Term]:
    for node, rebuild, _ in whole_terms(step.after):
        for factor in pool:
            try:
                yield rebuild(with_factor(node, factor, step.before))
            except (ValueError, TermTooDeep):
                continue


def _pool(step: WrongStep) -> list[Term]:
    """Factors that stand before the line, above or below a fraction line; 2 and a half."""
    found: list[Term] = []
    for source in sources(step):
        for node in source.walk():
            if node.head == "multiply":
                found += [factor for factor in node.arguments if factor.head != "negate"]
            elif node.head == "divide":
                found += [factor for factor in factors(node.arguments[0]) if factor.head != "negate"]
                found += [reciprocal_of(factor) for factor in factors(node.arguments[1])]
    context = step.claim.context
    bindable = {str(node.arguments[0].data) for node in step.after.walk() if node.head in BINDERS}
    usable = [
        factor
        for factor in distinct([*found, TWO, HALF])
        if factor is not ONE and factor.depth <= 8 and is_number(factor, context) and _stands(factor, step, bindable)
    ]
    return usable[:_MOST_FACTORS]


def _stands(factor: Term, step: WrongStep, bindable: set[str]) -> bool:
    """Whether its names mean something where it is put: bound names of the sources do not outside their sums."""
    free = step.claim.left.free | step.after.free | step.before.free
    context = step.claim.context
    return all(
        named in free or named in bindable or context.declaration(named) or context.definition(named)
        for named in factor.free
    )


def _lost(node: Term) -> Iterator[Term]:
    if node.head == "multiply":
        for position in range(len(node.arguments)):
            yield product(without(node.arguments, position))
    elif node.head == "divide":
        top, bottom = node.arguments
        for position in range(len(factors(bottom))):
            yield quotient(top, product(without(factors(bottom), position)))
        if bottom.head == top.head == "multiply":  # a ratio is forgotten: one factor above with the one below it
            for i in range(len(top.arguments)):
                for j in range(len(bottom.arguments)):
                    above, below = without(top.arguments, i), without(bottom.arguments, j)
                    yield quotient(product(above), product(below))
        if top.head != "multiply" and top is not ONE:
            yield quotient(ONE, bottom)


RULE = MistakeRule(
    "lost-factor",
    r"a b \to b",
    "A factor got lost: compare the factors of this line with those of the line before.",
    _apply,
)
