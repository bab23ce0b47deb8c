"""Drawn matrices have the properties that are declared of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.evaluation.values import Array, Scaled
from solgen.kernel.instances.array_equations import _entries, _unit
from solgen.kernel.instances.draw_matrices import CannotDraw, Key, draw_matrices, is_definite, orthogonal_signs
from solgen.kernel.instances.matrix_fields import DigestStream, Field
from solgen.kernel.instances.models import ArrayValue
from solgen.notation.context import Property
from solgen.notation.terms import number
from tests.kernel.matrix_contexts import D, N, context, matrix, svd_context


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(3, 2), (4, 3), (2, 2), (5, 2)]))
def test_the_parts_of_a_singular_value_decomposition_have_their_properties(seed: int, shape: tuple[int, int]) -> None:
    rows, columns = shape
    drawing = draw_matrices(svd_context(), {"N": rows, "d": columns}, seed)
    u, v, sigma = (drawing.matrices[named, ()] for named in ("U", "V", "\\Sigma"))
    unit = fmpq_mat([[int(i == j) for j in range(columns)] for i in range(columns)])
    assert u.transpose() * u == unit
    assert v * v.transpose() == unit
    entries = [drawing.scalars["\\sigma", (k,)] for k in range(1, columns + 1)]
    assert entries == sorted(entries, reverse=True)
    assert min(entries) > 0
    assert [sigma[k, k] for k in range(columns)] == entries
    assert [row[0] for row in drawing.matrices["u", (1,)].tolist()] == [row[0] for row in u.tolist()]
    assert ("X", ()) not in drawing.matrices


@pytest.mark.parametrize(("rows", "columns"), [(3, 2), (2, 3), (4, 2), (2, 2)])
def test_a_diagonal_matrix_need_not_be_square(rows: int, columns: int) -> None:
    declared = matrix("S", N, D, Property("diagonal"), Property("rank", (D,)))
    if columns > rows:
        declared = matrix("S", N, D, Property("diagonal"))
    drawn = draw_matrices(context().with_declarations(declared), {"N": rows, "d": columns}, 1).matrices["S", ()]
    assert (drawn.nrows(), drawn.ncols()) == (rows, columns)
    assert all(drawn[i, j] == 0 for i in range(rows) for j in range(columns) if i != j)
    assert columns > rows or drawn.rank() == columns


@pytest.mark.parametrize("seed", range(12))
def test_the_square_of_a_drawn_diagonal_is_no_multiple_of_the_unit(seed: int) -> None:
    declared = matrix("S", D, D, Property("diagonal"), Property("invertible"))
    drawn = draw_matrices(context().with_declarations(declared), {"N": 3, "d": 3}, seed).matrices["S", ()]
    assert len({abs(drawn[k, k]) for k in range(3)}) == 3


def test_both_components_of_the_orthogonal_group_are_drawn_on_demand() -> None:
    for sign in (1, -1):
        for seed in range(10):
            drawing = draw_matrices(context(), {"N": 3, "d": 3}, seed, signs={"Q": sign})
            assert drawing.matrices["Q", ()].det() == sign


def test_both_components_of_the_orthogonal_group_are_drawn_in_a_prime_field() -> None:
    field = Field(2**61 - 1)
    for sign in (1, -1):
        drawing = draw_matrices(context(), {"N": 4, "d": 3}, b"seed", field, signs={"Q": sign})
        drawn = drawing.matrices["Q", ()]
        assert drawn.transpose() * drawn == field.identity(3)
        assert drawn.det() == field.scalar(sign)


def test_the_same_seed_draws_the_same_matrices() -> None:
    first, second = (draw_matrices(context(), {"N": 4, "d": 2}, b"x") for _ in range(2))
    assert first.matrices == second.matrices


@pytest.mark.parametrize("seed", range(8))
def test_definite_symmetric_and_invertible_matrices_are_so(seed: int) -> None:
    drawing = draw_matrices(context(), {"N": 2, "d": 3}, seed)
    assert is_definite(drawing.matrices["P", ()], strict=True)
    assert drawing.matrices["S", ()] == drawing.matrices["S", ()].transpose()
    assert drawing.matrices["A", ()].det() != 0


def test_a_declared_rank_is_met_exactly() -> None:
    ranked = context(matrix("R", N, D, Property("rank", (number(1),))), matrix("F", N, D, Property("rank", (D,))))
    drawing = draw_matrices(ranked, {"N": 4, "d": 3}, 5)
    assert drawing.matrices["R", ()].rank() == 1
    assert drawing.matrices["F", ()].rank() == 3


def test_more_orthonormal_columns_than_entries_cannot_be_drawn() -> None:
    with pytest.raises(CannotDraw, match="orthonormal"):
        draw_matrices(svd_context(), {"N": 2, "d": 3}, 1)


def test_entries_that_are_given_are_kept() -> None:
    given_entries: dict[Key, Any] = {("\\sigma", (1,)): fmpq(7, 2), ("\\sigma", (2,)): fmpq(1, 3)}
    drawing = draw_matrices(svd_context(), {"N": 3, "d": 2}, 1, scalars=given_entries)
    assert drawing.matrices["\\Sigma", ()] == fmpq_mat([[fmpq(7, 2), 0], [0, fmpq(1, 3)]])


def test_definiteness_is_told_from_semidefiniteness_and_indefiniteness() -> None:
    semidefinite, indefinite = fmpq_mat([[1, 1], [1, 1]]), fmpq_mat([[1, 2], [2, 1]])
    assert is_definite(semidefinite, strict=False)
    assert not is_definite(semidefinite, strict=True)
    assert not is_definite(indefinite, strict=False)


def test_a_digest_stream_draws_every_value_below_its_bound() -> None:
    stream = DigestStream(b"any")
    assert {stream.below(6) for _ in range(200)} == set(range(6))


def test_every_combination_of_determinants_comes_up_in_turn() -> None:
    declared = context(matrix("R", D, D, "orthogonal"))
    seen = {tuple(orthogonal_signs(declared, turn).values()) for turn in range(4)}
    assert seen == {(1, 1), (-1, 1), (1, -1), (-1, -1)}
    for turn in range(4):
        signs = orthogonal_signs(declared, turn)
        drawing = draw_matrices(declared, {"N": 3, "d": 3}, turn, signs=signs)
        assert {latex: drawing.matrices[latex, ()].det() for latex in signs} == signs


WITH_DIAGONALS = context().with_declarations(
    matrix("S", D, D, Property("diagonal")),
    matrix("S_+", D, D, Property("diagonal"), Property("positive semidefinite")),
    matrix("S_*", D, D, Property("diagonal"), Property("invertible")),
)


def test_what_is_not_declared_of_a_matrix_is_not_always_so_of_a_drawn_one() -> None:
    drawn = [draw_matrices(WITH_DIAGONALS, {"N": 2, "d": 2}, seed).matrices for seed in range(30)]
    assert {matrices["Q", ()].det() for matrices in drawn} == {1, -1}
    ranks = {named: {matrices[named, ()].rank() for matrices in drawn} for named in ("S", "S_+", "S_*")}
    assert ranks == {"S": {1, 2}, "S_+": {1, 2}, "S_*": {2}}
    signs = {named: {entry >= 0 for m in drawn for entry in m[named, ()].entries()} for named in ranks}
    assert signs == {"S": {True, False}, "S_+": {True}, "S_*": {True, False}}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.fractions(max_denominator=20), min_size=1, max_size=4))
def test_the_point_of_the_sphere_that_stands_for_a_drawn_vector_has_length_one(entries: list[Fraction]) -> None:
    found = _unit(ArrayValue(len(entries), 1, tuple(entries)))
    assert (found.rows, found.columns) == (len(entries), 1)
    assert sum(entry * entry for entry in found.entries) == 1


def test_one_side_of_an_equation_has_as_many_entries_as_the_other() -> None:
    column, square = Array(3, 1, (fmpq(1),) * 3), Array(2, 2, tuple(map(fmpq, range(4))))
    assert _entries(column, square) == [1, 1, 1]
    assert _entries(fmpq(0), column) == [0, 0, 0]
    assert _entries(fmpq(5), None) == [5]
    assert _entries(Scaled(fmpq(3)), square) == [3, 0, 0, 3]
    for side, array in ((fmpq(1), column), (Scaled(fmpq(3)), None)):
        with pytest.raises(ValueError):  # noqa: PT011 -- it has no text: the caller takes it for "not linear"
            _entries(side, array)
