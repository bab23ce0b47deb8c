"""Parts of methods by themselves: points of intervals, bounds of whole numbers, entries of tuples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel import equalities, monotone_functions, quantified
from solgen.kernel.claim import Proof
from solgen.kernel.field.independence import _bound, _ends
from solgen.kernel.integers.formulas import at_least
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import known_of_whole_numbers
from solgen.kernel.pointwise import with_arguments
from solgen.notation.reading import read
from solgen.notation.terms import number
from tests.kernel.claims import claim, context


@pytest.mark.parametrize(
    ("declared", "point"),
    [
        ("", "1"),
        ("in [3, \\infty)", "4"),
        ("in (-\\infty, 3)", "2"),
        ("in (0, 1)", r"\frac{1}{2}"),
        ("in [-4, -2]", "-3"),
    ],
)
def test_the_point_of_an_interval_at_which_a_sign_is_asked(declared: str, point: str):
    interval = monotone_functions._range(context(f"x: real{', ' + declared if declared else ''}"), "x")
    assert interval is not None
    assert monotone_functions._value(monotone_functions._some_point(interval)) == monotone_functions._value(
        read(point, context()).term
    )


@pytest.mark.parametrize(
    ("declared", "inside", "outside"),
    [
        ("in (0, 1)", ("1/2",), ("0", "1", "-1", "2")),
        ("in [0, 1]", ("0", "1", "1/2"), ("-1", "2")),
        ("in (0, 1]", ("1",), ("0",)),
        ("positive", ("1", "100"), ("0", "-1")),
        ("nonnegative", ("0",), ("-1",)),
        ("", ("-5", "5"), ()),
    ],
)
def test_which_points_an_interval_includes(declared: str, inside: tuple[str, ...], outside: tuple[str, ...]):
    interval = monotone_functions._range(context(f"x: real{', ' + declared if declared else ''}"), "x")
    assert interval is not None
    for points, expected in ((inside, True), (outside, False)):
        for point in points:
            value = Fraction(point)
            sign = "-" if value < 0 else ""
            node = read(rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", context()).term
            if value.denominator == 1:
                node = read(f"{value.numerator}", context()).term
            assert monotone_functions._includes(interval, node) is expected, point


@pytest.mark.parametrize(
    ("declared", "low", "high"),
    [
        ("in (0, 3)", 0, 3),
        ("in [2, \\infty)", 2, None),
        ("at least 5", 5, None),
        ("at most 5", None, 5),
        ("positive", None, None),
    ],
)
def test_the_ends_that_a_property_sets(declared: str, low: int | None, high: int | None):
    found = context(f"x: real, {declared}").declaration("x")
    assert found is not None
    (declared_property,) = found.properties
    assert _ends(declared_property.word, declared_property.terms) == (low, high)


def test_an_end_that_is_no_numeral_is_not_known():
    assert _bound(read("y", context("y: real")).term) == (False, None)
    assert _bound(number(7)) == (True, 7)


@pytest.mark.parametrize(
    ("declared", "least"),
    [
        ("integer, at most 5", (Linear.number(5), Linear.unknown("k"))),
        ("integer, at least 5", (Linear.unknown("k"), Linear.number(5))),
        ("integer, nonnegative", (Linear.unknown("k"), Linear.number(0))),
        ("integer, positive", (Linear.unknown("k"), Linear.number(1))),
        ("size", (Linear.unknown("k"), Linear.number(1))),
    ],
)
def test_what_is_known_of_a_declared_whole_number(declared: str, least: tuple[Linear, Linear]):
    known, assumed = known_of_whole_numbers(context(f"k: {declared}"))
    assert known == [at_least(*least)]
    assert assumed == ()


def test_of_an_index_its_range_is_known_and_of_a_declared_name_what_is_declared():
    where = context("n: size\nx_i: real for i in 1..n\nj: integer")
    known, _ = known_of_whole_numbers(where, read("x_i + j", where).term)
    index, size = Linear.unknown("i"), Linear.unknown("n")
    assert {*map(repr, known)} == {
        *map(repr, (at_least(size, Linear.number(1)), at_least(index, Linear.number(1)), at_least(size, index)))
    }


@pytest.mark.parametrize(("latex", "holds"), [("y_2 x = x", True), ("y_1 x = 4 x", True), ("y_1 x = x", False)])
def test_an_entry_of_a_tuple_is_the_one_at_its_place(latex: str, holds: bool):  # noqa: FBT001 -- a table of cases
    where = context("x: real", let=("y = (4, 1, 9)",))
    assert isinstance(equalities.attempt(claim(latex, where)), Proof) is holds


def test_a_function_without_argument_is_taken_at_a_name_as_it_is_declared():
    where = context("x: real, positive", let=(r"f(x) = \sqrt{x^2}", "g(x) = x"))
    put = with_arguments(claim("f - g = 0", where))
    declared = put.context.declaration("x")
    assert declared is not None
    assert declared.has("positive")
    assert "x" in put.left.free


def test_only_a_hypothesis_for_all_places_is_spread():
    where = context("n: size\na_k: real for k in 1..n", given=(r"a_{k+1} = 2 a_k \quad \forall k \in \{1, 2, 3\}",))
    stated = claim("a_2 = 2 a_1", where)
    assert quantified.with_open_hypotheses(stated) is stated
