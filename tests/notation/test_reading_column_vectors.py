"""Tuples that are calculated with are columns; a tuple by itself stays one."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, number, term

DECLARED = read_declarations("n: size\nA: matrix[2, 2]\nu: vector[2]\na: vector[n]\nx: real\n")


def of(latex: str) -> Term:
    return read(latex, DECLARED).term


@pytest.mark.parametrize(
    ("short", "written_out"),
    [
        (r"(1, x)^\top", r"\begin{pmatrix} 1 \\ x \end{pmatrix}"),
        (r"u^\top (1, x)", r"u^\top \begin{pmatrix} 1 \\ x \end{pmatrix}"),
        (r"A (1, 0)^\top", r"A \begin{pmatrix} 1 \\ 0 \end{pmatrix}"),
        (r"2 (1, 0) - u", r"2 \begin{pmatrix} 1 \\ 0 \end{pmatrix} - u"),
        (r"u + (1, 0)", r"u + \begin{pmatrix} 1 \\ 0 \end{pmatrix}"),
        (r"-(1, 0)", r"-\begin{pmatrix} 1 \\ 0 \end{pmatrix}"),
        (r"\langle (1, 0), u \rangle", r"\langle \begin{pmatrix} 1 \\ 0 \end{pmatrix}, u \rangle"),
        (r"(1, 0) \cdot u", r"\begin{pmatrix} 1 \\ 0 \end{pmatrix} \cdot u"),
        (r"A u = (1, 0)", r"A u = \begin{pmatrix} 1 \\ 0 \end{pmatrix}"),
        (r"(1, 0) = A u = u", r"\begin{pmatrix} 1 \\ 0 \end{pmatrix} = A u = u"),
    ],
)
def test_a_tuple_that_is_calculated_with_is_a_column(short, written_out):
    assert of(short) is of(written_out)


@pytest.mark.parametrize(
    "latex", ["(1, x)", "(1, x) = (x, 1)", "x \\in (0, 1)", "x \\in (0, 1) \\cup (2, 3)", "a = (1, 2)"]
)
def test_a_tuple_by_itself_an_interval_and_a_sample_are_no_columns(latex):
    assert all(node.head != "matrix" for node in of(latex).walk())


def test_a_declared_vector_is_defined_by_a_tuple_of_its_length_as_a_column():
    _, (definition,), _ = read_definition("u = (1, x)", DECLARED)
    assert definition.body is term("matrix", [number(1), of("x")], (2, 1))


def test_a_tuple_with_dots_is_transposed_by_nobody():
    with pytest.raises(Failure) as failure:
        of(r"(1, \dots, n)^\top")
    assert failure.value.diagnostics[0].code == "read-transpose"


def test_the_shapes_of_columns_are_checked_like_those_of_matrices():
    assert shape_of(of(r"A (1, 0)^\top"), DECLARED) == shape_of(of("u"), DECLARED)
    with pytest.raises(ShapeMismatch):
        shape_of(of(r"A (1, 0, 2)^\top"), DECLARED)
