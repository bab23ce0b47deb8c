"""What a proof excepts is told once, whichever factor or order it came in, and in its shortest form."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.kernel.conditions.distinct import distinct
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

SAMPLE = "n: size\nv_i, u_i: real for i in 1..n\nx, y, t: real"
S, DOUBLE = r"\sum_{i=1}^n v_i^2", r"2 \sum_{i=1}^n v_i^2"
SAID = r"\sum_{i=1}^{n} v_{i}^{2} \ne 0"


def conditions(latex: str) -> tuple[str, ...]:
    verdict = check(claim(latex, context(SAMPLE)))
    assert verdict.word is Word.PROVED
    return verdict.conditions


@pytest.mark.parametrize(
    "latex",
    [
        rf"\frac{{1}}{{{S}}} + \frac{{1}}{{{DOUBLE}}} = \frac{{3}}{{{DOUBLE}}}",
        rf"\frac{{1}}{{{DOUBLE}}} + \frac{{1}}{{{S}}} = \frac{{3}}{{{DOUBLE}}}",
        rf"\frac{{t}}{{{DOUBLE}}} + \frac{{t}}{{{DOUBLE}}} = \frac{{t}}{{{S}}}",
    ],
)
def test_a_multiple_of_what_is_excepted_is_not_excepted_again(latex):
    assert conditions(latex) == (SAID,)


def test_what_is_no_multiple_is_excepted_besides():
    other = r"\sum_{i=1}^n u_i^2"
    latex = rf"\frac{{1}}{{{S}}} + \frac{{1}}{{{other}}} = \frac{{{other} + {S}}}{{{S} {other}}}"
    assert conditions(latex) == (SAID, SAID.replace("v", "u"))


def test_a_step_needs_nothing_more_where_it_divides_by_a_multiple():
    assert conditions(rf"\frac{{1}}{{{S}}} = 1 \Rightarrow \frac{{2}}{{{DOUBLE}}} = 1") == (SAID,)


def test_the_order_of_summands_makes_no_other_condition():
    where = context(SAMPLE)
    one, turned, other = (read(latex, where).term for latex in (r"x + y \ne 0", r"y + x \ne 0", r"x - y \ne 0"))
    assert distinct([one, turned, other, one], where) == (one, other)


def test_entries_with_the_same_divisor_except_it_once():
    verdict = check(claim("A^{-1} A = I", context("A: matrix[2, 2]")))
    assert (verdict.word, verdict.conditions) == (Word.PROVED, (r"A_{22} A_{11} - A_{12} A_{21} \ne 0",))


def test_a_root_is_excepted_where_what_stands_below_it_is():
    where = context("n: size\nu: vector[n]")
    verdict = check(claim(r"\nabla_u \sqrt{u^t u} = \frac{u}{\sqrt{u^t u}}", where))
    assert (verdict.word, verdict.conditions) == (Word.PROVED, (r"\sum_{i=1}^{n} u_{i}^{2} \ne 0",))


def test_what_the_field_does_not_carry_stays():
    where = context("n: size\nA: matrix[n, n]\nx: real")
    said = [read(latex, where).term for latex in (r"\det(A) \ne 0", r"x \ne 0", r"2 \det(A) \ne 0", r"3 x \ne 0")]
    assert distinct(said, where) == (said[0], said[1], said[2])
