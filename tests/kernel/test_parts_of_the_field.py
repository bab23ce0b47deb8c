"""Parts of the field by themselves: entries at too many places, signs of products, weighted means, breaks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations, product
from typing import TypeVar

import pytest

from solgen.kernel.field import components, limits
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.means import by_means
from solgen.kernel.field.monomials import coefficients_of, coherent, times
from solgen.kernel.field.replacement import renamed, sum_generator
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import NotLinear, known_of_whole_numbers, linear_form
from solgen.kernel.real_line.breaks import breaks
from solgen.kernel.real_line.numbers import ball
from solgen.kernel.real_line.zeros import Line
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context(
    "x, y, z: real\nn, m: size\nk, j: integer\nu_i, b_i: real for i in 1..n\nw_i: vector[m] for i in 1..n\n"
    "A: matrix[n, m]\nf: function",
    let=("c = (4, 1, 9)", "h = 2 n + 1", "b_i = 2 u_i", "r = x + 1"),
)
Result = TypeVar("Result")


def asked(latex: str, look: Callable[[Scope, Element], Result]) -> Result:
    node = read(latex, NAMES).term
    return attempted(NAMES, (node,), lambda scope: look(scope, scope.translate(node)), hypotheses=True)


@pytest.mark.parametrize(
    ("named", "places", "known"),
    [
        ("u", 1, True),
        ("u", 2, False),
        ("A", 2, True),
        ("A", 1, False),
        ("w", 2, True),
        ("w", 1, False),
        ("c", 1, True),
        ("c", 2, False),
        ("b", 1, True),
        ("b", 2, False),
        ("f", 1, False),
        ("nobody", 1, False),
    ],
)
def test_an_entry_has_as_many_places_as_it_was_declared_with(named: str, places: int, known: bool):  # noqa: FBT001
    def look(scope: Scope, one: Element) -> bool:
        try:
            components.indexed(scope, named, [one] * places)
        except Unsupported:
            return False
        return True

    assert asked("1", look) is known


@pytest.mark.parametrize("latex", ["x^3 + 2 x y + y^3", "x^4 y + 5", "x^2 y - x y^2", "y + 1", "x^5 - x^3 + x", "x"])
def test_a_polynomial_is_the_sum_of_its_coefficients_times_powers(latex: str):
    def look(scope: Scope, element: Element) -> bool:
        own = scope.field.generator("name", ("x",), (), frozenset({"x"}))
        position, variable = own.positions[0], own.numerator
        found = coefficients_of(element.numerator, position, scope.field)
        total = sum((part * variable**power for power, part in enumerate(found)), scope.field.zero.numerator)
        free = all(part.degrees()[position] <= 0 for part in found)
        return bool(total == element.numerator) and free and len(found) == element.numerator.degrees()[position] + 1

    assert asked(latex, look)


VALUES = {"+": {1}, "-": {-1}, "0+": {0, 1}, "0-": {0, -1}, "0": {0}, "≠": {-1, 1}, "?": {-1, 0, 1}}


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, repeat=2)))
def test_the_sign_of_a_product_says_no_more_and_no_less_than_its_factors_do(one: str, other: str):
    found = {a * b for a in VALUES[one] for b in VALUES[other]}
    best = next(word for word in ("0", "+", "-", "0+", "0-", "≠", "?") if found <= VALUES[word])
    assert times(one, other) == best


@pytest.mark.parametrize(
    ("latex", "signs", "expected"),
    [
        ("x + y", ("+", "+"), "+"),
        ("x + y", ("0+", "+"), "+"),
        ("x + y", ("0+", "0+"), "0+"),
        ("x + y", ("+", "-"), "?"),
        ("x - y", ("+", "-"), "+"),
        ("x - y", ("0+", "0-"), "0+"),
        ("-x - y", ("0+", "+"), "-"),
        ("x^2 + y", ("?", "+"), "+"),
        ("x^2 + 1", ("?", "?"), "+"),
        ("x^2 + y^2", ("?", "?"), "0+"),
        ("x^2 + y^2", ("≠", "?"), "+"),
        ("x y", ("≠", "≠"), "≠"),
        ("x y", ("≠", "+"), "≠"),
        ("x + y", ("≠", "≠"), "?"),
        ("x + 1", ("≠", "?"), "?"),
        ("x^3 y^2", ("-", "?"), "0-"),
        ("x^3 y^2", ("-", "-"), "-"),
        ("x - x", ("?", "?"), "0"),
    ],
)
def test_the_sign_that_all_monomials_share(latex: str, signs: tuple[str, str], expected: str):
    def look(scope: Scope, element: Element) -> str:
        positions = [scope.field.generator("name", (name,), (), frozenset({name})).positions[0] for name in "xy"]
        return coherent(element.numerator, dict(zip(positions, signs, strict=True)))

    assert asked(latex, look) == expected


@pytest.mark.parametrize(
    ("latex", "signs", "expected"),
    [
        ("x^2 - 2 x y + y^2", "??", False),
        ("x^2 - 2 x y + y^2 + 1", "??", True),
        ("x^2 - 3 x y + y^2", "??", None),
        ("x^2 - x y + y^2", "??", False),
        ("x^2 - x y + y^2", "++", True),
        ("x^4 - 2 x^2 + 1", "??", False),
        ("x^4 - 2 x + 3", "??", True),
        ("x^4 - 4 x + 3", "??", False),
        ("x^4 - 5 x + 3", "??", None),
        ("x^3 - 3 x + 2", "0?", False),
        ("x^3 - 3 x + 2", "??", None),
        ("x^3 + y^3 - x^2 y - x y^2", "00", False),
        ("x - 2", "+?", None),
        ("x^2 + x", "??", None),
    ],
)
def test_what_weighted_means_show(latex: str, signs: str, expected: bool | None):  # noqa: FBT001 -- a table
    words = {"?": "?", "+": "+", "0": "0+"}

    def look(scope: Scope, element: Element) -> bool | None:
        positions = [scope.field.generator("name", (name,), (), frozenset({name})).positions[0] for name in "xy"]
        return by_means(element.numerator, {at: words[sign] for at, sign in zip(positions, signs, strict=True)})

    assert asked(latex, look) is expected


N, K, ONE = Linear.unknown("n"), Linear.unknown("k"), Linear.number(1)


@pytest.mark.parametrize(
    ("latex", "form"),
    [
        ("7", Linear.number(7)),
        ("-n", -N),
        ("n + k - 1", N + K - ONE),
        ("2 n", N.scaled(Fraction(2))),
        (r"n \cdot 2", N.scaled(Fraction(2))),
        (r"2 (n + 1) \cdot 3", (N + ONE).scaled(Fraction(6))),
        (r"\frac{n}{2}", N.scaled(Fraction(1, 2))),
        (r"\frac{n + 1}{-4}", (N + ONE).scaled(Fraction(-1, 4))),
        ("h", N.scaled(Fraction(2)) + ONE),
        ("i", Linear.unknown("i")),
    ],
)
def test_a_linear_form_in_whole_numbers(latex: str, form: Linear):
    assert linear_form(read(latex, NAMES).term, NAMES) == form


@pytest.mark.parametrize("latex", ["x", "n k", r"\frac{1}{n}", r"\frac{n}{0}", "n^2", "u_1", "r", "1.5", r"\sqrt{n}"])
def test_what_is_no_linear_form_in_whole_numbers(latex: str):
    with pytest.raises(NotLinear):
        linear_form(read(latex, NAMES).term, NAMES)


@pytest.mark.parametrize(
    ("hypothesis", "used"),
    [("k = n", True), ("k < n", True), ("k > n", True), (r"k \le n", True), (r"k \ge n", True), ("x < 1", False),
     (r"k \ne n", False), ("k^2 = 1", False), (r"k \in \{1, 2\}", False)],
)  # fmt: skip
def test_hypotheses_that_relate_whole_numbers_are_known(hypothesis: str, used: bool):  # noqa: FBT001 -- a table
    where = context(given=(hypothesis,), base=NAMES)
    known, assumed = known_of_whole_numbers(where)
    assert assumed == ((0,) if used else ())
    assert len(known) == len(known_of_whole_numbers(NAMES)[0]) + used


BREAKS: list[tuple[str, set[float] | None]] = [
    ("x^2 + 1", set()),
    (r"\frac{1}{x}", {0}),
    (r"\frac{x}{x^2 - 4}", {2, -2}),
    (r"\frac{1}{x} + \frac{1}{x - 1}", {0, 1}),
    (r"\ln x", {0}),
    (r"\ln(x - 3)", {3}),
    (r"\sqrt{x + 1}", {-1}),
    ("x^{-2}", {0}),
    (r"x^{\frac{1}{2}}", {0}),
    ("x^0", {0}),
    ("2^x", set()),
    ("(-2)^x", None),
    ("x^x", None),
    (r"\operatorname{sign}(x - 2)", {2}),
    (r"|x - 1|", set()),
    (r"\sin x", set()),
    (r"\frac{1}{e^x - 2}", {0.693147}),
    (r"\lfloor x \rfloor", None),
    ("f(x)", None),
    (r"\frac{1}{x^3 + x + 1}", None),
    (r"\frac{1}{y}", set()),
    (r"-\frac{2}{x}", {0}),
    (r"\sqrt{\frac{1}{x}}", {0}),
]


@pytest.mark.parametrize(("latex", "places"), BREAKS, ids=[latex for latex, _ in BREAKS])
def test_the_places_at_which_a_function_may_break(latex: str, places: set[float] | None):
    found = breaks(Line(NAMES, "x"), read(latex, NAMES).term)
    balls = None if found is None else [ball(place) for place in found]
    assert (balls and {round(float(value.mid()), 6) + 0.0 for value in balls if value is not None}) == (
        places if places is None or places else []
    )


def test_a_limit_of_what_an_undefined_function_does_elsewhere_is_its_value_there():
    node = read(r"\lim_{t \to 1} f(t)", NAMES).term
    found = attempted(NAMES, (node,), lambda scope: limits._limit(scope, node).used, hypotheses=True)
    assert [generator.kind for generator in found] == ["function"]


@pytest.mark.parametrize("own", [("?1",), ("?2",), ("?1", "?2"), ("?2", "?1")])
def test_a_sum_keeps_its_own_names_apart_from_those_that_are_put_in(own: tuple[str, ...]):
    """Whatever its bound names are called, the sum is the one whose names nobody else has."""

    def look(scope: Scope, size: Element) -> bool:
        def entry(token: str) -> Element:
            return components.indexed(scope, "u", [scope.bound_element(token)])

        def written(bound: tuple[str, ...], first: str, second: str) -> Element:
            body = entry(first) + entry(second) * entry(bound[-1])
            for power, token in enumerate(bound, 2):
                body *= entry(token) ** power
            return sum_generator(scope, bound, [size] * len(bound), body)

        apart = tuple(f"?{number}" for number in range(91, 91 + len(own)))
        with scope.setting_aside():  # what is asked of the places
            before = written(own, "?3", "?4")
            return all(
                renamed(scope, before, {"?3": scope.bound_element(one), "?4": scope.bound_element(other)}).key
                == written(apart, one, other).key
                for one, other in permutations(("?1", "?2", "?3", "?4", "?5"), 2)
            )

    assert asked("n", look)
