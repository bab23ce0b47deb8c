"""Which contexts say no more than others of what these speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind, Property
from solgen.notation.extension import letters_of, longest, new_names
from solgen.notation.terms import Term, add, multiply, name, number, relation, term

a, b, c, i, y = map(name, "abciy")
SHORT = Context(
    (
        Declaration("a", Kind.REAL, properties=(Property("positive"),)),
        Declaration("n", Kind.SIZE),
        Declaration("y", Kind.REAL, indices=(IndexRange("i", number(1), name("n")),)),
    ),
    (Definition(a, number(2)),),
    (relation(">", name("n"), number(3)),),
)
PLAIN = Declaration("b", Kind.REAL)


def with_b(declaration: Declaration = PLAIN, body: Term | None = None, before: Context = SHORT) -> Context:
    definition = Definition(name(declaration.name), multiply(a, number(3)) if body is None else body)
    return before.with_declarations(declaration).with_definition(definition)


def test_a_real_number_that_is_new_and_defined_extends_a_context():
    assert new_names(with_b(), SHORT) == frozenset("b")
    assert new_names(with_b(Declaration("c", Kind.REAL), b, with_b()), SHORT) == frozenset("bc")


def test_a_context_extends_itself_by_nothing():
    assert new_names(SHORT, SHORT) == frozenset()


@pytest.mark.parametrize(
    "declaration",
    [
        Declaration("b", Kind.SIZE),
        Declaration("b", Kind.INTEGER),
        Declaration("b", Kind.COMPLEX),
        Declaration("b", Kind.QUANTITY, unit="s"),
        Declaration("b", Kind.VECTOR, shape=(name("n"),)),
        Declaration("b", Kind.REAL, properties=(Property("positive"),)),
        Declaration("b", Kind.REAL, indices=(IndexRange("k", number(1), name("n")),)),
    ],
    ids=lambda declaration: f"{declaration.kind} {declaration.properties} {declaration.indices}",
)
def test_what_more_is_said_of_the_new_name_says_more_of_the_others(declaration):
    assert new_names(with_b(declaration), SHORT) is None


def test_a_value_for_a_name_that_was_declared_says_more():
    assert new_names(SHORT.with_definition(Definition(name("n"), number(7))), SHORT) is None


def test_a_name_that_is_declared_and_not_defined_is_left_alone():
    assert new_names(SHORT.with_declarations(PLAIN), SHORT) is None


def test_a_function_that_is_defined_is_left_alone():
    defined = SHORT.with_declarations(PLAIN).with_definition(Definition(term("apply", [b, c]), c))
    assert new_names(defined, SHORT) is None


def test_other_hypotheses_and_another_base_of_the_logarithm_say_something_else():
    longer = with_b()
    assert new_names(longer.with_hypotheses(relation(">", a, number(1))), SHORT) is None
    assert new_names(longer.saying(longer.definitions, ()), SHORT) is None
    assert new_names(replace(longer, log_base=number(2)), SHORT) is None


def test_a_context_with_another_beginning_is_no_extension():
    other = replace(SHORT, definitions=(Definition(a, number(5)),))
    assert new_names(with_b(before=other), SHORT) is None


@pytest.mark.parametrize("letter", ["i", "y", "k"])
def test_a_name_that_the_shorter_context_uses_as_a_letter_is_not_new(letter):
    k = name("k")
    summed = term("sum", [k, number(1), name("n"), term("index", [y, k])])
    before = SHORT.with_declarations(Declaration("s", Kind.REAL)).with_definition(Definition(name("s"), summed))
    assert new_names(with_b(Declaration(letter, Kind.REAL), before=before), before) is None


def test_a_name_that_is_defined_twice_is_no_extension():
    twice = with_b().with_definition(Definition(b, number(1)))
    assert new_names(twice, SHORT) is None


def test_bound_names_are_letters_of_a_term():
    assert letters_of(term("sum", [i, number(1), name("n"), term("index", [y, i])])) == {"i", "n", "y"}
    assert letters_of(add(a, b)) == {"a", "b"}


def test_each_context_is_given_the_longest_one_that_extends_it():
    second = with_b()
    third = with_b(Declaration("c", Kind.REAL), b, second)
    apart = SHORT.with_hypotheses(relation(">", a, number(1)))
    assert longest([SHORT, apart, third, second, SHORT]) == {
        SHORT: (third, {"b", "c"}),
        second: (third, {"c"}),
        third: (third, frozenset()),
        apart: (apart, frozenset()),
    }
