"""Rules of single methods that a verdict does not show: what is counted, drawn, refused, and how sides are put."""

from __future__ import annotations

from solgen.kernel import binding, equalities
from solgen.kernel.claim import Proof, Refutation
from solgen.kernel.refutation import conditions, numerals
from solgen.kernel.refutation.support import Supported
from solgen.notation.context import Definition
from solgen.notation.terms import name, number
from tests.kernel.claims import claim, context


def test_a_rounded_value_is_supported_at_each_point_and_refuted_with_both_sides_as_decimals():
    where = context(given=("x = 2",), base=context("x: real"))
    supported = numerals.attempt(claim(r"\frac{x}{3} \approx 0.67", where))
    assert isinstance(supported, Supported)
    assert 1 <= supported.points <= numerals._POINTS
    refuted = numerals.attempt(claim(r"\frac{x}{3} \approx 0.66", where))
    assert isinstance(refuted, Refutation)
    assert (refuted.witness.left, refuted.witness.right) == ("0.666667", "0.660000")
    assert refuted.witness.values == (("x", "2"),)
    assert refuted.witness.note == "not the rounded value"


def test_a_tally_of_a_step_begins_with_nothing():
    tally = conditions._Tally()
    assert (tally.points, tally.left_held, tally.right_held, tally.doubtful) == (0, 0, 0, False)


def test_an_entry_of_a_defined_tuple_is_the_one_at_its_place():
    where = context(let=("p = (x, y)",), base=context("x, y: real"))
    assert isinstance(equalities.attempt(claim("p_2 = y", where)), Proof)
    assert isinstance(equalities.attempt(claim("p_1 + p_2 = x + y", where)), Proof)
    assert not isinstance(equalities.attempt(claim("p_1 = y", where)), Proof)


def test_a_definition_that_does_not_have_the_declared_shape_is_a_fault():
    declared = context("n: size\nv, w: vector[n]\na: real")
    right = declared.with_definition(Definition(name("v"), name("w")))
    assert binding._shape_fault_around(right) is None
    wrong = declared.with_definition(Definition(name("v"), number(3)))
    assert binding._shape_fault_around(wrong) is not None
