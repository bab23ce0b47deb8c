"""Names that a sentence defines behind the formula that uses them."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript

MEAN = r"\frac{a + s}{a + b + n} = w \frac{a}{a + b} + (1 - w) \frac{s}{n}"
WEIGHT = r"w = \frac{a + b}{a + b + n}"
OTHER = r"w = \frac{a}{a + b + n}"


def words(judge, text: str) -> list[AuditWord]:
    return [claim.word for claim in audit(understand(parse_manuscript(text, "notes.md")), judge).claims]


@pytest.mark.parametrize(
    "text",
    [
        "The mean is\n\n$${0}$$\n\nwhere ${1}$.\n",
        "The mean is\n\n$${0}, \\qquad {1} .$$\n",
        "We get ${0}$ with ${1}$.\n",
        "The mean is\n\n$${0}$$\n\nwith the weight\n\n$${1} .$$\n",
        "The mean is\n\n$${0} .$$\n\nHere ${1}$.\n",
    ],
)
def test_a_formula_is_judged_with_what_its_sentence_defines_behind_it(judge, text) -> None:
    right, wrong = (text.replace("{0}", MEAN).replace("{1}", weight) for weight in (WEIGHT, OTHER))
    assert words(judge, right) == [AuditWord.PROVED, AuditWord.DEFINITION]
    assert words(judge, wrong) == [AuditWord.REFUTED, AuditWord.DEFINITION]


def test_values_behind_where_belong_to_the_formula_before_them(judge) -> None:
    text = "The value is\n\n$$\\frac{C}{(1 + i)^2} = 25,$$\n\nwhere $C = 36$ and $i = 0.2$.\n"
    assert words(judge, text) == [AuditWord.PROVED, AuditWord.DEFINITION, AuditWord.DEFINITION]
