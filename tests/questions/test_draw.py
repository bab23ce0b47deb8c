from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from solgen.diagnostics import Failure
from solgen.questions.draw import (
    all_variants,
    draw,
    draw_unsolved,
    reference_variant,
    seed_for,
    space_size,
    with_values,
)
from solgen.questions.load import load_question

TEXT = """---
id: a-question
title: A sample
parameters:
{parameters}
{more}
parts:
  only: {{marks: 1}}
---
Write.

# Solution
Done.
"""


@pytest.fixture
def question(tmp_path):
    def made(parameters: str, more: str):
        file = tmp_path / "a-question.md"
        lines = "\n".join(f"  {line}" for line in parameters.split("; "))
        file.write_text(TEXT.format(parameters=lines, more=more), encoding="utf-8")
        return load_question(file)

    return made


def test_the_same_seed_gives_the_same_variant_and_others_differ(question):
    found = question("a: 1..100; b: 1..100", "reference: {a: 1, b: 1}")
    variants = [draw(found, seed_for(number, found.id)).values for number in range(20)]
    assert variants == [draw(found, seed_for(number, found.id)).values for number in range(20)]
    assert len({tuple(values.items()) for values in variants}) == 20


def test_a_new_parameter_changes_no_other(question):
    two = question("a: 1..100; b: list of 2..5 of 1..9", "reference: {a: 1, b: [1, 2]}")
    three = question("c: 1..100; a: 1..100; b: list of 2..5 of 1..9", "reference: {a: 1, b: [1, 2], c: 3}")
    for number in range(10):
        before, after = draw(two, seed_for(number, "q")).values, draw(three, seed_for(number, "q")).values
        assert (before["a"], before["b"]) == (after["a"], after["b"])


def test_the_order_of_the_parameters_does_not_matter(question):
    one = draw(question("a: 1..100; b: 1..100", "reference: {a: 1, b: 1}"), seed_for(5, "q")).values
    other = draw(question("b: 1..100; a: 1..100", "reference: {a: 1, b: 1}"), seed_for(5, "q")).values
    assert dict(one) == dict(other)


def test_every_draw_meets_the_constraints(question):
    found = question("a: 1..50; b: 1..50", "derive:\n  r: a/b\nconstraints:\n  - 2 <= r <= 3\nreference: {a: 4, b: 2}")
    for number in range(50):
        values = draw(found, seed_for(number, found.id)).values
        a, b = values["a"], values["b"]
        assert isinstance(a, Fraction)
        assert isinstance(b, Fraction)
        assert 2 <= a / b <= 3
        assert values["r"] == a / b


def test_a_constraint_guards_what_is_derived_after_it(question):
    found = question("a: 0..3", "derive:\n  r: 6/a\nconstraints:\n  - a != 0\nreference: {a: 1}")
    assert {draw(found, seed_for(number, "q")).values["r"] for number in range(60)} == {6, 3, 2}


def test_rows_are_drawn_together(question):
    found = question("t: {rows: [{p: 3, q: 4}, {p: 5, q: 12}]}", "reference: {p: 3, q: 4}")
    pairs = {(v["p"], v["q"]) for v in (draw(found, seed_for(number, "q")).values for number in range(30))}
    assert pairs == {(3, 4), (5, 12)}
    assert space_size(found).count == 2


def test_the_constraint_that_starves_is_named(question):
    found = question("a: 2..9; b: 2..9", "constraints:\n  - a < 100\n  - a*b == 4\n  - a > 2\nreference: {a: 4, b: 2}")
    with pytest.raises(Failure) as caught:
        draw(found, seed_for(1, "q"))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "draw-starved"
    assert diagnostic.message.startswith("`a > 2` held in 0 of the ")


def test_all_variants_are_those_that_meet_the_constraints(question):
    found = question("a: 1..6; b: 1..6", "constraints:\n  - a + b == 7\nreference: {a: 1, b: 6}")
    variants = all_variants(found, 10)
    assert variants is not None
    assert [(v.values["a"], v.values["b"]) for v in variants] == [(a, 7 - a) for a in range(1, 7)]
    assert (space_size(found).count, space_size(found).exact) == (6, True)
    assert all_variants(found, 5) is None
    assert variants[2].label == "a = 3, b = 4"


def test_a_large_space_is_estimated_from_draws(question):
    found = question("a: 1..1000; b: 1..1000", "constraints:\n  - a < b\nreference: {a: 1, b: 2}")
    size = space_size(found)
    assert not size.exact
    assert abs(size.count - 499_500) < 100_000


