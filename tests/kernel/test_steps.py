"""Steps between equations and inequalities: implied, equivalent, or neither."""

from __future__ import annotations

import pytest

from solgen.kernel import steps
from solgen.kernel.check import check
from solgen.kernel.claim import Proof
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

WHERE = context(
    r"""
    n: size
    y_i: real for i in 1..n
    c, \bar{y}, x, o, z: real
    p: real, positive
    E: function
    """,
    let=(r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i", r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2"),
)


def proof(latex, where=WHERE):
    finding = steps.attempt(claim(latex, where))
    return finding if isinstance(finding, Proof) else None


@pytest.mark.parametrize(
    "latex",
    [
        r"E'(c) = 0 \iff c = \bar{y}",
        r"n c = \sum_{i=1}^{n} y_i \iff c = \frac{1}{n} \sum_{i=1}^{n} y_i",
        r"-\frac{2}{n} \sum_{i=1}^{n} (y_i - c) = 0 \iff \sum_{i=1}^{n} c = \sum_{i=1}^{n} y_i",
        r"x = 2 \Rightarrow x^2 = 4",
        r"p^2 = 4 \iff p = 2",
        r"x^2 = 4 \iff x = 2 \lor x = -2",
        r"2 x < 4 \iff x < 2",
        r"-2 x < 4 \iff x > -2",
        r"x < 2 \Rightarrow x \le 2",
        r"x > 2 \Rightarrow x^2 > 4",
        r"p x = p z \iff x = z",
        r"x = 0 \Rightarrow x z = 0",
        r"x \ne 2 \iff 2 x \ne 4",
    ],
)
def test_a_step(latex):
    found = proof(latex)
    assert found is not None
    assert found.conditions == ()


@pytest.mark.parametrize(
    ("latex", "conditions"),
    [
        (r"\frac{1}{o} = 1 + e^{-x} \iff \frac{1}{o} - 1 = e^{-x}", [r"o \ne 0"]),
        (r"\frac{x^2 - 4}{x - 2} = 0 \Rightarrow x^2 - 4 = 0", [r"x \ne 2"]),
        (r"\frac{x^2 - 4}{x - 2} = 0 \iff x + 2 = 0", [r"x \ne 2"]),
    ],
)
def test_a_step_with_a_condition(latex, conditions):
    found = proof(latex)
    assert found is not None
    assert [to_latex(condition) for condition in found.conditions] == conditions


@pytest.mark.parametrize(
    "latex",
    [
        r"E'(c) = 0 \iff c = 2 \bar{y}",
        r"x^2 = 4 \iff x = 2",
        r"x^2 = 4 \Rightarrow x = 2",
        r"x^2 - 4 = 0 \Rightarrow \frac{x^2 - 4}{x - 2} = 0",
        r"\frac{x^2 - 4}{x - 2} = 0 \iff x^2 - 4 = 0",
        r"-2 x < 4 \iff x < -2",
        r"x \le 2 \Rightarrow x < 2",
        r"c x = c z \iff x = z",
        r"c x < c z \Rightarrow x < z",
        r"x z = 0 \Rightarrow x = 0",
        r"x = z \Rightarrow \ln(x) = \ln(z)",
        r"x^2 > 4 \Rightarrow x > 2",
        r"x = 2 \lor x = 3 \Rightarrow x = 2",
        r"x = x \Rightarrow x = 2",
    ],
)
def test_a_changed_condition_is_not_proved(latex):
    assert proof(latex) is None


@pytest.mark.parametrize("latex", [r"\max(3, v) \le v \iff 3 \le v", r"\max(u, v) \le v \iff u \le v"])
def test_a_premise_with_a_maximum_does_not_ask_for_its_own_sign(latex):
    verdict = check(claim(latex, context("u, v: real")))
    assert not any("failed" in reason for _, reason in verdict.evidence)
