"""How far indices run: as the formula at hand writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from solgen.audit.context.material import Formula, is_inside, region_of
from solgen.audit.context.ranges import Run
from solgen.audit.context.scan import Texts
from solgen.audit.context.spelling import spell_texts
from solgen.audit.context.walk.state import Walk
from solgen.diagnostics import Failure
from solgen.notation.context import IndexRange
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read_fragment


def run_along(walk: Walk, formula: Formula) -> None:
    """Let the indices run as this formula writes it: ``y_i`` up to N in one sum, up to n in a later one."""
    vocabulary = walk.vocabularies[formula.region]
    for name, positions in vocabulary.runs.items():
        here = [[run for run in runs if run.formula == formula.number] for runs in positions]
        declaration = walk.bases[formula.region].declaration(name)
        if not any(here) or declaration is None or len(declaration.indices) != len(positions):
            continue
        now = walk.current.get(name, declaration)
        indices = tuple(
            _changed(walk, one, runs[0].low, runs[0].high, formula) if runs else one
            for one, runs in zip(now.indices, here, strict=True)
        )
        if indices != now.indices and not _is_part(walk, name, formula, indices, here):
            walk.current[name] = replace(now, indices=indices)


def _is_part(
    walk: Walk, name: str, formula: Formula, indices: Sequence[IndexRange], here: Sequence[Sequence[Run]]
) -> bool:
    """Whether the formula sums but over a part of a sample: over two parts of it, or up to a bounded place."""
    if any(len({(run.low, run.high) for run in runs}) > 1 for runs in here):
        return True
    base = walk.bases[formula.region].declaration(name)
    now = walk.current.get(name, base)
    before = {letter for one in now.indices for letter in one.high.free} if now is not None else set()
    after = {letter for one in indices for letter in one.high.free} - before
    if before and not after:
        return True  # ``N - 1`` of ``N``, or the places of two indices: what was said before stands
    if before and after <= _sizes_of_others(walk, name, formula) and _is_defined(walk, name, formula):
        return True  # an index stands in the wrong place somewhere
    bounds = [one.term.free for one in walk.standing.hypotheses if is_inside(formula.part, one.part)]
    return any(each & after and each & before for each in bounds)


def _sizes_of_others(walk: Walk, name: str, formula: Formula) -> set[str]:
    """The letters up to which the indices of other names run in this region."""
    declared = walk.bases[formula.region].declarations
    return {letter for one in declared if one.name != name for index in one.indices for letter in index.high.free}


def _is_defined(walk: Walk, name: str, formula: Formula) -> bool:
    """Whether a formula of this region defines the indexed name."""
    definitions = chain.from_iterable(walk.standing.definitions.values())
    return any(
        stated.definition.name == name and region_of(stated.part) in ("", formula.region) for stated in definitions
    )


def _changed(walk: Walk, one: IndexRange, low: Texts, high: Texts, formula: Formula) -> IndexRange:
    context = walk.bases[formula.region]
    try:
        bounds = [read_fragment(spell_texts(texts), context, read_expression) for texts in (low, high)]
    except Failure:
        return one
    names = bounds[1].free | bounds[0].free
    known = all(context.declaration(each) is not None for each in names)
    return IndexRange(one.index, bounds[0], bounds[1]) if known else one
