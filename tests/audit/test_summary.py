"""What a line is called in a summary, and how sections are counted."""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.summary import by_part
from tests.audit.texts import understood

TEXT = """# (a)

$$(x + 1)^2 = x^2 + 1$$

$$= x^2 + 2 - 1$$

$$= x^2 + 2 x + 1$$

# (b)

$x + x = 2 x$ and $x = x$
"""


def test_sections_count_wrong_lines_apart_from_those_that_follow_from_them(judge):
    first, second = by_part(audit(understood(TEXT, "x: real"), judge))
    assert first.claims == {"wrong": 1, "following from a wrong line": 1, "not following": 1}
    assert (first.wrong, first.first) == (2, 3)
    assert second.claims == {"showing nothing": 1, "right": 1}
    assert (second.wrong, second.first) == (0, 0)
