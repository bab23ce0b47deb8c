"""What is refused, where, with which code and which help."""

from __future__ import annotations

import re

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.notation.reading import read
from tests.notation.cases import FOLDER, Case, cases

CASES = list(cases("refusals.md"))
COLUMNS = {
    number: int(match.group(1))
    for number, line in enumerate((FOLDER / "refusals.md").read_text(encoding="utf-8").splitlines(), start=1)
    if (match := re.search(r"` (\d+) `read-", line))
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex or "nothing")
def test_a_formula_is_refused_at_its_place_with_its_code_and_a_remedy(case: Case):
    latex, code, help_text = case.texts
    with pytest.raises(Failure) as caught:
        read(latex, case.context)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert help_text in found.message + found.hint
    assert found.place.column == COLUMNS[case.line]
    assert found.hint


def test_every_code_of_a_refusal_has_its_page():
    assert [code for code in {case.texts[1] for case in CASES} if explanation(code) is None] == []
