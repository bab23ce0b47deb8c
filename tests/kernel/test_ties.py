"""What a declaration ties to another name cannot move alone."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

TIED = context(r"""
    S: matrix[2, 2], diagonal s_k for k in 1..2
    s_k: real for k in 1..2
    X: matrix[n, d], rows x^{(i)} for i in 1..n
    x^{(i)}: vector[d] for i in 1..n
    n, d: size
    W: matrix[2, 2], symmetric
    A: matrix[2, 2]
""")


@pytest.mark.parametrize("value", ["0", "1"])
@pytest.mark.parametrize(
    "slope",
    [
        r"\frac{\partial}{\partial s_1} S_{11}",
        r"\frac{\partial}{\partial x^{(1)}_1} X_{11}",
        r"\frac{\partial}{\partial W_{12}} W_{21}",
    ],
)
def test_a_derivative_by_one_of_two_names_for_the_same_number_is_neither_proved_nor_refuted(slope, value):
    assert check(claim(f"{slope} = {value}", TIED)).word is Word.UNDECIDED


def test_entries_of_a_matrix_without_properties_move_alone():
    assert check(claim(r"\frac{\partial}{\partial A_{12}} A_{21} = 0", TIED)).established
    assert check(claim(r"\frac{\partial}{\partial s_1} s_1^2 = 2 s_1", TIED)).established


def test_d_by_a_name_of_what_a_hypothesis_relates_to_it_is_left_open():
    related = context("x, y: real", given=("y = x^2",))
    assert check(claim(r"\frac{dy}{dx} = 0", related)).word is Word.UNDECIDED
    assert check(claim(r"\frac{dy}{dx} = 2x", related)).word is Word.UNDECIDED
    assert check(claim(r"\frac{d}{dx} x^2 = 2x", related)).established
