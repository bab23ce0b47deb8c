"""Laws of algebra are never refuted, whatever stands in them; what breaks a law by one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.refute import Supported, attempt
from solgen.notation.terms import Term, add, constant, multiply, name, number, relation, term
from tests.kernel.random_terms import CONTEXT, matrices, scalars

RELAXED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
SCALARS = scalars(depth=2)
Law = Callable[[Term, Term, Term], tuple[Term, str, Term]]


def _minus(node: Term) -> Term:
    return term("negate", [node])


LAWS: dict[str, Law] = {
    "a + b = b + a": lambda a, b, _: (add(a, b), "=", add(b, a)),
    "a (b + c) = a b + a c": lambda a, b, c: (multiply(a, add(b, c)), "=", add(multiply(a, b), multiply(a, c))),
    "(a - b)(a + b) = a^2 - b^2": lambda a, b, _: (
        multiply(add(a, _minus(b)), add(a, b)),
        "=",
        add(multiply(a, a), _minus(multiply(b, b))),
    ),
    "a <= |a|": lambda a, _b, _c: (a, "≤", term("absolute", [a])),
    "a^2 + b^2 >= 2 a b": lambda a, b, _: (
        add(multiply(a, a), multiply(b, b)),
        "≥",
        multiply(number(2), a, b),
    ),
    "sum of a + b": lambda a, b, _: (
        _sum_of(add(a, b)),
        "=",
        add(_sum_of(a), _sum_of(b)),
    ),
    "a in [a, |a|]": lambda a, _b, _c: (a, "∈", term("interval", [a, term("absolute", [a])], "[]")),
    "a = b or not": lambda a, b, _: (
        term("or", [relation("<", a, b), relation("≥", a, b)]),
        "⊢",
        constant("true"),
    ),
}


def _sum_of(body: Term) -> Term:
    return term("sum", [name("i9"), number(1), name("n"), body])


@pytest.mark.parametrize("law", LAWS)
@RELAXED
@given(SCALARS, SCALARS, SCALARS)
def test_a_law_is_never_refuted(law: str, a: Term, b: Term, c: Term) -> None:
    left, sign, right = LAWS[law](a, b, c)
    found = attempt(Claim(CONTEXT, left, sign, right))
    assert not isinstance(found, Refutation), found


@RELAXED
@given(SCALARS, SCALARS)
def test_one_more_is_refuted_wherever_the_sides_exist(a: Term, b: Term) -> None:
    left = add(a, b)
    same = attempt(Claim(CONTEXT, left, "=", add(b, a)))
    more = attempt(Claim(CONTEXT, left, "=", add(b, a, number(1))))
    if isinstance(same, Supported) and same.points > 0:
        assert isinstance(more, Refutation) or more is None


@RELAXED
@given(matrices(2), matrices(2))
def test_transposes_of_products_are_never_refuted(a: Term, b: Term) -> None:
    left = term("transpose", [multiply(a, b)])
    right = multiply(term("transpose", [b]), term("transpose", [a]))
    assert not isinstance(attempt(Claim(CONTEXT, left, "=", right)), Refutation)


@RELAXED
@given(scalars(depth=2), scalars(depth=1))
def test_a_step_that_adds_the_same_on_both_sides_is_never_refuted(a: Term, b: Term) -> None:
    before, after = relation("=", a, name("c")), relation("=", add(a, b), add(name("c"), b))
    found = attempt(Claim(CONTEXT, after, "⇒", before))
    assert not isinstance(found, Refutation), found
