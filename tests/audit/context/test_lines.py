"""Declarations written as lines."""

from __future__ import annotations

import pytest

from solgen.audit.context.lines import declaration_line
from solgen.notation.reading import read_declarations

LINES = [
    "x: real, positive",
    "n: size, at least 2",
    "y_i: real, in {0, 1} for i in 1..n",
    "W_{jk}: real for j in 1..n, k in 1..n",
    "x^{(i)}: vector[n] for i in 1..n",
    "A: matrix[n, n], symmetric, invertible",
    "w^*: vector[n]",
    "B: matrix[n, n], diagonal b_k for k in 1..n",
    "C: matrix[n, n], orthonormal columns c_k for k in 1..n",
    "f: function",
    "\\hat{p}: real, in (0, 1)",
    "t: quantity in s, positive",
    "S: set",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_written_so_that_it_declares_the_same(line):
    sizes = read_declarations("n: size")
    declared = read_declarations(line, sizes)
    name = next(one for one in declared.declarations if one not in sizes.declarations or line.startswith("n:"))
    again = read_declarations(declaration_line(name), sizes)
    assert set(again.declarations) == set(declared.declarations)
