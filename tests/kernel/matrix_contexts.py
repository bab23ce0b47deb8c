"""Contexts and small builders of Terms that the tests on matrices share."""

from __future__ import annotations

from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind, Property
from solgen.notation.terms import Term, add, constant, multiply, name, number, relation, term

ONE, ZERO, TWO = number(1), number(0), number(2)
N, D = name("N"), name("d")
I = constant("identity")  # noqa: E741 -- the identity's own letter


def inv(matrix: Term) -> Term:
    return term("inverse", [matrix])


def tr(matrix: Term) -> Term:
    return term("transpose", [matrix])


def neg(summand: Term) -> Term:
    return term("negate", [summand])


def sub(left: Term, right: Term) -> Term:
    return add(left, neg(right))


def div(top: Term, bottom: Term) -> Term:
    return term("divide", [top, bottom])


def power(base: Term, exponent: int) -> Term:
    return term("power", [base, number(exponent)])


def norm2(vector: Term) -> Term:
    return power(term("norm", [vector]), 2)


def index(base: Term, *indices: Term) -> Term:
    return term("index", [base, *indices])


def sum_to(bound: str, high: Term, body: Term) -> Term:
    return term("sum", [name(bound), ONE, high, body])


def apply(function: Term, *arguments: Term) -> Term:
    return term("apply", [function, *arguments])


def limit(bound: Term, point: Term, body: Term, side: str = "") -> Term:
    return term("limit", [bound, point, body], side)


def eq(left: Term, right: Term) -> Term:
    return relation("=", left, right)


def matrix(named: str, rows: Term, columns: Term, *properties: Property | str) -> Declaration:
    return Declaration(named, Kind.MATRIX, (), (rows, columns), _properties(properties))


def vector(named: str, size: Term, *properties: Property | str) -> Declaration:
    return Declaration(named, Kind.VECTOR, (), (size,), _properties(properties))


def scalar(named: str, *properties: Property | str) -> Declaration:
    return Declaration(named, Kind.REAL, (), (), _properties(properties))


def family(named: str, size: Term, count: Term, bound: str = "k") -> Declaration:
    return Declaration(named, Kind.VECTOR, (IndexRange(bound, ONE, count),), (size,))


def _properties(properties: tuple[Property | str, ...]) -> tuple[Property, ...]:
    return tuple(declared if isinstance(declared, Property) else Property(declared) for declared in properties)


def context(*declarations: Declaration) -> Context:
    """The names of question 4 without a decomposition: sizes, data, targets, weights, a penalty, two matrices."""
    return Context(
        declarations=(
            Declaration("N", Kind.SIZE),
            Declaration("d", Kind.SIZE),
            matrix("X", N, D),
            vector("T", N),
            vector("w", D),
            vector("a", D),
            matrix("A", D, D, "invertible"),
            matrix("B", D, D, "invertible"),
            matrix("C", D, D),
            matrix("S", D, D, "symmetric"),
            matrix("P", D, D, "positive definite"),
            matrix("Q", D, D, "orthogonal"),
            scalar("\\lambda", "positive"),
            scalar("c"),
            Declaration("E", Kind.FUNCTION),
            *declarations,
        )
    )


def svd_context(*, define: bool = True) -> Context:
    """The thin singular value decomposition with positive singular values."""
    u, v, sigma = name("u"), name("v"), name("\\sigma")
    k = name("k")
    base = context()
    result = base.with_declarations(
        matrix("U", N, D, Property("orthonormal columns", (index(u, k),))),
        matrix("V", D, D, "orthogonal", Property("columns", (index(v, k),))),
        matrix("\\Sigma", D, D, Property("diagonal", (index(sigma, k),))),
        family("u", N, D),
        family("v", D, D),
        Declaration(
            "\\sigma", Kind.REAL, (IndexRange("k", ONE, D),), (), (Property("positive"), Property("nonincreasing"))
        ),
    )
    if define:
        body = multiply(name("U"), name("\\Sigma"), tr(name("V")))
        result = result.with_definition(Definition(name("X"), body))
    return result
