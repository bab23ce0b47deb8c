"""Formulas at which ``make fuzz`` once found a fault: each has a verdict now, and no method fails at it."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.notation.reading import read
from tests.fuzz.formulas import context as fuzzed
from tests.kernel.claims import as_claim, claim, context

_SLOW = [
    r"\lim_{x \to 2} (\sum_{i < j} z_i z_j (\int_0^1 (y) \, \mathrm{d}t)) \ne \lim_{x \to 2} (\lim_{x \to 2} (b \pi))",
    (
        r"\sum_{i=1}^{n} (\exp(0) + \begin{vmatrix} x & z_1 \\ y & z_i \end{vmatrix})"
        r" \ne \int_0^1 (\sqrt{\frac{\mathrm{d}}{\mathrm{d}x} (z_1)}) \, \mathrm{d}t"
    ),
    (
        r"\sum_{i < j} z_i z_j (\left( y \right)^{-1} \cdot (\lim_{x \to 1} (a)))"
        r" \le \max(\int_0^1 (\lim_{x \to 1} (\sum_{i < j} z_i z_j (\pi))) \, \mathrm{d}t, \sqrt{1 + 2 + \dots + n})"
    ),
]


def failures(verdict):
    return [reason for _, reason in verdict.evidence if "please report it" in reason]


@pytest.mark.parametrize("latex", _SLOW)
def test_integrals_and_limits_inside_one_another_end_within_their_budgets(latex):
    verdict = check(as_claim(read(latex, fuzzed()).term, fuzzed()))
    assert not failures(verdict)


@pytest.mark.parametrize("latex", [r"\nabla E(w) = 0 \iff w = 0", r"\nabla E(w) = 0 \iff \nabla E(w) = 0"])
def test_a_gradient_of_a_function_without_a_definition_is_no_fault(latex):
    where = context("n: size\nE: function\nw: vector[n]", given=(r"\nabla E(w) = 0",))
    assert not failures(check(claim(latex, where)))


def test_an_equation_for_a_family_that_may_be_empty_is_no_fault():
    where = context("n: integer\np_i: real for i in 1..n\nc: real", given=(r"\sum_{i=1}^{n} p_i = 1",))
    assert not failures(check(claim(r"\sum_{i=1}^{n} p_i c = c", where)))
