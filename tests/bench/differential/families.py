"""More families of random claims, over contexts as courses declare them: true by a law, or with one node changed.

Each family makes a claim that is true wherever its sides exist; half of the time a single-node mutant is judged
instead. Points come from the claim's own context (``corpus_worlds``), and what the oracle says is weighed as for the
corpus (``corpus_mutants.said``).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import constant
from solgen.notation.writing.latex import to_latex
from tests.bench.corpus_mutants import mutated, said
from tests.bench.differential.arrays import (
    ARRAYS,
    FAMILY,
    VECTORS,
    array_derivatives,
    arrays,
    closed_sums,
    components,
    gradients,
    vectors,
)
from tests.bench.differential.draws import Draw, tidy
from tests.bench.differential.scalars import REALS, derivatives_of_functions, equations, functions, limits, systems
from tests.bench.differential.tally import Tally

FAMILIES: dict[str, tuple[str, Callable[[Draw], str], tuple[str, ...]]] = {
    "functions": (REALS, functions, ()),
    "functions' derivatives": (REALS, derivatives_of_functions, ()),
    "limits": (REALS, limits, ()),
    "vectors": (VECTORS, vectors, ()),
    "gradients": (VECTORS, gradients, ()),
    "components": (FAMILY, components, ()),
    "closed sums": (FAMILY, closed_sums, ()),
    "arrays": (ARRAYS, arrays, ()),
    "derivatives by arrays": (ARRAYS, array_derivatives, ()),
    "equations": (REALS, equations, ("x",)),
    "systems": (REALS, systems, ("x", "u")),
}
"""Declarations, maker and unknowns of each family."""


def compare(tally: Tally, seeds: list[int], count: int) -> None:
    """``count`` claims of each family for each seed, added to what ``measure`` found."""
    for seed in seeds:
        for family, step in steps_of_laws().items():
            draw = random.Random(f"{family} {seed}")  # noqa: S311 -- a test's dice
            for _ in range(count):
                step(draw, tally)


def steps_of_laws() -> dict[str, Callable[[Draw, Tally], None]]:
    """What draws and judges one more claim of each family."""

    def of_family(family: str) -> Callable[[Draw, Tally], None]:
        declared, maker, unknowns = FAMILIES[family]
        context = read_declarations(declared)
        return lambda draw, tally: _compare(tally, draw, family, tidy(maker(draw)), context, unknowns)

    return {family: of_family(family) for family in FAMILIES}


def _compare(tally: Tally, draw: Draw, family: str, latex: str, context: Context, unknowns: tuple[str, ...]) -> None:
    try:
        node = read(latex, context).term
    except Failure:
        tally.unread += 1
        return
    claim = Claim(context, node, "⊢", constant("true"), unknowns)
    if node.head == "relation":
        claim = Claim(context, node.arguments[0], str(node.data), node.arguments[1], unknowns)
    changed = draw.random() < 0.5
    if changed:
        claim = draw.choice(list(mutated(claim)) or [claim])
    if not tally.is_new(claim):
        return
    verdict = check(claim)
    tally.words[f"{family} {verdict.word.value}"] += 1
    told = f"{family}: {latex}{f', changed: {to_latex(claim.left)} {claim.relation} {to_latex(claim.right)}' * changed}"
    if verdict.word is Word.ILL_FORMED:
        if not changed:
            tally.wrong.append(f"{told}: ill-formed: {verdict.message}")
        return
    saying = said(claim, verdict, draw.randrange(2**20))
    if saying.holds is None:
        tally.leave_open(family, f"{verdict.word.value}, {saying.where[:60]}", told)
    elif verdict.established and not saying.holds:
        tally.wrong.append(f"{told}: {verdict.word.value} by {verdict.mechanism}, but fails at {saying.where}")
    elif verdict.word is Word.REFUTED and saying.holds:
        tally.wrong.append(f"{told}: refuted, but no failure is found; {verdict.message}")
