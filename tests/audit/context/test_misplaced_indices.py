"""A wrong index or bound in one line changes nothing in what the other lines say about the names."""

from __future__ import annotations

import pytest

from solgen.audit.context.lines import declaration_line
from solgen.audit.context.understand import understand
from solgen.audit.understanding import Understanding
from solgen.documents.manuscripts.read import parse_manuscript

NETWORK = r"""The sums are

$$a_{ij} = \sum_{k=1}^{D} W_{jk} x_{ik} + b_j ,$$

the outputs $h_i = \sum_{j=1}^{H} w_j f(a_{ij})$, and the error

$$E = \frac{1}{N} \sum_{i=1}^{N} (h_i - y_i)^2 .$$

So

$$\frac{\partial h_i}{\partial w_j} = f(a_{ij})$$

$$\frac{\partial E}{\partial w_j} = \frac{2}{N} \sum_{i=1}^{N} (h_i - y_i) f(a_{ij})$$
"""


def _understood(text: str) -> Understanding:
    return understand(parse_manuscript(text, "notes.md"))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"= f(a_{ij})", r"= f(a_{ji})"),
        (r"\frac{2}{N} \sum_{i=1}^{N}", r"\frac{2}{N} \sum_{i=1}^{N - 1}"),
    ],
)
def test_definitions_stand_and_ranges_stay(right, wrong):
    planted = NETWORK.replace(right, wrong, 1)
    assert planted != NETWORK
    last = _understood(planted).interpretations[0].formulas[-1].after
    assert {definition.name for definition in last.definitions} == {"a", "h", "E"}
    lines = {one.name: declaration_line(one) for one in last.declarations}
    assert lines["y"] == "y_i: real for i in 1..N"
