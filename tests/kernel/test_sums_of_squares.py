"""What stands under a root is seen to be nonnegative by how it was written, and only where it is."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

SAMPLE = context(
    r"""m: size, at least 2
x_i, w_i: real for i in 1..m
c: real
p: real, positive
\epsilon: real, positive""",
    let=(
        r"\mu = \frac{1}{m} \sum_{i=1}^{m} x_i",
        r"v = \frac{1}{m} \sum_{i=1}^{m} (x_i - \mu)^2",
        r"s = \sqrt{v + \epsilon}",
    ),
)


@pytest.mark.parametrize(
    "latex",
    [
        r"s^2 = v + \epsilon",
        r"\frac{\partial s}{\partial x_j} = \frac{x_j - \mu}{m s}",
        r"\sum_{i=1}^{m} \frac{x_i - \mu}{s} = 0",
        r"\ln(1 + \sum_{i=1}^{m} (x_i - c)^2) = \ln(1 + \sum_{i=1}^{m} x_i^2 - 2 c \sum_{i=1}^{m} x_i + m c^2)",
        r"\sum_{i=1}^{m} (x_i - c)^2 \ge 0",
        r"\sum_{i=1}^{m} p (x_i - c)^2 \ge 0",
        r"v \ge 0",
    ],
)
def test_a_variance_is_not_negative(latex):
    assert check(claim(latex, SAMPLE)).word is Word.PROVED


@pytest.mark.parametrize(
    "latex",
    [
        r"\left(\sqrt{v - \epsilon}\right)^2 = v - \epsilon",
        r"\left(\sqrt{\sum_{i=1}^{m} w_i (x_i - c)^2}\right)^2 = \sum_{i=1}^{m} w_i (x_i - c)^2",
        r"\left. \left(\sqrt{\sum_{i=1}^{m} p (x_i - c)^2}\right)^2 \right|_{p = -1} = -\sum_{i=1}^{m} (x_i - c)^2",
        r"\sum_{i=1}^{m} w_i (x_i - c)^2 \ge 0",
        r"v > 0",
    ],
)
def test_what_may_be_negative_is_not_taken_for_a_variance(latex):
    assert not check(claim(latex, SAMPLE)).established
