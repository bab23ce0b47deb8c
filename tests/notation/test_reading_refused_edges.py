"""Refusals at the edges of displays, decorations, sets and derivatives, each at its place with its code."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import context

NAMES = context(
    "x, z: real\nn: size\ny_i: real for i in 1..n\nS: set\nA: matrix[n, n]\nv: vector[n]\nf: function\nE: function"
)
REFUSED: list[tuple[str, int, str, str]] = [
    (r"\begin{aligned} x &= 1 \\ & \end{aligned}", 27, "read-missing-term", "A line without a formula."),
    (r"\begin{aligned} & \\ x &= 1 \end{aligned}", 17, "read-missing-term", "A line without a formula."),
    (r"\begin{aligned} & \end{aligned}", 17, "read-missing-term", "A line without a formula."),
    (r"\begin{aligned} x &= 1 \\ & & \end{aligned}", 27, "read-missing-term", "A line without a formula."),
    (r"\begin{aligned} x &= 1 \\ \\ z &= 2 \end{aligned}", 27, "read-missing-term", "An empty line in this display."),
    (r"\begin{aligned} x = \left( 1 + & z \right) \\ &= 2 \end{aligned}", 32, "read-alignment", r"between `\left` and"),
    (r"\begin{aligned} x &= \left( 1 \\ & + z \right) \end{aligned}", 31, "read-alignment", r"between `\left` and"),
    (r"\begin{aligned} x = \\ 1 \end{aligned}", 17, "read-alignment", "one `&`, and has 0"),
    (r"\begin{aligned} x &= 1 && \end{aligned}", 25, "read-alignment", "without a reason"),
    (r"\sin_2 x", 5, "read-index", "takes no subscript"),
    (r"\max_2(x, z)", 6, "read-no-name", "not `2`"),
    (r"\frac \boxed{x} 2", 7, "read-decoration", "in the place of an argument"),
    (r"\sqrt\boxed{x}", 6, "read-decoration", "in the place of an argument"),
    (r"x \underbrace _ z < 1", 3, "read-decoration", "has no argument"),
    (r"\boxed ^ 2", 1, "read-decoration", "has no argument"),
    (r"\boxed{x + z", 7, "read-unbalanced", "never closed"),
    (r"\underbrace{x + z}_{x = 1}", 21, "read-decoration", "nobody would check it"),
    (r"\frac{d}{d} x", 11, "read-missing-term", "missing"),
    (r"\frac{d}{d 2} x", 12, "read-derivative", "by a name"),
    (r"\nabla_2 E(x)", 1, "read-derivative", "A gradient is taken by a name."),
    (r"\nabla_{x z} E(x)", 11, "read-unexpected", "`z` cannot stand here"),
    (r"\left. x^2", 1, "read-unbalanced", r"without its `\right`"),
    (r"\begin{cases} x & \text{foo } x > 1 \\ 2 & \text{otherwise} \end{cases}", 19, "read-cases", "foo"),
    (r"O(x, z)", 2, "read-no-name", "has one argument"),
    (r"\{1, (2, 3\}", 1, "read-unbalanced", "never closed"),
    (r"\{1; 2\}", 4, "read-unexpected", "`;` cannot stand here"),
    (r"\sum_{i=1}^{n} \frac{1}{2", 24, "read-unbalanced", "never closed"),
    (r"(x + \{z) + 1\}", 6, "read-unbalanced", "never closed"),
    (r"1\,\mathrm{m}/", 15, "read-missing-term", "missing"),
    (r"2 / 3\,\mathrm{s}", 3, "read-slash", "what the slash divides by"),
    (r"\int_0^1 {x \, dx}", 1, "read-integral", "by what this integral is taken"),
    (r"x = 1 \implies", 15, "read-missing-term", "missing"),
    (r"1 + \dots", 5, "read-dots", "from where to where"),
    (r"y_1 + \dots + x", 7, "read-dots", "One term before the dots"),
    (r"1 + 3 + \dots + 6 + n", 9, "read-dots", "how it goes on"),
    (", x", 1, "read-unexpected", "`,` cannot stand here"),
]


@pytest.mark.parametrize(("latex", "column", "code", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_formula_is_refused_at_its_place(latex: str, column: int, code: str, said: str):
    with pytest.raises(Failure) as caught:
        read(latex, NAMES)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.column) == (code, column)
    assert said in found.message
    assert found.hint


READ = [
    (r"\{ \{1\}, 2 \}", r"\{ \{ 1 \}, 2 \}"),
    (r"\frac{\boxed{x}}{2}", r"\frac{x}{2}"),
    (r"\underbrace{x + z}_{\text{why}}", "x + z"),
    (r"\left. x^2 \right|_0^1", r"\left. x^{2} \right|_{x = 1} - \left. x^{2} \right|_{x = 0}"),
    (r"\sum_{1 \le i < n} y_i", r"\sum_{i=1}^{n - 1} y_{i}"),
    (r"\sum_{i, j} A_{ij}", r"\sum_{i=1}^{n} \sum_{j=1}^{n} A_{ij}"),
    (r"\sum_{i < j} A_{ij}", r"\sum_{j=1}^{n} \sum_{i=1}^{j - 1} A_{ij}"),
    (r"\sum_{i \ne j} A_{ij}", r"\sum_{i=1}^{n} \left( \sum_{j=1}^{i - 1} A_{ij} + \sum_{j=i + 1}^{n} A_{ij} \right)"),
    (r"\sum_{1 \le i < j \le n} A_{ij}", r"\sum_{j=1}^{n} \sum_{i=1}^{j - 1} A_{ij}"),
    (r"\int_0^1 \frac{1}{x} \frac{dx}{2}", r"\int_{0}^{1} \frac{1}{x} \frac{1}{2} \, \mathrm{d} x"),
    (r"\begin{aligned} x &= 1 \\ &= z && \text{why} \end{aligned}", "x = 1 = z"),
    (r"\therefore x = 1", "x = 1"),
    ("x + 1,", "x + 1"),
]


@pytest.mark.parametrize(("latex", "written"), READ, ids=[case[0] for case in READ])
def test_what_is_read(latex: str, written: str):
    assert to_latex(read(latex, NAMES).term) == written


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("x:", "declare-form", "two sides of the colon"),
        ("x: real,", "declare-form", "An empty place between commas."),
        ("X: matrix[2, 2], columns 3", "declare-property", "names no component"),
        ("n: size\ny_i: real for i in 1..n\ny_k: order statistics of y, k in 1..n", "declare-name", "bracketed index"),
        ("\\log: base", "declare-form", "only the base"),
    ],
)
def test_a_declaration_is_refused(text: str, code: str, said: str):
    with pytest.raises(Failure) as caught:
        read_declarations(text)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert said in found.message


@pytest.mark.parametrize(
    ("latex", "code"),
    [("P = (x > 1)", "read-kind"), ("q_j = y_j", "read-undeclared-name"), ("{a = 1}", "read-no-fresh-name")],
)
def test_a_definition_is_refused(latex: str, code: str):
    with pytest.raises(Failure) as caught:
        read_definition(latex, NAMES)
    assert caught.value.diagnostics[0].code == code
