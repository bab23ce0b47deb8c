"""``a + b  →  a``: a summand is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from solgen.audit.mistakes.derivative_rules import taken_derivatives
from solgen.audit.mistakes.pieces import ONE, is_result, negated, summands, total, without
from solgen.audit.mistakes.places import places, rewritten
from solgen.audit.mistakes.rewriting import material, sources, written_sources
from solgen.audit.mistakes.rule import Grade, MistakeRule, Reach, Reproduction, WrongStep
from solgen.notation.terms import Term, TermTooDeep

_MOST: Final = 280
_MOST_SUMMANDS: Final = 14
_ATOM: Final = 0
_COMPOUND: Final = 2
_FROM_NOWHERE: Final = 2
_INSIDE: Final = 3
_TOO_FAR: Final = 2
"""How far-fetched it is that a summand was lost elsewhere than beside its neighbours."""
_HOLDS_SUMS: Final = frozenset({"add", "name", "index", "apply", "multiply", "power", "divide", "sum", "number",
                                "negate", "transpose"})  # fmt: skip


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if not is_result(step.after):
        for right, strain in islice(_restored(step), _MOST):
            yield Reproduction(step.after, right, strain=strain)
    for source in written_sources(step):
        for wrong in islice(rewritten(source, _lost), 30):
            yield Reproduction(wrong, reach=Reach.BY_VALUE)
    for source in written_sources(step):
        for wrong in islice(taken_derivatives(source, step.claim.context, "sum-term"), 12):
            yield Reproduction(wrong)


def _lost(node: Term) -> Iterator[Term]:
    if node.head == "add":
        for position in range(len(node.arguments)):
            yield total(without(node.arguments, position))


def _restored(step: WrongStep) -> Iterator[tuple[Term, int]]:
    """Sums with a summand put back, and how far-fetched that is."""
    pool = _pool(step)
    condition = step.after.head in ("relation", "or", "and")
    parts = {part for node in step.after.walk() if node.head == "add" for part in node.arguments}
    spots = [
        (here, rebuild)
        for here, rebuild in places(step.after)
        if here.head in _HOLDS_SUMS and (here not in parts or here is step.after) and not _is_solved_for(here, step)
    ]
    spots.sort(key=lambda spot: (spot[0] is not step.after, spot[0].head != "negate", spot[0].head != "add"))
    for here, rebuild in spots:
        present = summands(here)
        for summand, (siblings, strain) in pool.items():
            if negated(summand) in present or (condition and summand.head in ("number", "negate") and not summand.free):
                continue
            if here.head == "number" and summand.head in ("number", "negate"):
                continue
            beside = not siblings.isdisjoint(present)
            far = strain + (_INSIDE if here.head not in ("number", "add") and _contains(summand, here) else 0)
            if far > _TOO_FAR and not beside:
                continue
            try:
                yield rebuild(_with_summand(here, summand)), 0 if beside else far
            except (ValueError, TermTooDeep):
                continue


def _is_solved_for(node: Term, step: WrongStep) -> bool:
    """Whether it is the name alone on its side of an equation: that side is as it was meant."""
    return step.after.head == "relation" and node.head == "name" and node in step.after.arguments


def _contains(node: Term, part: Term) -> bool:
    return any(inner is part for inner in node.walk())


def _with_summand(node: Term, summand: Term) -> Term:
    """A summand goes last, but in front of what would begin with a minus."""
    parts = summands(node)
    first = parts[0].head == "negate" and summand.head != "negate"
    return total([summand, *parts] if first else [*parts, summand])


def _pool(step: WrongStep) -> dict[Term, tuple[frozenset[Term], int]]:
    """Summands that may have got lost, with those beside which they stand and how far-fetched each is elsewhere."""
    near = (step.before, step.claim.left, step.after)
    missing = frozenset[str]().union(*(source.free for source in sources(step))) - step.after.free
    siblings: dict[Term, set[Term]] = {}
    strains: dict[Term, int] = {}
    for source in material(step):
        for node in source.walk():
            if node.head not in ("add", "tuple"):
                continue
            for position, summand in enumerate(node.arguments):
                if step.after.free or not summand.free:
                    siblings.setdefault(summand, set()).update(without(node.arguments, position))
                    bare = summand.arguments[0] if summand.head == "negate" else summand
                    plain = _ATOM if bare.head in ("number", "name", "index") else _COMPOUND
                    strains.setdefault(summand, 1 if missing & bare.free else plain + (0 if source in near else 1))
    siblings.setdefault(ONE, set())
    strains.setdefault(ONE, _FROM_NOWHERE)
    kept = list(siblings)[:_MOST_SUMMANDS]
    if ONE not in kept:
        kept.append(ONE)
    found: dict[Term, tuple[frozenset[Term], int]] = {
        summand: (frozenset(siblings[summand]), strains[summand]) for summand in kept
    }
    for summand in kept:
        beside = frozenset(map(negated, siblings[summand]))
        found.setdefault(negated(summand), (beside, strains[summand]))
    return found


RULE = MistakeRule(
    "lost-term",
    r"a + b \to a",
    "A term of the sum is missing: compare the terms of this line with those of the line before.",
    _apply,
    Grade.LOOSE,
)
