"""Which values the floating-point evaluation takes for equal, near, or entries of one another."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest

from solgen.kernel.floats import FloatEvaluator, NoRule
from solgen.kernel.floats.compare import same
from solgen.kernel.floats.core import Identity, entries_of
from solgen.kernel.floats.limits import _close, _distance
from solgen.kernel.floats.sets import as_ends, is_interval, is_set
from solgen.kernel.instances.models import Model
from solgen.notation.reading import read
from tests.kernel.claims import context

ZERO, ONE, TWO = map(Fraction, range(3))
VALUES: dict[str, Any] = {
    "1": ONE,
    "0": ZERO,
    "1 by 1": [[ONE]],
    "row": [[ONE, TWO]],
    "column": [[ONE], [TWO]],
    "zero row": [[ZERO, ZERO]],
    "list": (ONE, TWO),
    "I": Identity(ONE),
    "2 by 2": [[ONE, ZERO], [ZERO, ONE]],
    "{1, 2}": frozenset({ONE, TWO}),
    "{1}": frozenset({ONE}),
    "[1, 2]": ("interval", ONE, TWO, True, True),
    "(1, 2]": ("interval", ONE, TWO, False, True),
    "[1, 1]": ("interval", ONE, ONE, True, True),
    "{}": frozenset(),
}
ALIKE = {
    frozenset(pair)
    for pair in [
        ("1", "1 by 1"), ("1", "{1}"), ("1", "[1, 1]"), ("{1}", "[1, 1]"), ("row", "list"), ("column", "list"),
        ("0", "zero row"), ("1 by 1", "I"), ("2 by 2", "I"),
    ]
}  # fmt: skip
INCOMPARABLE = {frozenset(pair) for pair in [("1", "list"), ("0", "list"), ("1", "I"), ("0", "I"), ("list", "I")]}
WITHOUT_ENDS = {"1 by 1", "row", "column", "zero row", "list", "I", "2 by 2"}
INTERVALS = {"[1, 2]", "(1, 2]", "[1, 1]"}


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(VALUES, 2)))
def test_values_are_the_same_in_either_order_where_they_stand_for_one_thing(one, other):
    pair = frozenset({one, other})
    for left, right in ((one, other), (other, one)):
        if pair in INCOMPARABLE or (pair & WITHOUT_ENDS and pair & INTERVALS):
            with pytest.raises(NoRule):
                same(VALUES[left], VALUES[right], rough=False)
        else:
            assert same(VALUES[left], VALUES[right], rough=False) is (one == other or pair in ALIKE)


def test_intervals_are_compared_without_their_ends_where_values_are_rough():
    closed, half_open, longer = VALUES["[1, 2]"], VALUES["(1, 2]"], ("interval", ONE, Fraction(3), True, True)
    assert same(closed, half_open, rough=True)
    assert not same(closed, longer, rough=True)


@pytest.mark.parametrize(
    ("moved", "rough", "equal"), [(9, False, True), (7, False, False), (7, True, True), (3, True, False)]
)
def test_numbers_that_differ_by_rounding_may_be_equal(moved, rough, equal):
    assert same(1.0, 1.0 + 10.0**-moved, rough=rough) is equal
    assert same(Fraction(1), 1 + Fraction(1, 10**moved), rough=rough) is (equal and rough)


@pytest.mark.parametrize("measure", [_distance, _close])
@pytest.mark.parametrize(
    ("one", "other"), [("1", "row"), ("row", "1"), ("1", "{1}"), ("I", "2 by 2"), ("list", "list")]
)
def test_there_is_no_distance_between_values_of_different_kinds(measure, one, other):
    with pytest.raises(NoRule):
        measure(VALUES[one], VALUES[other])


def test_the_distance_of_arrays_is_the_largest_of_their_entries():
    one, other = [[ONE, TWO]], [[ONE, Fraction(5)]]
    assert _distance(one, other) == 1.0
    assert _distance(one, one) == 0.0
    assert not _close(one, other)
    assert _close(one, [[ONE + Fraction(1, 10**5), TWO]])


def test_the_entries_of_every_collection_come_in_order():
    assert entries_of((TWO, ONE)) == [TWO, ONE]
    assert entries_of({(2,): ONE, (1,): TWO}) == [TWO, ONE]
    assert entries_of([[ONE, TWO], [ZERO, ONE]]) == [ONE, TWO, ZERO, ONE]
    for single in (ONE, 2.5, VALUES["{1}"], VALUES["I"]):
        with pytest.raises(NoRule):
            entries_of(single)


def test_a_list_of_numbers_is_no_interval():
    intervals = [named for named, value in VALUES.items() if is_interval(value)]
    assert intervals == ["[1, 2]", "(1, 2]", "[1, 1]"]
    assert [named for named, value in VALUES.items() if is_set(value)] == ["{1, 2}", "{1}", *intervals, "{}"]
    assert as_ends(ONE) == as_ends(VALUES["{1}"]) == VALUES["[1, 1]"]
    for named in ("{1, 2}", "{}", "list"):
        with pytest.raises(NoRule):
            as_ends(VALUES[named])


DEFINED = context("x, y, z: real", let=("u = x^2", "v = x + y", "w = u + 1"))


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\frac{d}{du} u^3", 48),
        (r"\frac{d}{du} x", Fraction(1, 4)),
        (r"\frac{d}{dw} u^2", 8),
        (r"\frac{d}{dv} v^2", 6),
        (r"\frac{d}{dv} x", None),
        (r"\frac{d}{dv} z", 0),
    ],
)
def test_by_a_defined_name_is_differentiated_along_the_one_number_that_it_depends_on(latex, value):
    evaluator = FloatEvaluator(Model(DEFINED, {"x": TWO, "y": ONE, "z": Fraction(3)}))
    node = read(latex, DEFINED).term
    if value is None:
        with pytest.raises(NoRule):
            evaluator.value(node, {})
    else:
        assert float(evaluator.value(node, {})) == pytest.approx(float(value), rel=1e-6)
