"""The commented text that ``solgen new`` writes; it compiles as it is."""

from __future__ import annotations

from solgen.diagnostics import Diagnostic, Failure
from solgen.questions.names import is_id

_QUESTION = r"""---
id: @NAME@
title: @TITLE@
topics: [calculus]
# What varies. Also: 20..200 step 10 · half | whole · list of 4..6 of 1..20, distinct
parameters:
  a: 2 | 3 | 4
  b: -3..3 except 0
# Values worked out from others, in this order. A Python file @NAME@.py beside this one may add more.
derive:
  slope: 2*a
# Comparisons that every variant meets.
constraints:
  - a != b
# The question's own values: what is printed when nothing is drawn.
reference: {a: 2, b: 3}
# What the names in the formulas stand for.
declare: |
  x: real
  f: function
parts:
  a: {marks: 2, space: 4cm}
  b: {marks: 1, space: 2cm}
answers:
  derivative: {part: a, kind: expression}
  value: {part: b, kind: number}
---
Let $f(x) = <<a>> x^2 + <<b>> x${.let}.

## (a)
Find the derivative $f'(x)${ask=derivative}.

## (b)
Find $f'(1)${ask=value}.

# Solution

## (a)
Every formula here is a claim, and is checked. The powers are differentiated one by one:

$$
f'(x) = <<a>> \cdot 2 x + <<b>> = <<slope>> x + <<b>> . \marks{2} \answer{derivative}
$$

## (b)
Put $1$ in:

$$
f'(1) = <<slope>> \cdot 1 + <<b>> = << slope + b >> . \marks{1} \answer{value}
$$

# Mistakes
* **not-differentiated** (derivative): $<<a>> x + <<b>>$. The power comes down as a factor: $2$ times $<<a>>$.
"""

_EXAM = """\
id: @NAME@
title: @TITLE@
course: Name of the course
# What the cover says besides. All of it may stand in a file course.yaml beside this one, for all exams of the course.
date: ""
duration: 90 minutes
aids: no aids
language: en
# Questions in order: files beside this one without their ending, or questions of the bank.
# A name of your own for a place in the exam is written  - first: training-time
slots:
  - training-time
  - activations
"""


def question_text(name: str) -> str:
    """A question file with the id ``name``. Raises Failure where that is no id."""
    return _filled(_QUESTION, name)


def exam_text(name: str) -> str:
    """An exam file with the id ``name``. Raises Failure where that is no id."""
    return _filled(_EXAM, name)


def _filled(text: str, name: str) -> str:
    if not is_id(name):
        hint = "lower-case words joined by hyphens, such as `training-time`"
        raise Failure(
            Diagnostic("question-id", f"`{name[:80]}` cannot be the name of a question or an exam", hint=hint)
        )
    title = name.replace("-", " ").capitalize()
    return text.replace("@NAME@", name).replace("@TITLE@", f'"{title}"' if title.isdigit() else title)
