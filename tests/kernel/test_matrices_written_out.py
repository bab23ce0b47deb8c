"""Arrays of known size, entry by entry: rotations, orthonormal bases with roots, determinants of letters."""

from __future__ import annotations

from typing import Any

import pytest
from flint import fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.instances.models import Model
from solgen.kernel.matrices.written_out import WritingOut
from solgen.kernel.matrices_written_out import attempt
from solgen.notation.context import Context
from solgen.notation.terms import Term, builtin, multiply, number, term
from tests.kernel.claims import claim, context

LETTERS = context(
    r"""x, y, a, b, c, d: real
n: size
A: matrix[2, 2]
S: matrix[2, 2], symmetric
O: matrix[2, 2], orthogonal
X: matrix[n, 2]
u, v: vector[2]
w: vector[3]
z: complex
""",
    let=(
        r"R(x) = \begin{pmatrix} \cos x & -\sin x \\ \sin x & \cos x \end{pmatrix}",
        r"Q = \frac{1}{\sqrt{2}} \begin{pmatrix} 1 & 1 \\ 1 & -1 \end{pmatrix}",
        r"B = \begin{pmatrix} 3 & 1 \\ 1 & 3 \end{pmatrix}",
        r"M = \begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"T = \begin{pmatrix} a & b & 0 \\ 0 & a & b \\ 0 & 0 & a \end{pmatrix}",
        r"E = \begin{pmatrix} \frac{1}{a} & 0 \\ 0 & 1 \end{pmatrix}",
        r"h(u) = e^{u_1} \sin u_2",
    ),
)
PROVED = [
    r"R(x)^\top R(x) = I",
    r"R(x)^{-1} = R(x)^\top",
    r"\det R(x) = 1",
    r"R(x) R(y) = R(x + y)",
    r"R(x)^2 = R(2 x)",
    r"\|R(x) u\| = \|u\|",
    r"Q^\top Q = I",
    r"Q^\top B Q = \begin{pmatrix} 4 & 0 \\ 0 & 2 \end{pmatrix}",
    r"B = \sum_{i=1}^{2} \frac{4 - 2 (i - 1)}{2} \begin{pmatrix} 1 & (-1)^{i-1} \\ (-1)^{i-1} & 1 \end{pmatrix}",
    r"\det M = a d - b c",
    r"\det(M - x I) = x^2 - (a + d) x + \det M",
    r"M^2 - (\operatorname{tr} M) M + (\det M) I = 0",
    r"T^3 = \begin{pmatrix} a^3 & 3 a^2 b & 3 a b^2 \\ 0 & a^3 & 3 a^2 b \\ 0 & 0 & a^3 \end{pmatrix}",
    r"M u = u_1 (a, c)^\top + u_2 (b, d)^\top",
    r"u^\top S v = S_{11} u_1 v_1 + S_{12} (u_1 v_2 + u_2 v_1) + S_{22} u_2 v_2",
    r"\langle A u, v \rangle = \langle u, A^\top v \rangle",
    r"(\cos x, \sin x) \cdot (-\sin x, \cos x) = 0",
    r"u^\top B u \ge 0",
    r"\|B\|_F^2 = 20",
    r"\frac{\mathrm{d}}{\mathrm{d}x} (\cos x, \sin x)^\top = (-\sin x, \cos x)^\top",
    r"\nabla_u (u_1^2 + 3 u_1 u_2) = (2 u_1 + 3 u_2, 3 u_1)^\top",
    r"\nabla h(u) = e^{u_1} (\sin u_2, \cos u_2)^\top",
    r"\nabla^2 h(u) = e^{u_1} \begin{pmatrix} \sin u_2 & \cos u_2 \\ \cos u_2 & -\sin u_2 \end{pmatrix}",
    r"\frac{\partial}{\partial u} (u_1 u_2, u_1^2)^\top = \begin{pmatrix} u_2 & u_1 \\ 2 u_1 & 0 \end{pmatrix}",
    r"\nabla_A \det A = \begin{pmatrix} A_{22} & -A_{21} \\ -A_{12} & A_{11} \end{pmatrix}",
]
NEVER = [
    r"R(x) R(y) = R(x - y)",
    r"\det R(x) = \cos(2 x)",
    r"Q B Q^\top = B",
    r"\det M = a d + b c",
    r"\det(M - x I) = x^2 + (a + d) x + \det M",
    r"M^2 = \begin{pmatrix} a^2 & b^2 \\ c^2 & d^2 \end{pmatrix}",
    r"M B = B M",
    r"u^\top M u \ge 0",
    r"\|u + v\|^2 = \|u\|^2 + \|v\|^2",
    r"\nabla h(u) = e^{u_1} (\cos u_2, \sin u_2)^\top",
    r"\frac{\partial}{\partial u} (u_1 u_2, u_1^2)^\top = \begin{pmatrix} u_2 & 2 u_1 \\ u_1 & 0 \end{pmatrix}",
    r"\nabla_A \det A = \begin{pmatrix} A_{22} & -A_{12} \\ -A_{21} & A_{11} \end{pmatrix}",
]


