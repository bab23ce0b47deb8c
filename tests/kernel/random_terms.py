"""Random Terms for properties: scalars with sums, derivatives, cases, sets; matrices; all of them well-formed."""

from __future__ import annotations

from hypothesis import strategies as st

from solgen.notation.terms import Term, add, builtin, constant, multiply, name, number, relation, term
from tests.kernel.claims import context

CONTEXT = context(
    r"""n: size
x, c: real
y_i: real for i in 1..n
f: function
g, L: function
A, B: matrix[n, n]
v: vector[n]
""",
    let=(r"g(x) = x^2 - 3 x", r"L(c) = \sum_{i=1}^{n} |y_i - c|", r"r = e^{-x}", r"q_i = y_i^2 + c"),
)
X, C, Y, I = name("x"), name("c"), name("y"), name("i")  # noqa: E741 -- as in the context


def _apply(word: str, argument: Term) -> Term:
    return term("apply", [builtin(word), argument])


def scalars(bound: tuple[Term, ...] = (), depth: int = 3) -> st.SearchStrategy[Term]:
    """Scalar Terms; indexed names appear under the indices that are bound."""
    leaves: list[st.SearchStrategy[Term]] = [
        st.integers(-4, 5).map(number),
        st.sampled_from([X, C, name("r"), term("decimal", data="0.5")]),
        st.sampled_from([term("order_statistic", [Y, number(1)]), term("index", [Y, number(1)])]),
    ]
    if bound:
        leaves.append(
            st.sampled_from([node for i in bound for node in (term("index", [Y, i]), term("index", [name("q"), i]), i)])
        )
    if depth == 0:
        return st.one_of(leaves)
    inner = scalars(bound, depth - 1)
    fresh = name(f"i{len(bound)}" if bound else "i")
    within = scalars((*bound, fresh), depth - 1)
    size = name("n")
    everything = constant("everything")
    chosen = st.builds(
        lambda sign, point: term(
            "comprehension", [fresh, everything, relation(sign, term("index", [Y, fresh]), point)]
        ),
        st.sampled_from(["<", "≤", ">", "=", "≠"]),
        inner,
    )
    return st.one_of(
        *leaves,
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(lambda a, b: term("divide", [a, b]), inner, inner),
        st.builds(lambda a: term("negate", [a]), inner),
        st.builds(lambda a, k: term("power", [a, number(k)]), inner, st.integers(-2, 3)),
        st.builds(lambda a: term("power", [constant("e"), a]), scalars(bound, 0)),
        st.builds(lambda a: term("root", [a, number(2)]), inner),
        st.builds(lambda a: term("absolute", [a]), inner),
        st.builds(_apply, st.sampled_from(["sin", "tanh", "arctan", "ln", "cosh", "sign"]), inner),
        st.builds(lambda f, a: term("apply", [name(f), a]), st.sampled_from(["f", "g", "L"]), inner),
        st.builds(lambda f, a: term("apply", [term("prime", [name(f)], 1), a]), st.sampled_from(["f", "g"]), inner),
        st.builds(lambda a: term("sum", [fresh, number(1), size, a]), within),
        st.builds(lambda s, a: term("sum_over", [fresh, s, a]), chosen, within),
        st.builds(lambda s: term("cardinality", [s]), chosen),
        st.builds(lambda a, by: term("derivative", [a, by], "partial"), inner, st.sampled_from([X, C])),
        st.builds(
            lambda a, b, s: term("cases", [a, relation(s, X, C), b, constant("true")]),
            inner,
            inner,
            st.sampled_from(["<", "≥"]),
        ),
    )


def matrices(depth: int = 3) -> st.SearchStrategy[Term]:
    """Square matrices of size n."""
    leaves = st.sampled_from([name("A"), name("B"), constant("identity")])
    if depth == 0:
        return leaves
    inner = matrices(depth - 1)
    return st.one_of(
        leaves,
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(multiply, st.sampled_from([X, C, number(2)]), inner),
        st.builds(lambda a: term("transpose", [a]), inner),
        st.builds(lambda a: term("inverse", [a]), inner),
        st.builds(lambda a: term("power", [a, number(2)]), inner),
    )
