"""Composing from a remembered reading."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Place
from solgen.documents.blocks import Attributes, Formula, Role
from solgen.documents.by_identity import ByIdentity
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.reading import read
from solgen.sheets import blocks
from solgen.sheets.blocks import NO_VERDICTS, derivation, inline_math

CONTEXT = Context(tuple(Declaration(name, Kind.REAL) for name in ("x", "y")))
DISPLAY = r"""\begin{aligned}
x &= 2 y + 1 && \text{since } y = 3 \marks{1} \\
  &= y + y + 1 . \answer{value}
\end{aligned}"""
INLINE = r"x = 2 y + 1 = y + y + 1"


def _formula(latex: str, *, display: bool, answer: str) -> Formula:
    return Formula(0, display, read(latex, CONTEXT), Role.CLAIM, Attributes(answer=answer), Place())


@pytest.mark.parametrize("answer", ["", "value"])
@pytest.mark.parametrize("shown", ["with marks", "without marks"])
def test_what_is_remembered_is_what_composing_afresh_gives(
    answer: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    display, inline = _formula(DISPLAY, display=True, answer=answer), _formula(INLINE, display=False, answer=answer)
    marks = shown == "with marks"
    other = not marks
    derivation(display, NO_VERDICTS, marks=other)  # the other way of composing the same readings comes first
    inline_math(inline, NO_VERDICTS, marks=other)
    for _ in range(2):
        remembered = derivation(display, NO_VERDICTS, marks=marks), inline_math(inline, NO_VERDICTS, marks=marks)
    for name in ("_plain_inlines", "_framed_inlines", "_bare_lines", "_marked_lines", "_answering_lines"):
        monkeypatch.setattr(blocks, name, ByIdentity(getattr(blocks, name)._work))
    afresh = derivation(display, NO_VERDICTS, marks=marks), inline_math(inline, NO_VERDICTS, marks=marks)
    assert remembered == afresh


def test_a_frame_stands_around_the_answer_only_where_marks_are_shown() -> None:
    display = _formula(DISPLAY, display=True, answer="")
    assert derivation(display, NO_VERDICTS, marks=True).lines[-1].right[-1].framed
    assert not derivation(display, NO_VERDICTS, marks=False).lines[-1].right[-1].framed
    inline = _formula(INLINE, display=False, answer="value")
    assert inline_math(inline, NO_VERDICTS, marks=True).framed
    assert not inline_math(inline, NO_VERDICTS, marks=False).framed
