"""The exact value of a Term of matrix notation in a field, at matrices that are given."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq, fmpq_mat, nmod

from solgen.kernel.instances.draw_matrices import Drawing
from solgen.kernel.instances.matrix_fields import RATIONALS, Field, Matrix
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.matrices.matrix_values import DoesNotExist, Multiple, Place, drawn_kinds, equal, is_matrix
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context(
    "n, q: size\nx, c: real\nk: integer\nr: quantity in km\nA: matrix[q, q]\nB: matrix[q, n]\nv, u: vector[q]\n"
    "w: vector[n]\np: vector[1]\ny_i: real for i in 1..n\na_i: vector[q] for i in 1..n\nf: function\nd: real"
)
PRIME = Field(1009)
ROWS = {
    ("A", ()): [[2, 1], [1, 3]],
    ("B", ()): [[1, 2, 3], [4, 5, 6]],
    ("v", ()): [[1], [-1]],
    ("u", ()): [[1], [2]],
    ("w", ()): [[1], [2], [2]],
    ("p", ()): [[5]],
    ("a", (1,)): [[1], [0]],
    ("a", (2,)): [[0], [1]],
    ("a", (3,)): [[2], [3]],
}
NUMBERS = {("x", ()): (3, 2), ("c", ()): (0, 1), ("y", (1,)): (1, 1), ("y", (2,)): (2, 1), ("y", (3,)): (2, 1)}


def place(field: Field) -> Place:
    matrices = {
        key: field.matrix([[field.scalar(entry) for entry in row] for row in rows]) for key, rows in ROWS.items()
    }
    scalars = {key: field.scalar(*pair) for key, pair in NUMBERS.items()}
    return Place(NAMES, field, Drawing({"n": 3, "q": 2}, matrices, scalars))


def plain(value: Any) -> Any:
    """A value over the rationals as rows of fractions; ("I", c) for a multiple of the identity."""
    if isinstance(value, Multiple):
        return ("I", plain(value.factor))
    if isinstance(value, fmpq_mat):
        return [[plain(value[i, j]) for j in range(value.ncols())] for i in range(value.nrows())]
    assert isinstance(value, fmpq)
    return Fraction(int(value.p), int(value.q))


def modulo(value: Any) -> Any:
    """The same value modulo the prime."""
    if isinstance(value, tuple):
        return Multiple(modulo(value[1]))
    if isinstance(value, list):
        return PRIME.matrix([[modulo(entry) for entry in row] for row in value])
    return PRIME.scalar(value.numerator, value.denominator)


HALF = Fraction(1, 2)
VALUES: list[tuple[str, Any]] = [
    ("2.5", Fraction(5, 2)),
    ("0.25 x", Fraction(3, 8)),
    ("-x", -3 * HALF),
    (r"\frac{1}{x}", Fraction(2, 3)),
    ("x^3", Fraction(27, 8)),
    ("x^{-2}", Fraction(4, 9)),
    ("2^n", 8),
    ("x^{q + 1}", Fraction(27, 8)),
    ("I", ("I", 1)),
    ("2 I + I", ("I", 3)),
    ("I - I", ("I", 0)),
    ("I^{-1}", ("I", 1)),
    ("(2 I)^{-1}", ("I", HALF)),
    ("A + I", [[3, 1], [1, 4]]),
    ("I + A", [[3, 1], [1, 4]]),
    ("A - 2 I", [[0, 1], [1, 1]]),
    ("0 + A", [[2, 1], [1, 3]]),
    ("A + 0", [[2, 1], [1, 3]]),
    ("A B", [[6, 9, 12], [13, 17, 21]]),
    ("x A", [[3, 3 * HALF], [3 * HALF, 9 * HALF]]),
    ("A x", [[3, 3 * HALF], [3 * HALF, 9 * HALF]]),
    ("A I", [[2, 1], [1, 3]]),
    (r"\frac{A}{2}", [[1, HALF], [HALF, 3 * HALF]]),
    ("A^0", ("I", 1)),
    ("A^2", [[5, 5], [5, 10]]),
    ("A^n", [[15, 20], [20, 35]]),
    ("A^{-1}", [[Fraction(3, 5), Fraction(-1, 5)], [Fraction(-1, 5), Fraction(2, 5)]]),
    ("A^{-2}", [[Fraction(2, 5), Fraction(-1, 5)], [Fraction(-1, 5), Fraction(1, 5)]]),
    (r"v^\top", [[1, -1]]),
    (r"v^\top A v", 3),
    (r"v^\top u", -1),
    (r"v u^\top", [[1, 2], [-1, -2]]),
    (r"\|v\|^0", 1),
    (r"\|v\|^2", 2),
    (r"\|w\|^4", 81),
    (r"\det A", 5),
    (r"\operatorname{tr} A", 5),
    (r"\operatorname{tr}(v^\top v)", 2),
    (r"\det(w^\top w)", 9),
    ("A_{12}", 1),
    ("B_{23}", 6),
    ("v_2", -1),
    ("y_2", 2),
    ("y_{n}", 2),
    ("a_3", [[2], [3]]),
    ("(A v)_2", -2),
    (r"\sum_{i=1}^{n} y_i", 5),
    (r"\sum_{i=1}^{n} i y_i", 11),
    (r"\sum_{i=2}^{n} y_i a_i", [[4], [8]]),
    (r"\sum_{i=1}^{n} a_i a_i^\top", [[5, 6], [6, 10]]),
    (r"\prod_{i=1}^{n} y_i", 4),
    (r"\prod_{i=2}^{2} y_i", 2),
    (r"\begin{pmatrix} 1 & x \\ c & 2 \end{pmatrix}", [[1, 3 * HALF], [0, 2]]),
    (r"\begin{pmatrix} A & v \end{pmatrix}", [[2, 1, 1], [1, 3, -1]]),
    (r"\begin{pmatrix} A & 0 \\ 0 & 1 \end{pmatrix}", [[2, 1, 0], [1, 3, 0], [0, 0, 1]]),
    (r"\begin{pmatrix} I & A \\ 0 & I \end{pmatrix}", [[1, 0, 2, 1], [0, 1, 1, 3], [0, 0, 1, 0], [0, 0, 0, 1]]),
    (r"\begin{pmatrix} B \\ w^\top \end{pmatrix}", [[1, 2, 3], [4, 5, 6], [1, 2, 2]]),
]


@pytest.mark.parametrize(("latex", "value"), VALUES, ids=[latex for latex, _ in VALUES])
def test_the_value_in_either_field(latex: str, value: Any):
    node = read(latex, NAMES).term
    assert plain(place(RATIONALS).value(node, {})) == value
    assert equal(place(PRIME).value(node, {}), modulo(value), PRIME)


REFUSED = [
    ("B A", None),
    ("B + I", None),
    ("A + 1", "a sum of a number and a matrix"),
    ("2 I + 1", "a sum of a number and a matrix"),
    ("1 + I", "a sum of a number and a matrix"),
    (r"\frac{2}{A}", "a division by a matrix"),
    (r"\frac{2}{I}", "a division by a matrix"),
    (r"2^{\frac{1}{2}}", "a power that is no small whole number"),
    ("2^{99}", "a power that is no small whole number"),
    (r"\|v\|", "a norm at an instance"),
    (r"\|v\|^3", "an odd power of a norm"),
    (r"\|v\|^{-2}", "an odd power of a norm"),
    (r"\operatorname{tr} I", "a trace or determinant of an identity of unknown size"),
    (r"\operatorname{tr} B", "a trace or determinant of a matrix that is not square"),
    (r"\operatorname{rank} A", "a function at an instance"),
    (r"\sin x", "a function at an instance"),
    ("f(x)", "a function at an instance"),
    (r"\pi", "the constant pi at an instance"),
    ("d", "the name d at an instance"),
    ("y_4", "the name y at an instance"),
    ("v_3", "an index beyond the matrix"),
    ("A_{13}", "an index beyond the matrix"),
    ("A_{31}", "an index beyond the matrix"),
    (r"\sum_{i=3}^{2} y_i", "an empty sum"),
    (r"\prod_{i=1}^{n} i", "a product over an index that stands outside of indices"),
    (r"\begin{pmatrix} A & w \end{pmatrix}", "blocks of different sizes"),
    (r"\begin{pmatrix} I & I \end{pmatrix}", "blocks of unknown size"),
    (r"\begin{pmatrix} I & B \\ B & I \end{pmatrix}", "an identity between blocks that leave it no square"),
    (r"\sqrt{x}", "a root at an instance"),
]


@pytest.mark.parametrize(("latex", "reason"), REFUSED, ids=[latex for latex, _ in REFUSED])
def test_what_has_no_value_in_a_field_is_refused(latex: str, reason: str | None):
    node = read(latex, NAMES).term
    if reason is None:
        with pytest.raises((Outside, ValueError, IndexError)):
            place(RATIONALS).value(node, {})
        return
    with pytest.raises(Outside) as refused:
        place(RATIONALS).value(node, {})
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    "latex", [r"\frac{1}{c}", r"\frac{A}{c}", "(c A)^{-1}", "(0 I)^{-1}", "c^{-1}", r"(v v^\top)^{-1}", "B^{-1}"]
)
def test_an_inverse_that_does_not_exist_is_none(latex: str):
    for field in (RATIONALS, PRIME):
        with pytest.raises(DoesNotExist):
            place(field).value(read(latex, NAMES).term, {})


def test_a_matrix_of_one_entry_is_that_number():
    assert plain(place(RATIONALS).value(read("p", NAMES).term, {})) == 5
    assert plain(place(RATIONALS).value(read(r"p^\top p", NAMES).term, {})) == 25


def test_a_bound_index_is_a_number():
    assert plain(place(RATIONALS).value(read("k x", NAMES).term, {"k": 4})) == 6


def test_zero_is_equal_to_the_zero_of_any_shape_and_to_nothing_else():
    zero, one = RATIONALS.scalar(0), RATIONALS.scalar(1)
    empty, unit = RATIONALS.zero(2, 2), RATIONALS.identity(2)
    assert equal(empty, zero, RATIONALS)
    assert equal(Multiple(one), unit, RATIONALS)
    assert equal(Multiple(zero), empty, RATIONALS)
    assert equal(Multiple(one), Multiple(one), RATIONALS)
    assert not equal(Multiple(one), empty, RATIONALS)
    assert not equal(unit, empty, RATIONALS)
    assert not equal(zero, one, RATIONALS)
    assert is_matrix(unit)
    assert not is_matrix(one)
    assert not is_matrix(Multiple(one))


def test_numbers_without_a_unit_are_drawn_from_a_field():
    assert [drawn_kinds(NAMES, named) for named in ("x", "k", "r", "A", "n", "f", "unknown")] == [
        True,
        True,
        False,
        False,
        False,
        False,
        False,
    ]


def test_the_fields_make_their_matrices_by_rows():
    entries: list[list[Any]] = [[1, 2, 3], [4, 5, 6]]
    for field in (RATIONALS, PRIME):
        made: Matrix = field.matrix([[field.scalar(entry) for entry in row] for row in entries])
        assert (made.nrows(), made.ncols(), made[0, 2]) == (2, 3, field.scalar(3))
        assert (field.zero(2, 3).nrows(), field.zero(2, 3).ncols()) == (2, 3)
        assert field.diagonal([field.scalar(2), field.scalar(7)])[1, 1] == field.scalar(7)
        assert field.diagonal([field.scalar(2), field.scalar(7)])[0, 1] == field.scalar(0)
    assert PRIME.scalar(1, 2) * PRIME.scalar(2) == nmod(1, 1009)
