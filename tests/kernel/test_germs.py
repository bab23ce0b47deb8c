r"""Limits by growth: expansions against their textbook series, and ``tests/cases/kernel/limits_by_growth.txt``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb, factorial
from pathlib import Path
from typing import TypeVar

import pytest

from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.germs.carrying import Carrier
from solgen.kernel.germs.germ import Germ, Germs
from solgen.kernel.germs.limits import infinite_limit, is_bounded, limit_by_growth
from solgen.notation.reading import read
from solgen.notation.terms import Term
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "limits_by_growth.txt"
NAMES = context(
    r"\log: base 10" + "\nx, a, y: real\np: real, positive\nn: size\nr: real, in (0, 1)\nt: real, in [-2, 3)\n"
    "u: real, nonnegative\nv: real, negative\nz: real, nonzero\nl: real, at least 2\nh: real, at most 2\nf: function\n"
    "b_j: real for j in 1..n\nk: integer\nm: integer, at least 5"
)
Result = TypeVar("Result")


def asked(look: Callable[[Scope, Term], Result], latex: str) -> Result:
    node = read(latex, NAMES).term
    return attempted(NAMES, (node,), lambda scope: look(scope, node), hypotheses=True)


def limit(place: str, body: str) -> str:
    return rf"\lim_{{{place}}} \left({body}\right)"


def _cases(mark: str) -> Iterator[tuple[str, str, str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if mark in line and not line.startswith("#"):
            said, _, result = line.partition(mark)
            place, _, body = said.partition(" ; ")
            yield place, body, result


@pytest.mark.parametrize(("place", "body", "value"), list(_cases(" => ")))
def test_the_limit(place: str, body: str, value: str):
    expected = read(value, NAMES).term
    assert asked(
        lambda scope, node: limit_by_growth(scope, node) - scope.translate(expected), limit(place, body)
    ).is_zero


@pytest.mark.parametrize(("place", "body", "reason"), list(_cases(" ! ")))
def test_why_there_is_no_limit(place: str, body: str, reason: str):
    with pytest.raises((Unsupported, Undefined)) as raised:
        asked(limit_by_growth, limit(place, body))
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    ("place", "body", "sign"),
    [
        (r"x \to \infty", "x^2", 1),
        (r"x \to \infty", "-x", -1),
        (r"x \to -\infty", "x^3", -1),
        (r"x \to 0", r"\frac{1}{x}", 0),
        (r"x \to 0^+", r"\frac{1}{x}", 1),
        (r"x \to 0^-", r"\frac{1}{x}", -1),
        (r"x \to 0", r"-\frac{1}{x^2}", -1),
        (r"x \to \infty", "3", 0),
        (r"x \to \infty", "x - x", 0),
        (r"x \to \infty", r"\ln x", 1),
        (r"x \to 0^+", r"\ln x", -1),
        (r"x \to \infty", "p x", 1),
        (r"x \to \infty", r"\frac{x}{\ln x}", 1),
        (r"x \to \infty", "e^{-x}", 0),
        (r"x \to \infty", "e^x - x^9", 1),
        (r"x \to \infty", r"\sqrt{x + 1} - \sqrt{x}", 0),
        (r"x \to \infty", r"\frac{\ln x}{x} - x", -1),
    ],
)
def test_which_infinity_a_function_goes_to(place: str, body: str, sign: int):
    assert asked(infinite_limit, limit(place, body)) == sign


@pytest.mark.parametrize(
    ("place", "body", "bounded"),
    [
        (r"x \to 0", r"\frac{\sin x}{x}", True),
        (r"x \to 0", r"\frac{1}{x}", False),
        (r"x \to 0", r"\frac{|x|}{x}", True),
        (r"x \to 0", r"\frac{a}{x}", None),
        (r"x \to 0", r"\frac{p}{x}", False),
        (r"x \to 0", r"\frac{\operatorname{ReLU}(x)}{x^2}", False),
        (r"x \to 0", "x - x", True),
        (r"x \to \infty", r"\ln x", False),
        (r"x \to \infty", r"\frac{\ln x}{x}", True),
        (r"x \to 0", r"\frac{\sin x - x}{x^3}", True),
        (r"x \to 0", r"\frac{\sin x - x}{x^4}", False),
    ],
)
def test_whether_a_function_stays_bounded(place: str, body: str, bounded: bool | None):  # noqa: FBT001 -- a table
    assert asked(is_bounded, limit(place, body)) is bounded


def _odd(k: int, value: Fraction) -> Fraction:
    return value if k % 2 else Fraction(0)


def _even(k: int, value: Fraction) -> Fraction:
    return Fraction(0) if k % 2 else value


def _binomial(exponent: Fraction, k: int) -> Fraction:
    result = Fraction(1)
    for place in range(k):
        result *= (exponent - place) / (place + 1)
    return result


TANGENT = [Fraction(0), Fraction(1), Fraction(0), Fraction(1, 3), Fraction(0), Fraction(2, 15), Fraction(0)]
SERIES: list[tuple[str, Callable[[int], Fraction]]] = [
    ("e^x", lambda k: Fraction(1, factorial(k))),
    ("e^{-2 x}", lambda k: Fraction((-2) ** k, factorial(k))),
    (r"\sin x", lambda k: _odd(k, Fraction((-1) ** (k // 2), factorial(k)))),
    (r"\cos x", lambda k: _even(k, Fraction((-1) ** (k // 2), factorial(k)))),
    (r"\sinh x", lambda k: _odd(k, Fraction(1, factorial(k)))),
    (r"\cosh x", lambda k: _even(k, Fraction(1, factorial(k)))),
    (r"\tan x", lambda k: TANGENT[k]),
    (r"\tanh x", lambda k: TANGENT[k] * (-1) ** (k // 2)),
    (r"\ln(1 + x)", lambda k: Fraction((-1) ** (k + 1), k) if k else Fraction(0)),
    (r"\frac{1}{1 - x}", lambda k: Fraction(1**k)),
    (r"\frac{1}{1 + 2 x}", lambda k: Fraction((-2) ** k)),
    (r"\sqrt{1 + x}", lambda k: _binomial(Fraction(1, 2), k)),
    (r"\sqrt[3]{1 + x}", lambda k: _binomial(Fraction(1, 3), k)),
    ("(1 + x)^{-2}", lambda k: _binomial(Fraction(-2), k)),
    ("(1 + x)^4", lambda k: Fraction(comb(4, k))),
    (r"\arctan x", lambda k: _odd(k, Fraction((-1) ** (k // 2), max(k, 1)))),
    (r"\operatorname{artanh} x", lambda k: _odd(k, Fraction(1, max(k, 1)))),
    (r"\arcsin x", lambda k: _odd(k, Fraction(comb(k - k % 2, k // 2), 4 ** (k // 2) * max(k, 1)))),
    (
        r"\operatorname{arsinh} x",
        lambda k: _odd(k, Fraction((-1) ** (k // 2) * comb(k - k % 2, k // 2), 4 ** (k // 2) * max(k, 1))),
    ),
]


def expanded(body: Term, depth: int) -> Callable[[Scope, Term], tuple[Germ, bool]]:
    """The germ of a body less that of another Term, and whether it is exact, as the name goes to 0."""

    def look(scope: Scope, other: Term) -> tuple[Germ, bool]:
        germs = Germs(scope, depth)
        carrier = Carrier(germs, "x", germs.variable())
        return carrier.difference(body, other), carrier.germ(body).error is None

    return look


@pytest.mark.parametrize(("latex", "coefficient"), SERIES, ids=[latex for latex, _ in SERIES])
def test_an_expansion_begins_as_the_textbook_says(latex: str, coefficient: Callable[[int], Fraction]):
    wanted = [coefficient(k) for k in range(7)]
    terms = [
        rf"{'-' if value < 0 else '+'} \frac{{{abs(value.numerator)}}}{{{value.denominator}}} x^{k}"
        for k, value in enumerate(wanted)
        if value
    ]
    germ, exact = asked(expanded(read(latex, NAMES).term, 12), " ".join(terms).removeprefix("+"))
    powers = [key.exponent[0][1].rational for key, _ in germ.terms]
    assert all(power is not None and abs(power) > 6 for power in powers), powers
    assert exact is (latex == "(1 + x)^4")


@pytest.mark.parametrize("latex", [r"\frac{1}{1 - x}", "e^x", r"\ln(1 + x)", r"\sqrt{1 + x}"])
@pytest.mark.parametrize("depth", [2, 5, 9])
def test_as_many_terms_are_kept_as_were_asked_for(latex: str, depth: int):
    germ, exact = asked(expanded(read(latex, NAMES).term, depth), "0 x")
    assert len(germ.terms) == depth
    assert not exact
