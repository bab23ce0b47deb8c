"""Matrices of blocks: shapes from the blocks, one value in each evaluation, laws certified, near misses refuted."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

BLOCKS = context(
    r"""n, m: size, at least 2
A: matrix[n, n], invertible
B: matrix[n, m]
C: matrix[m, n]
D: matrix[m, m], invertible
x, y, z, u, v: vector[n]
w: vector[m]
s: real"""
)


def blocks(latex):
    """Square brackets stand for matrices."""
    return claim(latex.replace("[", r"\begin{pmatrix}").replace("]", r"\end{pmatrix}"), BLOCKS)


@pytest.mark.parametrize(
    "latex",
    [
        r"[ A & B \\ C & D ]^\top = [ A^\top & C^\top \\ B^\top & D^\top ]",
        r"[ A & B \\ C & D ] [ x \\ w ] = [ A x + B w \\ C x + D w ]",
        r"[ I & 0 \\ C A^{-1} & I ] [ A & B \\ 0 & D ] = [ A & B \\ C & C A^{-1} B + D ]",
        r"\det [ A & x \\ y^\top & s ] = \det(A) (s - y^\top A^{-1} x)",
        r"[ x & y ] [ s \\ 1 ] = s x + y",
        r"[ x & y ]^\top [ x & y ] = [ x^\top x & x^\top y \\ y^\top x & y^\top y ]",
    ],
)
def test_a_law_of_blocks_is_established(latex):
    assert check(blocks(latex)).established


@pytest.mark.parametrize(
    "latex",
    [
        r"[ A & B \\ C & D ]^\top = [ A^\top & B \\ C & D^\top ]",
        r"[ A & B \\ C & D ] [ x \\ w ] = [ A x + B w \\ D w + C x + w ]",
        r"\det [ A & x \\ y^\top & s ] = s \det(A) - y^\top x",
        r"\det [ A & B \\ C & D ] = \det(A) \det(D)",
    ],
)
def test_a_near_miss_is_refuted(latex):
    assert check(blocks(latex)).word is Word.REFUTED


@pytest.mark.parametrize(
    "latex",
    [
        r"[ A & B \\ C & D ] = [ A & C \\ B & D ]",
        r"[ A \\ B ] x = x",
        r"[ A & B \\ C & D ] x = x",
    ],
)
def test_blocks_that_do_not_fit_are_ill_formed(latex):
    assert check(blocks(latex)).word is Word.ILL_FORMED


def test_more_vectors_than_the_sizes_tried_have_room_for_are_not_certified_to_be_dependent():
    """Five vectors are dependent at each size that is tried, and at no other."""
    columns = r"[ x & y & z & u & v ]"
    assert not check(blocks(rf"\det({columns}^\top {columns}) = 0")).established
