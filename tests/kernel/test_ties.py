"""What a declaration ties to another name cannot move alone."""

from __future__ import annotations

import pytest

from solgen.kernel import ties
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


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        ("z = w x + b", r"\frac{\partial z}{\partial w} = x"),
        ("z = w x + b", r"\frac{\partial z}{\partial w} = 0"),
        ("w x + b = z", r"\frac{\partial}{\partial w} z^2 = 2 z x"),
        ("z = u^\\top u", r"\nabla_u z = 2 u"),
        ("c_i = w^2", r"\frac{\partial}{\partial w} \sum_{i=1}^n c_i = 2 n w"),
        ("z = x^2", r"\lim_{x \to 0} z = 0"),
        ("z = x^2", r"\lim_{x \to 0} z = z"),
        ("z = x^2", r"\int_0^1 z \, \mathrm{d}x = \frac{1}{3}"),
        ("z = x^2", r"\left. z \right|_{x=1} = 1"),
        ("z = x^2", r"\min_x z = 0"),
    ],
)
def test_what_a_hypothesis_gives_by_what_moves_may_move_along_or_not(given, latex):
    where = context("n: size\nx, z, w, b: real\nc_i: real for i in 1..n\nu: vector[n]", given=(given,))
    assert check(claim(latex, where)).word is Word.UNDECIDED


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (r"\sum_{i=1}^n c_i = 1", r"\frac{\partial}{\partial c_1} \sum_{i=1}^n c_i^2 = 2 c_1"),
        (r"z = \frac{1}{n} \sum_{i=1}^n c_i", r"\frac{\partial}{\partial x} \sum_{i=1}^n (c_i - x)^2 = 2 n (x - z)"),
        ("z = 2", r"\frac{\partial}{\partial x} z x^2 = 4 x"),
    ],
)
def test_an_equation_that_gives_nothing_by_what_moves_leaves_a_derivative_as_it_is(given, latex):
    where = context("n: size\nx, z: real\nc_i: real for i in 1..n", given=(given,))
    assert check(claim(latex, where)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex", [r"\lim_{x \to 0} y = y", r"\frac{d}{dx} (x y) = y", r"\int_0^1 y \, \mathrm{d}x = y"]
)
@pytest.mark.parametrize(
    ("given", "tied"),
    [("y = x^2", True), ("x^2 = y", True), (r"y \ge x^2", False), ("y > x", False), ("y = 2", False), ("x = 2", False)],
)
def test_only_an_equation_between_them_ties_a_number_to_what_moves(given, tied, latex):
    found = ties.attempt(claim(latex, context("x, y: real", given=(given,))))
    assert (found is not None) is tied
