"""Names that are bound wrongly and shapes that do not fit are ill-formed, with the reason."""

from __future__ import annotations

import pytest

from solgen.kernel import binding
from solgen.kernel.claim import Claim
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind
from solgen.notation.terms import add, multiply, name, number, relation, term

N, d, M = name("N"), name("d"), name("M")
i, j, x, c = name("i"), name("j"), name("x"), name("c")
y, w, z, b = name("y"), name("w"), name("z"), name("b")
X, T = name("X"), name("T")


def indexed(base, *indices):
    return term("index", [base, *indices])


def total(bound, high, body):
    return term("sum", [bound, number(1), high, body])


CONTEXT = Context(
    (
        Declaration("N", Kind.SIZE),
        Declaration("M", Kind.SIZE),
        Declaration("d", Kind.SIZE),
        Declaration("x", Kind.REAL),
        Declaration("c", Kind.REAL),
        Declaration("y", Kind.REAL, (IndexRange("i", number(1), N),)),
        *(Declaration(named, Kind.REAL, (IndexRange("j", number(1), M),)) for named in "wzb"),
        Declaration("X", Kind.MATRIX, shape=(N, d)),
        Declaration("T", Kind.VECTOR, shape=(N,)),
    )
)


def reason(left, right, context=CONTEXT, sign="="):
    fault = binding.attempt(Claim(context, left, sign, right))
    return fault.message if fault else None


def test_a_well_formed_claim_passes():
    assert reason(total(i, N, indexed(y, i)), x) is None


def test_an_undeclared_name_is_named():
    assert reason(name("q"), x) == "q is not declared"


def test_a_letter_that_stands_by_itself_as_an_index_needs_no_declaration():
    k = name("k")
    assert reason(multiply(k, indexed(y, k)), x) is None
    assert reason(k, x) == "k is not declared"
    assert reason(indexed(y, add(k, number(1))), x) == "k is not declared"


def test_a_hypothesis_speaks_of_declared_names_only():
    context = CONTEXT.with_hypotheses(relation("≥", indexed(y, name("k")), number(0)))
    assert reason(indexed(y, name("k")), x, context) == "k is not declared"


def test_an_index_outside_its_sum_is_free_in_the_definition():
    prediction = add(total(j, M, multiply(indexed(w, j), indexed(z, j))), indexed(b, j))
    error = total(i, N, term("power", [add(indexed(y, i), term("negate", [prediction])), number(2)]))
    context = CONTEXT.with_definition(Definition(name("E"), error))
    assert reason(name("E"), x, context) == ("the index j is free in the definition of E, outside the sum that binds j")


def test_a_name_bound_twice_on_one_path_is_refused():
    assert "bound twice" in (reason(total(i, N, multiply(indexed(y, i), total(i, N, indexed(y, i)))), x) or "")


def test_a_definition_that_means_a_name_as_free_is_not_used_where_that_name_is_bound():
    context = CONTEXT.with_declarations(Declaration("k", Kind.INTEGER)).with_definition(
        Definition(name("a"), add(name("k"), number(1)))
    )
    assert reason(total(name("k"), N, name("a")), x, context) == "a depends on k, which is bound where it is used"


def test_a_limit_may_bind_what_a_definition_depends_on():
    context = CONTEXT.with_definition(Definition(name("a"), add(x, number(1))))
    assert reason(term("limit", [x, number(0), name("a")], "+"), c, context) is None


@pytest.mark.parametrize(
    ("definitions", "expected"),
    [
        ([Definition(name("a"), add(name("a"), x))], "a is defined by itself"),
        ([Definition(name("a"), x), Definition(name("a"), c)], "a is defined twice"),
        ([Definition(name("a"), name("f")), Definition(name("f"), name("a"))], "a is defined by itself"),
    ],
)
def test_definitions_must_be_grounded(definitions, expected):
    context = CONTEXT
    for definition in definitions:
        context = context.with_definition(definition)
    assert reason(x, x, context) == expected


def test_a_declared_name_may_get_its_value_after_a_definition_that_uses_it():
    context = CONTEXT.with_definition(Definition(name("a"), N)).with_definition(Definition(N, number(4)))
    assert reason(name("a"), x, context) is None


def test_shapes_that_do_not_fit_are_named():
    assert reason(multiply(X, X), X) == "a product of an N × d matrix and an N × d matrix: the inner sizes differ"
    assert reason(multiply(X, T), T) == "a product of an N × d matrix and a vector of N: the inner sizes differ"
    assert reason(multiply(term("transpose", [X]), T), T) == "the two sides of =: a vector of d and a vector of N"


def test_a_hypothesis_is_held_to_the_same_rules():
    context = CONTEXT.with_hypotheses(relation("=", name("q"), x))
    assert reason(x, c, context) == "q is not declared"


def test_unfolding_goes_to_the_bottom_and_respects_what_is_kept():
    f = Definition(term("apply", [name("f"), x]), add(x, number(1)))
    g = Definition(name("g"), term("apply", [name("f"), c]))
    context = CONTEXT.with_definition(f).with_definition(g)
    assert unfold(name("g"), context) is add(c, number(1))
    assert unfold(name("g"), context, keep=frozenset({"f"})) is term("apply", [name("f"), c])
