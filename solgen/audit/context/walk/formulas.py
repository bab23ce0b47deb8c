"""The formulas in reading order: each is read, and what it says goes into force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solgen.audit.context.material import Formula
from solgen.audit.context.walk.ahead import define_ahead
from solgen.audit.context.walk.force import assume_bounds, put
from solgen.audit.context.walk.purposes import purposes_of
from solgen.audit.context.walk.reading import (
    block_of,
    conditions_behind,
    declared_at,
    of_numbers,
    read_formula,
    written_as_numbers,
)
from solgen.audit.context.walk.running import run_along
from solgen.audit.context.walk.state import Walk
from solgen.audit.understanding import Purpose, ReadFormula


def formulas_of(walk: Walk, formulas: Sequence[Formula]) -> Iterator[ReadFormula]:
    """Every formula as it is understood."""
    walk.by_number = {formula.number: formula for formula in formulas}
    for formula in formulas:
        if formula.region != walk.region:
            walk.region, walk.current = formula.region, {}
        if not formula.raw.display:
            walk.standing.close_paragraph(formula.block)
        walk.standing.enter(formula.part)
        yield _formula(walk, formula)


def _formula(walk: Walk, formula: Formula) -> ReadFormula:
    run_along(walk, formula)
    declared = declared_at(walk, formula)
    block = block_of(walk, formula)
    walk.as_numbers = written_as_numbers(walk, formula, declared)
    reading, problem = read_formula(walk, formula, declared)
    if reading is not None:
        reading, declared = of_numbers(walk, formula, reading, declared, block)
        define_ahead(walk, formula, reading, declared)
    context = walk.standing.context(formula.part, declared, block)
    context = context.with_hypotheses(*conditions_behind(walk, formula, declared, context))
    purposes: tuple[Purpose, ...] = ()
    if reading is not None:
        purposes = purposes_of(walk, formula, reading, declared, context)
    elif problem is None:
        purposes = (Purpose.MENTION,)
    assume_bounds(walk, formula, declared)
    for extra in walk.extras.get(formula.number, ()):
        put(walk, formula, extra, declared)
    walk.note_uses(formula)
    after = walk.standing.context(formula.part, declared, block)
    missing = [one for one in context.hypotheses if one not in after.hypotheses]
    after = after.with_hypotheses(*missing) if missing else after
    after = context if after == context else after
    return ReadFormula(
        formula.number, formula.raw, formula.place, formula.part, formula.block, formula.words,
        reading, purposes, context, after, problem,
    )  # fmt: skip
