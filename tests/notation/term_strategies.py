"""Terms at random, of those that the reader can give, for properties that hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from solgen.notation.reading import read_declarations
from solgen.notation.terms import Term, builtin, constant, name, number, relation, term

CONTEXT = read_declarations(
    "N, d, n: size\nx, y, z, \\bar{x}, x', P_A: real\nk: integer\na_i: real for i in 1..n\n"
    "a_{(j)}: order statistics of a, j in 1..n\nW_{jl}: real for j in 1..n, l in 1..d\n"
    "v^{(i)}: vector[d] for i in 1..N\nw, w^*, w_\\lambda: vector[d]\nT: vector[N]\nX: matrix[N, d]\n"
    "A, B: matrix[d, d]\n"
    "f, g, h: function\nS, R: set"
)


def _names(*words: str) -> st.SearchStrategy[Term]:
    return st.sampled_from([name(word) for word in words])


def _of(head: str, *parts: st.SearchStrategy[Term], data: int | str | tuple[int, int] | None = None) -> (
    st.SearchStrategy[Term]
):  # fmt: skip
    return st.tuples(*parts).map(lambda arguments: term(head, arguments, data))


def _flat(head: str, part: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.lists(part, min_size=2, max_size=3).map(lambda arguments: term(head, arguments))


INDICES = _names("i", "k", "n") | st.integers(1, 9).map(number)
BOUND = _names("i", "j", "p")
LEAVES = (
    _names("x", "y", "z", "\\bar{x}", "x'", "P_A")
    | st.integers(0, 12000).map(number)
    | st.sampled_from([constant("e"), constant("pi"), term("decimal", data="2.50"), term("unit", data="s")])
    | _of("index", st.just(name("a")), INDICES)
    | _of("index", st.just(name("a")), _flat("multiply", INDICES) | _flat("add", INDICES))
    | _of("index", st.just(name("W")), INDICES, INDICES)
    | _of("index", _of("index", st.just(name("v^{()}")), INDICES), INDICES)
    | _of("index", st.sampled_from([name("w"), name("w^*"), name("w_\\lambda")]), INDICES)
    | _of("order_statistic", st.just(name("a")), INDICES)
)
PLAIN_BUILTINS = st.sampled_from([builtin(word) for word in ("exp", "ln", "sin", "tanh", "artanh", "sign", "arctan")])
ARRAYS = (
    _names("w", "w^*", "w_\\lambda", "X", "A")
    | _of("transpose", _names("w", "w^*", "X", "A"))
    | _of("inverse", _names("A", "B") | _flat("add", _names("A", "B")))
    | _of("multiply", st.just(name("X")), st.just(name("w")))
    | _of("multiply", _of("transpose", st.just(name("X"))), st.just(name("X")), st.just(name("w")))
)
VECTORS = _names("w", "w^*", "w_\\lambda") | _of("multiply", st.just(name("A")), st.just(name("w")))
SETS = (
    _names("S", "R")
    | st.just(constant("empty"))
    | _of("union", _names("S", "R"), _names("S", "R"))
    | _of("difference", _of("intersection", _names("S", "R"), _names("S", "R")), _names("S", "R"))
)


def _larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    functions = _names("f", "g") | _of("prime", _names("f", "g"), data=1) | _of("prime", _names("f"), data=4)
    return (
        _flat("add", inner | _of("negate", inner))
        | _of("negate", inner)
        | _flat("multiply", inner)
        | _of("divide", inner, inner)
        | _of("power", inner, inner)
        | _of("root", inner, st.integers(2, 4).map(number))
        | _of("absolute", inner)
        | _of("floor", inner)
        | _of("factorial", inner)
        | _of("binomial", inner, inner)
        | _of("norm", ARRAYS, data="F")
        | _of("norm", VECTORS)
        | _of("apply", st.just(builtin("inner product")), VECTORS, VECTORS)
        | _of("apply", st.just(builtin("sum norm")), VECTORS)
        | _of("cardinality", SETS)
        | _of("apply", functions, inner)
        | _of("apply", st.just(name("h")), inner, inner)
        | _of("apply", PLAIN_BUILTINS, inner)
        | _of("apply", st.just(builtin("log")), inner, inner)
        | _of("apply", st.just(builtin("max")), inner, inner)
        | _of("sum", BOUND, inner, inner, inner)
        | _of("product", BOUND, inner, inner, inner)
        | _of("sum_over", BOUND, SETS, inner)
        | _of("limit", _names("x"), inner, inner, data="+")
        | _of("limit", _names("x"), inner, inner, data="")
        | _of("minimum", _names("x"), inner)
        | _of("derivative", inner, _names("x", "x'"), data="d")
        | _of("derivative", inner, _names("x"), _names("x", "y"), data="partial")
        | _of("higher_derivative", inner, _names("x"), _names("n"), data="d")
        | _of("cases", inner, _relations(inner), inner, st.just(constant("true")))
        | _of("cardinality", _of("comprehension", BOUND, st.just(constant("everything")), _relations(inner)))
    )


def _relations(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.builds(relation, st.sampled_from("=≠<≤>≥≈"), inner, inner)


def _propositions(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return (
        _flat("and", inner)
        | _flat("or", inner)
        | _of("not", inner)
        | st.builds(relation, st.sampled_from("⇒⇔"), inner, inner)
        | _of("for_all", BOUND, SETS, inner)
        | _of("exists", BOUND, st.just(constant("everything")), inner)
    )


SCALARS = st.recursive(LEAVES, _larger, max_leaves=12)
PROPOSITIONS = st.recursive(
    _relations(SCALARS)
    | _of("relation", SCALARS, SETS, data="∈")
    | _of("relation", SCALARS, _of("interval", SCALARS, SCALARS, data="[)"), data="∈")
    | _of("relation", SCALARS, _of("interval", SCALARS, SCALARS, data="()"), data="∈"),
    _propositions,
    max_leaves=4,
)
TERMS = SCALARS | PROPOSITIONS | ARRAYS | SETS
