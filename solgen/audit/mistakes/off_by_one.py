"""``N - 1  →  N``, ``h_{t-1}  →  h_t``: a count, a bound of a sum or an index is one too large or too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solgen.audit.mistakes.pieces import ONE, negated, total
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, MistakeRule, Reproduction, WrongStep
from solgen.notation.context import Kind
from solgen.notation.terms import Term, number, term

_COUNTS = 10
"""A smaller number in a line about names is a coefficient or an exponent, and counts nothing."""
_LEAST = 2
"""A factor 1 that becomes 2 is rather a lost factor, a summand 1 that becomes 0 a lost term."""


def _off_bound(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head in ("sum", "product"):
        bound, low, high, body = node.arguments
        for shifted in _shifted(low):
            yield term(node.head, [bound, shifted, high, body])
        for shifted in _shifted(high):
            yield term(node.head, [bound, low, shifted, body])
    elif node.head in ("index", "order_statistic"):
        for position, index in enumerate(node.arguments[1:], 1):
            for shifted in _shifted(index):
                yield term(node.head, [*node.arguments[:position], shifted, *node.arguments[position + 1 :]])


def _off_count(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "number" and isinstance(node.data, int):
        if node.data >= _COUNTS or not (step.after.free or step.before.free):
            yield from (number(value) for value in (node.data + 1, node.data - 1) if min(value, node.data) >= _LEAST)
    elif node.head == "name" and _is_size(node, step):
        yield total([node, negated(ONE)])
        yield total([node, ONE])
    elif node.head == "add" and node.arguments[-1] in (ONE, negated(ONE)) and _is_size(node.arguments[0], step):
        yield total(node.arguments[:-1])


def _is_size(node: Term, step: WrongStep) -> bool:
    declaration = step.claim.context.declaration(str(node.data)) if node.head == "name" else None
    return declaration is not None and declaration.kind in (Kind.SIZE, Kind.INTEGER)


def _shifted(node: Term) -> Iterator[Term]:
    if node.head == "number" and isinstance(node.data, int):
        yield number(node.data + 1)
        if node.data > 0:
            yield number(node.data - 1)
    elif node.head == "add" and node.arguments[-1] in (ONE, negated(ONE)):
        yield total(node.arguments[:-1])
    else:
        yield total([node, negated(ONE)])
        yield total([node, ONE])


_NAME = "off-by-one"
_FORMULA = r"N - 1 \to N"
_FEEDBACK = "A count, a bound or an index is off by one: try the smallest case by hand."
_BOUNDS = rewriting(_NAME, _FORMULA, _FEEDBACK, slip=_off_bound, mend=_off_bound, grade=Grade.SLIP)
_COUNTS_OF_THINGS = rewriting(_NAME, _FORMULA, _FEEDBACK, slip=_off_count, mend=_off_count, grade=Grade.LOOSE)


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    """A bound and an index are rarely right by chance once they are moved; other counts are."""
    for reproduction in _BOUNDS.apply(step):
        yield replace(reproduction, strain=reproduction.strain - 1)
    yield from _COUNTS_OF_THINGS.apply(step)


RULE = MistakeRule(_NAME, _FORMULA, _FEEDBACK, _apply, Grade.LOOSE)
