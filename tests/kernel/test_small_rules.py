"""Small rules inside methods, each by itself: the last digit of a numeral, whole numbers, values that go together."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq

from solgen.kernel.evaluation.values import Array, Scaled
from solgen.kernel.floats import limits
from solgen.kernel.floats.compare import same
from solgen.kernel.floats.core import Identity, NoRule, entries_of
from solgen.kernel.floats.sets import as_ends, is_interval, is_set, set_plus, set_times
from solgen.kernel.forms.polynomials import content, factors, rational, summands, whole
from solgen.kernel.instances.array_equations import _entries, _unit
from solgen.kernel.instances.models import ArrayValue
from solgen.kernel.refutation.numerals import widest_unit
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context("x, y: real")


def term_of(latex):
    return read(latex, NAMES).term


@pytest.mark.parametrize(
    ("numeral", "unit"),
    [
        ("3", 1),
        ("0", 1),
        ("670", 10),
        ("1200", 100),
        ("101", 1),
        ("0.5", Fraction(1, 10)),
        ("0.50", Fraction(1, 100)),
        ("12.0", Fraction(1, 10)),
    ],
)
def test_one_step_in_the_last_digit_that_may_be_meant(numeral, unit):
    assert widest_unit(term_of(numeral)) == unit


@pytest.mark.parametrize(
    ("latex", "value", "number"),
    [
        ("3", 3, 3),
        ("-3", -3, -3),
        (r"\frac{6}{2}", 3, 3),
        (r"\frac{1}{2}", Fraction(1, 2), None),
        ("0.5", Fraction(1, 2), None),
        ("2.0", 2, 2),
        (r"-\frac{1}{2}", Fraction(-1, 2), None),
        ("x", None, None),
        (r"\frac{x}{2}", None, None),
        (r"\frac{1}{0}", None, None),
    ],
)
def test_the_value_of_a_numeral_and_whether_it_is_whole(latex, value, number):
    assert rational(term_of(latex)) == value
    assert whole(term_of(latex)) == number


@pytest.mark.parametrize(
    ("latex", "found"),
    [
        ("-2 x (x + 1)^3", ["2", "x", "x + 1"]),
        (r"x^{\frac{1}{2}} y", [r"x^{\frac{1}{2}}", "y"]),
        ("x^y", ["x^y"]),
        ("x + 1", ["x + 1"]),
    ],
)
def test_the_factors_as_they_are_written(latex, found):
    assert factors(term_of(latex)) == [term_of(one) for one in found]


def test_the_summands_as_they_are_written_without_their_signs():
    assert summands(term_of("x - y + 2")) == [term_of(one) for one in ("x", "y", "2")]
    assert summands(term_of("-(x - y)")) == [term_of("x"), term_of("y")]
    assert summands(term_of("x y")) == [term_of("x y")]


def test_the_content_is_the_greatest_number_that_was_multiplied_in():
    from solgen.kernel.forms.polynomials import Letters, polynomial  # noqa: PLC0415 -- one use

    def of(latex):
        return content(polynomial(term_of(latex), Letters()))

    assert of("2 x + 4 y") == 2
    assert of("-6 x - 4") == 2
    assert of(r"\frac{1}{2} x + \frac{3}{4} y") == Fraction(1, 4)
    assert of("x + 2") == 1


def between(low, high, ends):
    return ("interval", Fraction(low), Fraction(high), ends[0] == "[", ends[1] == "]")


MATRIX = [[Fraction(2), Fraction(0)], [Fraction(0), Fraction(2)]]


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (MATRIX, Identity(Fraction(2)), True),
        (Identity(Fraction(2)), MATRIX, True),
        (MATRIX, Identity(Fraction(1)), False),
        ([[Fraction(2), Fraction(1)], [Fraction(0), Fraction(2)]], Identity(Fraction(2)), False),
        (Identity(Fraction(2)), Identity(Fraction(2)), True),
        (Identity(Fraction(2)), Identity(Fraction(3)), False),
        ([[Fraction(5)]], Fraction(5), True),
        (Fraction(5), [[Fraction(5)]], True),
        ([[Fraction(5)]], Fraction(4), False),
        ([[Fraction(0), Fraction(0)]], Fraction(0), True),
        (Fraction(0), [[Fraction(0), Fraction(0)]], True),
        (Fraction(0), [[Fraction(0), Fraction(1)]], False),
        ([[Fraction(1), Fraction(1)]], Fraction(1), False),
        ([[Fraction(1), Fraction(2)]], [[Fraction(1)], [Fraction(2)]], False),
        ([[Fraction(1), Fraction(2)]], [[Fraction(1), Fraction(2)]], True),
        ((Fraction(1), Fraction(2)), (Fraction(1), Fraction(2)), True),
        ((Fraction(1), Fraction(2)), (Fraction(1), Fraction(3)), False),
        ((Fraction(1), Fraction(2)), (Fraction(1),), False),
        (frozenset({Fraction(1)}), Fraction(1), True),
        (Fraction(1), frozenset({Fraction(1)}), True),
        (frozenset({Fraction(1), Fraction(2)}), frozenset({Fraction(1)}), False),
        (frozenset({Fraction(1)}), frozenset({Fraction(1), Fraction(2)}), False),
        (between(1, 2, "[]"), between(1, 2, "[]"), True),
        (between(1, 2, "[]"), between(1, 3, "[]"), False),
        (between(1, 2, "[]"), between(0, 2, "[]"), False),
        (between(1, 2, "[]"), between(1, 2, "[)"), False),
        (between(1, 2, "[]"), frozenset({Fraction(1), Fraction(2)}), False),
        (between(1, 2, "[]"), frozenset(), False),
        (1.0, 1.0 + 1e-12, True),
        (1.0, 1.0 + 1e-5, False),
        (1e6, 1e6 + 1e-4, True),
        (Fraction(1, 3), Fraction(1, 3), True),
        (Fraction(1), Fraction(1) + Fraction(1, 10**20), False),
    ],
)
def test_values_of_the_second_evaluation_that_may_be_equal(one, other, may_be):
    assert same(one, other, rough=False) is may_be


def test_a_rough_value_may_be_equal_to_what_is_near_it():
    assert same(1.0, 1.00001, rough=True)
    assert not same(1.0, 1.001, rough=True)
    assert same(Fraction(1), Fraction(100001, 100000), rough=True)
    assert same(between(1.0, 2.0, "[]"), between(1.0, 2.0, "[)"), rough=True)


def test_an_identity_is_compared_with_matrices_alone():
    with pytest.raises(NoRule):
        same(Identity(Fraction(1)), Fraction(1), rough=False)


def test_values_near_a_limit_are_close_entry_by_entry_and_arrays_to_arrays_alone():
    assert limits._close(1.0, 1.00001)
    assert not limits._close(1.0, 1.001)
    assert limits._close([[1.0, 2.0]], [[1.00001, 2.00001]])
    assert not limits._close([[1.0, 2.0]], [[1.0, 2.1]])
    for one, other in (([[1.0]], 1.0), (1.0, [[1.0]]), (None, 1.0)):
        with pytest.raises(NoRule):
            limits._close(one, other)


def test_the_components_of_families_tuples_and_arrays_stand_in_order():
    assert entries_of({(2,): 5, (1,): 4}) == [4, 5]
    assert entries_of((4, 5)) == [4, 5]
    assert entries_of([[1, 2], [3, 4]]) == [1, 2, 3, 4]
    with pytest.raises(NoRule):
        entries_of(1.0)


def test_sets_of_the_second_evaluation_are_added_and_stretched():
    interval = between(1, 2, "[)")
    assert is_interval(interval)
    assert not is_interval((1, 2))
    assert not is_interval(())
    assert is_set(frozenset())
    assert as_ends(frozenset({Fraction(3)})) == between(3, 3, "[]")
    assert set_plus(frozenset({1, 2}), frozenset({10})) == {11, 12}
    assert set_plus(frozenset({1, 2}), Fraction(10)) == {11, 12}
    assert set_plus(Fraction(10), frozenset({1, 2})) == {11, 12}
    assert set_plus(interval, Fraction(1)) == between(2, 3, "[)")
    assert set_plus(interval, between(0, 1, "(]")) == between(1, 3, "()")
    assert set_times(Fraction(2), interval) == between(2, 4, "[)")
    assert set_times(Fraction(-1), interval) == ("interval", -2, -1, False, True)
    assert set_times(Fraction(0), interval) == {0}
    assert set_times(Fraction(3), frozenset({1, 2})) == {3, 6}
    for wrong in (lambda: set_plus(1, 2), lambda: set_times(Fraction(2), Fraction(2)), lambda: as_ends([[1, 2]])):
        with pytest.raises(NoRule):
            wrong()


@pytest.mark.parametrize("entries", [(1, 2, 5), (0, 0, 1), (Fraction(1, 2), -3, 7)])
def test_a_unit_vector_is_drawn_of_length_one(entries):
    found = _unit(ArrayValue(3, 1, tuple(map(Fraction, entries))))
    assert sum(entry * entry for entry in found.entries) == 1
    assert (found.rows, found.columns) == (3, 1)


def test_the_side_of_an_equation_of_arrays_by_its_entries():
    square = Array(2, 2, tuple(map(fmpq, (1, 2, 3, 4))))
    assert _entries(square, None) == [1, 2, 3, 4]
    assert _entries(Scaled(fmpq(3)), square) == [3, 0, 0, 3]
    assert _entries(fmpq(0), square) == [0, 0, 0, 0]
    assert _entries(fmpq(5), None) == [5]
    for side, array in ((fmpq(1), square), (Scaled(fmpq(3)), None)):
        with pytest.raises(ValueError, match=r"^$"):
            _entries(side, array)
