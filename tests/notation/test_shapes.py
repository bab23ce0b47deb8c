"""Shapes that do not go together are named on both sides, in words."""

from __future__ import annotations

import pytest

from solgen.notation.context import Definition
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import NUMBER, ShapeMismatch, describe
from solgen.notation.terms import Term, add, builtin, constant, multiply, name, number, relation, term
from tests.kernel.matrix_contexts import D, N, apply, context, inv, matrix, tr, vector

X, T, W, A = (name(named) for named in ("X", "T", "w", "A"))
IDENTITY = constant("identity")
LONG = context(matrix("R", add(N, number(1)), D), vector("t", add(N, number(1))), matrix("O", N, N))


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (multiply(X, X), "a product of an N × d matrix and an N × d matrix: the inner sizes differ"),
        (multiply(X, T), "a product of an N × d matrix and a vector of N"),
        (add(X, T), "an N × d matrix and a vector of N"),
        (add(T, number(1)), "a vector of N and a number"),
        (inv(X), "an inverse of an N × d matrix, which is not square"),
        (term("power", [X, number(2)]), "a power of an N × d matrix, which is not square"),
        (apply(builtin("tr"), X), "a trace of an N × d matrix, which is not square"),
        (apply(builtin("det"), X), "a determinant of an N × d matrix, which is not square"),
        (relation("≻", X, number(0)), "positive definiteness of an N × d matrix"),
        (relation("≻", A, number(1)), "the two sides of ≻: a d × d matrix and a number"),
        (relation("=", multiply(X, W), W), "the two sides of =: a vector of N and a vector of d"),
        (relation("<", T, number(1)), "must be a number, not a vector of N"),
        (multiply(name("R"), T), "a (N + 1) × d matrix and a vector of N"),
        (add(multiply(tr(X), X), name("\\lambda")), "a d × d matrix and a number"),
        (apply(builtin("exp"), T), "the argument of exp must be a number"),
    ],
)
def test_a_mismatch_names_both_shapes(node: Term, words: str) -> None:
    with pytest.raises(ShapeMismatch) as caught:
        shape_of(node, LONG)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (multiply(tr(X), X), "a d × d matrix"),
        (multiply(X, W), "a vector of N"),
        (multiply(tr(W), A, W), "a number"),
        (add(multiply(tr(X), X), multiply(name("\\lambda"), IDENTITY)), "a d × d matrix"),
        (inv(add(A, IDENTITY)), "a d × d matrix"),
        (multiply(T, tr(T)), "an N × N matrix"),
        (apply(builtin("tr"), multiply(T, tr(T))), "a number"),
    ],
)
def test_a_shape_is_that_of_linear_algebra(node: Term, words: str) -> None:
    assert describe(shape_of(node, LONG)) == words


def test_a_defined_size_is_the_size_that_it_stands_for() -> None:
    defined = context(matrix("M", name("m"), D)).with_definition(Definition(name("m"), N))
    assert shape_of(add(name("M"), X), defined).is_array


def test_a_product_of_one_row_and_one_column_is_a_number() -> None:
    assert shape_of(multiply(tr(T), X, W), context()) == NUMBER
