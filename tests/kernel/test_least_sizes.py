"""What a size is declared to be at least makes divisors different from 0, and nothing more than that."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations

SAMPLE = "x_i: real for i in 1..n\na, b: real"
MATRICES = "d: size\nX: matrix[n, d]\nV: matrix[d, d], orthogonal\nS: matrix[d, d], diagonal, invertible"


def said(latex: str, context: Context) -> Word:
    node = read(latex, context).term
    return check(Claim(context, node.arguments[0], str(node.data), node.arguments[1])).word


@pytest.mark.parametrize(
    ("latex", "declared"),
    [
        (r"\frac{1}{n - 1} (n - 1) = 1", SAMPLE),
        (r"\frac{1}{n - 1} \sum_{i=1}^n x_i = \frac{\sum_{i=1}^n x_i}{n - 1}", SAMPLE),
        (r"\left( \frac{1}{n - 1} V S V^t \right)^{-1} = (n - 1) V S^{-1} V^t", MATRICES),
    ],
)
def test_one_less_than_a_size_of_at_least_two_may_be_divided_by(latex, declared):
    assert said(latex, read_declarations(f"n: size, at least 2\n{declared}")) is Word.PROVED
    assert said(latex, read_declarations(f"n: size\n{declared}")) is Word.UNDECIDED


@pytest.mark.parametrize(
    ("latex", "declared"),
    [
        (r"\frac{1}{n - 3} (n - 3) = 1", SAMPLE),
        (r"\frac{1}{(n - 2) (n - 3)} (n - 2) (n - 3) = 1", SAMPLE),
        (r"\left( \frac{1}{n - 2} V S V^t \right)^{-1} = (n - 2) V S^{-1} V^t", MATRICES),
    ],
)
def test_what_may_still_be_zero_is_not_divided_by(latex, declared):
    assert said(latex, read_declarations(f"n: size, at least 2\n{declared}")) is Word.UNDECIDED
