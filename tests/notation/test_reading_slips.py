"""What becomes of every formula of the reader's cases at every slip of the hand, and the list of it."""

from __future__ import annotations

import pytest

from solgen.notation.context import Context
from solgen.notation.reading import read
from tests.notation.slips import block_key, declared, key, listed, listed_cases, outcome, outcomes, slips

CASES = listed_cases()
BLOCKS = list(dict.fromkeys(case.declare for _, case in CASES))
ON_PURPOSE = "after a change on purpose: python -m tests.notation.slips, and read the difference"


@pytest.mark.parametrize(("file", "case"), CASES, ids=lambda part: part if isinstance(part, str) else part.latex)
def test_each_slip_of_a_formula_is_read_or_refused_as_it_is_listed(file, case):
    assert outcomes(file, case).split() == listed()[key(file, case)].split(), ON_PURPOSE


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_each_slip_of_a_declaration_is_read_or_refused_as_it_is_listed(block):
    assert declared(block).split() == listed()[block_key(block)].split(), ON_PURPOSE


def test_slips_are_tokens_missing_twice_and_in_another_order():
    assert list(slips("x + y")) == ["+ y", "x y", "x +", "x x + y", "x + + y", "x + y y", "+ x y", "x y +"]


def test_an_outcome_tells_codes_and_columns_of_a_refusal():
    def term_of(latex, context):
        return repr(read(latex, context).term)

    assert outcome(term_of, "1 +", Context()) == "missing-term@0.4"
    assert outcome(term_of, "1 + 1", Context()) == outcome(term_of, "1+1", Context()) != "missing-term@0.4"
