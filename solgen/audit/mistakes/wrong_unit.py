"""``60 min  →  60 s``, ``1 kg  →  1 g``: a value is off by the factor between two units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.mistakes.pieces import product, quotient
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.terms import Term, number, term
from solgen.notation.units import UNITS

_FACTORS: Final = (
    (60, 1), (1, 60), (1000, 1), (1, 1000), (3600, 1), (1, 3600), (100, 1), (1, 100), (100, 60), (60, 100),
    (1000, 60), (60, 1000), (24, 1), (1, 24), (8, 1), (1, 8), (1024, 1000), (1000, 1024),
)  # fmt: skip
"""What one unit is worth in another, and what it is taken for."""


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if not _has_units(step):
        return
    for node in step.after.walk():
        if node.head == "unit":
            for other in UNITS:
                if other.symbol != node.data:
                    yield Reproduction(step.after, _replaced(step.after, node, term("unit", data=other.symbol)))
    for top, bottom in _FACTORS:
        scaled = quotient(product([number(top), step.before]), number(bottom))
        yield Reproduction(scaled)


def _has_units(step: WrongStep) -> bool:
    context = step.claim.context
    names = step.before.free | step.claim.left.free
    return any(node.head == "unit" for side in (step.before, step.after) for node in side.walk()) or any(
        declaration.unit for latex in names if (declaration := context.declaration(latex)) is not None
    )


def _replaced(node: Term, old: Term, new: Term) -> Term:
    if node is old:
        return new
    return term(node.head, [_replaced(argument, old, new) for argument in node.arguments], node.data)


RULE = MistakeRule(
    "wrong-unit",
    r"1\,\mathrm{min} \to 1\,\mathrm{s}",
    "The value is right but for its unit: convert before you compare.",
    _apply,
)
