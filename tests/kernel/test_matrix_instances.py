"""Equalities of matrices are certified at listed shapes, with a computed chance of a false pass."""

from __future__ import annotations

import pytest

from solgen.kernel.claim import Proof, Strength, Unsettled
from solgen.kernel.matrices.degrees import Degrees
from solgen.kernel.matrix_instances import _is_allowed, attempt, chance_bits, claim_digest
from solgen.notation.context import Context
from tests.kernel import claims
from tests.kernel.matrix_contexts import context, svd_context
from tests.kernel.test_matrix_words import FALSE, claims_of

CERTIFIED = [
    r"\det (A B) = \det A \det B",
    r"(\det Q)^2 = 1",
    r"(A + B)^{-1} (A + B) = I",
    r"(I + A B)^{-1} A = A (I + B A)^{-1}",
    r"A (A + B)^{-1} B = (A^{-1} + B^{-1})^{-1}",
    r"(A + X^t X)^{-1} = A^{-1} - A^{-1} X^t (I + X A^{-1} X^t)^{-1} X A^{-1}",
    r"\|A a - w\|^2 = \|A a\|^2 - 2 w^t A a + \|w\|^2",
]


@pytest.mark.parametrize("latex", CERTIFIED)
def test_an_identity_beyond_normal_forms_is_certified_at_shapes_that_are_wide_and_tall(latex: str) -> None:
    ((claim, _),) = claims_of(latex, context())
    finding = attempt(claim)
    assert isinstance(finding, Proof)
    assert finding.strength is Strength.CERTIFIED
    if "X" in latex:
        assert "(2, 3)" in finding.range
        assert "(3, 2)" in finding.range
    else:
        assert finding.range == "for the shapes (d) = (2), (3), (4)"
    chance = dict(finding.evidence)["chance of a false pass at most"]
    assert int(chance.removeprefix("2^")) <= -60


@pytest.mark.parametrize(("base", "latex"), FALSE, ids=[latex for _, latex in FALSE])
def test_a_false_line_is_not_certified(base: Context, latex: str) -> None:
    for claim, _ in claims_of(latex, base):
        assert not isinstance(attempt(claim), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        r"\det Q = 1",
        r"\det Q = -1",
        r"2305843009213693951 A = 0",
        r"(N - 2) (N - 3) (N - 4) A = 0",
        r"(\operatorname{tr} A)^2 = \operatorname{tr} (A^2) + 2 \det A",
        r"(X^t X)^{-1} X^t X = I",
    ],
)
def test_a_trap_is_not_certified(latex: str) -> None:
    """One sign class, a multiple of the usual prime, the sizes that are tried, two by two only, wide matrices."""
    ((claim, _),) = claims_of(latex, context())
    assert not isinstance(attempt(claim), Proof)


def test_an_inverse_that_need_not_exist_is_named_as_a_condition() -> None:
    ((claim, _),) = claims_of(r"C^{-1} C = I", context())
    finding = attempt(claim)
    assert isinstance(finding, Proof)
    assert [repr(condition) for condition in finding.conditions] == [
        "relation[≠](apply(builtin:det, name:C), number:0)"
    ]
    ((claim, _),) = claims_of(r"A^{-1} A = I", context())
    finding = attempt(claim)
    assert isinstance(finding, Proof)
    assert not finding.conditions


def test_only_shapes_that_the_declarations_allow_are_tried() -> None:
    ((claim, _),) = claims_of(r"U^t U = I", svd_context())
    finding = attempt(claim)
    assert isinstance(finding, Proof)
    assert "(2, 3)" not in finding.range
    assert "(3, 2)" in finding.range


def test_the_chance_of_a_false_pass_falls_with_rounds_and_grows_with_the_degree() -> None:
    small, large = Degrees(10, 10, 100, 100), Degrees(10**6, 10**6, 10**7, 10**7)
    assert chance_bits(small, 2) < chance_bits(small, 1) < -50
    assert chance_bits(large, 1) > chance_bits(small, 1)


def test_degrees_bound_a_product_with_an_inverse() -> None:
    """For 2 x 2 matrices of free entries: A^-1 is adj/det, degrees 1 and 2; A^-1 B has degrees 2 and 2."""
    free = Degrees(1, 0)
    inverse = free.inverse(2)
    assert (inverse.top, inverse.bottom) == (1, 2)
    product = inverse.times(free, 2)
    assert (product.top, product.bottom) == (2, 2)


def test_the_points_come_from_the_claim() -> None:
    ((one, _),) = claims_of(r"A B = B A", context())
    ((other, _),) = claims_of(r"B A = A B", context())
    assert claim_digest(one) == claim_digest(one)
    assert claim_digest(one) != claim_digest(other)


def test_a_matrix_written_by_its_entries_has_no_shape_to_list() -> None:
    inverted = r"\frac{1}{4 c - 6} \begin{pmatrix} 4 & -2 \\ -3 & c \end{pmatrix}"
    latex = rf"\begin{{pmatrix}} c & 2 \\ 3 & 4 \end{{pmatrix}}^{{-1}} = {inverted}"
    ((claim, _),) = claims_of(latex, context())
    finding = attempt(claim)
    assert isinstance(finding, Proof)
    assert finding.range == ""
    assert len(finding.conditions) == 2


def test_a_construct_without_a_value_is_named() -> None:
    ((claim, _),) = claims_of(r"\sum_{k=1}^{d} v_k v_k^t = I", svd_context())
    finding = attempt(claim)
    assert isinstance(finding, Unsettled)
    assert "a sum over an index" in finding.reason


def test_a_division_by_a_number_of_sizes_is_not_certified():
    ((claim, _),) = claims_of(r"\frac{1}{d - 1} (d - 1) A = A", context())
    assert not isinstance(attempt(claim), Proof)


@pytest.mark.parametrize(
    ("sizes", "allowed"),
    [
        ({"n": 1, "m": 1}, False),
        ({"n": 2, "m": 1}, True),
        ({"n": 2, "m": 3}, False),
        ({"n": 3, "m": 3}, True),
        ({"m": 3}, True),
        ({"k": 4}, True),
        ({"n": 5, "m": 2, "k": 4}, False),
        ({"n": 5, "m": 4, "k": 4}, True),
    ],
)
def test_sizes_keep_to_their_bounds_and_to_those_by_sizes_that_are_there(sizes, allowed):
    where = claims.context("n: size, at least 2\nm: size, at most n\nk: size, at most m")
    assert _is_allowed(where, sizes) is allowed
