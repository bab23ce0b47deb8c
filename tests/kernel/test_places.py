"""What a claim reads off by a place must be there in every world of the declarations, whatever method proves it."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.kernel.existence.obligations import Placed
from solgen.kernel.places import attempt
from tests.kernel.claims import claim, context

VECTORS = """x, y, w: vector[n]
A, B: matrix[n, n]
S: matrix[n, n], symmetric
z_i: real for i in 1..n
s, c: real
k: integer"""
ANY = f"n: size\n{VECTORS}"
THREE = f"n: size, at least 3\n{VECTORS}"
COLUMNS = "U: matrix[m, n], orthonormal columns u_k for k in 1..n\n\\Sigma: matrix[n, n], diagonal \\sigma_k"


def judged(latex: str, declare: str, *given: str, let: tuple[str, ...] = ()) -> Verdict:
    return check(claim(latex, context(declare, given=given, let=let)))


AT_THREE = [
    r"x_3 = x_3",
    r"(x + y)_3 = x_3 + y_3",
    r"(s x)_3 = s x_3",
    r"(\mathbf{1}_n)_3 = 1",
    r"(I_n)_{33} = 1",
    r"(I_n)_{13} = 0",
    r"(A + B)_{32} = A_{32} + B_{32}",
    r"(A^t)_{23} = A_{32}",
    r"(A B)_{13} = \sum_{k=1}^n A_{1k} B_{k3}",
    r"(A x)_3 = \sum_{k=1}^n A_{3k} x_k",
    r"(A^2)_{31} = \sum_{k=1}^n A_{3k} A_{k1}",
    r"(\nabla_w w^t x)_3 = x_3",
    r"x_3^2 \ge 0",
    r"(A^t A)_{33} \ge 0",
    r"x_3 = 0 \Rightarrow 2 x_3 = 0",
    r"S_{13} = S_{31}",
    r"z_3 + z_3 = 2 z_3",
    r"\sum_{i=1}^{n-2} x_{i+2} = \sum_{i=3}^n x_i",
    r"\sum_{i=4}^n 1 = n - 3",
    r"x_{n-2} = x_{n-2}",
]


@pytest.mark.parametrize("latex", AT_THREE)
def test_the_third_of_n_is_there_only_where_n_is_three_at_least(latex):
    assert judged(latex, ANY).word is Word.UNDECIDED
    assert judged(latex, THREE).word is Word.PROVED


@pytest.mark.parametrize("latex", AT_THREE)
def test_a_hypothesis_that_there_are_three_is_named_where_it_is_needed(latex):
    verdict = judged(latex, ANY, r"n \ge 3")
    assert (verdict.word, verdict.assumed) == (Word.PROVED, (0,))


@pytest.mark.parametrize("latex", [r"u_2^t u_2 = 1", r"\Sigma_{22} = \sigma_2", r"U^t u_2 = U^t u_2", r"u_1^t u_2 = 0"])
def test_a_second_column_is_there_only_where_there_are_two(latex):
    assert judged(latex, f"m, n: size\n{COLUMNS}").word is Word.UNDECIDED
    assert judged(latex, f"m: size\nn: size, at least 2\n{COLUMNS}").word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"x_1 = x_1",
        r"x_n + y_n = (x + y)_n",
        r"(x + y)_i = x_i + y_i",
        r"(A B)_{ij} = \sum_{k=1}^n A_{ik} B_{kj}",
        r"\sum_{i=1}^n (x + y)_i = \sum_{i=1}^n x_i + \sum_{i=1}^n y_i",
        r"\sum_{i=1}^{n-1} (x_{i+1} - x_i) = x_n - x_1",
        r"\sum_{i=2}^n x_i = \sum_{i=1}^n x_i - x_1",
        r"\sum_{j=1}^n \sum_{i=1}^j A_{ij} = \sum_{j=1}^n \sum_{i=1}^j A_{ij}",
        r"(\mathbf{1}_n)_i = 1",
        r"x_i = 0 \Rightarrow (2 x)_i = 0",
    ],
)
def test_places_that_are_in_range_for_every_size_stay_proved(latex):
    assert judged(latex, ANY).word is Word.PROVED


def test_sizes_that_are_numbers_need_no_declaration():
    assert judged(r"(x + y)_3 = x_3 + y_3", "x, y: vector[3]").word is Word.PROVED
    assert judged(r"(x + y)_3 = x_3 + y_3", "n: size\nx, y: vector[n]", let=("n = 3",)).word is Word.PROVED


def test_a_longer_array_has_a_second_entry():
    assert judged("(x + y)_2 = x_2 + y_2", "n: size\nx, y: vector[n + 1]").word is Word.PROVED
    assert judged("(x + y)_3 = x_3 + y_3", "n: size\nx, y: vector[n + 1]").word is Word.UNDECIDED


def test_a_letter_that_is_declared_has_to_be_told_its_range():
    assert judged("(x + y)_k = x_k + y_k", ANY).word is Word.UNDECIDED
    inside = ANY.replace("k: integer", "k: integer, in [1, n]")
    assert judged("(x + y)_k = x_k + y_k", inside).word is Word.PROVED
    assert judged("(x + y)_k = x_k + y_k", ANY, r"1 \le k \le n").word is Word.PROVED


def test_what_a_definition_reads_off_is_asked_for_where_it_is_used():
    where = ("t = x_3",)
    assert judged("2 t = t + t", ANY, let=where).word is Word.UNDECIDED
    assert judged("2 t = t + t", THREE, let=where).word is Word.PROVED
    assert judged("2 x_1 = x_1 + x_1", ANY, let=where).word is Word.PROVED
    assert judged("f(2) = 2 x_3", f"{ANY}\nf: function", let=("f(c) = c x_3",)).word is Word.UNDECIDED


def test_what_a_hypothesis_reads_off_is_there():
    verdict = judged("(2 x)_3 = 10", ANY, "x_3 = 5")
    assert (verdict.word, verdict.assumed) == (Word.PROVED, (0,))


def test_a_value_is_asked_for_where_its_case_applies():
    second = r"\begin{cases} (2 x)_2 & \text{if } n \ge 2 \\ 0 & \text{otherwise} \end{cases}"
    assert places(f"{second} = {second}", ANY) == ""
    second = r"\begin{cases} 0 & \text{if } n = 1 \\ (2 x)_2 & \text{otherwise} \end{cases}"
    assert places(f"{second} = {second}", ANY) == ""
    second = r"\begin{cases} 0 & \text{if } n = 1 \\ (2 x)_3 & \text{otherwise} \end{cases}"
    assert "(2 x)_{3}" in places(f"{second} = {second}", ANY)


def test_what_a_step_concludes_is_asked_for_where_its_premise_holds():
    assert judged(r"n > 2 \Rightarrow (x + y)_3 = x_3 + y_3", ANY).word is Word.PROVED
    two = judged(r"n > 1 \Rightarrow (x + y)_3 = x_3 + y_3", ANY)
    assert (two.word, two.witness is not None and ("n", "2") in two.witness.values) == (Word.REFUTED, True)


def test_a_set_of_indices_lies_where_its_letter_runs():
    assert places(r"\sum_{i \in \{i : z_i > c\}} (x + y)_i = 0", ANY) == ""
    assert "i + 1" in places(r"\sum_{i \in \{i : z_i > c\}} (x + y)_{i+1} = 0", ANY)
    assert places(r"|\{i : (x + y)_i > c\}| = 0", f"{ANY}\nv_i: real for i in 1..n") == ""


def test_a_counterexample_has_all_the_places():
    verdict = judged("x_3 = y_3", ANY)
    assert verdict.word is Word.REFUTED
    assert verdict.witness is not None
    assert all(value.count(",") >= 2 for named, value in verdict.witness.values if named in "xy")


def test_the_message_names_what_may_not_be_there():
    assert judged("(x + y)_3 = x_3 + y_3", ANY).message == ("an index may lie outside its declared range: (x + y)_{3}")


def places(latex: str, declare: str) -> str:
    """What is said of the places of a claim, whatever comes of it."""
    found = attempt(claim(latex, context(declare)))
    return "" if isinstance(found, Placed) else found.reason


def test_a_sum_without_end_does_not_run_backwards_and_reads_nothing_that_is_not_there():
    assert judged(r"\arg\min_c \sum_{m=0}^{\infty} \frac{c^{2m}}{m!} = 0", "c: real").word is Word.PROVED
    family = "a_m: real for m in 0..3"
    assert judged(r"\sum_{m=0}^{\infty} a_m = \sum_{m=0}^{\infty} a_m", family).word is Word.UNDECIDED
