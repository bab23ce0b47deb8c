"""Slips in true lines about matrices: what is proved of them is true, as NumPy sees it."""

from __future__ import annotations

from itertools import islice

import pytest

from solgen.kernel.claim import Claim, Proof
from solgen.kernel.matrix_instances import attempt as certify
from solgen.notation.context import Context
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, relation
from tests.bench.mutants import mutants
from tests.kernel.matrix_oracle import World
from tests.kernel.test_matrix_words import FULL, SHAPES, TRUE, claims_of, judge

LINES = [(base, latex) for base, latex in TRUE if base is not FULL and r"\iff" not in latex]
EVERY = 3


def well_formed(node: Term, base: Context) -> bool:
    try:
        shape_of(node, base)
    except ShapeMismatch:
        return False
    return True


@pytest.mark.parametrize(("base", "latex"), LINES, ids=[latex for _, latex in LINES])
def test_no_false_mutant_of_a_true_line_is_established(base: Context, latex: str) -> None:
    worlds = [World(base, rows, columns, seed) for seed, (rows, columns) in enumerate(SHAPES)]
    claim, _ = claims_of(latex, base)[-1]
    for mutant in islice(mutants(claim.right, base), 0, None, EVERY):
        said = relation(claim.relation, claim.left, mutant)
        if not well_formed(said, base):
            continue
        changed = Claim(base, claim.left, claim.relation, mutant)
        if isinstance(judge(changed), Proof) or isinstance(certify(changed), Proof):
            assert all(world.holds(said) for world in worlds), mutant
