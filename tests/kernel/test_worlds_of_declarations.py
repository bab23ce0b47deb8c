"""A witness is a world of all declarations, of those too that the claim does not mention."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from tests.kernel.claims import claim, context

TALL = "n, d: size\nX: matrix[n, d], rank d"


def judged(latex: str, declare: str, *given: str) -> Verdict:
    return check(claim(latex, context(declare, given=given)))


@pytest.mark.parametrize(
    ("declare", "latex"),
    [
        (TALL, r"d \le n"),
        (TALL, r"d^2 \le n^2"),
        (TALL, r"n - d \ge 0"),
        (TALL, r"\binom{n}{d} \ge 1"),
        ("n, d: size\nU: matrix[n, d], orthonormal columns", r"d \le n"),
        ("n, d: size\nU: matrix[n, d], invertible", r"n = d"),
        ("n, d: size\nU: matrix[n, d], rank 2", r"d \ge 2"),
        ("n, d: size\nU: matrix[n, d], rank 2", r"n \ne 1"),
        ("n: size\nx: vector[n - 1]", r"n \ge 2"),
        ("n: size\nx: vector[n - 1]", r"\sum_{i=1}^{n-1} 1 > 0"),
        ("n: size\nq_i: real, in [2, n] for i in 1..n", r"n \ge 2"),
        ("a, b: real\nx: real, in [a, b]\ny: real, in (0, a)", r"b > 0"),
        ("a, b, c: real\nx: real, in [a, b]\ny: real, in [b, c]\nz: real, in (1, a)", r"c > 1"),
    ],
)
def test_what_holds_wherever_all_that_is_declared_exists_is_not_refuted(declare, latex):
    assert judged(latex, declare).word is not Word.REFUTED


def test_a_hypothesis_on_what_lies_between_counts_as_well():
    declare = "a, b: real\nx: real, in [a, b]"
    assert judged(r"b \ge 1", declare).word is Word.REFUTED
    assert judged(r"b \ge 1", declare, r"a \ge 1").word is not Word.REFUTED


@pytest.mark.parametrize(
    ("declare", "latex"),
    [
        (TALL, r"d > n"),
        (TALL, r"d < n"),
        (TALL, r"n \ge 2"),
        ("n, d: size\nU: matrix[n, d], rank 2", r"n \ge 3"),
        ("n: size\nx: vector[n - 1]", r"n \ge 3"),
        ("n, d: size\nX: matrix[n, d]", r"d \le n"),
        ("n, d: size\nX: matrix[n, d], orthonormal columns\nY: matrix[d, n]", r"n = d"),
    ],
)
def test_what_fails_in_a_world_is_refuted(declare, latex):
    assert judged(latex, declare).word is Word.REFUTED


@pytest.mark.parametrize(
    ("latex", "given"),
    [(r"n \ge 2", "A_{32} \\ge 0"), (r"d \ge 2", "A_{32} \\ge 0"), (r"d \ne 1", "A_{12} = 1"), (r"n \ge 3", "x_3 = 5")],
)
def test_what_a_hypothesis_reads_off_is_there_in_a_witness(latex, given):
    declare = "n, d: size\nA: matrix[n, d]\nx: vector[n]"
    assert judged(latex, declare).word is Word.REFUTED
    assert judged(latex, declare, given).word is not Word.REFUTED


def test_letters_by_themselves_run_as_far_as_the_product_that_they_stand_on():
    declare = "n, m: size\nA: matrix[n, m]"
    assert judged(r"(A A^t)_{ij} = (A A^t)_{ji}", declare).word is Word.PROVED
    assert judged(r"(A^t A)_{ij} = 0", declare).word is Word.REFUTED


def test_a_product_with_a_pseudoinverse_fails_where_the_rank_does():
    verdict = judged("B^+ B = I", "n, d: size\nX: matrix[n, d], rank d\nB: matrix[n, d]")
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    sizes = dict(verdict.witness.point)
    assert int(str(sizes["d"])) <= int(str(sizes["n"]))
