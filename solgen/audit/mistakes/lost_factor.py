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
from solgen.audit.mistakes.places import places, rewritten
from solgen.audit.mistakes.positions import whole_terms
from solgen.audit.mistakes.rewriting import material, written_sources
from solgen.audit.mistakes.rule import Grade, MistakeRule, Reach, Reproduction, WrongStep
from solgen.notation.terms import BINDERS, Term, TermTooDeep, number, term

_MOST_FACTORS: Final = 20
_MOST: Final = 220
_DEEP: Final = 3
ZERO: Final = number(0)


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if not is_result(step.after):
        for right, strain in islice(_restored(step, _pool(step)), _MOST):
            yield Reproduction(step.after, right, strain=strain)
    for source in written_sources(step):
        for wrong in islice(rewritten(source, lambda node: _lost(node, step)), _MOST // 4):
            yield Reproduction(wrong, reach=Reach.BY_VALUE)


def _restored(step: WrongStep, pool: list[tuple[Term, int]]) -> Iterator[tuple[Term, int]]:
    """The wrong side with a factor put back, and how far-fetched that is."""
    yield from ((scaled, 0) for scaled in _scaled_names(step))
    condition = step.after.head == "relation"
    for node, rebuild, _ in whole_terms(step.after):
        if condition and (node is step.after or (node.head == "name" and node in step.after.arguments)):
            continue  # a condition has no factors, and what it is solved for stands alone on purpose
        for factor, strain in pool:
            try:
                yield rebuild(with_factor(node, factor, step.before)), strain
            except (ValueError, TermTooDeep):
                continue


def _scaled_names(step: WrongStep) -> Iterator[Term]:
    """A name for which the material has it with a number or a size: ``\\lambda/2`` for ``\\lambda``."""
    scaled: dict[Term, list[Term]] = {}
    for source in material(step):
        for node in source.walk():
            for atom in _scaled_atom(node):
                scaled.setdefault(atom, []).append(node)
    for here, rebuild in places(step.after):
        for node in dict.fromkeys(scaled.get(here, ())):
            try:
                yield rebuild(node)
            except (ValueError, TermTooDeep):
                continue


def _scaled_atom(node: Term) -> list[Term]:
    """The one name in a fraction or a product of at most a name, numbers and sizes."""
    if node.head not in ("divide", "multiply") or node.depth > 3:
        return []
    parts = [*factors(node.arguments[0]), *factors(node.arguments[1])] if node.head == "divide" else node.arguments
    atoms = [part for part in parts if part.head != "number"]
    return atoms if len(atoms) <= 2 and len(atoms) < len(parts) and all(part.head == "name" for part in atoms) else []


def _pool(step: WrongStep) -> list[tuple[Term, int]]:
    """Factors that stand before the line, above or below a fraction line; 2 and a half."""
    found: list[Term] = []
    slopes: list[Term] = []
    near: set[Term] = set()
    for source in material(step):
        if source not in (step.before, step.after, step.claim.left):
            near = near or set(found)
        for node in source.walk():
            if node.head == "multiply":
                found += [factor for factor in node.arguments if factor.head != "negate"]
            elif node.head in ("name", "index") and source in (step.before, step.after, step.claim.left):
                found.append(node)
            elif node.head == "power" and node.arguments[1].head == "number":
                down = [node.arguments[1], number(int(str(node.arguments[1].data)) - 1)]  # in derivatives
                found += [*down, *(reciprocal_of(factor) for factor in down if factor is not ZERO)]
            elif node.head == "apply" and _is_open_function(node, step):
                slopes.append(term("apply", [term("prime", [node.arguments[0]], 1), *node.arguments[1:]]))
            elif node.head == "add" and len(bottoms := _bottoms(node)) > 1:
                found.append(reciprocal_of(product(bottoms)))
            elif node.head == "divide":
                found += [factor for factor in factors(node.arguments[0]) if factor.head != "negate"]
                found += [reciprocal_of(factor) for factor in factors(node.arguments[1])]
                found += [reciprocal_of(node.arguments[1]), node]
    context = step.claim.context
    bindable = {str(node.arguments[0].data) for node in step.after.walk() if node.head in BINDERS}
    usable = [
        (factor, _strain(factor, near))
        for factor in distinct([*found[:4], TWO, HALF, *slopes, *found, *(_twice(factor) for factor in found)])
        if factor not in (ZERO, ONE)
        and factor.depth <= 8
        and is_number(factor, context)
        and _stands(factor, step, bindable)
        and (step.after.free or not factor.free)
    ]
    return usable[:_MOST_FACTORS]


def _bottoms(node: Term) -> list[Term]:
    """The different denominators in a sum of fractions."""
    bare = (part.arguments[0] if part.head == "negate" else part for part in node.arguments)
    return distinct(one.arguments[1] for part in bare for one in factors(part) if one.head == "divide")


def _strain(factor: Term, near: set[Term]) -> int:
    """How far-fetched it is that this factor got lost: a large one from a definition is."""
    return 1 if factor.depth > _DEEP and near and factor not in near else 0


def _is_open_function(node: Term, step: WrongStep) -> bool:
    """Whether a function is applied that is declared and not defined: its derivative may be a factor."""
    function = node.arguments[0]
    context = step.claim.context
    return function.head == "name" and len(node.arguments) == 2 and context.definition(str(function.data)) is None


def _twice(factor: Term) -> Term:
    """The factor 2 that a square leaves, with what stands before the square."""
    return quotient(TWO, factor.arguments[1]) if factor.head == "divide" and factor.arguments[0] is ONE else TWO


def _stands(factor: Term, step: WrongStep, bindable: set[str]) -> bool:
    """Whether its names mean something where it is put: bound names of the sources do not outside their sums."""
    free = step.claim.left.free | step.after.free | step.before.free
    context = step.claim.context
    return all(
        named in free or named in bindable or context.declaration(named) or context.definition(named)
        for named in factor.free
    )


def _lost(node: Term, step: WrongStep) -> Iterator[Term]:
    if node.head == "multiply":
        for position, factor in enumerate(node.arguments):
            if is_number(factor, step.claim.context):
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
    "A factor is missing: compare the factors of this line with those of the line before.",
    _apply,
    Grade.LOOSE,
)
