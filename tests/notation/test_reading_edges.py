"""What lies at the edge of a rule of the reader: where a derivative, a display, a sum and a declaration end."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.reading.tokens import tokenize
from solgen.notation.terms import name, number, term
from tests.kernel.claims import context

NAMES = context(
    r"""
    x, y, a: real
    n, m: size
    w, v: vector[m]
    A: matrix[m, m]
    z_i: real for i in 1..n
    \bar{y}: real
    u_i: vector[m] for i in 1..n
    E: function
    """
)


@pytest.mark.parametrize(
    ("latex", "code", "column"),
    [
        (r"\nabla_w (w^\top w) \cdot 2", "read-extent", 1),
        (r"\nabla_w (w^\top w) / 2", "read-extent", 1),
        (r"\nabla_w (w^\top w) a", "read-extent", 1),
        (r"\begin{aligned} x &= y \end{aligned} \begin{aligned} x &= y \end{aligned}", "read-environment", 1),
        (r"\begin{aligned} x &= y \end{aligned} = a", "read-environment", 1),
        (r"= \sum_{i \ne j} z_i", "read-sum-range", 3),
        (r"\max_{x \in [0, 1]} x^2", "read-extremum-range", 7),
        (r"\arg\min_{0 \le x \le 2} x^2", "read-extremum-range", 11),
        (r"= \sum_{i < j} z_i z_j", "read-sum-range", 3),
        (r"\begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix}", "read-matrix", 1),
        (r"\begin{matrix} 1 & 2 \end{matrix} )", "read-matrix", 1),
        (r"\left[ \begin{matrix} 1 & 2 \end{matrix} \right)", "read-matrix", 8),
        (r"\underbrace{x}_{y} + a", "read-decoration", 17),
        (r"\underbrace{x}_2", "read-decoration", 16),
        (r"\underbrace{x}_{\text{a} x}", "read-decoration", 17),
        (r"\overbrace{x}^{y}", "read-decoration", 16),
        (r"\nabla x", "read-derivative", 1),
        (r"\nabla w", "read-derivative", 1),
        (r"\nabla^2 x", "read-derivative", 1),
        (r"\nabla x (y)", "read-derivative", 1),
        (r"\begin{pmatrix} 1 & 2", "read-unbalanced", 1),
        (r"\begin{gathered} \int_0^1 x \\ x dx = 1 \end{gathered}", "read-integral", 18),
        (r"\begin{aligned} x &= \int_0^1 x \\ &= \int_0^1 x \, dx \end{aligned}", "read-integral", 22),
        (r"\boxed{x} \frac", "read-missing-term", 16),
        (r"\boxed{x} + \sqrt", "read-missing-term", 18),
        (r"\sqrt \begin{pmatrix} 1 & 2 \end{pmatrix}", "read-environment", 7),
        (r"\frac \begin{aligned} { x } { y } & = x \end{aligned}", "read-environment", 7),
        (r"x^\begin{pmatrix} 1 & 2 \end{pmatrix}", "read-environment", 3),
    ],
)
def test_what_may_be_meant_in_two_ways_is_refused(latex, code, column):
    with pytest.raises(Failure) as caught:
        read(latex, NAMES)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.column) == (code, column)


def reads(latex):
    return read(latex, NAMES).term


def test_a_gradient_is_taken_of_the_whole_product_where_a_row_or_a_matrix_begins_it():
    row, column = reads(r"w^\top A"), name("w")
    whole = term("gradient", [term("multiply", [row, column]), name("w")])
    assert reads(r"\nabla_w (w^\top A) w") == whole
    assert reads(r"\nabla_w (w^\top A) \cdot w") == whole
    assert reads(r"\nabla_w (w^\top w)") == term("gradient", [reads(r"w^\top w"), name("w")])


def test_a_bound_name_is_a_number_though_a_family_has_its_letter():
    assert reads(r"\sum_{u=1}^{n} (u + 1)").head == "sum"
    assert reads(r"\sum_{u \in \{1, 2\}} (u + 1)").head == "sum_over"
    assert reads(r"\sum_{z=1}^{n} z") == term("sum", [name("z"), number(1), name("n"), name("z")])
    assert reads(r"u_1 + w").head == "add"


def test_an_integral_by_a_name_with_an_accent():
    by = context(r"\bar{y}, \hat{y}, x: real")
    for latex in (r"\int_0^1 \bar{y} \, d\bar{y}", r"\int_0^1 \bar{y} \, \mathrm{d}\bar{y}"):
        found = read(latex, by).term
        assert found == term("integral", [name(r"\bar{y}"), number(0), number(1), name(r"\bar{y}")])
    assert read(r"\int_0^1 x \, d\hat{y}", by).term.arguments[0] == name(r"\hat{y}")


def test_several_names_run_through_the_set_that_is_named_after_them():
    both = reads(r"x + y > 0 \text{ for all } x, y \in [0, 1]")
    assert (both.head, both.arguments[2].head) == ("for_all", "for_all")
    one = reads(r"x > 0 \text{ for all } x \in [0, 1]")
    assert (one.head, one.arguments[2].head) == ("for_all", "relation")
    assert reads(r"x, y \in [0, 1]").head == "statements"
    assert reads(r"x \in [0, 1]").head == "relation"


def test_brackets_around_rows_of_numbers_make_a_matrix():
    rows = reads(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}")
    assert reads(r"\left( \begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix} \right)") == rows
    assert reads(r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}") == rows


@pytest.mark.parametrize(
    ("line", "column"),
    [("x: real,, positive", 9), ("x: real, , positive", 10), ("x: ,real", 4), ("x: real,", 9)],
)
def test_an_empty_place_in_a_declaration_is_told_where_it_is(line, column):
    with pytest.raises(Failure) as caught:
        context(line)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.column) == ("declare-form", column)
    assert "empty place" in found.message


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\underbrace{x} + y", "x + y"),
        (r"y + \underbrace{x}", "y + x"),
        (r"\overbrace{x} y", "x y"),
        (r"\underbrace{x}_{\text{one}} + y", "x + y"),
        (r"\overbrace{x}^{\text{one}} y", "x y"),
        (r"\boxed{x} + \frac12", r"x + \frac{1}{2}"),
    ],
)
def test_a_brace_may_go_without_a_note(latex, plain):
    assert reads(latex) == reads(plain)


@pytest.mark.parametrize(
    ("latex", "texts"),
    [
        (r"x + \frac123", ["x", "+", r"\frac", "1", "2", "3"]),
        (r"\frac123", [r"\frac", "1", "2", "3"]),
        (r"x + y^23", ["x", "+", "y", "^", "2", "3"]),
        (r"x + \frac{1}23", ["x", "+", r"\frac", "{", "1", "}", "2", "3"]),
        ("x + y 23", ["x", "+", "y", "23"]),
        (r"12 + \sqrt{1}23", ["12", "+", r"\sqrt", "{", "1", "}", "23"]),
    ],
)
def test_an_argument_without_braces_is_a_single_digit(latex, texts):
    assert [token.text for token in tokenize(latex)] == texts


def test_three_numbers_in_brackets_are_no_interval():
    assert reads(r"x \in (1, 2)").arguments[1].head == "interval"
    assert reads(r"x \in (1, 2, a)").arguments[1].head == "tuple"


@pytest.mark.parametrize("condition", [r"i \ge 1", r"i \le n", r"1 \le i \le n", r"1 \le i, i \le n"])
def test_an_end_that_a_condition_does_not_say_is_that_of_the_declared_range(condition):
    assert reads(rf"\sum_{{{condition}}} z_i") == reads(r"\sum_{i=1}^n z_i")


@pytest.mark.parametrize("condition", [r"j \ge 1, j \ne i", r"j \le n, j \ne i", "j < i", "i < j"])
def test_of_a_name_without_a_range_both_ends_must_be_said(condition):
    with pytest.raises(Failure):
        read(rf"\sum_{{{condition}}} j^2", NAMES)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("sek", "Did you mean `sec`?"), ("metter", "Did you mean `meter`?"), ("qqqqqqq", "Units are: %, A, B")],
)
def test_of_a_unit_that_is_not_known_the_nearest_is_named_or_all(word, hint):
    with pytest.raises(Failure) as caught:
        read_declarations(f"t: quantity in {word}")
    assert caught.value.diagnostics[0].hint.startswith(hint)


@pytest.mark.parametrize(
    ("declared", "latex", "target"),
    [
        ("c_i: real", "c_i = 3", name("c_i")),
        ("a: real", "c_i = 3", term("index", [name("c"), name("i")])),
        ("c_i: real for i in 1..n", "c_i = 3", term("index", [name("c"), name("i")])),
        ("a: real", "c_1 = 3", name("c_1")),
        ("a: real", "c_a = 3", name("c_a")),
        ("a: real", "c^{(2)} = 3", name("c^{(2)}")),
        ("a: real", "c^{(a)} = 3", name("c^{(a)}")),
        ("a: real", "c^{(i)} = 3", term("index", [name("c^{()}"), name("i")])),
    ],
)
def test_a_definition_is_of_a_whole_name_or_of_all_components(declared, latex, target):
    where = context(f"n: size\ny_i: real for i in 1..n\n{declared}")
    _, (definition,), _ = read_definition(latex, where)
    assert definition.target is target


PAIRS = context("x: real\nn: size\nz_i: real for i in 1..n\nr_{ij}: real for i in 1..n, j in 1..n")


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i \le 3, i < j} r_{ij}",
        r"\sum_{i < j, i \le 3} x",
        r"\sum_{i < j, 2 \le i \le 3} r_{ij}",
        r"\sum_{i < j, j \le 4, i \le 3} r_{ij}",
        r"\prod_{i < j, i \le n} r_{ij}",
    ],
)
def test_two_ends_above_of_one_index_are_refused(latex):
    with pytest.raises(Failure) as caught:
        read(latex, PAIRS)
    assert [(found.code, found.place.column) for found in caught.value.diagnostics] == [("read-sum-range", 1)]


@pytest.mark.parametrize(
    ("outside", "condition", "bound"),
    [
        ("z_i", r"1 \le i, j \le n", "j"),
        ("z_j", r"1 \le i, j \le n", "i"),
        ("z_j", r"1 \le i \le n, j \le n", "i"),
        ("z_j", r"1 \le i \le n, 1 \le j", "i"),
        ("z_i", r"1 \le i < j \le n", "ij"),
        ("z_j", r"1 \le i < j \le n", "ij"),
        ("x", r"1 \le i, j \le n", "ij"),
    ],
)
def test_an_index_of_which_a_sum_says_one_end_is_the_one_outside_where_there_is_one(outside, condition, bound):
    _, sums = read(rf"{outside} = \sum_{{{condition}}} r_{{ij}}", PAIRS).term.arguments
    assert sorted({"i", "j"} - sums.free) == sorted(bound)
