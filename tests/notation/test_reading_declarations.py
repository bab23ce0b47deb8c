"""The ``declare:`` block, form by form."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure, Place
from solgen.notation.context import Context, Declaration, IndexRange, Kind, Property
from solgen.notation.reading import read_declarations
from solgen.notation.terms import Term, name, number, term

SIZES = "N, d, n: size\n"


def declared(line: str, name_: str) -> Declaration:
    found = read_declarations(SIZES + line).declaration(name_)
    assert found is not None
    return found


def index(letter: str, high: str) -> IndexRange:
    return IndexRange(letter, number(1), name(high))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.VECTOR, Kind.MATRIX)])
def test_every_kind_can_be_declared(kind: Kind):
    assert declared(f"q: {kind.value}", "q") == Declaration("q", kind)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("y_i: real for i in 1..n", Declaration("y", Kind.REAL, (index("i", "n"),))),
        ("\\hat{y}_i: real, positive, for i in 1..n",
         Declaration("\\hat{y}", Kind.REAL, (index("i", "n"),), (), (Property("positive"),))),
        ("\\hat y_i: real for i in 1..n", Declaration("\\hat{y}", Kind.REAL, (index("i", "n"),))),
        ("W_{jk}: real for j in 1..n, k in 1..d", Declaration("W", Kind.REAL, (index("j", "n"), index("k", "d")))),
        ("W_{jk}: real for j in 1..n, for k in 1..d", Declaration("W", Kind.REAL, (index("j", "n"), index("k", "d")))),
        ("x^{(i)}: vector[d] for i in 1..N", Declaration("x^{()}", Kind.VECTOR, (index("i", "N"),), (name("d"),))),
        ("X: matrix[N, d]", Declaration("X", Kind.MATRIX, (), (name("N"), name("d")))),
        ("X: matrix[N, d], rank d",
         Declaration("X", Kind.MATRIX, (), (name("N"), name("d")), (Property("rank", (name("d"),)),))),
        ("A: matrix[d, d], symmetric, positive definite",
         Declaration("A", Kind.MATRIX, (), (name("d"), name("d")),
                     (Property("symmetric"), Property("positive definite")))),
        ("m: size, at most N", Declaration("m", Kind.SIZE, (), (), (Property("at most", (name("N"),)),))),
        ("m: size, at least 2", Declaration("m", Kind.SIZE, (), (), (Property("at least", (number(2),)),))),
        ("t_A: quantity in s, positive",
         Declaration("t_A", Kind.QUANTITY, (), (), (Property("positive"),), "s")),
        ("t_A: quantity in seconds", Declaration("t_A", Kind.QUANTITY, unit="s")),
        ("f: function, even", Declaration("f", Kind.FUNCTION, (), (), (Property("even"),))),
        ("f: function to vector[d]", Declaration("f", Kind.FUNCTION, (), (name("d"),))),
        ("f: function, vector[d]", Declaration("f", Kind.FUNCTION, (), (name("d"),))),
        ("f_k: function for k in 1..n", Declaration("f", Kind.FUNCTION, (index("k", "n"),))),
        ("y: real[N]", Declaration("y", Kind.REAL, (index("i", "N"),))),
        ("w^*: vector[d]", Declaration("w^*", Kind.VECTOR, (), (name("d"),))),
        ("H_{AB}: real", Declaration("H_{AB}", Kind.REAL)),
        ("P_{A}: real", Declaration("P_A", Kind.REAL)),
        ("x': real", Declaration("x'", Kind.REAL)),
    ],
)  # fmt: skip
def test_a_line_declares_what_it_says(line: str, expected: Declaration):
    assert declared(line, expected.name) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(0,1)", term("interval", [number(0), number(1)], "()")),
        ("[0, 1)", term("interval", [number(0), number(1)], "[)")),
        ("(-1, 1]", term("interval", [number(-1), number(1)], "(]")),
        ("[0, d]", term("interval", [number(0), name("d")], "[]")),
        ("{-1,1}", term("set", [number(-1), number(1)])),
        ("\\{-1, 1\\}", term("set", [number(-1), number(1)])),
        ("1..d", term("set", [number(1), term("dots"), name("d")])),
        ("(0, \\infty)", term("interval", [number(0), term("constant", data="infinity")], "()")),
    ],
)
def test_membership_is_a_set(written: str, expected: Term):
    assert declared(f"q: real, in {written}", "q").property_terms("in") == (expected,)


def test_several_names_share_a_line():
    context = read_declarations("x, \\sigma, P_A: real, positive")
    assert [declaration.name for declaration in context.declarations] == ["x", "\\sigma", "P_A"]


def test_order_statistics_are_declared_of_their_sample():
    context = read_declarations("n: size\ny_i: real for i in 1..n\ny_{(k)}: order statistics of y, k in 1..n")
    expected = Declaration("y_{()}", Kind.REAL, (index("k", "n"),), (), (Property("order statistics", (name("y"),)),))
    assert context.declaration("y_{()}") == expected


@pytest.mark.parametrize(
    ("written", "component", "kind", "shape"),
    [
        ("orthonormal columns u_k for k in 1..d", "u", Kind.VECTOR, (name("N"),)),
        ("columns u_k for k in 1..d", "u", Kind.VECTOR, (name("N"),)),
        ("rows u_k for k in 1..N", "u", Kind.VECTOR, (name("d"),)),
    ],
)
def test_columns_and_rows_named_with_a_matrix_are_declared_too(
    written: str, component: str, kind: Kind, shape: tuple[Term, ...]
):
    context = read_declarations(SIZES + f"U: matrix[N, d], {written}")
    matrix, part = context.declaration("U"), context.declaration(component)
    assert matrix is not None
    assert part is not None
    assert matrix.properties == (Property(written.partition(" u_k")[0], (name("u"),)),)
    assert (part.kind, part.shape, part.indices[0].index) == (kind, shape, "k")


def test_the_entries_of_a_diagonal_may_have_a_line_of_their_own():
    text = "d: size\nD: matrix[d, d], diagonal s_k for k in 1..d\ns_k: real, positive, for k in 1..d"
    found = read_declarations(text).declaration("s")
    assert found == Declaration("s", Kind.REAL, (index("k", "d"),), (), (Property("positive"),))
    implied = read_declarations("d: size\nD: matrix[d, d], diagonal s_k").declaration("s")
    assert implied == Declaration("s", Kind.REAL, (index("k", "d"),))


def test_sizes_may_be_declared_below_their_use():
    assert read_declarations("y_i: real for i in 1..n\nn: size").declaration("y") is not None


def test_the_base_of_the_logarithm_is_declared():
    assert read_declarations("\\log: base 2").log_base is number(2)


def test_declarations_add_to_a_context_and_take_the_place_of_earlier_ones():
    first = read_declarations("x: real\ny: real")
    second = read_declarations("x: integer", first)
    assert [declaration.kind for declaration in second.declarations] == [Kind.REAL, Kind.INTEGER]
    assert read_declarations("", first) == first
    assert read_declarations("\n  \n") == Context()


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "help_text"),
    [
        ("x: rael", "declare-kind", 1, 4, "Did you mean `real`?"),
        ("x: number", "declare-kind", 1, 4, "Kinds are"),
        ("x: positive", "declare-kind", 1, 4, "`x: real, positive`"),
        ("x: vector", "declare-kind", 1, 4, "vector[d]"),
        ("x: matrix[2]", "declare-kind", 1, 4, "matrix[N, d]"),
        ("y: real\nx", "declare-form", 2, 1, "x: real"),
        ("x: real in (0, 1)", "declare-kind", 1, 4, "`real, in (0, 1)`"),
        ("x:", "declare-form", 1, 1, "x: real"),
        ("x,, y: real", "declare-form", 1, 1, "x: real"),
        ("y: real\n\nx: real, positve", "declare-property", 3, 10, "Did you mean `positive`?"),
        ("x: real, nice", "declare-property", 1, 10, "Properties are"),
        ("y_i: real for i in 1", "declare-range", 1, 15, "for i in 1..n"),
        ("y_i: real for j in 1..3", "declare-range", 1, 1, "range"),
        ("x: real for i in 1..3", "declare-range", 1, 1, "x_i"),
        ("y_{ij}: real for i in 1..3", "declare-range", 1, 1, "range"),
        ("v: quantity in m/s^2", "declare-unit", 1, 16, "`{.let}` gives the value"),
        ("t: quantity in sek", "declare-unit", 1, 16, "sec"),
        ("x: real\nx: integer", "declare-twice", 2, 1, "one line"),
        ("2: real", "declare-name", 1, 1, "one name"),
        ("x + 1: real", "declare-name", 1, 1, "one name"),
        ("y_{(k)}: order statistics of z, k in 1..3", "declare-name", 1, 30, "line above"),
        ("y_i: real for i in 1..q", "read-undeclared-name", 1, 23, "q: real"),
        ("  X: matrix[2, q]", "read-undeclared-name", 1, 16, "q: real"),
        ("\\log: 2", "declare-form", 1, 7, "base 2"),
    ],
)
def test_what_cannot_be_declared_is_refused_at_its_line_with_the_nearest_word(
    text: str, code: str, line: int, column: int, help_text: str
):
    with pytest.raises(Failure) as caught:
        read_declarations(text, place=Place("q.md", 1))
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file, found.place.line, found.place.column) == (code, "q.md", line, column)
    assert help_text in found.hint
