"""What is read and written again is read as the same Term."""

from __future__ import annotations

import pytest

from solgen.notation.reading import read, read_definition
from solgen.notation.terms import multiply, name, number, term
from solgen.notation.writing.latex import to_latex
from tests.notation.cases import Case, cases, context_of

CASES = [*cases("values.md"), *cases("formulas.md")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex)
def test_a_term_written_as_latex_reads_back_as_itself(case: Case):
    reading = read(case.latex, case.context)
    assert read(to_latex(reading.term), case.context).term is reading.term


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex)
def test_canonical_latex_is_written_again_as_it_is(case: Case):
    written = to_latex(read(case.latex, case.context).term)
    assert to_latex(read(written, case.context).term) == written


@pytest.mark.parametrize("case", list(cases("definitions.md")), ids=lambda case: case.latex)
def test_a_definition_written_as_latex_defines_the_same(case: Case):
    reading, definitions, _ = read_definition(case.latex, case.context)
    assert read_definition(to_latex(reading.term), case.context)[1] == definitions


def test_a_sum_inside_one_over_the_same_index_is_bracketed():
    bound, y = name("i"), name("y")
    entry = term("index", [y, bound])
    inner = term("sum", [bound, number(1), number(2), entry])
    outer = term("sum", [bound, number(1), number(2), multiply(entry, inner)])
    context = context_of("y_i: real for i in 1..2")
    written = to_latex(outer)
    bare = written.translate(str.maketrans("", "", "()")).replace("\\left", "").replace("\\right", "")
    assert read(written, context).term is outer
    assert read(bare, context).term is multiply(term("sum", [bound, number(1), number(2), entry]), inner)
