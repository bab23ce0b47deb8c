"""``a + b  →  a``: a summand is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from solgen.audit.mistakes.pieces import ONE, distinct, is_result, negated, summands, total, without
from solgen.audit.mistakes.places import places, rewritten
from solgen.audit.mistakes.rewriting import material, reach_of, sources
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.terms import Term, TermTooDeep

_MOST: Final = 280
_MOST_SUMMANDS: Final = 14
_HOLDS_SUMS: Final = frozenset({"add", "name", "index", "apply", "multiply", "power", "divide", "sum", "number",
                                "negate", "transpose"})  # fmt: skip


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if not is_result(step.after):
        for right in islice(_restored(step), _MOST):
            yield Reproduction(step.after, right)
    for source in sources(step):
        for wrong in islice(rewritten(source, _lost), 30):
            yield Reproduction(wrong, reach=reach_of(source, step))


def _lost(node: Term) -> Iterator[Term]:
    if node.head == "add":
        for position in range(len(node.arguments)):
            yield total(without(node.arguments, position))


def _restored(step: WrongStep) -> Iterator[Term]:
    pool = _pool(step)
    parts = {part for node in step.after.walk() if node.head == "add" for part in node.arguments}
    spots = [
        (here, rebuild)
        for here, rebuild in places(step.after)
        if here.head in _HOLDS_SUMS and (here not in parts or here is step.after)
    ]
    spots.sort(key=lambda spot: (spot[0] is not step.after, spot[0].head != "negate", spot[0].head != "add"))
    for here, rebuild in spots:
        for summand in pool:
            if summand is not here and negated(summand) not in summands(here):
                try:
                    yield rebuild(_with_summand(here, summand))
                except (ValueError, TermTooDeep):
                    continue


def _with_summand(node: Term, summand: Term) -> Term:
    """A summand goes last, but in front of what would begin with a minus."""
    parts = summands(node)
    first = parts[0].head == "negate" and summand.head != "negate"
    return total([summand, *parts] if first else [*parts, summand])


def _pool(step: WrongStep) -> list[Term]:
    found = [
        summand
        for source in material(step)
        for node in source.walk()
        if node.head in ("add", "tuple")
        for summand in node.arguments
    ]
    if not step.after.free:
        found = [summand for summand in found if not summand.free]
    found = distinct([*found, ONE])[:_MOST_SUMMANDS]
    return distinct([*found, *map(negated, found)])


RULE = MistakeRule(
    "lost-term",
    r"a + b \to a",
    "A term of the sum got lost: it is still there one line before.",
    _apply,
)
