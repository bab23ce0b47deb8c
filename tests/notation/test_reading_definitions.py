"""Definitions: what is fresh, what it stands for, what is inferred of it."""

from __future__ import annotations

import re

import pytest

from solgen.diagnostics import Failure
from solgen.notation.context import Kind
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.notation.terms import name, number, term
from tests.notation.cases import FOLDER, Case, cases

CASES = list(cases("definitions.md"))
DECLARE = """N, d: size
X: matrix[N, d]
A: matrix[d, d]
w: vector[d]
T: vector[N]
x, c: real
y_i: real for i in 1..N
k: integer
f: function
S: set
E: event"""
CONTEXT = read_declarations(DECLARE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.latex)
def test_a_definition_defines_the_name_on_its_left(case: Case):
    _, definitions, _ = read_definition(case.latex, case.context)
    assert definitions[-1].name == case.texts[1]


@pytest.mark.parametrize(
    ("latex", "kind", "shape"),
    [
        ("q = x + 1", Kind.REAL, ()),
        ("q = X w", Kind.VECTOR, ("N",)),
        ("q = X A", Kind.MATRIX, ("N", "d")),
        ("q = w^t w", Kind.REAL, ()),
        ("q = \\{ x, c \\}", Kind.SET, ()),
        ("q = f'", Kind.FUNCTION, ()),
        ("q = \\arg\\min_w \\|X w - T\\|", Kind.VECTOR, ("d",)),
        ("q = \\arg\\min_c f(c)", Kind.REAL, ()),
        ("q = 10\\,\\mathrm{s}", Kind.QUANTITY, ()),
        ("q(w) = w^t w", Kind.FUNCTION, ()),
        ("q(w) = X w", Kind.FUNCTION, ("N",)),
        ("q = E", Kind.EVENT, ()),
    ],
)
def test_what_is_not_declared_is_inferred_from_what_it_stands_for(latex: str, kind: Kind, shape: tuple[str, ...]):
    _, _, (declaration,) = read_definition(latex, CONTEXT)
    assert (declaration.name, declaration.kind, tuple(size.data for size in declaration.shape)) == ("q", kind, shape)


def test_definitions_set_off_by_commas_are_members_of_their_own():
    latex = "u = 1, v = u + 1"
    reading, definitions, _ = read_definition(latex, CONTEXT)
    assert [definition.name for definition in definitions] == ["u", "v"]
    assert [latex[member.start : member.end] for member in reading.members] == ["u = 1", "v = u + 1"]


@pytest.mark.parametrize(("latex", "fits"), [("W_{jl} = j + l", True), ("W_{j} = j", False), ("W_{12} = 3", False)])
def test_a_declared_name_is_defined_at_all_its_indices_at_once(latex, fits):
    where = read_declarations("n, m: size\nW_{jl}: real for j in 1..n, l in 1..m")
    if fits:
        _, (definition,), _ = read_definition(latex, where)
        assert definition.target is term("index", [name("W"), name("j"), name("l")])
        return
    with pytest.raises(Failure) as refused:
        read_definition(latex, where)
    assert refused.value.diagnostics[0].code == "read-no-fresh-name"


def test_an_indexed_name_gets_the_range_that_is_declared_for_its_index():
    _, (definition,), (declaration,) = read_definition("r_i = y_i - c", CONTEXT)
    assert definition.target is term("index", [name("r"), name("i")])
    assert definition.parameters == ("i",)
    (indexed,) = declaration.indices
    assert (indexed.index, indexed.low, indexed.high) == ("i", number(1), name("N"))


def test_a_subscript_that_is_no_index_is_part_of_the_name():
    _, (definition,), _ = read_definition("w_A = A w", CONTEXT)
    assert definition.target is name("w_A")


def test_a_tuple_defines_a_sample_with_its_length():
    _, (definition,), (declaration,) = read_definition("s = (4, 1, 9)", CONTEXT)
    assert definition.body is term("tuple", [number(4), number(1), number(9)])
    assert [indexed.high for indexed in declaration.indices] == [number(3)]


def test_a_pair_that_defines_a_declared_set_is_an_interval():
    _, (definition,), _ = read_definition("S = (0, 1)", CONTEXT)
    assert definition.body is term("interval", [number(0), number(1)], "()")


def test_a_declared_name_keeps_its_declaration():
    _, (definition,), declarations = read_definition("x = c + 1", CONTEXT)
    assert definition.target is name("x")
    assert declarations == ()


def test_the_rest_of_a_chain_stays_among_the_members():
    reading, (definition,), _ = read_definition("q = 1 + 1 = 2", CONTEXT)
    assert definition.body is term("add", [number(1), number(1)])
    assert [member.sign for member in reading.members] == ["", "=", "="]


def test_colon_equals_defines_too():
    assert read_definition("q := x", CONTEXT)[1] == read_definition("q = x", CONTEXT)[1]


def test_later_definitions_of_a_display_may_use_the_earlier_ones():
    latex = "\\begin{aligned} p &= x + 1 \\\\ q &= p + 1 \\end{aligned}"
    _, definitions, declarations = read_definition(latex, CONTEXT)
    assert [definition.name for definition in definitions] == ["p", "q"]
    assert [declaration.name for declaration in declarations] == ["p", "q"]


def test_a_parameter_hides_what_its_name_means_elsewhere():
    _, (definition,), _ = read_definition("g(x, c) = x + c", CONTEXT)
    assert definition.parameters == ("x", "c")


def test_what_is_defined_can_be_read_afterwards():
    _, (definition,), (declaration,) = read_definition("w_A = A w", CONTEXT)
    context = CONTEXT.with_declarations(declaration).with_definition(definition)
    assert read("w_A^t w", context).term is term("multiply", [term("transpose", [name("w_A")]), name("w")])


@pytest.mark.parametrize(
    ("latex", "code", "column"),
    [
        ("q = q + 1", "read-recursive-definition", 1),
        ("g(x) = g(x) + 1", "read-recursive-definition", 1),
        ("r_i = r_i + 1", "read-recursive-definition", 1),
        ("x + 1 = c", "read-no-fresh-name", 1),
        ("2 = x", "read-no-fresh-name", 1),
        ("x", "read-no-fresh-name", 1),
        ("= x", "read-no-fresh-name", 1),
        ("q = x \\land x = 1", "read-kind", 7),
        ("q = x = 1 \\land x = 1", "read-no-fresh-name", 1),
        ("g(x, x) = x", "read-no-fresh-name", 1),
        ("x(c) = c", "read-no-fresh-name", 1),
        ("y_1 = 3", "read-no-fresh-name", 1),
        ("w_i = y_i", "read-no-fresh-name", 1),
        ("x_i = y_i", "read-no-fresh-name", 1),
        ("g(t) = t", "read-undeclared-name", 3),
        ("q = p", "read-undeclared-name", 5),
        ("q =", "read-missing-term", 4),
        ("q < x", "read-no-fresh-name", 1),
    ],
)
def test_what_is_no_definition_is_refused(latex: str, code: str, column: int):
    with pytest.raises(Failure) as caught:
        read_definition(latex, CONTEXT)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.column) == (code, column)
    assert found.hint


def test_a_name_is_defined_once():
    _, (definition,), (declaration,) = read_definition("q = x", CONTEXT)
    context = CONTEXT.with_declarations(declaration).with_definition(definition)
    with pytest.raises(Failure) as caught:
        read_definition("q = c", context)
    assert caught.value.diagnostics[0].code == "read-defined-twice"


def test_the_cases_name_only_names():
    text = (FOLDER / "definitions.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\* ", text, re.MULTILINE)) == len(CASES) > 10
