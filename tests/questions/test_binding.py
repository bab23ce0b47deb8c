from __future__ import annotations

from fractions import Fraction

from solgen.questions.binding import bindings
from solgen.questions.load import load_question

TEXT = """---
id: q
title: Sample
parameters:
  a: 1..10
  b: 1..10
derive:
  s: a + b
constraints:
  - a < 100
  - a <= 5
  - s > 3
reference: {a: 1, b: 5}
parts:
  only: {marks: 1}
---
Write <<a>> and <<b>>.

# Solution
Done.
"""


def test_each_constraint_is_asked_of_the_draws_that_met_those_before(tmp_path):
    file = tmp_path / "q.md"
    file.write_text(TEXT, encoding="utf-8")
    first, second, third = bindings(load_question(file), 2000)
    assert (first.text, first.asked, first.held, first.place.line) == ("a < 100", 2000, 2000, 10)
    assert (second.asked, third.asked) == (2000, second.held)
    assert abs(second.held - 1000) < 100
    # of the fifty pairs with a <= 5, three have a sum of at most 3
    assert abs(third.held / third.asked - 47 / 50) < 0.03


def test_given_values_are_not_drawn(tmp_path):
    file = tmp_path / "q.md"
    file.write_text(TEXT, encoding="utf-8")
    assert bindings(load_question(file), 100, {"a": Fraction(7)})[1].held == 0
    assert bindings(load_question(file), 0)[1].asked == 0
