"""False scalar claims are refuted at simple points; true ones never are."""

from __future__ import annotations

import pytest

from solgen.kernel.claim import Refutation
from solgen.kernel.refute import Supported, attempt
from tests.kernel.claims import claim, context

ACTIVATIONS = context(
    "x: real\n\\sigma, \\tau: function\n",
    let=(
        r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        r"\tau(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}",
        r"o = \sigma(x)",
    ),
)

CANCELLED = r"\frac{(e^{x/2} - e^{-x/2})(e^{x/2} + e^{-x/2})}{(e^{x/2})^2 + (e^{-x/2})^2}"
HALF = r"\frac{\sinh(\frac{x}{2}) + 1}{2 \cosh(\frac{x}{2})}"
SUM = r"\frac{\frac{\sinh(x)}{2} + \frac{\cosh(x)}{2}}{\cosh(\frac{x}{2})}"
ROOT = r"\frac{\frac{1}{2}(\tau(x) + 1) + \frac{1}{2}}{\sqrt{\frac{1}{2}(\tau(x) + 1)}}"
LAST = r"\sqrt{\frac{\tau(x) + 1}{2}}"
SHEET_3C = [
    (CANCELLED + r" = \frac{\sinh(\frac{x}{2})}{\cosh(\frac{x}{2})}", "0.7616", "0.4621"),
    (r"\sinh(x) = 2 \sigma(x) \cosh(x) - 1", "1.175", "1.256"),
    (r"\sigma(x) = " + HALF, "0.7311", "0.6745"),
    (HALF + " = " + SUM, "0.6745", "1.205"),
    (SUM + " = " + ROOT, "1.205", "1.471"),
    (ROOT + " = " + LAST, "1.471", "0.9385"),
    (r"\sigma(x) = " + LAST, "0.7311", "0.9385"),
]


@pytest.mark.parametrize(("latex", "left", "right"), SHEET_3C)
def test_each_false_equality_of_question_3c_is_refuted_at_one(latex: str, left: str, right: str) -> None:
    found = attempt(claim(latex, ACTIVATIONS))
    assert isinstance(found, Refutation)
    assert found.witness.values == (("x", "1"),)
    assert (found.witness.left, found.witness.right) == (left, right)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1}{o} = 1 + e^{-x}",
        r"-x = \ln\left(\frac{1}{o} - 1\right)",
        r"\sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2}",
        r"\sigma'(x) = o^2 e^{-x}",
        r"\sigma'(x) = o (1 - o)",
        r"\frac{d\sigma(x)}{do} = 1",
        r"\frac{do}{dx} = o (1 - o)",
        r"\tau(x) = \frac{1 - e^{-2x}}{1 + e^{-2x}}",
        r"\tau(x) = 2 \sigma(2x) - 1",
        r"\sigma(x) = \frac{1 + \tau(\frac{x}{2})}{2}",
        r"\sigma(x) = \frac{\sqrt{1 + \tau(x)}}{\sqrt{1 + \tau(x)} + \sqrt{1 - \tau(x)}}",
        r"\sinh(x) = (2 \sigma(2x) - 1) \cosh(x)",
        r"0 < \sigma(x) < 1",
        r"\sigma''(x) = o (1 - o) (1 - 2 o)",
        r"\frac{d^2 o}{dx^2} = o (1 - o) (1 - 2 o)",
    ],
)
def test_true_claims_about_activations_are_supported_at_every_point(latex: str) -> None:
    found = attempt(claim(latex, ACTIVATIONS))
    assert isinstance(found, Supported)
    assert found.points >= 6
    assert found.only_left == found.only_right == 0


@pytest.mark.parametrize(
    ("latex", "true"),
    [
        (r"y_i + 15 = \frac{1}{y_i} + 16", False),
        (r"y_i + 39 = \frac{1}{y_i} + 40", False),
        (r"z + 1 - y_i = z + \frac{1}{y_i} - 1", True),
        (r"1 - y_i = \frac{2}{y_i} - 2", True),
    ],
)
def test_where_a_side_exists_at_none_of_the_first_points_further_ones_are_looked_at(
    latex: str,
    true: bool,  # noqa: FBT001 -- a row of the table
) -> None:
    """All y_i that exist are 1; the first numbers that are drawn for it may all be 0."""
    stated = claim(latex, context("m: size\ny_i: real, in \\{0, 1\\}, for i in 1..m\nz: real"))
    assert isinstance(attempt(stated), Supported if true else Refutation)
