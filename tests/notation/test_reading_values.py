"""What formulas are worth at points, against values worked out by hand."""

from __future__ import annotations

import pytest

from solgen.notation.reading import read
from tests.notation.cases import Case, cases
from tests.notation.evaluation import Evaluator, parse, same

CASES = list(cases("values.md"))


def test_there_are_at_least_150_formulas_with_hand_worked_values():
    assert len(CASES) >= 150
    assert len({case.texts for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex)
def test_a_formula_is_worth_what_was_worked_out_by_hand(case: Case):
    latex, at, expected = case.texts
    pairs = [part.split(" = ") for part in at.split("; ") if part]
    values = {name: parse(value) for name, value in pairs}
    found = Evaluator(case.context, values)(read(latex, case.context).term)
    assert same(found, parse(expected)), found
