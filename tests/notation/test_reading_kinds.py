"""The same letters, read as their declarations say."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.terms import Term, add, constant, multiply, name, number, term

X = name("x")


def said(latex: str, declare: str) -> Term:
    return read(latex, read_declarations(declare)).term


@pytest.mark.parametrize(
    ("latex", "declare", "expected"),
    [
        ("e^x", "x: real", term("power", [constant("e"), X])),
        ("e^x", "x, e: real", term("power", [name("e"), X])),
        ("\\pi", "x: real", constant("pi")),
        ("\\pi", "\\pi: real", name("\\pi")),
        ("I x", "x: real", multiply(constant("identity"), X)),
        ("I x", "x, I: real", multiply(name("I"), X)),
        ("i x", "x: real\ni: imaginary unit", multiply(constant("imaginary"), X)),
        ("i x", "x: real\ni: integer", multiply(name("i"), X)),
        ("f(x)", "x: real\nf: function", term("apply", [name("f"), X])),
        ("f(x)", "x, f: real", multiply(name("f"), X)),
        ("f'(x)", "x: real\nf: function", term("apply", [term("prime", [name("f")], 1), X])),
        ("f'(x)", "x, f': real", multiply(name("f'"), X)),
        ("x^t", "x: vector[2]", term("transpose", [X])),
        ("x^t", "x: real\nt: integer", term("power", [X, name("t")])),
        ("x^T", "x: vector[2]\nT: vector[2]", term("transpose", [X])),
        ("x^\\top", "x: matrix[2, 2]\nt: integer", term("transpose", [X])),
        ("x^{-1}", "x: matrix[2, 2]", term("inverse", [X])),
        ("x^{-1}", "x: real", term("power", [X, number(-1)])),
        ("|x|", "x: real", term("absolute", [X])),
        ("|x|", "x: set", term("cardinality", [X])),
        ("x_2", "x: vector[3]", term("index", [X, number(2)])),
        ("x_2", "x_2: real", name("x_2")),
        ("x_{\\text{max}}", "x_{\\mathrm{max}}: real", name("x_{\\mathrm{max}}")),
        ("x_{max}", "x_{max}: real", name("x_{max}")),
        ("x_2", "x_i: real for i in 1..3", term("index", [X, number(2)])),
        ("x_{(2)}", "x_i: real for i in 1..3\nx_{(k)}: order statistics of x, k in 1..3",
         term("order_statistic", [X, number(2)])),
        ("x^{(2)}", "x^{(i)}: vector[2] for i in 1..3", term("index", [name("x^{()}"), number(2)])),
        ("x^*", "x^*: real", name("x^*")),
        ("(1, x)", "x: real", term("tuple", [number(1), X])),
        ("\\log x", "x: real\n\\log: base 10", term("apply", [term("builtin", data="log"), X, number(10)])),
    ],
)  # fmt: skip
def test_declared_kinds_decide(latex: str, declare: str, expected: Term):
    assert said(latex, declare) is expected


@pytest.mark.parametrize(
    ("latex", "declare", "code"),
    [
        ("i x", "x: real", "read-undeclared-name"),
        ("x^t", "x: real", "read-transpose"),
        ("x^t", "x: matrix[2, 2]\nt: integer", "read-transpose"),
        ("\\frac{d}{dx} x", "x, d: real", "read-derivative"),
        ("\\log x", "x: real", "read-log-base"),
        ("d x", "x: real", "read-undeclared-name"),
    ],
)
def test_what_no_declaration_decides_is_refused(latex: str, declare: str, code: str):
    with pytest.raises(Failure) as caught:
        said(latex, declare)
    assert caught.value.diagnostics[0].code == code


def test_a_differential_is_no_name_where_d_is_not_declared():
    assert said("\\frac{d}{dx} x", "x: real") is term("derivative", [X, X], "d")
    assert said("\\frac{\\mathrm{d}}{\\mathrm{d}x} x", "x, d: real") is term("derivative", [X, X], "d")


def test_the_order_of_a_derivative_may_be_a_letter_for_whole_numbers():
    n = name("n")
    power = said("e^x", "x: real")
    assert said(r"\frac{d^n}{dx^n} e^x", "x: real\nn: size") is term("higher_derivative", [power, X, n], "d")
    following = term("higher_derivative", [power, X, add(n, number(1))], "partial")
    assert said(r"\frac{\partial^{n+1}}{\partial x^{n+1}} e^x", "x: real\nn: integer") is following


def test_a_bound_name_hides_a_declared_one():
    summed = said("\\sum_{x=1}^{3} x", "x: set")
    assert summed is term("sum", [X, number(1), number(3), X])
    assert said("\\sum_{e=1}^{3} e", "x: set") is term("sum", [name("e"), number(1), number(3), name("e")])


def test_the_scope_of_a_bound_name_ends_with_its_sum():
    with pytest.raises(Failure) as caught:
        said("\\sum_{j=1}^{3} j + j", "x: real")
    assert caught.value.diagnostics[0].code == "read-undeclared-name"


INDEXED = "n: size\nx_i: real for i in 1..n\nA_{ij}: real for i in 1..n, j in 1..n"


@pytest.mark.parametrize(
    ("latex", "places"),
    [("x_k", "k"), ("A_{ik}", "ik"), ("A_{kl}", "kl"), ("\\frac{\\partial x_k}{\\partial x_l}", "kl")],
)
def test_an_undeclared_letter_that_is_an_index_by_itself_is_read(latex: str, places: str) -> None:
    assert said(latex, INDEXED).free >= set(places)


@pytest.mark.parametrize("latex", ["x_d", "x_{k+1}", "k x_i", "A_{k+1,i}"])
def test_an_undeclared_letter_elsewhere_is_refused(latex: str) -> None:
    with pytest.raises(Failure, match="is not declared"):
        said(latex, INDEXED)


def test_a_definition_has_no_undeclared_index() -> None:
    with pytest.raises(Failure, match="`k` is not declared"):
        read_definition("c = x_k", read_declarations(INDEXED))
