"""Filled texts that are remembered are those that filling afresh gives."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.building.pipeline import load_question
from solgen.diagnostics import Place
from solgen.documents.blocks import SourceText
from solgen.questions import bank, fill, woven
from solgen.questions.draw import draw, seed_for
from solgen.questions.filters import Shown
from solgen.questions.rendering import LineStart, Typed, render


def _afresh() -> None:
    """Forget everything that filling remembers of texts."""
    fill._woven.clear()
    woven._signs.cache_clear()
    woven._from_outside.cache_clear()


def test_variants_filled_one_after_the_other_are_filled_as_if_each_were_the_first() -> None:
    for file in bank.questions():
        question, _ = load_question(file)
        variants = [draw(question, seed_for(seed, question.id)) for seed in range(8)]
        remembered = [fill.fill(variant) for variant in [*variants, *variants]][len(variants) :]
        for variant, filled in zip(variants, remembered, strict=True):
            _afresh()
            assert filled == fill.fill(variant), (question.id, variant.label)


def _source(text: str) -> SourceText:
    lines = text.split("\n")
    return SourceText(text, tuple(Place("q.md", number, 0, line) for number, line in enumerate(lines, 1)))


PIECES = st.sampled_from(
    ["$", "$$", "\n", "\n\n", "`", "```", "\\text{", "}", "{", "\\$", "\\\\", "x", " ", " + ", "a ", "<<n>>", "<<n>> x"]
)


@settings(max_examples=300, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from([-1, 2, Fraction(1, 2)]))
def test_a_text_is_followed_in_and_out_of_formulas_as_sign_by_sign(text: str, value: Fraction | int) -> None:
    source = _source(text)
    marks = render(source, {"n": Fraction(value)})
    told = woven.Woven(always_formula=False)
    step = woven.Woven(always_formula=False)
    for mark in marks:
        if isinstance(mark, LineStart):
            told.start_line(mark)
            step.start_line(mark)
        elif isinstance(mark, Typed):
            told.typed(mark.text)
            _typed_by_signs(step, mark.text)
        assert _state(told) == _state(step)


def _state(text_so_far: woven.Woven) -> tuple[object, ...]:
    return (
        text_so_far.formula,
        text_so_far.dollars,
        text_so_far.code,
        text_so_far.fence,
        text_so_far.words,
        text_so_far.lines,
    )


def _typed_by_signs(text_so_far: woven.Woven, text: str) -> None:
    """As ``typed``, without anything remembered."""
    line = text_so_far.lines[-1]
    if not line and not text_so_far.dollars and (fence := woven._FENCE.match(text)):
        text_so_far.fence = "" if text_so_far.fence == fence.group(1) else text_so_far.fence or fence.group(1)
    line.append(text)
    if text_so_far.fence:
        return
    position = 0
    for found in woven._SWITCH.finditer(text):
        sign = found.group()
        if not text_so_far.dollars and sign[0] in "{}\\":
            continue
        text_so_far.collect(text[position : found.start()])
        position = found.end()
        text_so_far.switch(sign)
    text_so_far.collect(text[position:])


def test_values_that_are_equal_but_shown_otherwise_are_not_mistaken_for_each_other() -> None:
    source = _source("It is <<n>>.")
    known = object()
    shown = [
        fill._filled(source, {"n": value}, {"n": known}, None, formula=False).text  # type: ignore[arg-type]
        for value in (Fraction(2), Shown("2", "two"), Shown("2", "a pair"), Fraction(2))
    ]
    assert shown == ["It is 2.", "It is two.", "It is a pair.", "It is 2."]
    assert fill._exactly((1, True)) != fill._exactly((1, 1))


def test_the_memory_of_filled_texts_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(fill, "_KEPT", 4)
    source = _source("It is <<n>>.")
    for number in range(30):
        filled = fill._filled(source, {"n": Fraction(number)}, {"n": None}, None, formula=False)  # type: ignore[arg-type]
        assert filled.text == f"It is {number}."
        assert len(fill._woven) <= 4
