"""Entries of arrays as sums over indices, and differentials: what each rule gives, and what has none."""

from __future__ import annotations

import pytest

from solgen.kernel.matrices.differentials import Differential
from solgen.kernel.matrices.entry_terms import Entries
from solgen.kernel.matrices.letters import Outside
from solgen.notation.reading import read
from solgen.notation.terms import Term, name, number, term
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import context

NAMES = context(
    """
    n, m: size
    x, a: real
    A: matrix[n, m]
    B, D: matrix[n, n]
    S: matrix[n, n], symmetric
    E: matrix[n, n], diagonal
    u, w: vector[n]
    v: vector[m]
    y_i: real for i in 1..n
    f: function
    g: function, elementwise
    """,
    let=(r"h(u) = u^\top B u",),
)


def term_of(latex: str) -> Term:
    return read(latex, NAMES).term


def text_of(node: Term) -> str:
    """Its LaTeX, the indices that no author can write as k, l."""
    return to_latex(node).replace(r"k\#1", "k").replace("k#1", "k").replace("k#2", "l")


ENTRIES = r"""
A                        | A_{ij}
A^\top                   | A_{ji}
B^2                      | \sum_{k=1}^{n} B_{i, k} B_{k, j}
A v                      | \sum_{k=1}^{m} A_{i, k} v_{k}
-A                       | -A_{ij}
\frac{A}{a}              | \frac{A_{ij}}{a}
a A                      | a A_{ij}
B + I                    | B_{ij} + \delta_{ij}
B I                      | B_{ij}
E                        | \delta_{ij} E_{ii}
g(u)                     | g(u_{i})
g'(u)                    | g'(u_{i})
B \odot D                | B_{ij} D_{ij}
u w^\top                 | u_{i} w_{j}
u^\top w                 | \sum_{k=1}^{n} u_{k} w_{k}
u^\top w A               | \left( \sum_{k=1}^{n} u_{k} w_{k} \right) A_{ij}
u w^\top u               | u_{i} \sum_{k=1}^{n} w_{k} u_{k}
u^\top w w^\top u        | \left( \sum_{k=1}^{n} u_{k} w_{k} \right) \sum_{l=1}^{n} w_{l} u_{l}
u^\top A v               | \sum_{k=1}^{n} u_{k} \sum_{l=1}^{m} A_{k, l} v_{l}
\operatorname{diag}(u)   | \delta_{ij} u_{i}
\operatorname{diag}(B)   | B_{ii}
0                        | 0
1                        | 1
a                        | a
\frac{\partial B u}{\partial u} | \frac{\partial}{\partial u_{j}} \left( \sum_{k=1}^{n} B_{i, k} u_{k} \right)
\frac{\partial u^\top u}{\partial x} | \frac{\partial}{\partial x} \left( \sum_{k=1}^{n} u_{k} u_{k} \right)
\nabla_u (u^\top w)      | \frac{\partial}{\partial u_{i}} \left( \sum_{k=1}^{n} u_{k} w_{k} \right)
"""
NUMBERS = r"""
\operatorname{tr}(B)     | \sum_{k=1}^{n} B_{k, k}
\|u\|                    | \sqrt{\sum_{k=1}^{n} u_{k}^{2}}
\|u\|^2                  | \sum_{k=1}^{n} u_{k}^{2}
\|u\|^4                  | \left( \sum_{k=1}^{n} u_{k}^{2} \right)^{2}
\|A\|_F^2                | \sum_{k=1}^{n} \sum_{l=1}^{m} A_{k, l}^{2}
\langle A, A \rangle     | \sum_{k=1}^{n} \sum_{l=1}^{m} A_{k, l} A_{k, l}
(B u)_1                  | \sum_{k=1}^{n} B_{1, k} u_{k}
(B^\top)_{12}            | B_{21}
\frac{d}{dx} x^2         | \frac{\mathrm{d}}{\mathrm{d} x} (x^{2})
\frac{\partial}{\partial u_1} u^\top u | \frac{\partial}{\partial u_{1}} \left( \sum_{k=1}^{n} u_{k} u_{k} \right)
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("latex", "entry"), rows(ENTRIES))
def test_the_entry_at_i_and_j_is_what_the_definition_says(latex, entry):
    assert text_of(Entries(NAMES).entry(term_of(latex), name("i"), name("j"))) == entry


@pytest.mark.parametrize(("latex", "value"), rows(NUMBERS))
def test_a_number_made_of_arrays_is_a_sum_over_their_entries(latex, value):
    assert text_of(Entries(NAMES).number(term_of(latex))) == value


@pytest.mark.parametrize(
    "latex",
    ["B^{-1}", "B^7", "f(u)", r"B^n", r"\frac{\partial u^\top S u}{\partial S}", r"\frac{\partial x B}{\partial E}"],
)
def test_entries_that_no_rule_gives_are_outside(latex):
    with pytest.raises(Outside):
        Entries(NAMES).entry(term_of(latex), name("i"), name("j"))


def test_by_what_is_no_name_no_entry_is_differentiated():
    for by in ("a x", "x^2", "2"):
        with pytest.raises(Outside, match="no name"):
            Entries(NAMES).number(term("derivative", [term_of("x^2"), term_of(by)], "d"))
    with pytest.raises(Outside, match="array"):
        Entries(NAMES).number(term("derivative", [term_of("x^2"), name("u")], "d"))


def test_the_gradient_of_a_function_of_one_array_is_taken_at_one_array():
    gradient = term("gradient", [name("h")])
    quadratic = r"\sum_{k=1}^{n} u_{k} \sum_{l=1}^{n} B_{k, l} u_{l}"
    found = Entries(NAMES)._gradient_at(gradient, (name("u"),), name("i"), number(1))
    assert text_of(found) == rf"\frac{{\partial}}{{\partial u_{{i}}}} \left( {quadratic} \right)"
    for arguments in ((), (name("u"), name("w"))):
        with pytest.raises(Outside):
            Entries(NAMES)._gradient_at(gradient, arguments, name("i"), number(1))


DIFFERENTIALS = r"""
B                        | D
B^2                      | D B + B D
B^\top                   | D^\top
B^{-1}                   | -B^{-1} D B^{-1}
a B w                    | a D w
B + B^\top               | D + D^\top
-B                       | -D
\frac{B}{a}              | \frac{D}{a}
\operatorname{tr}(B)     | \operatorname{tr}(D)
\det B                   | \det(B) \operatorname{tr}(B^{-1} D)
u^\top B u               | u^\top D u
\|B u\|                  | \frac{\langle B u, D u \rangle}{\left\| B u \right\|}
\|B u\|^2                | \langle D u, B u \rangle + \langle B u, D u \rangle
(B u)_1                  | (D u)_{1}
(B u)_i                  | (D u)_{i}
(B^2)_{12}               | (D B + B D)_{12}
"""


@pytest.mark.parametrize(("latex", "differential"), rows(DIFFERENTIALS))
def test_the_differential_in_a_direction_is_what_the_rules_give(latex, differential):
    by_b = Differential(NAMES, "B", name("D"))
    node = by_b.of(read(latex, context("i: integer, positive, at most n", base=NAMES) if "_i" in latex else NAMES).term)
    assert node is not None
    assert to_latex(node) == differential
    assert by_b.positive == []


def test_a_logarithm_says_what_must_be_positive():
    by_b = Differential(NAMES, "B", name("D"))
    assert by_b.of(term_of(r"\ln \det B")) is term_of(r"\operatorname{tr}(B^{-1} D)")
    assert by_b.positive == [term_of(r"\det B")]


def test_what_does_not_contain_the_name_has_no_differential_and_an_entry_of_it_is_outside():
    by_b = Differential(NAMES, "B", name("D"))
    assert [by_b.of(term_of(latex)) for latex in ("A", "S^2", "2", r"u^\top u")] == [None] * 4
    for latex in ("B_{12}", r"\sum_{i=1}^n B_{ii}", "f(B_{11})"):
        with pytest.raises(Outside):
            by_b.of(term_of(latex))
