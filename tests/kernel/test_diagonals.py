"""Denominators made of sums over components: which are 0 on a nowhere dense set only, and what is said of them then."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from tests.kernel.claims import claim, context

COMPONENTS = "d: size\nm: size\nx_i, a_i: real for i in 1..d\nc: real"
VECTORS = "d: size\nx, a: vector[d]"


def _conditions(below: str, declared: str) -> tuple[str, ...] | None:
    verdict = check(claim(rf"\frac{{1}}{{{below}}} = \frac{{2}}{{2 ({below})}}", context(declared)))
    return verdict.conditions if verdict.word.value == "proved" else None


@pytest.mark.parametrize(
    ("below", "declared", "excepted"),
    [
        (r"\sum_{i=1}^d (x_i - a_i)^2", COMPONENTS, r"\sum_{i=1}^{d} (x_{i} - a_{i})^{2}"),
        (r"\sum_{i=1}^d (x_i - c)^2", COMPONENTS, r"\sum_{i=1}^{d} (x_{i} - c)^{2}"),
        (r"\sum_{i=1}^d (x_i^2 + x_i - 3)", COMPONENTS, r"\sum_{i=1}^{d} (x_{i}^{2} + x_{i} - 3)"),
        (r"\|x - a\|^2", VECTORS, r"\sum_{k=1}^{d} (x_{k} - a_{k})^{2}"),
        (r"\|x - 2 a\|", VECTORS, r"\sqrt{\sum_{k=1}^{d} (x_{k} - 2 a_{k})^{2}}"),
    ],
)
def test_a_polynomial_in_components_that_is_not_always_0_is_excepted(below: str, declared: str, excepted: str) -> None:
    assert _conditions(below, declared) == (rf"{excepted} \ne 0",)


@pytest.mark.parametrize(
    ("below", "declared"),
    [
        (r"\sum_{i=1}^{d-1} (x_i - a_i)^2", COMPONENTS),  # no summand at d = 1
        (r"\sum_{i=1}^d (x_i - x_1)^2", COMPONENTS),  # 0 at d = 1
        (r"d \sum_{i=1}^d x_i^2 - \left(\sum_{i=1}^d x_i\right)^2", COMPONENTS),  # the same
        (r"\sum_{i=1}^d (x_i - x_{d+1-i})", COMPONENTS),  # always 0
        (r"\sum_{i=1}^d (m - 1) (x_i - a_i)^2", COMPONENTS),  # 0 at m = 1
        (r"\sum_{i=1}^d (x_i - a_i)^2", "d: size\nx_i, a_i: integer for i in 1..d"),
        (r"\sum_{i=1}^d (x_i - a_i)^2", "d: size\na_i: real for i in 1..d\nx_i: real for i in 1..d, in [a_i, a_i]"),
    ],
)
def test_what_may_be_0_for_a_size_or_on_an_open_set_is_not(below: str, declared: str) -> None:
    assert _conditions(below, declared) is None


def test_the_gradient_of_a_distance_holds_away_from_the_point() -> None:
    verdict = check(claim(r"\nabla_x \|x - a\| = \frac{x - a}{\|x - a\|}", context(VECTORS)))
    assert verdict.word.value == "proved"
    assert verdict.conditions == (r"\sqrt{\sum_{k=1}^{d} (x_{k} - a_{k})^{2}} \ne 0",)


@pytest.mark.parametrize(
    "wrong", [r"\nabla_x \|x - a\| = \frac{x}{\|x\|}", r"\nabla_x \|x - a\| = \frac{2 (x - a)}{\|x - a\|}"]
)
def test_a_wrong_gradient_of_a_distance_is_refuted(wrong: str) -> None:
    assert check(claim(wrong, context(VECTORS))).word.value == "refuted"
