"""Terms are interned, know their free names, and survive packing."""

from __future__ import annotations

import json
import pickle

import pytest
from flint import fmpz
from hypothesis import given
from hypothesis import strategies as st

from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind, Property, pack_context
from solgen.notation.context import unpack_context as unpack_a_context
from solgen.notation.packing import pack, pack_onto, unpack
from solgen.notation.substitution import rename_bound, replace_terms, substitute
from solgen.notation.terms import (
    MAXIMUM_DEPTH,
    Term,
    TermTooDeep,
    add,
    constant,
    multiply,
    name,
    number,
    relation,
    term,
)

x, y, i, n = name("x"), name("y"), name("i"), name("n")


ONE = number(1)


def sum_of(body, bound=i, low=ONE, high=n):
    return term("sum", [bound, low, high, body])


terms = st.recursive(
    st.one_of(st.integers(0, 9).map(number), st.sampled_from(["x", "y", "i", "n"]).map(name)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: add(*parts)),
        st.tuples(inner, inner).map(lambda pair: term("power", pair)),
        inner.map(sum_of),
    ),
    max_leaves=12,
)


def test_two_terms_built_alike_are_one_object():
    assert add(x, number(2)) is add(x, number(2))
    assert add(x, number(2)) is not add(number(2), x)


def test_a_negative_number_is_the_negation_of_its_size():
    assert number(-3) is term("negate", [number(3)])


def test_a_bound_name_is_free_only_outside_its_binder():
    assert sum_of(term("index", [y, i])).free == {"n", "y"}
    assert sum_of(x, low=i).free == {"n", "x", "i"}


def test_a_head_or_an_arity_that_is_not_in_the_vocabulary_is_refused():
    with pytest.raises(ValueError, match="nonsense"):
        term("nonsense", [x])
    with pytest.raises(ValueError, match="divide"):
        term("divide", [x])


def test_a_number_is_an_integer_of_python_and_nothing_that_equals_one():
    with pytest.raises(ValueError, match="fmpz"):
        term("number", data=fmpz(987_654_321))  # type: ignore[arg-type]  # what a slip would do
    assert type(number(987_654_321).data) is int


def test_a_formula_nested_without_end_is_refused():
    node = x
    for _ in range(MAXIMUM_DEPTH - 1):
        node = term("negate", [node])
    with pytest.raises(TermTooDeep):
        term("negate", [node])


@given(terms)
def test_packing_through_json_gives_the_same_object_back(node):
    assert unpack(json.loads(json.dumps(pack([node, x])))) == (node, x)
    assert pickle.loads(pickle.dumps(node)) is node  # noqa: S301 -- our own bytes


def test_packed_rows_have_an_order_of_their_own_because_digests_stand_in_files():
    y = name("y")
    rows = [["name", "x"], ["name", "y"], ["multiply", None, 1, 0], ["add", None, 0, 2], ["roots", 3, 0]]
    assert pack([add(x, multiply(y, x)), x]) == rows


@given(st.lists(terms, max_size=4), st.lists(terms, max_size=4))
def test_packing_in_two_goes_is_packing_at_once(first, second):
    rows: list[list[object]] = []
    positions: dict[Term, int] = {}
    pack_onto(rows, positions, first)
    pack_onto(rows, positions, second)
    assert [*rows, ["roots", *[positions[root] for root in (*first, *second)]]] == pack([*first, *second])


@given(terms, terms)
def test_substitution_never_captures(node, value):
    result = substitute(node, {"x": value})
    expected = (node.free - {"x"}) | (value.free if "x" in node.free else frozenset())
    assert result.free == expected


def test_a_name_that_would_be_captured_makes_the_bound_name_step_aside():
    result = substitute(sum_of(multiply(x, term("index", [y, i]))), {"x": i})
    assert result.free == {"i", "n", "y"}
    assert result.arguments[0] is not i


def test_renaming_a_bound_name_keeps_the_free_names():
    assert rename_bound(sum_of(add(i, x)), "k").free == {"n", "x"}


def test_a_subterm_under_a_binder_is_replaced_only_if_it_means_the_same_there():
    y_i = term("index", [y, i])
    assert replace_terms(sum_of(y_i), {y_i: x}) is sum_of(y_i)
    assert replace_terms(add(y_i, x), {y_i: x}) is add(x, x)


def test_a_context_survives_packing():
    context = Context(
        declarations=(
            Declaration("n", Kind.SIZE),
            Declaration("y", Kind.REAL, (IndexRange("i", number(1), n),), properties=(Property("distinct"),)),
            Declaration("X", Kind.MATRIX, shape=(n, number(2)), properties=(Property("rank", (number(2),)),)),
            Declaration("t", Kind.QUANTITY, unit="s"),
        ),
        definitions=(Definition(term("apply", [name("f"), x]), add(x, number(1))),),
        hypotheses=(relation("<", x, y),),
        log_base=constant("e"),
    )
    assert unpack_a_context(json.loads(json.dumps(pack_context(context)))) == context
