"""What may be said of a sample at which index, and which hypotheses a proof about it rests on."""

from __future__ import annotations

import pytest
from flint import fmpq

from solgen.kernel import order_sums
from solgen.kernel.claim import Proof
from solgen.kernel.evaluation.evaluate import RULES
from solgen.kernel.evaluation.evaluator import Evaluator
from solgen.kernel.evaluation.values import Array
from solgen.kernel.instances.drawing import _concerns, _draws, claim_digest, draw_models
from solgen.kernel.instances.hypotheses import Step
from solgen.kernel.instances.linear_solutions import _difference
from solgen.kernel.instances.models import FamilyValue
from solgen.kernel.instances.recurrence_forms import _is_index
from solgen.kernel.ranges import index_range
from solgen.kernel.sequences import lengthened
from solgen.notation.context import Definition
from solgen.notation.reading import read
from solgen.notation.terms import add, name, number, term
from tests.kernel.claims import claim, context

SAMPLE = context("n: size\nx: real\ny_i: real for i in 1..n")


@pytest.mark.parametrize(
    ("latex", "inside"),
    [
        (r"\sum_{i=1}^{n} y_i", True),
        (r"\sum_{i=1}^{n} y_{n+1-i}", True),
        (r"y_n", True),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{j}", True),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{i-j+1}", True),
        (r"\sum_{i=1}^{n+1} y_i", False),
        (r"\sum_{i=0}^{n} y_i", False),
        (r"\sum_{i=0}^{n} y_{n-i}", False),
        (r"\sum_{i=1}^{n} y_{i+1}", False),
        (r"\sum_{i=1}^{n} y_{i-1}", False),
        (r"\sum_{i=1}^n \sum_{j=1}^{i+1} y_{j}", False),
        (r"\sum_{i=1}^n \sum_{j=1}^{i} y_{i-j}", False),
        (r"\sum_{i=1}^n y_{i^2}", False),
        ("y_{n+1}", False),
        ("y_0", False),
    ],
)
def test_a_sample_is_lengthened_only_where_no_index_lies_beyond_its_ends(latex, inside):
    found = lengthened(SAMPLE, (read(latex, SAMPLE).term,), "n")
    assert (found is not None) is inside
    if found is not None:
        (longer,) = [one for one in found.declarations if one.name == "y"]
        assert longer.indices[0].high == add(name("n"), number(8))


ORDER = """
n: size
c, x: real
y_i: real for i in 1..n
y_{(k)}: order statistics of y, k in 1..n
L: function
"""
LOSS = r"L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_i - c|"
BETWEEN = (r"1 \le k \le n - 1", r"y_{(k)} \le c \le y_{(k+1)}")
PIECES = r"L(c) = \frac{1}{n} \left( \sum_{i=1}^{k} (c - y_{(i)}) + \sum_{i=k+1}^{n} (y_{(i)} - c) \right)"


@pytest.mark.parametrize("other", [r"x \ne 1", "x = 2", r"x \in \{1, 2\}", r"\lnot (x = 3)"])
def test_a_proof_about_order_statistics_rests_on_no_hypothesis_about_other_names(other):
    where = context(ORDER, let=(LOSS,), given=(other, *BETWEEN))
    found = order_sums.attempt(claim(PIECES, where))
    assert isinstance(found, Proof)
    assert found.assumed == (1, 2)


def test_between_which_order_statistics_a_point_lies_is_needed():
    where = context(ORDER, let=(LOSS,), given=BETWEEN[:1])
    assert not isinstance(order_sums.attempt(claim(PIECES, where)), Proof)


def family(value):
    assert isinstance(value, FamilyValue)
    return value.components.values()


def test_no_attempt_to_draw_a_family_in_order_is_lost():
    where = context("z_i: real, nonincreasing, for i in 1..6\nr_i: real, increasing, for i in 1..6")
    draws = _draws(where, (read("z_1 + r_1", where).term,), bytes(32), every_hypothesis=False)
    assert all(draws.at(attempt) is not None for attempt in range(12))


def test_families_in_order_are_drawn_in_order():
    where = context("x: real\nz_i: real, nonincreasing, for i in 1..3\nr_i: real, increasing, for i in 1..3")
    told = claim("z_1 + r_1 = x", where)
    models = list(draw_models(where, (told.left, told.right), claim_digest(told), 12))
    assert len(models) == 12
    falling, rising = ([list(family(model.values[named])) for model in models] for named in "zr")
    assert all(values == sorted(values, reverse=True) for values in falling)
    assert all(values == sorted(values) for values in rising)
    assert any(len(set(values)) < 3 for values in falling)


def test_a_free_index_is_an_integer_without_properties_by_which_a_family_is_indexed():
    where = context(
        "k, l: integer\np: integer, positive\nn: size\nx: real\n"
        "y_k: real for k in 1..n\nu_p: real for p in 1..n\nv_i: real for i in 1..n"
    )
    assert [letter for letter in ("k", "l", "p", "n", "x", "i", "q") if _is_index(letter, where)] == ["k"]


def test_the_range_of_an_index_is_found_through_the_definition_that_it_is_used_in():
    used = term("index", [name("y"), name("i")])
    where = SAMPLE.with_definition(Definition(term("index", [name("a"), name("i")]), used))
    assert index_range("j", term("index", [name("a"), name("j")]), where) == (number(1), name("n"))
    assert index_range("j", term("index", [name("b"), name("j")]), where) is None
    assert index_range("j", term("index", [name("a"), name("k")]), where) is None


def test_what_is_declared_of_a_name_is_about_itself_and_what_its_properties_name():
    declared = {one.name: one for one in context("a, b: real\nc: real, in (a, b)\nm: size").declarations}

    def concerned(changed):
        steps = [Step(named, declared.get(named), None, (), (), ()) for named in ("a", "b", "c", "m", "i")]
        return [step.name for step in steps if _concerns(step, changed)]

    assert [concerned(changed) for changed in ("a", "b", "c", "i", "m")] == [
        ["a", "c"],
        ["b", "c"],
        ["c"],
        ["i"],
        ["m"],
    ]


def test_the_difference_of_vectors_is_taken_entry_by_entry_and_of_nothing_else():
    where = context("v, w: vector[2]\nA: matrix[2, 2]\nx: real")
    values = {"x": fmpq(3), "w": Array(2, 1, (fmpq(1), fmpq(2))), "A": Array(2, 2, tuple(map(fmpq, (1, 0, 0, 2))))}

    def between(left, right):
        one, other = (read(side, where).term for side in (left, right))
        return _difference(Evaluator(where, values, RULES), one, other, "v", [1, 1])

    assert between("A v", "w") == [0, 0]
    assert between("v", "0") == [1, 1]
    assert between("0", "w") == [-1, -2]
    assert between("v^\\top w", "x") == [0]
    assert between("v", "A") is None
    assert between("A", "v") is None
    assert between("v", "x") is None