@pytest.mark.parametrize("latex", PROVED)
def test_what_holds_entry_by_entry_is_proved(latex: str):
    finding = attempt(claim(latex, LETTERS))
    assert isinstance(finding, Proof), finding
    assert not finding.conditions
    assert check(claim(latex, LETTERS)).word is Word.PROVED


@pytest.mark.parametrize("latex", NEVER)
def test_what_does_not_hold_is_not_proved(latex: str):
    assert not isinstance(attempt(claim(latex, LETTERS)), Proof)
    assert check(claim(latex, LETTERS)).word is Word.REFUTED


def test_an_inverse_exists_on_the_condition_that_the_determinant_is_not_zero():
    latex = r"M^{-1} = \frac{1}{a d - b c} \begin{pmatrix} d & -b \\ -c & a \end{pmatrix}"
    assert check(claim(latex, LETTERS)).conditions


def test_an_entry_of_an_array_exists_where_the_whole_array_does():
    verdict = check(claim(r"(E^2)_{22} = 1", LETTERS))
    assert verdict.conditions
    assert check(claim(r"\operatorname{tr}(E^\top E) \ge 1", LETTERS)).conditions


@pytest.mark.parametrize(
    "latex",
    [
        r"O^\top O = I",
        r"\operatorname{tr}(X^\top X) = \operatorname{tr}(X X^\top)",
        r"\begin{pmatrix} z & 0 \\ 0 & z \end{pmatrix}^2 = \begin{pmatrix} z^2 & 0 \\ 0 & z^2 \end{pmatrix}",
        r"x + y = y + x",
        r"B \ne M",
    ],
)
def test_what_is_tied_complex_of_any_size_or_no_array_is_left_to_others(latex: str):
    assert not isinstance(attempt(claim(latex, LETTERS)), Proof)


MATRICES = st.lists(st.integers(-3, 3), min_size=4, max_size=4).map(
    lambda entries: term("matrix", [_numeral(entry) for entry in entries], (2, 2))
)


def _numeral(value: int) -> Term:
    return number(value) if value >= 0 else term("negate", [number(-value)])


def _extended(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda pair: multiply(*pair)),
        st.tuples(inner, inner).map(lambda pair: term("add", list(pair))),
        st.tuples(inner, inner).map(lambda pair: term("apply", [builtin("Hadamard product"), *pair])),
        inner.map(lambda one: term("transpose", [one])),
        inner.map(lambda one: term("negate", [one])),
        inner.map(lambda one: term("power", [one, number(2)])),
        inner.map(lambda one: multiply(term("apply", [builtin("det"), one]), one)),
        inner.map(lambda one: multiply(term("apply", [builtin("tr"), one]), one)),
        inner.map(lambda one: multiply(term("power", [term("norm", [one], "F"), number(2)]), one)),
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.recursive(MATRICES, _extended, max_leaves=5))
def test_entries_written_out_have_the_values_that_evaluation_gives(node: Term):
    grid = WritingOut(Context()).grid(node, 2, 2)
    whole: Any = evaluate(node, Model(Context(), {}, ()))
    entries = [evaluate(entry, Model(Context(), {}, ())) for entry in grid.entries]
    assert fmpq_mat(2, 2, entries) == fmpq_mat(whole.rows, whole.columns, list(whole.entries))