def test_space_without_constraints_is_counted_exactly(question):
    size = space_size(question("y: list of 4..5 of 1..20, distinct", "reference: {y: [1, 2, 3, 4]}"))
    assert (size.count, size.exact) == (20 * 19 * 18 * 17 * (1 + 16), True)


def test_values_can_be_set_as_text(question):
    more = "reference: {a: 1, w: x, y: [1, 2], p: 1, q: 2}"
    found = question("a: 1/2 | 1; w: x | z; y: list of 2 of 1..9; t: {rows: [{p: 1, q: 2}, {p: 3, q: 4}]}", more)
    values = with_values(found, {"a": "1/2", "w": "z", "y": "[4, 9]", "p": "3"}).values
    assert values == {"a": Fraction(1, 2), "w": "z", "y": (4, 9), "p": 3, "q": 4}
    assert with_values(found, {}).values == reference_variant(found).values


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"aa": "1"}, "draw-set"),
        ({"a": "3"}, "draw-set"),
        ({"a": "$"}, "draw-set"),
        ({"r": "1"}, "draw-set"),
        ({"a": "1"}, "draw-constraint"),
    ],
)
def test_values_that_cannot_be_set_are_refused(question, texts, code):
    found = question("a: 1 | 2", "derive:\n  r: 2*a\nconstraints:\n  - r > 2\nreference: {a: 2}")
    with pytest.raises(Failure) as caught:
        with_values(found, texts)
    assert caught.value.diagnostics[0].code == code


def test_only_what_is_given_is_public(question):
    found = question("a: 1 | 2", "derive:\n  r: 2*a\nreference: {a: 2}")
    assert reference_variant(found).public == {"a"}
    assert Path(found.file).name == "a-question.md"


def test_given_values_stay_and_the_streams_of_the_others_are_as_before(question):
    found = question("a: 1..100; b: 1..100", "reference: {a: 1, b: 1}")
    for number in range(20):
        free, fixed = draw(found, seed_for(number, "q")).values, draw(found, seed_for(number, "q"), {"a": Fraction(7)})
        assert (fixed.values["a"], fixed.values["b"]) == (7, free["b"])


def test_a_value_given_in_a_table_takes_the_rows_that_have_it(question):
    found = question("t: {rows: [{p: 3, q: 4}, {p: 5, q: 12}, {p: 3, q: 6}]}", "reference: {p: 3, q: 4}")
    given = {"p": Fraction(3)}
    assert {draw(found, seed_for(number, "q"), given).values["q"] for number in range(30)} == {4, 6}
    assert space_size(found, given).count == 2
    with pytest.raises(Failure, match="no row of the table has p = 5, q = 4"):
        draw(found, seed_for(1, "q"), {"p": Fraction(5), "q": Fraction(4)})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"a": Fraction(9)}, "`a` cannot be 9"),
        ({"aa": Fraction(1)}, "no parameter `aa`"),
        ({"r": Fraction(1)}, "derived"),
    ],
)
def test_what_cannot_be_given_is_refused(question, given, message):
    found = question("a: 1 | 2", "derive:\n  r: 2*a\nreference: {a: 2}")
    for use in (lambda: draw(found, seed_for(1, "q"), given), lambda: reference_variant(found, given)):
        with pytest.raises(Failure, match=message):
            use()


def test_the_reference_takes_what_is_given(question):
    found = question("a: 1..9; b: 1..9", "constraints:\n  - a < b\nreference: {a: 1, b: 3}")
    assert reference_variant(found, {"b": Fraction(4)}).values == {"a": 1, "b": 4}
    with pytest.raises(Failure, match="the reference with its fixed values does not meet"):
        reference_variant(found, {"b": Fraction(1)})


def test_a_variant_without_its_solver_has_the_same_parameters(question):
    found = question("a: 1..100", "derive:\n  r: 2*a\nreference: {a: 2}")
    found.file.with_suffix(".py").write_text("def solve(parameters):\n    return {'s': 1}\n", encoding="utf-8")
    with_solver = load_question(found.file)
    whole, quick = draw(with_solver, seed_for(3, "q")), draw_unsolved(with_solver, seed_for(3, "q"))
    assert "s" in whole.values
    assert {**quick.values, "s": whole.values["s"]} == whole.values
