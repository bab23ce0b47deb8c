"""What methods take from a declaration or a hypothesis: no more than it says, and what lies at its very end."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import pytest

from solgen.kernel import (
    complex_coordinates,
    edge_cases,
    exact_values,
    implied,
    induction,
    inequalities,
    monotone_functions,
    premises,
    ranges,
    stated_properties,
)
from solgen.kernel.claim import Proof
from solgen.kernel.field import independence, means
from solgen.kernel.instances.drawing import draw_models
from solgen.kernel.instances.models import ArrayValue, FamilyValue
from solgen.kernel.integers import whole_numbers
from solgen.kernel.integers.formulas import All, follows
from solgen.kernel.matrices.coefficients import Sign
from solgen.kernel.matrices.matrix_facts import declared_least, declared_sign
from solgen.kernel.real_line.breaks import breaks
from solgen.kernel.real_line.survey import domain_of, truth
from solgen.kernel.real_line.zeros import Line
from solgen.notation.context import Declaration
from solgen.notation.reading import read
from solgen.notation.terms import name, number
from tests.kernel.claims import claim, context


def declared(text: str) -> Declaration:
    return context(f"n: size\n{text}").declarations[-1]


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("k: size", 1),
        ("k: integer, nonnegative", 0),
        ("k: integer, positive", 1),
        ("k: integer, at least 3", 3),
        ("k: integer, at least -2", -2),
        ("k: integer, at most 3", None),
        ("k: integer, nonzero", None),
        ("k: integer", None),
        ("k: integer, nonnegative, at most 5", None),
        (r"k: integer, at least \frac{1}{2}", None),
        ("k: real, positive", None),
        ("k: size, at most 4", None),
        ("k_i: integer, positive for i in 1..n", None),
    ],
)
def test_induction_begins_at_the_least_value_of_a_name_that_takes_all_from_there_on(text, least):
    assert induction._least(declared(text)) == least


@pytest.mark.parametrize(
    ("text", "low", "high", "closed"),
    [
        ("x: real", None, None, (False, False)),
        ("x: real, positive", 0, None, (False, False)),
        ("x: real, nonnegative", 0, None, (True, False)),
        ("x: real, in [1, 2)", 1, 2, (True, False)),
        (r"x: real, in (-\infty, 2]", None, 2, (False, True)),
    ],
)
def test_a_function_is_monotone_on_the_range_that_is_declared(text, low, high, closed):
    found = monotone_functions._range(context(text), "x")
    assert found is not None
    ends = (found.low, found.high)
    assert [end if end is None else end.data for end in ends] == [low, high]
    assert tuple(flag and end is not None for flag, end in zip(found.closed, ends, strict=True)) == closed


@pytest.mark.parametrize(
    "text", ["x: integer", "x: real, nonzero", "x: real, positive, in [1, 2]", "x: real, positive, nonzero", "n: size"]
)
def test_a_range_with_holes_or_said_in_two_ways_is_none(text):
    assert monotone_functions._range(context(text), "x") is None


def test_an_interval_has_its_closed_ends_and_not_its_open_ones():
    inside = [number(1), number(2)]
    assert [monotone_functions._includes(_interval("x: real, in [1, 2)"), point) for point in inside] == [True, False]
    assert [monotone_functions._includes(_interval("x: real, in (1, 2]"), point) for point in inside] == [False, True]
    assert not monotone_functions._includes(_interval("x: real, in [1, 2]"), number(3))
    assert not monotone_functions._includes(_interval("x: real, positive"), number(0))
    assert [
        monotone_functions._includes(_interval(text), monotone_functions._some_point(_interval(text)))
        for text in ("x: real", "x: real, positive", r"x: real, in (-\infty, 2)", "x: real, in (1, 2)")
    ] == [True] * 4


def _interval(text):
    found = monotone_functions._range(context(text), "x")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "given", "holds_at", "fails_at"),
    [
        ("x: real", (), (-1, 0, 1), ()),
        ("x: real", ("x < 2",), (-1, 1), (2, 3)),
        ("x: real, positive", ("x < 2",), (1,), (-1, 0, 2)),
        ("x: real, positive", ("x < 2", r"x \ne 1"), (Fraction(1, 2),), (-1, 0, 1, 2)),
        ("x: real, nonnegative", (), (0, 1), (-1,)),
        ("x: size", ("x < 3",), (1, 2), (0, 3)),
        ("x: integer, at least 2", (), (2, 3), (1,)),
        ("x: integer, at most 2", (), (1, 2), (3,)),
    ],
)
def test_the_domain_of_an_unknown_is_all_that_is_declared_and_assumed(text, given, holds_at, fails_at):
    where = context(given=given, base=context(text))
    form = domain_of(where, where.declarations[0])
    assert form is not None
    assert [truth(form, "x", _numeral(value)) for value in holds_at] == [True] * len(holds_at)
    assert [truth(form, "x", _numeral(value)) for value in fails_at] == [False] * len(fails_at)


def _numeral(value):
    value = Fraction(value)
    latex = rf"\frac{{{value.numerator}}}{{{value.denominator}}}" if value.denominator > 1 else str(value.numerator)
    return read(latex, context("x: real")).term


def test_a_power_breaks_where_its_base_is_zero_and_anywhere_if_its_exponent_moves_too():
    line = Line(context("x, a: real"), "x")
    at_zero = breaks(line, read("x^0", line.context).term)
    assert at_zero is not None
    assert len(at_zero) == 1
    assert breaks(line, read("x^x", line.context).term) is None
    assert breaks(line, read("x^2", line.context).term) == []


@pytest.mark.parametrize(
    ("word", "latex", "ends"),
    [
        ("in", "[1, 2]", (1, 2)),
        ("in", r"[1, \infty)", (1, None)),
        ("in", r"(-\infty, 2]", (None, 2)),
        ("in", r"\{1, 2\}", "unknown"),
        ("in", "[1, y]", "unknown"),
        ("at least", "3", (3, None)),
        ("at most", "3", (None, 3)),
        ("at most", "y", "unknown"),
        ("nonzero", None, (None, None)),
    ],
)
def test_the_bounds_that_a_property_sets(word, latex, ends):
    terms = () if latex is None else (read(latex, context("y: real")).term,)
    assert independence._ends(word, terms) == (None if ends == "unknown" else ends)


@pytest.mark.parametrize(
    ("text", "true", "open_"),
    [
        ("k: integer, at most 3", r"k \le 3", r"k \le 2"),
        ("k: integer, at least 3", r"k \ge 3", r"k \ge 4"),
        ("k: integer, positive", r"k \ge 1", r"k \ge 2"),
        ("k: integer, nonnegative", r"k \ge 0", r"k \ge 1"),
        ("k: size", "k > 0", "k > 1"),
    ],
)
def test_integer_arithmetic_knows_the_bounds_that_are_declared_and_no_closer_ones(text, true, open_):
    where = context(text)
    known, _ = whole_numbers.known_of_whole_numbers(where)
    for latex, known_to_hold in ((true, True), (open_, False)):
        formula = whole_numbers._relation(read(latex, where).term, where)
        assert formula is not None
        assert follows(All(tuple(known)), formula) is known_to_hold


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [("k > 0", r"k \ge 1", "k > 1"), ("k > 2", r"k \ge 3", "k > 3"), (r"k \ge 2", r"k \ge 2", "k > 2")],
)
def test_a_whole_number_above_another_is_one_more_at_least_and_not_more_than_that(given, true, false):
    where = context(given=(given,), base=context("k: integer"))
    assert isinstance(inequalities.attempt(claim(true, where)), Proof)
    assert not isinstance(inequalities.attempt(claim(false, where)), Proof)


def test_the_sign_of_a_monomial_is_what_the_signs_of_its_names_make_it():
    signs = {0: "+", 1: "-", 2: "≠", 3: "0+"}
    expected = {
        (1, 0, 0, 0, 0): "+",
        (0, 1, 0, 0, 0): "-",
        (1, 1, 0, 0, 0): "-",
        (0, 2, 0, 0, 0): "+",
        (0, 0, 2, 0, 0): "+",
        (0, 0, 0, 2, 0): "0+",
        (0, 0, 0, 0, 2): "0+",
        (2, 0, 0, 0, 2): "0+",
    }
    assert {monomial: means._sign(monomial, signs) for monomial in expected} == expected


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("M: matrix[n, n], positive definite", Sign.POSITIVE),
        ("M: matrix[n, n], positive semidefinite", Sign.NONNEGATIVE),
        ("M: matrix[n, n], invertible", Sign.NONZERO),
        ("M: matrix[n, n]", Sign.UNKNOWN),
        ("x: size", Sign.POSITIVE),
        ("x: real, positive", Sign.POSITIVE),
        ("x: real, nonnegative", Sign.NONNEGATIVE),
        ("x: real, nonzero", Sign.NONZERO),
        ("x: real, in (0, 1)", Sign.POSITIVE),
        ("x: real, in [0, 1)", Sign.NONNEGATIVE),
        ("x: real, in [2, 3]", Sign.POSITIVE),
        ("x: real, in [-1, 1]", Sign.UNKNOWN),
        ("x: real", Sign.UNKNOWN),
    ],
)
def test_the_sign_that_a_declaration_gives(text, sign):
    assert declared_sign(declared(text)) is sign


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("x: size", 1),
        ("x: size, at least 3", 3),
        ("x: integer, at least 0", 0),
        ("x: integer", None),
        ("x: real", None),
    ],
)
def test_the_whole_number_that_a_name_is_at_least(text, least):
    assert declared_least(declared(text)) == least


@pytest.mark.parametrize(
    ("text", "given", "drawn"),
    [
        ("k: integer", r"k \ge \frac{5}{2}", range(3, 10)),
        ("k: integer", r"k \le \frac{5}{2}", range(-4, 3)),
        ("k: integer", r"2 \le k \le 4", range(2, 5)),
        ("k: integer, positive", r"k \le \frac{7}{2}", range(1, 4)),
    ],
)
def test_whole_numbers_are_drawn_up_to_the_bounds_themselves(text, given, drawn):
    where = context(given=(given,), base=context(text))
    assert {model.values["k"] for model in draw_models(where, [name("k")], b"any", 24)} == set(drawn)


def test_families_of_numbers_are_made_alike_and_nought_and_families_of_vectors_are_left():
    numbers = FamilyValue({(1,): Fraction(2), (2,): Fraction(3)})
    vector = ArrayValue(2, 1, (Fraction(1), Fraction(2)))
    mixed = FamilyValue({(1,): Fraction(2), (2,): vector})
    made = [
        sorted(value.components.values()) for value in edge_cases._degenerate(numbers) if hasattr(value, "components")
    ]
    assert made == [[2, 2], [0, 0]]
    assert list(edge_cases._degenerate(mixed)) == []
    assert list(edge_cases._degenerate(FamilyValue({}))) == []
    assert list(edge_cases._degenerate(vector)) == [ArrayValue(2, 1, (Fraction(0), Fraction(0)))]


@pytest.mark.parametrize(
    ("latex", "radicands"),
    [
        (r"\sqrt{x} = 1", ["x"]),
        (r"\sqrt[4]{x} = 1", ["x"]),
        (r"\sqrt[3]{x} = 1", []),
        (r"\sqrt{x} + \sqrt{y} = 1", ["x", "y"]),
    ],
)
def test_what_stands_under_an_even_root_is_known_to_be_nonnegative(latex, radicands):
    node = read(latex, context("x, y: real")).term
    assert list(premises._radicands(node)) == [name(latex) for latex in radicands]


def test_a_proposition_that_is_no_comparison_follows_from_nothing():
    where = context(given=("x > 1",), base=context("x: real"))
    assert implied.as_step(claim(r"x > 0 \lor x < -1", where)) is not None
    assert implied.as_step(claim(r"\exists t \in \{1, 2\}: x > t", where)) is None


def test_a_unit_in_either_side_or_in_a_definition_of_it_keeps_a_value_from_being_a_proof():
    where = context(let=(r"s = 3\,\mathrm{m}",), base=context("s: real"))
    for latex in (r"s = 3\,\mathrm{m}", r"2 s = s + s", r"s > 0"):
        assert exact_values._leaves_the_declared(claim(latex, where))
    assert not exact_values._leaves_the_declared(claim("2 = 1 + 1", where))


def test_the_range_of_an_index_of_order_statistics_is_theirs():
    where = context(
        "n: size\ny_i: real for i in 1..n\ny_{(k)}: order statistics of y, k in 1..n\nx_i: real for i in 1..3"
    )
    body = read("y_{(k)}", where).term
    low, high = cast("Any", ranges.index_range("k", body, where))
    assert (low, high) == (number(1), name("n"))


def test_a_product_with_zero_keeps_what_may_not_exist():
    where = context("x, y: real")
    zero = complex_coordinates._ZERO
    assert complex_coordinates._product(zero, name("x")) is zero
    assert complex_coordinates._product(name("x"), zero) is zero
    quotient = read(r"\frac{1}{x}", where).term
    assert complex_coordinates._product(zero, quotient) is not zero
    assert complex_coordinates._product(complex_coordinates._ONE, quotient) is quotient
    assert complex_coordinates._product(quotient, complex_coordinates._ONE) is quotient


def test_a_relation_among_hypotheses_states_a_property_only_of_the_letter_that_is_meant():
    where = context("n: size\nM: matrix[n, n], symmetric\nB: matrix[n, n]")

    def stated(latex):
        node = read(latex, where).term
        found = stated_properties._stated(where, node.arguments[0], str(node.data), node.arguments[1])
        return None if found is None else (found[0].name, found[1])

    assert stated(r"M \succ 0") == ("M", "positive definite")
    assert stated(r"M \succ I") is None
    assert stated(r"B \succ 0") is None
    assert stated(r"2 M \succ 0") is None
    assert stated(r"B = B^\top") == ("B", "symmetric")
